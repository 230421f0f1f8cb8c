package jsonata_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// question is an expression for the reference implementation; Data is absent for undefined.
type question struct {
	Expr     string          `json:"expr"`
	Data     json.RawMessage `json:"data,omitempty"`
	Bindings json.RawMessage `json:"bindings,omitempty"`
}

// answer is a result, or nothing if Text is empty, or an error.
type answer struct {
	Text     string       `json:"text"`
	Function bool         `json:"function"`
	Timeout  bool         `json:"timeout"`
	Error    *answerError `json:"error"`
}

type answerError struct {
	Code     string `json:"code"`
	Message  string `json:"message"`
	Position int    `json:"position"`
	Token    string `json:"token"`
	Index    int    `json:"index"`
}

// askReference evaluates the questions with the npm module jsonata that JSONATA_NODE_MODULE names, under node.
func askReference(t *testing.T, qs []question) []answer {
	module := os.Getenv("JSONATA_NODE_MODULE")
	if module == "" {
		t.Skip("JSONATA_NODE_MODULE does not name the folder of the npm module jsonata")
	}
	text, err := json.Marshal(qs)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "cases.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "--stack-size=4000", "testdata/oracle.js", module, file)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), "TZ=UTC")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	var as []answer
	if err := json.Unmarshal(out, &as); err != nil {
		t.Fatal(err)
	}
	return as
}

// ours answers a question with this package.
func ours(q question) answer {
	e, err := jsonata.Compile(q.Expr, jsonata.Options{})
	var v value.Value
	if err == nil {
		var data, bindings value.Value
		if q.Data != nil {
			data = value.MustParse(string(q.Data))
		}
		if q.Bindings != nil {
			bindings = value.MustParse(string(q.Bindings))
		}
		v, err = e.Eval(data, &jsonata.Env{Now: time.Now(), Lookup: func(name string) (value.Value, bool) {
			b := bindings.Get(name)
			return b, b.IsDefined()
		}})
	}
	var je *jsonata.Error
	if errors.As(err, &je) {
		if je.Kind == jsonata.KindUnsupportedResult {
			return answer{Function: true}
		}
		return answer{Timeout: je.Exhausted(), Error: &answerError{je.Code, je.Message, je.Position, je.Token, je.Index}}
	}
	return answer{Text: v.Compact()}
}

// differs compares two answers: numbers by value, errors in all their fields if the reference gave them a code.
func differs(a, b answer) bool {
	switch {
	case a.Timeout || b.Timeout:
		return false
	case a.Error != nil && b.Error != nil:
		return b.Error.Code != "" && *a.Error != *b.Error
	case a.Error != nil || b.Error != nil || a.Function != b.Function || (a.Text == "") != (b.Text == ""):
		return true
	case a.Text == "":
		return false
	}
	return !alike(value.MustParse(a.Text), value.MustParse(b.Text), false)
}

func show(a answer) string {
	switch {
	case a.Error != nil:
		b, _ := json.Marshal(a.Error)
		return string(b)
	case a.Function:
		return "a function"
	case a.Text == "":
		return "nothing"
	}
	return a.Text
}

// compareWithReference fails for every question that the reference answers in another way.
func compareWithReference(t *testing.T, qs []question) {
	for i, want := range askReference(t, qs) {
		if got := ours(qs[i]); differs(got, want) {
			t.Errorf("%s\n data %s\n got  %s\n want %s", qs[i].Expr, qs[i].Data, show(got), show(want))
		}
	}
}

// TestSharedCasesAgainstReference compares messages, positions and all results of the official suite.
func TestSharedCasesAgainstReference(t *testing.T) {
	dir := sharedFolder(t)
	files, _ := filepath.Glob(filepath.Join(dir, "cases", "*.json"))
	var qs []question
	for _, file := range files {
		for _, c := range loadCases(t, dir, file) {
			if c.depth > 0 {
				continue
			}
			q := question{Expr: c.expr}
			if c.data.IsDefined() {
				q.Data = json.RawMessage(c.data.JSON())
			}
			if c.bindings.IsDefined() {
				q.Bindings = json.RawMessage(c.bindings.JSON())
			}
			qs = append(qs, q)
		}
	}
	compareWithReference(t, qs)
}

// TestRandomAgainstReference compares random expressions; JSONATA_SEED chooses others.
func TestRandomAgainstReference(t *testing.T) {
	seed := uint64(1)
	if s := os.Getenv("JSONATA_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("JSONATA_SEED=%d", seed)
	var qs []question
	for n := range uint64(3000) {
		qs = append(qs, question{Expr: randomExpression(seed, n), Data: json.RawMessage(generatorDocument)})
	}
	compareWithReference(t, qs)
}
