package teststate

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recordedCase is one of the shared cases: requests and what AWS answered.
type recordedCase struct {
	ID    string `json:"id"`
	Steps []struct {
		ID          string          `json:"id"`
		Op          string          `json:"op"`
		Params      json.RawMessage `json:"params"`
		ExpectError bool            `json:"expectError"`
		Name        string          `json:"name"`
		Value       any             `json:"value"`
	} `json:"steps"`
	Transformers []struct {
		Kind        string `json:"kind"`
		Value       string `json:"value"`
		Replacement string `json:"replacement"`
	} `json:"transformers"`
	Expected map[string]any `json:"expected"`
}

// TestRecorded sends the recorded requests and compares the answers with AWS's. The cases lie beside the repository, or where
// STEPMILL_CONFORMANCE says. Functions are played by Go functions.
func TestRecorded(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(conformance(t), "test_state__*.json"))
	if len(files) == 0 {
		t.Skip("there are no conformance cases of TestState beside the repository")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []recordedCase
		if err := json.Unmarshal(text, &cases); err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			_, name, _ := strings.Cut(c.ID, "::")
			t.Run(name, func(t *testing.T) { replay(t, c) })
		}
	}
}

func conformance(t *testing.T) string {
	if dir := os.Getenv("STEPMILL_CONFORMANCE"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "..", "shared", "conformance", "open")
		}
	}
	return ""
}

func replay(t *testing.T, c recordedCase) {
	results := map[string]any{}
	for _, step := range c.Steps {
		switch step.Op {
		case "TestState":
			results[step.ID] = send(t, step.Params)
		case "Match":
			want, got := normalise(c.Expected[step.Name], ""), normalise(c.transform(resolve(step.Value, results)), "")
			if diff := cmp.Diff(want, got, wildcards); diff != "" {
				t.Errorf("%s (-AWS +ours):\n%s", step.Name, diff)
			}
		default:
			t.Fatalf("the test does not know the step %s", step.Op)
		}
	}
}

// send runs a request and gives the answer as a client sees it.
func send(t *testing.T, params json.RawMessage) any {
	t.Helper()
	var req Request
	if err := json.Unmarshal(params, &req); err != nil {
		t.Fatal(err)
	}
	r, err := Run(t.Context(), Config{Executors: functions()}, req)
	if refused := new(Error); errors.As(err, &refused) {
		return map[string]any{
			"errorResponse": map[string]any{
				"Error": map[string]any{"Code": refused.Code, "Message": refused.Message}, "message": refused.Message,
			},
			"errorType":   refused.Code,
			"errorString": "An error occurred (" + refused.Code + ") when calling the TestState operation: " + refused.Message,
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// resolve replaces the templates {{stepN.member}} by what the steps gave.
func resolve(v any, results map[string]any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, m := range v {
			out[k] = resolve(m, results)
		}
		return out
	case string:
		path := strings.Split(strings.Trim(v, "{}"), ".")
		at, ok := results[path[0]]
		if !ok {
			return v
		}
		for _, name := range path[1:] {
			at = at.(map[string]any)[name]
		}
		return at
	}
	return v
}

// transform replaces what differs from run to run by the recording's names for it.
func (c recordedCase) transform(v any) any {
	text, _ := json.Marshal(v)
	for _, tr := range c.Transformers {
		if tr.Kind == "literal" {
			text = []byte(strings.ReplaceAll(string(text), tr.Value, tr.Replacement))
		}
	}
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		panic(err)
	}
	return out
}
