package apitest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzRequest sends wrong requests of every operation to a fresh world: a request's text as it was changed, or, if the text is JSON, with one
// of its values changed. No request may be a fault of ours, and every answer is JSON that says what was wrong.
// What is new in coverage differs from run to run, since an engine has goroutines: fuzz with -fuzzminimizetime 5x, or the time goes there.
func FuzzRequest(f *testing.F) {
	all := slices.Concat(requests, refusedAlways)
	for i, r := range all {
		f.Add(uint8(i), r.body, uint8(0), uint8(0))
		f.Add(uint8(i), r.body, uint8(1+i%5), uint8(1+i%len(nasty)))
	}
	f.Fuzz(func(t *testing.T, operation uint8, body string, where, with uint8) {
		r := request{all[int(operation)%len(all)].operation, change(body, int(where), int(with))}
		defer time.AfterFunc(20*time.Second, func() { panic(fmt.Sprintf("a request hangs: %q", r)) }).Stop()
		w := newWorld(t)
		defer w.close()
		status, answer := w.send(t, r, 20*time.Millisecond)
		if err := proper(status, answer); err != nil {
			t.Errorf("%v\nrequest %s %q\nanswer %d %q", err, r.operation, r.body, status, answer)
		}
		if err := w.engine.Err(); err != nil {
			t.Errorf("the engine stopped: %v\nrequest %s %q", err, r.operation, r.body)
		}
	})
}

// TestEveryChange sends every request with each of its values changed into each of nasty.
func TestEveryChange(t *testing.T) {
	for _, r := range slices.Concat(requests, refusedAlways) {
		for where := 0; where == 0 || change(r.body, where, 1) != change(r.body, where, 2); where++ { // until there is nothing at that place
			w := newWorld(t)
			for with := 1; with <= len(nasty)+1; with++ {
				changed := request{r.operation, change(r.body, where, with)}
				status, answer := w.send(t, changed, 5*time.Millisecond)
				if err := proper(status, answer); err != nil {
					t.Errorf("%v\nrequest %s %.1000q\nanswer %d %.1000q", err, changed.operation, changed.body, status, answer)
				}
			}
			if err := w.engine.Err(); err != nil {
				t.Errorf("the engine stopped: %v\nplace %d of request %s %q", err, where, r.operation, r.body)
			}
			w.close()
		}
	}
}

// proper says what is wrong with an answer.
func proper(status int, answer string) error {
	switch {
	case status == http.StatusOK, status == http.StatusBadRequest:
	case status == http.StatusServiceUnavailable: // it had to wait, and the client hung up
	default:
		return fmt.Errorf("the status is %d", status)
	}
	if !utf8.ValidString(answer) {
		return fmt.Errorf("the answer is not UTF-8")
	}
	for line := range strings.Lines(answer) {
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			return fmt.Errorf("the answer is not JSON: %w", err)
		}
		name, _ := v["__type"].(string)
		message, _ := v["message"].(string)
		if status != http.StatusOK && (name == "" || name == "InternalServerError" || message == "") {
			return fmt.Errorf("the error does not say what was wrong")
		}
	}
	return nil
}

// nasty are values that a member may not expect.
var nasty = []any{
	nil, true, 0, -1, 1.5, json.Number("1e400"), json.Number("9223372036854775808"), "", " ", "0", "{", "[]", `""`, "$", "$$", "{% %}", "arn:", "arn:aws:states:::",
	prefix + "stateMachine:", prefix + "stateMachine:m", prefix + "stateMachine:m/label", prefix + "stateMachine:m:99999999999999999999", prefix + "stateMachine:m:live:1",
	prefix + "execution:", prefix + "execution:m:done", prefix + "execution:c:waits", prefix + "express:e:x:1", prefix + "activity:press", prefix + "mapRun:m/l:1",
	"\x00", "\u2028", "\U0001F600", "a#b", "m#", strings.Repeat("x", 300), strings.Repeat("[", 5000), strings.Repeat("\u00e9", 40000),
	[]any{}, []any{nil}, []any{[]any{}}, map[string]any{}, map[string]any{"": nil}, "done", "press", "{{token}}", "ALL", "EXPRESS", `{"Type": "Fail"}`, doubles, waits,
}

// change replaces a value of a JSON text: the one at a place, counted from the root on and through JSON in strings, by one of nasty, or by
// nothing. with 0 changes nothing, nor is a text changed that is not JSON.
func change(text string, where, with int) string {
	if with == 0 || with > len(nasty)+1 {
		return text
	}
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return text
	}
	var by any = gone{}
	if with <= len(nasty) {
		by = nasty[with-1]
	}
	out, err := json.Marshal(replace(v, &where, by))
	if err != nil {
		return text
	}
	return string(out)
}

// gone takes a member out.
type gone struct{}

// replace counts where down with every value it comes to, and replaces the one at which it is 0; -1 means it is done.
func replace(v any, where *int, by any) any {
	*where--
	if *where == -1 {
		return by
	}
	switch x := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			if x[k] = replace(x[k], where, by); *where == -1 {
				if x[k] == any(gone{}) {
					delete(x, k)
				}
				return x
			}
		}
	case []any:
		for i := range x {
			if x[i] = replace(x[i], where, by); *where == -1 {
				return x
			}
		}
	case string:
		var inside any
		if json.Unmarshal([]byte(x), &inside) != nil || inside == nil {
			return x
		}
		inside = replace(inside, where, by)
		if text, err := json.Marshal(inside); err == nil && *where == -1 {
			return string(text)
		}
	}
	return v
}
