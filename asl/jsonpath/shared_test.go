package jsonpath

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

// sharedCase is one recorded answer of Jayway's.
type sharedCase struct {
	Path     string
	Definite *bool
	Result   json.RawMessage
	Error    string
}

// TestSharedCases replays answers recorded from Jayway itself, where the folder with them is at hand.
func TestSharedCases(t *testing.T) {
	dir := sharedFolder(t)
	text, err := os.ReadFile(filepath.Join(dir, "document.json"))
	if err != nil {
		t.Skipf("no recorded cases: %v", err)
	}
	document := value.MustParse(string(text))
	text, err = os.ReadFile(filepath.Join(dir, "cases.json"))
	if err != nil {
		t.Skipf("no recorded cases: %v", err)
	}
	var cases []sharedCase
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	passed, failed := 0, 0
	for _, c := range cases {
		ok := t.Run(c.Path, func(t *testing.T) { c.check(t, document) })
		if ok {
			passed++
		} else {
			failed++
		}
	}
	t.Logf("%d passed, %d failed", passed, failed)
}

// check compiles without $$ and variables, which Jayway does not know: to it, $x is a mistake.
func (c sharedCase) check(t *testing.T, document value.Value) {
	p, err := compile(c.Path, dialect{})
	if err == nil && c.Definite != nil && p.Definite() != *c.Definite {
		t.Errorf("definite: got %v, recorded %v", p.Definite(), *c.Definite)
	}
	var got value.Value
	if err == nil {
		got, err = p.Eval(Roots{Input: document})
	}
	if err != nil {
		if text := recordedForm(err); text != c.Error {
			t.Errorf("error:\n got      %s\n recorded %s", text, c.Error)
		}
		return
	}
	if c.Error != "" {
		t.Fatalf("got %s\n recorded error %s", got, c.Error)
	}
	if want := value.MustParse(string(c.Result)); !value.Equal(got, want) {
		t.Errorf("got      %s\n recorded %s", got.Compact(), want.Compact())
	}
}

// recordedForm writes an error as the recordings do.
func recordedForm(err error) string {
	var missing *NotFoundError
	var syntax *SyntaxError
	var other *EvalError
	switch {
	case errors.As(err, &missing):
		return "NOTFOUND " + missing.Msg
	case errors.As(err, &syntax):
		return "INVALID " + syntax.Exception + " " + syntax.Msg
	case errors.As(err, &other):
		return "INVALID " + other.Exception + " " + other.Msg
	}
	return err.Error()
}

func sharedFolder(t *testing.T) string {
	if dir := os.Getenv("JSONPATH_CASES"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared", "jsonpath")
		}
		if parent := filepath.Dir(dir); parent != dir {
			dir = parent
			continue
		}
		t.Skip("not inside a module")
	}
}
