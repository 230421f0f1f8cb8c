package jsonata_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl/jsonata"
	"github.com/stepmill/stepmill/asl/value"
)

// session is the state of one script: the input and the variables that its commands set.
type session struct {
	input, vars value.Value
}

var scriptTime = time.Date(2026, 2, 3, 4, 5, 6, 789e6, time.UTC)

func (s *session) env(budget jsonata.Budget) *jsonata.Env {
	return &jsonata.Env{
		Now:    scriptTime,
		Budget: budget,
		Lookup: func(name string) (value.Value, bool) {
			v := s.vars.Get(name)
			return v, v.IsDefined()
		},
	}
}

// run executes a command:
//
//	input              sets the input, "undefined" for none
//	vars               sets the variables, an object
//	eval [aws] [steps=N] [depth=N] [bytes=N]   evaluates each line that is not indented, and its indented continuation
//	errors             lists all syntax errors
//	print              prints the expression
//	variables [aws]    lists the free variables
func (s *session) run(t *testing.T, d *datadriven.TestData) string {
	opt := jsonata.Options{Recover: d.Cmd == "errors"}
	if d.HasArg("aws") {
		opt.Dialect = jsonata.StepFunctions
	}
	switch d.Cmd {
	case "input":
		s.input = value.Value{}
		if d.Input != "undefined" {
			s.input = value.MustParse(d.Input)
		}
		return ""
	case "vars":
		s.vars = value.MustParse(d.Input)
		return ""
	}
	var out strings.Builder
	for _, text := range expressions(d.Input) {
		fmt.Fprintln(&out, s.answer(t, d, text, opt))
	}
	return out.String()
}

// expressions splits the lines of a command; an indented line continues the one before.
func expressions(input string) []string {
	return strings.Split(strings.ReplaceAll(input, "\n ", "\x00 "), "\n")
}

func (s *session) answer(t *testing.T, d *datadriven.TestData, text string, opt jsonata.Options) string {
	text = strings.ReplaceAll(text, "\x00", "\n")
	e, err := jsonata.Compile(text, opt)
	if err != nil {
		return describeError(err)
	}
	switch d.Cmd {
	case "errors":
		var all []string
		for _, e := range e.Errors() {
			all = append(all, describeError(e))
		}
		return strings.Join(all, "\n")
	case "print":
		return e.String()
	case "variables":
		return strings.Join(e.Variables(), " ")
	case "eval":
		v, err := e.Eval(s.input, s.env(budgetOf(t, d)))
		if err != nil {
			return describeError(err)
		}
		if !v.IsDefined() {
			return "undefined"
		}
		return v.Compact()
	}
	t.Fatalf("%s: unknown command %s", d.Pos, d.Cmd)
	return ""
}

func budgetOf(t *testing.T, d *datadriven.TestData) jsonata.Budget {
	var b jsonata.Budget
	for name, field := range map[string]*int{"steps": &b.Steps, "depth": &b.Depth, "bytes": &b.Bytes} {
		if d.HasArg(name) {
			d.ScanArgs(t, name, field)
		}
	}
	return b
}

func describeError(err error) string {
	var e *jsonata.Error
	if !errors.As(err, &e) {
		return "not an *Error: " + err.Error()
	}
	s := e.Code + " at " + strconv.Itoa(e.Position)
	if e.Token != "" {
		s += " token " + strconv.Quote(e.Token)
	}
	if e.Index != 0 {
		s += " index " + strconv.Itoa(e.Index)
	}
	return s + ": " + e.Message
}

// TestScripts runs testdata/*.txt; -rewrite writes the answers.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		if filepath.Ext(path) != ".txt" {
			return
		}
		var s session
		datadriven.RunTest(t, path, s.run)
	})
}

// TestScriptsAgainstReference asks the reference implementation the questions of testdata/*.txt.
func TestScriptsAgainstReference(t *testing.T) {
	var qs []question
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		if filepath.Ext(path) != ".txt" || strings.HasSuffix(path, "_own.txt") {
			return
		}
		var s session
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "input", "vars":
				s.run(t, d)
			case "eval":
				for _, text := range expressions(d.Input) {
					q := question{Expr: strings.ReplaceAll(text, "\x00", "\n"), Bindings: json.RawMessage(`{}`)}
					if s.input.IsDefined() {
						q.Data = json.RawMessage(s.input.JSON())
					}
					if s.vars.IsDefined() {
						q.Bindings = json.RawMessage(s.vars.JSON())
					}
					qs = append(qs, q)
				}
			}
			return d.Expected
		})
	})
	compareWithReference(t, qs)
}
