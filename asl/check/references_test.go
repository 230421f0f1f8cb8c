package check

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// TestRecordedVariableReferences compares with the variable references that AWS told of recorded machines.
func TestRecordedVariableReferences(t *testing.T) {
	compared := 0
	eachDefinition(t, func(c recordedCase, s recordedStep, definition string) {
		var answer struct {
			VariableReferences map[string][]string
		}
		raw, ok := c.Expected["describe_response"]
		if !ok || s.Op != "CreateStateMachine" {
			return
		}
		if err := json.Unmarshal(raw, &answer); err != nil || answer.VariableReferences == nil {
			return
		}
		compared++
		m, _ := asl.ParseJSON(&diag.Source{Text: definition})
		if got := VariableReferences(m); !maps.EqualFunc(got, answer.VariableReferences, slices.Equal) {
			t.Errorf("%s\n%v\nwant\n%v", c.ID, got, answer.VariableReferences)
		}
	})
	if compared == 0 {
		t.Error("no recorded references")
	}
}

func TestVariableReferences(t *testing.T) {
	m, found := asl.Parse(&diag.Source{Name: "x.yaml", Text: `
StartAt: A
States:
  A: {Type: Task, Resource: r, Parameters: {x.$: "States.Format($b, $a, $$.State.Name)", y: {z.$: "$.p[?(@.q == $c)]"}}, Next: B}
  B:
    Type: Map
    ItemsPath: $items[0]
    ItemProcessor:
      StartAt: C
      States:
        C: {Type: Choice, Choices: [{And: [{Variable: $v, NumericEqualsPath: $w.x}], Next: D}], Default: D}
        D: {Type: Pass, QueryLanguage: JSONata, Output: "{% ($l := 1; $l + $g + $states.input + $sum([1])) %}", End: true}
    Catch: [{ErrorEquals: [States.ALL], Assign: {e.$: $old}, Next: E}]
    Next: E
  E: {Type: Succeed}
`})
	if found.HasErrors() {
		t.Fatal(found)
	}
	want := map[string][]string{"A": {"a", "b", "c"}, "B": {"items", "old"}, "C": {"v", "w"}, "D": {"g"}}
	if got := VariableReferences(m); !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}
