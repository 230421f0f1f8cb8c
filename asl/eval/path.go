package eval

import (
	"errors"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

// path is a field that holds one JSONPath: InputPath, TimeoutSecondsPath, Variable of a choice rule.
type path struct {
	p    *jsonpath.Path
	text string
}

// path compiles a field that takes any path. Nil: the field is absent or wrong.
func (c *compiler) path(p place) *path { return c.compilePath(p, jsonpath.Compile, "JSONPath") }

// reference compiles a field that takes a reference path, which names a single value.
// Source: ASL spec, "Reference Paths".
func (c *compiler) reference(p place) *path {
	return c.compilePath(p, jsonpath.CompileReference, "Reference Path")
}

func (c *compiler) compilePath(p place, compile func(string) (*jsonpath.Path, error), what string) *path {
	if p.node == nil || !c.is(p, value.String) {
		return nil
	}
	text := p.node.Value.Str()
	if !strings.HasPrefix(text, "$") { // jsonpath would read "a.b" as "$.a.b"
		c.report(p, codeSchema, "Begin the path with '$'.", "Value is not a %s: a path must begin with '$'", what)
		return nil
	}
	compiled, err := compile(text)
	if err != nil {
		c.report(p, codeSchema, "", "Value is not a %s: %s", what, err)
		return nil
	}
	c.reads(compiled.Variables())
	return &path{compiled, text}
}

// eval returns what the path finds; the fault has AWS's text for fields that hold paths.
func (p *path) eval(sc *scope) (value.Value, *fault.Fault) {
	v, err := p.p.Eval(sc.roots())
	if err != nil {
		return value.Value{}, p.fault(err)
	}
	return v, nil
}

func (p *path) fault(err error) *fault.Fault {
	if isNotFound(err) {
		return fault.New(fault.Runtime, "Invalid path '"+p.text+"' : "+err.Error())
	}
	return fault.New(fault.Runtime, err.Error())
}

func isNotFound(err error) bool {
	var missing *jsonpath.NotFoundError
	return errors.As(err, &missing)
}
