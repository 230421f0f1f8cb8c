package records

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
)

// recordedCase is one of the shared cases: requests and what AWS answered.
type recordedCase struct {
	ID    string `json:"id"`
	Steps []struct {
		Op     string `json:"op"`
		Params struct {
			Definition string          `json:"definition"`
			Type       string          `json:"type"`
			Input      string          `json:"input"`
			Logging    json.RawMessage `json:"loggingConfiguration"`
		} `json:"params"`
	} `json:"steps"`
	Expected struct {
		Logged []map[string]any `json:"logged_execution_events"`
		Events []map[string]any `json:"stepfunctions_events"`
	} `json:"expected"`
}

// play takes from the steps what is run and how it is logged.
func (c recordedCase) play(t *testing.T) (req engine.StartRequest, how Logging) {
	t.Helper()
	req.Machine, req.Name = "m", "e"
	for _, s := range c.Steps {
		if s.Params.Definition != "" {
			req.Definition, req.Express = s.Params.Definition, s.Params.Type == "EXPRESS"
		}
		if s.Op == "StartExecution" {
			req.Input = value.MustParse(s.Params.Input)
		}
		if len(s.Params.Logging) > 0 {
			var err error
			if how, err = ParseLogging(string(s.Params.Logging)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return req, how
}

// TestRecorded runs the recorded machines and compares what is told of them with what AWS told. The cases lie beside the repository, or where
// STEPMILL_CONFORMANCE says.
func TestRecorded(t *testing.T) {
	found := 0
	for _, group := range []string{"logs__test_logs", "base__test_base"} {
		for _, c := range recorded(t, group) {
			if c.Expected.Logged == nil && c.Expected.Events == nil {
				continue
			}
			found++
			_, name, _ := strings.Cut(c.ID, "::")
			t.Run(name, func(t *testing.T) {
				req, how := c.play(t)
				f := newFixture(t, how)
				f.run(t, req)
				if want := c.Expected.Logged; want != nil {
					compare(t, want, parseLines(t, f.logs.text.String(), 3))
				}
				if want := c.Expected.Events; want != nil {
					compare(t, want, parseLines(t, f.events.text.String(), 0))
				}
			})
		}
	}
	if found == 0 {
		t.Skip("there are no conformance cases beside the repository")
	}
}

func recorded(t *testing.T, group string) (cases []recordedCase) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(conformance(t), group+".json"))
	if err != nil {
		return nil
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func conformance(t *testing.T) string {
	t.Helper()
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

// parseLines parses lines that are JSON behind some words.
func parseLines(t *testing.T, text string, words int) (list []map[string]any) {
	t.Helper()
	for l := range strings.Lines(text) {
		var m map[string]any
		if err := json.Unmarshal([]byte(strings.SplitN(l, " ", words+1)[words]), &m); err != nil {
			t.Fatalf("%v in %s", err, l)
		}
		list = append(list, m)
	}
	return list
}

// compare compares what the recordings do not hide behind placeholders: names, ARNs, times and roles.
func compare(t *testing.T, want, got []map[string]any) {
	t.Helper()
	if diff := cmp.Diff(plain(want), plain(got)); diff != "" {
		t.Errorf("(-AWS +ours):\n%s", diff)
	}
}

var hidden = map[string]bool{
	"event_timestamp": true, "execution_arn": true, "roleArn": true, "account": true, "id": true, "region": true, "resources": true, "time": true,
	"executionArn": true, "stateMachineArn": true, "name": true, "startDate": true, "stopDate": true,
}

// plain parses JSON in strings, as the recordings have it, and blots out what is hidden. Ids of log records are numbers and stay.
func plain(v any) any {
	switch v := v.(type) {
	case []map[string]any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			text, _ := x.(string)
			if k == "name" && v["executionArn"] == nil {
				out[k] = x // of a state
				continue
			}
			if hidden[k] && (k != "id" || strings.Contains(text, "-") || strings.Contains(text, ":")) {
				x = "<" + k + ">"
			}
			out[k] = plain(x)
		}
		return out
	case string:
		var parsed map[string]any
		if json.Unmarshal([]byte(v), &parsed) == nil {
			return plain(parsed)
		}
	}
	return v
}
