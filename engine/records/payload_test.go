package records

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
)

// TestCut finds that a log record cuts payloads to 248 KiB, counted with the escapes that they need inside the record.
func TestCut(t *testing.T) {
	for _, tt := range []struct {
		name, unit string
		n          int
		cut        bool
	}{
		{"fits", "x", maxPayload - 4, false}, // with its own quotation marks, escaped, and those around
		{"too long", "x", maxPayload, true},
		{"too long by its escapes", `\n`, maxPayload / 3, true},
		{"wide characters", "é", maxPayload, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := `"` + strings.Repeat(tt.unit, tt.n) + `"`
			if !tt.cut {
				text = text[:len(text)-3] + `"`
			}
			r := &history.Record{Type: history.ExecutionSucceeded, Output: value.MustParse(text)}
			var got struct {
				Details struct {
					Output        string
					OutputDetails struct{ Truncated bool }
				}
			}
			if err := json.Unmarshal([]byte(line(&engine.Head{}, r, history.Projection{}).Message), &got); err != nil {
				t.Fatal(err)
			}
			out := got.Details.Output
			if got.Details.OutputDetails.Truncated != tt.cut || (out == text) == tt.cut {
				t.Errorf("truncated is %v, %d of %d bytes are left", got.Details.OutputDetails.Truncated, len(out), len(text))
			}
			if size := value.Text(out).Size(); size > maxPayload || tt.cut && size < maxPayload*9/10 {
				t.Errorf("%d bytes with escapes are left of %d", size, maxPayload)
			}
			if !strings.HasPrefix(text, out) || !utf8.ValidString(out) {
				t.Errorf("what is left is no beginning")
			}
		})
	}
}

// TestIncluded finds that an event leaves out what is too long: the input first.
func TestIncluded(t *testing.T) {
	small, half, big := `"s"`, `"`+strings.Repeat("h", maxPayload*6/10)+`"`, `"`+strings.Repeat("b", maxPayload)+`"`
	for _, tt := range []struct {
		name, in, out string
		want          string
	}{
		{"both fit", small, half, `{"included":true} {"included":true}`},
		{"not both", half, half, `{"included":false} {"included":true}`},
		{"neither", small, big, `{"included":false} {"included":false}`},
		{"no output", half, "", `{"included":true} null`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := &engine.Head{Status: interp.Succeeded, Output: tt.out, StartDate: time.Unix(1, 0), StopDate: time.Unix(2, 0)}
			d := StatusChange(h, tt.in).Get("detail")
			if got := d.Get("inputDetails").Compact() + " " + d.Get("outputDetails").Compact(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			for _, member := range []string{"input", "output"} {
				left := d.Get(member).Kind() == value.Null
				if included := d.Get(member + "Details").Get("included").IsTrue(); included == left {
					t.Errorf("%s is left out: %v, and included: %v", member, left, included)
				}
			}
		})
	}
}

// TestEventID finds UUIDs that tell events apart.
func TestEventID(t *testing.T) {
	seen := map[string]bool{}
	for _, h := range []engine.Head{{ARN: "a", Status: "RUNNING"}, {ARN: "b", Status: "RUNNING"}, {ARN: "a", Status: "FAILED"}, {ARN: "a", Status: "RUNNING", RedriveCount: 1}} {
		id := eventID(&h)
		if seen[id] || !uuid.MatchString(id) || id[14] != '8' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Errorf("%+v has the id %s", h, id)
		}
		seen[id] = true
	}
}
