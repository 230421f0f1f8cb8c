package jsonata_test

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// sharedCase is one case of the official suite.
type sharedCase struct {
	id                 string
	expr               string
	data               value.Value
	bindings           value.Value
	depth              int
	unordered          bool
	result             value.Value
	hasResult, nothing bool
	code, token, msg   string
}

// sharedFolder finds the folder with the cases: JSONATA_CASES, or shared/jsonata beside the repository.
func sharedFolder(t *testing.T) string {
	if dir := os.Getenv("JSONATA_CASES"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared", "jsonata")
		}
	}
	return ""
}

// TestSharedCases runs the official suite.
func TestSharedCases(t *testing.T) {
	dir := sharedFolder(t)
	files, _ := filepath.Glob(filepath.Join(dir, "cases", "*.json"))
	if len(files) == 0 {
		t.Skip("no cases: set JSONATA_CASES to a folder with cases/ and datasets/")
	}
	sort.Strings(files)
	passed, failed := 0, 0
	for _, file := range files {
		for _, c := range loadCases(t, dir, file) {
			if t.Run(c.id, func(t *testing.T) { c.check(t) }) {
				passed++
			} else {
				failed++
			}
		}
	}
	t.Logf("%d passed, %d failed", passed, failed)
}

func parseFile(t *testing.T, file string) value.Value {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := value.Parse(string(text))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return v
}

func loadCases(t *testing.T, dir, file string) []*sharedCase {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var raw []map[string]json.RawMessage
	if err := json.Unmarshal(text, &raw); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	var cases []*sharedCase
	for _, fields := range raw {
		get := func(name string) value.Value {
			v, err := value.Parse(string(fields[name]))
			if err != nil {
				return value.Value{}
			}
			return v
		}
		c := &sharedCase{
			id: get("id").Str(), expr: jsString(string(fields["expr"])), data: get("data"), bindings: get("bindings"),
			depth: int(get("depth").Float()), unordered: get("unordered").IsTrue(), result: get("result"),
			nothing: get("undefinedResult").IsTrue(), code: get("code").Str(), token: get("token").Str(),
		}
		c.hasResult = fields["result"] != nil
		if e := get("error"); e.IsDefined() {
			c.code, c.token, c.msg = e.Get("code").Str(), e.Get("token").Str(), e.Get("message").Str()
		}
		if d := get("dataset"); d.Str() != "" {
			c.data = parseFile(t, filepath.Join(dir, "datasets", d.Str()+".json"))
		}
		cases = append(cases, c)
	}
	return cases
}

// jsString decodes a JSON string; surrogates without a partner, which Go's decoder replaces, stay escaped, as they may be
// in an expression.
func jsString(raw string) string {
	const mark = "\uE000"
	raw = strings.ReplaceAll(raw, `\ud800`, mark)
	var s string
	if json.Unmarshal([]byte(raw), &s) != nil {
		return ""
	}
	return strings.ReplaceAll(s, mark, `\ud800`)
}

func (c *sharedCase) env() *jsonata.Env {
	return &jsonata.Env{
		Lookup: func(name string) (value.Value, bool) {
			v := c.bindings.Get(name)
			return v, v.IsDefined()
		},
		Now:    time.Now(),
		Budget: jsonata.Budget{Depth: c.depth},
	}
}

func (c *sharedCase) check(t *testing.T) {
	e, err := jsonata.Compile(c.expr, jsonata.Options{})
	var got value.Value
	if err == nil {
		got, err = e.Eval(c.data, c.env())
	}
	if c.code != "" {
		c.checkError(t, got, err)
		return
	}
	switch {
	case err != nil:
		t.Errorf("%s\nfailed: %v", c.expr, err)
	case c.nothing && got.IsDefined():
		t.Errorf("%s\ngot  %s\nwant nothing", c.expr, got)
	case c.hasResult && !alike(got, c.result, c.unordered):
		t.Errorf("%s\ngot  %s\nwant %s", c.expr, got, c.result)
	}
}

func (c *sharedCase) checkError(t *testing.T, got value.Value, err error) {
	var je *jsonata.Error
	switch {
	case !errors.As(err, &je):
		t.Errorf("%s\ngot  %s, error %v\nwant %s", c.expr, got, err, c.code)
	case c.code == "U1001" && je.Exhausted():
	case je.Code != c.code:
		t.Errorf("%s\ngot  %s: %s\nwant %s", c.expr, je.Code, je.Message, c.code)
	case c.token != "" && je.Token != c.token:
		t.Errorf("%s\ngot token  %s\nwant %s", c.expr, je.Token, c.token)
	case c.msg != "" && je.Message != c.msg:
		t.Errorf("%s\ngot message  %s\nwant %s", c.expr, je.Message, c.msg)
	}
}

// alike compares results: numbers by value, arrays without regard to order if unordered.
func alike(a, b value.Value, unordered bool) bool {
	if a.Kind() != b.Kind() || a.Len() != b.Len() {
		return false
	}
	switch a.Kind() {
	case value.Number:
		x, y := a.Float(), b.Float()
		return x == y || math.Abs(x-y) <= 1e-15*math.Abs(x)
	case value.Array:
		if unordered {
			return sameElements(a, b)
		}
		for i, e := range a.Elems() {
			if !alike(e, b.Index(i), false) {
				return false
			}
		}
		return true
	case value.Object:
		for k, v := range a.Members() {
			if !alike(v, b.Get(k), unordered) {
				return false
			}
		}
		return true
	}
	return value.Equal(a, b)
}

func sameElements(a, b value.Value) bool {
	used := make([]bool, b.Len())
	for _, x := range a.Elems() {
		found := false
		for j, y := range b.Elems() {
			if !used[j] && alike(x, y, true) {
				used[j], found = true, true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
