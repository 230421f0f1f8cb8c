package jsonpath

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stepmill/stepmill/asl/value"
)

var update = flag.Bool("update", false, "rewrite the results in testdata")

func TestMain(m *testing.M) {
	flag.Parse()
	if *update {
		if err := flag.Set("rewrite", "true"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// script is the state of one file in testdata.
type script struct {
	document, context value.Value
	variables         map[string]value.Value
}

// TestScripts runs testdata. A script's commands:
//
//	document, context, variable x   set what the roots stand for
//	eval [aws]                      evaluates the path on each line, aws with AbsentIsEmpty
//	reference                       compiles the reference path on each line
//	set                             puts the second line into the document at the path on the first
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		s := &script{document: value.ObjectOf(nil), context: value.ObjectOf(nil), variables: map[string]value.Value{}}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "document":
				s.document = value.MustParse(d.Input)
				return ""
			case "context":
				s.context = value.MustParse(d.Input)
				return ""
			case "variable":
				s.variables[d.CmdArgs[0].Key] = value.MustParse(d.Input)
				return ""
			case "eval":
				return eachLine(d.Input, func(line string) string { return s.eval(line, d.HasArg("aws")) })
			case "reference":
				return eachLine(d.Input, reference)
			case "set":
				line, v, _ := strings.Cut(d.Input, "\n")
				return s.set(line, value.MustParse(v))
			}
			t.Fatalf("unknown command %s", d.Cmd)
			return ""
		})
	})
}

func eachLine(input string, f func(line string) string) string {
	var b strings.Builder
	for _, line := range strings.Split(input, "\n") {
		b.WriteString(line + "  =>  " + f(line) + "\n")
	}
	return b.String()
}

func (s *script) roots() Roots {
	return Roots{
		Input:    s.document,
		Context:  func() value.Value { return s.context },
		Variable: func(name string) (value.Value, bool) { v, ok := s.variables[name]; return v, ok },
	}
}

func (s *script) eval(text string, aws bool) string {
	p, err := Compile(text)
	if err != nil {
		return describe(err)
	}
	roots := s.roots()
	roots.AbsentIsEmpty = aws
	v, err := p.Eval(roots)
	if err != nil {
		return describe(err)
	}
	out := v.Compact()
	if !p.Definite() {
		out = "several " + out
	}
	if names := p.Variables(); len(names) > 0 {
		out += "  (reads " + strings.Join(names, " ") + ")"
	}
	return out
}

func describe(err error) string {
	switch err := err.(type) {
	case *SyntaxError:
		return "syntax: " + err.Msg
	case *NotFoundError:
		return "not found: " + err.Msg
	case *EvalError:
		return strings.TrimLeft(err.Exception+": ", ": ") + err.Msg
	}
	return "an error of no known type: " + err.Error()
}

func reference(line string) string {
	if _, err := CompileReference(line); err != nil {
		return describe(err)
	}
	return "ok"
}

func (s *script) set(line string, v value.Value) string {
	p, err := Compile(line)
	if err != nil {
		return describe(err)
	}
	before := s.document.Compact()
	out, err := p.Set(s.document, v)
	if s.document.Compact() != before {
		return "the document has changed: " + s.document.Compact()
	}
	if err != nil {
		return describe(err)
	}
	return out.Compact()
}

func TestAccessors(t *testing.T) {
	p, err := Compile("$order.items[?(@.id == $id && @.n == $$.n)]")
	if err != nil {
		t.Fatal(err)
	}
	if p.Variable() != "order" || p.OnContext() || strings.Join(p.Variables(), " ") != "id order" {
		t.Errorf("got variable %q, on context %v, variables %v", p.Variable(), p.OnContext(), p.Variables())
	}
	if p, _ = Compile("$$.a"); !p.OnContext() || p.Variable() != "" || p.Variables() != nil {
		t.Errorf("$$.a: on context %v, variable %q, variables %v", p.OnContext(), p.Variable(), p.Variables())
	}
}

func TestMissingVariableIsTold(t *testing.T) {
	for _, text := range []string{"$gone", "$gone.a", "$.a[?(@ == $gone)]", "$.a[?($gone)]", "$.a.concat($gone)"} {
		p, err := Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Eval(Roots{Input: value.MustParse(`{"a":[1]}`)})
		var missing *NotFoundError
		if !errors.As(err, &missing) || missing.Variable != "gone" {
			t.Errorf("%s: got %v, want a NotFoundError for the variable gone", text, err)
		}
	}
}

func TestSyntaxErrorsHaveOffsets(t *testing.T) {
	for text, want := range map[string]int{
		"$.日本[x]":                8,
		"$.a.b c":                4,
		"$.a[?(@.x == 'y]":       3,
		"$.a[?(@.b[?(@.c[z])])]": 15,
		"$x[y]":                  2,
	} {
		_, err := Compile(text)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Offset != want {
			t.Errorf("%s: got %+v, want offset %d", text, err, want)
		}
	}
}
