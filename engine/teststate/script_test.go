package teststate

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl/value"
)

// TestScripts sends requests and shows the answers. Members whose values are texts of JSON may be written as JSON. A request under "agree" is
// given to the interpreter as well, which must come to the same end.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			req := scriptRequest(t, d)
			r, err := Run(t.Context(), scriptConfig(), req)
			if refused := new(Error); errors.As(err, &refused) {
				return refused.Error()
			}
			if err != nil {
				d.Fatalf(t, "%v", err)
			}
			if d.Cmd == "agree" {
				agree(t, d, req, r)
			}
			text, err := json.Marshal(r)
			if err != nil {
				d.Fatalf(t, "%v", err)
			}
			return lines(d, text)
		})
	})
}

// scriptConfig fixes the time and the random numbers.
func scriptConfig() Config {
	n := uint64(0)
	return Config{
		Executors: scriptExecutors(),
		Now:       func() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 890e6, time.UTC) },
		Random:    func() uint64 { n++; return n },
	}
}

func scriptRequest(t *testing.T, d *datadriven.TestData) Request {
	in, err := value.Parse(d.Input)
	if err != nil {
		d.Fatalf(t, "%v", err)
	}
	for _, name := range []string{"definition", "input", "variables", "context"} {
		in = asText(in, name)
	}
	for _, at := range [][2]string{{"mock", "result"}, {"stateConfiguration", "mapItemReaderData"}} {
		if outer := in.Get(at[0]); outer.IsDefined() {
			in = in.With(at[0], asText(outer, at[1]))
		}
	}
	var req Request
	decode := json.NewDecoder(bytes.NewReader(in.AppendJSON(nil)))
	decode.DisallowUnknownFields()
	if err := decode.Decode(&req); err != nil {
		d.Fatalf(t, "%v", err)
	}
	return req
}

// asText turns a member that is no string into its text.
func asText(o value.Value, name string) value.Value {
	if v := o.Get(name); v.IsDefined() && v.Kind() != value.String {
		return o.With(name, value.Text(v.JSON()))
	}
	return o
}

// lines writes a result with one member a line, and the members of inspectionData below it.
func lines(d *datadriven.TestData, text []byte) string {
	r := value.MustParse(string(text))
	var b strings.Builder
	for _, name := range []string{"status", "output", "error", "cause", "nextState"} {
		if v := r.Get(name); v.IsDefined() {
			b.WriteString(name + ": " + v.Str() + "\n")
		}
	}
	for name, v := range r.Get("inspectionData").Members() {
		b.WriteString("  " + name + ": ")
		if v.Kind() == value.String {
			b.WriteString(v.Str() + "\n")
		} else {
			b.WriteString(v.JSON() + "\n")
		}
	}
	return b.String()
}
