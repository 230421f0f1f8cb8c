package check

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/diag"
)

// shared is the folder of recorded cases and published definitions beside the repository.
func shared(t *testing.T, pattern string) []string {
	t.Helper()
	dir := os.Getenv("STEPMILL_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	files, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
	if len(files) == 0 {
		t.Skip("the shared cases are not here; STEPMILL_SHARED may name their folder")
	}
	return files
}

type recordedCase struct {
	ID       string                     `json:"id"`
	Steps    []recordedStep             `json:"steps"`
	Expected map[string]json.RawMessage `json:"expected"`
}

type recordedStep struct {
	Op          string         `json:"op"`
	Params      map[string]any `json:"params"`
	ExpectError bool           `json:"expectError"`
	Steps       []recordedStep `json:"steps"`
}

// placeholders is what a case puts in the place of an ARN that an earlier step returns; in definitions all are of activities.
var placeholders = regexp.MustCompile(`\{\{step\d+[^}]*\}\}`)

// eachDefinition calls f for every step of a recorded case that gives AWS a definition.
func eachDefinition(t *testing.T, f func(c recordedCase, s recordedStep, definition string)) {
	for _, file := range shared(t, "conformance/open/*.json") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []recordedCase
		if err := json.Unmarshal(text, &cases); err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			var walk func([]recordedStep)
			walk = func(steps []recordedStep) {
				for _, s := range steps {
					walk(s.Steps)
					if d, ok := s.Params["definition"].(string); ok {
						f(c, s, placeholders.ReplaceAllString(d, "arn:aws:states:us-east-1:000000000000:activity:a"))
					}
				}
			}
			walk(c.Steps)
		}
	}
}

// TestRecordedDefinitions holds the checker to what AWS accepted and refused.
func TestRecordedDefinitions(t *testing.T) {
	accepted, refused := 0, 0
	eachDefinition(t, func(c recordedCase, s recordedStep, definition string) {
		switch s.Op {
		case "CreateStateMachine", "UpdateStateMachine":
		case "ValidateStateMachineDefinition":
			checkDiagnostics(t, c, s, definition)
			return
		default:
			return
		}
		cfg := Config{Express: s.Params["type"] == "EXPRESS"}
		_, found := JSON(&diag.Source{Name: "definition", Text: definition}, cfg)
		got := InvalidDefinition(found)
		if !s.ExpectError || !strings.Contains(string(mustJSON(t, c.Expected)), "Invalid State Machine Definition") {
			accepted++
			if got != "" {
				t.Errorf("%s\n%s\nAWS accepts it; the checker says\n%s", c.ID, definition, got)
			}
			return
		}
		refused++
		got = strings.ReplaceAll(got, "arn:aws:", "arn:<partition>:")
		if !strings.Contains(unescaped(t, c.Expected), got) || got == "" {
			t.Errorf("%s\n%s\nAWS says\n%s\nthe checker\n%s", c.ID, definition, unescaped(t, c.Expected), got)
		}
	})
	t.Logf("%d accepted, %d refused", accepted, refused)
}

// checkDiagnostics compares with a recorded answer of ValidateStateMachineDefinition.
func checkDiagnostics(t *testing.T, c recordedCase, s recordedStep, definition string) {
	var answer struct {
		Diagnostics []struct{ Severity, Code, Message, Location string }
	}
	if err := json.Unmarshal(c.Expected["validation_response"], &answer); err != nil {
		t.Fatal(err)
	}
	_, found := JSON(&diag.Source{Text: definition}, Config{Express: s.Params["type"] == "EXPRESS"})
	found = Reported(found)
	if len(found) != len(answer.Diagnostics) {
		t.Fatalf("%s: %d findings, want %d: %s", c.ID, len(found), len(answer.Diagnostics), found)
	}
	for i, want := range answer.Diagnostics {
		got := found[i]
		if got.Code != want.Code || got.Message != want.Message || got.Location != want.Location {
			t.Errorf("%s:\n%+v\nwant\n%+v", c.ID, got, want)
		}
	}
}

func mustJSON(t *testing.T, v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unescaped is all string values of the recorded answers, so that a message can be looked for as it is.
func unescaped(t *testing.T, expected map[string]json.RawMessage) string {
	var b strings.Builder
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			b.WriteString(v + "\n")
		case map[string]any:
			for _, e := range v {
				walk(e)
			}
		case []any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	var v any
	if err := json.Unmarshal(mustJSON(t, expected), &v); err != nil {
		t.Fatal(err)
	}
	walk(v)
	return b.String()
}

// TestTestStateDefinitions holds the checker to the states that AWS's TestState accepted and refused.
func TestTestStateDefinitions(t *testing.T) {
	eachDefinition(t, func(c recordedCase, s recordedStep, definition string) {
		if s.Op != "TestState" {
			return
		}
		_, found := State(&diag.Source{Text: definition}, Config{})
		got := InvalidDefinition(found)
		want := ""
		if s.ExpectError && strings.Contains(unescaped(t, c.Expected), "Invalid State Machine Definition") {
			want = "Invalid State Machine Definition"
		}
		if (want == "") != (got == "") || !strings.Contains(unescaped(t, c.Expected), got) {
			t.Errorf("%s\n%s\nthe checker says %s", c.ID, definition, got)
		}
	})
}

// TestState checks a lone state: AWS locates its findings under a name of its own.
func TestState(t *testing.T) {
	m, found := State(&diag.Source{Text: `{"Type": "Wait", "Seconds": -1, "Next": "Elsewhere"}`}, Config{})
	want := "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /States/StateName/Seconds'"
	if got := InvalidDefinition(found); got != want {
		t.Errorf("got %s", got)
	}
	if st := m.Find("StateName"); st == nil || found[0].Span.Start.Col != 29 {
		t.Errorf("machine %+v, findings %+v", m, found)
	}
}

// TestPublishedDefinitions checks that what people run gives no errors.
func TestPublishedDefinitions(t *testing.T) {
	for _, file := range shared(t, "definitions/*.json") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src := &diag.Source{Name: filepath.Base(file), Text: string(text)}
		_, found := Source(src, Config{})
		for _, d := range found {
			if d.Severity == diag.Error && !authorsMistakes[src.Name] {
				t.Errorf("%s: %s: %s at %s (%s)", d.Place(), d.Code, d.Message, d.Location, d.Help)
			} else {
				t.Logf("%s: %s: %s at %s (%s)", d.Place(), d.Code, d.Message, d.Location, d.Help)
			}
		}
	}
}

// authorsMistakes are the published definitions that AWS refuses.
var authorsMistakes = map[string]bool{
	// QueryLanguage stands among the states, so that the machine is a JSONPath one.
	"shared-fallback-state-jsonata__statemachine__statemachine.asl.json": true,
}
