package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// recordedCase is a case recorded from AWS: API calls and the answers to them.
type recordedCase struct {
	ID    string
	Steps []struct {
		Op     string
		Params struct{ Definition, Input string }
	}
	Expected json.RawMessage
}

// recordedCases reads the recorded cases whose file begins with group. They lie beside the repository, or where
// STEPMILL_CONFORMANCE says; the test is skipped where they are absent.
func recordedCases(t *testing.T, group string) []recordedCase {
	t.Helper()
	dir := os.Getenv("STEPMILL_CONFORMANCE")
	if dir == "" {
		root, err := os.Getwd()
		for err == nil && root != filepath.Dir(root) {
			if _, statErr := os.Stat(filepath.Join(root, "go.mod")); statErr == nil {
				break
			}
			root = filepath.Dir(root)
		}
		dir = filepath.Join(root, "..", "shared", "conformance", "open")
	}
	files, err := filepath.Glob(filepath.Join(dir, group+"*.json"))
	if err != nil || len(files) == 0 {
		t.Skip("the recorded cases are not here")
	}
	var all []recordedCase
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var cases []recordedCase
		if err := json.Unmarshal(text, &cases); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, cases...)
	}
	return all
}

// TestRecordedChoices replays AWS's matrices of the comparison operators: each case runs the machine with CheckValues once for
// every pair of values.
func TestRecordedChoices(t *testing.T) {
	comparisons := 0
	for _, c := range recordedCases(t, "choice_operators__") {
		var expected struct {
			Cases []struct{ Output map[string]string }
		}
		if err := json.Unmarshal(c.Expected, &expected); err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
		var state *State
		next := 0
		for _, step := range c.Steps {
			switch step.Op {
			case "CreateStateMachine":
				state = compileNamed(t, step.Params.Definition, "CheckValues")
			case "StartExecution":
				input := value.MustParse(step.Params.Input)
				rule, _, f := state.Choose(&Env{Input: input}, input)
				want := expected.Cases[next].Output["TestResult.$"]
				if f != nil || (rule == 0) != (want == "ConditionTrue") {
					t.Errorf("%s: %s gave rule %d (%v), recorded %s", c.ID, input, rule, f, want)
				}
				next++
			}
		}
		if next != len(expected.Cases) {
			t.Errorf("%s: %d of %d comparisons found", c.ID, next, len(expected.Cases))
		}
		comparisons += next
	}
	t.Logf("%d comparisons agree with AWS", comparisons)
}

// compileNamed compiles a state of a definition.
func compileNamed(t *testing.T, definition, name string) *State {
	t.Helper()
	m, found := asl.ParseJSON(&diag.Source{Name: "recorded", Text: definition})
	source := m.Find(name)
	if source == nil {
		t.Fatalf("no state %s: %s", name, found)
	}
	st, found := Compile(source)
	if found.HasErrors() {
		t.Fatalf("%s: %s", name, found)
	}
	return st
}

// TestRecordedDefinitions compiles every state of every definition that AWS accepted.
func TestRecordedDefinitions(t *testing.T) {
	states := 0
	for _, c := range recordedCases(t, "") {
		for _, step := range c.Steps {
			if step.Op != "CreateStateMachine" || strings.Contains(string(c.Expected), "InvalidDefinition") ||
				strings.Contains(step.Params.Definition, "{{") {
				continue
			}
			m, _ := asl.ParseJSON(&diag.Source{Name: c.ID, Text: step.Params.Definition})
			states += compileScope(t, c.ID, &m.Scope)
		}
	}
	t.Logf("%d states compile", states)
}

func compileScope(t *testing.T, id string, scope *asl.Scope) int {
	n := 0
	for _, source := range scope.States {
		if _, found := Compile(source); found.HasErrors() {
			t.Errorf("%s: %s", id, found)
		}
		n++
		for _, b := range source.Branches {
			n += compileScope(t, id, b)
		}
		if source.Map != nil && source.Map.Processor != nil {
			n += compileScope(t, id, source.Map.Processor)
		}
	}
	return n
}

// TestRecordedReferences compares the variables that states read with the variableReferences of recorded descriptions. States in
// which no variable is read are not listed.
func TestRecordedReferences(t *testing.T) {
	compared := 0
	for _, c := range recordedCases(t, "test_sfn_api_variable_references") {
		var expected map[string]struct{ VariableReferences map[string][]string }
		if err := json.Unmarshal(c.Expected, &expected); err != nil {
			t.Fatalf("%s: %v", c.ID, err)
		}
		definition := c.Steps[0].Params.Definition
		m, _ := asl.ParseJSON(&diag.Source{Name: c.ID, Text: definition})
		got := map[string][]string{}
		references(&m.Scope, got)
		for name, want := range expected {
			if diff := cmp.Diff(want.VariableReferences, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s %s: %s", c.ID, name, diff)
			}
			compared++
		}
	}
	t.Logf("%d descriptions agree with AWS", compared)
}

func references(scope *asl.Scope, into map[string][]string) {
	for _, source := range scope.States {
		st, _ := Compile(source)
		if vs := st.Variables(); len(vs) > 0 {
			into[source.Name.Value] = vs
		}
		for _, b := range source.Branches {
			references(b, into)
		}
		if source.Map != nil && source.Map.Processor != nil {
			references(source.Map.Processor, into)
		}
	}
}
