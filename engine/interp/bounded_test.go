package interp_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/engine/virtual"
)

// TestLongCauses: AWS's API has room for 32,768 characters of a cause and 256 of an error, wherever they come from; our own causes quote the
// input of the state.
func TestLongCauses(t *testing.T) {
	input := value.MustParse(`{"text": "` + strings.Repeat("é", 40000) + `"}`)
	for name, states := range map[string]string{
		"fail state":          `{"S": {"Type": "Fail", "ErrorPath": "$.text", "CausePath": "$.text"}}`,
		"missing path":        `{"S": {"Type": "Pass", "Parameters": {"x.$": "$.nope"}, "End": true}}`,
		"result path":         `{"S": {"Type": "Pass", "InputPath": "$.text", "Next": "T"}, "T": {"Type": "Pass", "ResultPath": "$.a", "End": true}}`,
		"expression":          `{"S": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $error($states.input.text) %}", "End": true}}`,
		"catcher's own fault": `{"S": {"Type": "Parallel", "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}], "Catch": [{"ErrorEquals": ["E"], "ResultPath": "$.text.e", "Next": "T"}], "Next": "T"}, "T": {"Type": "Succeed"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			m, found := asl.Parse(&diag.Source{Name: "machine.json", Text: `{"StartAt": "S", "States": ` + states + `}`})
			if found.HasErrors() {
				t.Fatal(found)
			}
			p, found := interp.Compile(m)
			if found.HasErrors() {
				t.Fatal(found)
			}
			h := virtual.New(virtual.Config{Program: p})
			if err := h.Start(&history.Start{Interpreter: interp.Version, Name: "run", MaxEvents: interp.MaxEvents}, input); err != nil {
				t.Fatal(err)
			}
			r := h.Result()
			if r.Status != interp.Failed || utf8.RuneCountInString(r.Cause) != 32768 || utf8.RuneCountInString(r.Error) > 256 {
				t.Errorf("%v with an error of %d and a cause of %d characters", r.Status, utf8.RuneCountInString(r.Error), utf8.RuneCountInString(r.Cause))
			}
			for r, err := range h.Records() {
				if n := utf8.RuneCountInString(r.Cause); err != nil || n > 32768 {
					t.Errorf("%v: a cause of %d characters (%v)", r.Type, n, err)
				}
			}
		})
	}
}
