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
func (c *compiler) path(p place) *path {
	compiled, why := c.compilePath(p, jsonpath.CompileStates)
	if why != "" {
		c.report(p, codeSchema, why, "Value must be a valid JSONPath.")
	}
	return compiled
}

// reference compiles a field that takes a reference path, which names a single value.
// Source: ASL spec, "Reference Paths".
func (c *compiler) reference(p place) *path {
	compiled, why := c.compilePath(p, jsonpath.CompileReference)
	switch {
	case why == noDollar:
		c.report(p, codeSchema, "Begin the path with '$'.", "Value is not a Reference Path: %s", noDollar)
	case why != "":
		c.report(p, codeSchema, why, "Value is not a Reference Path")
	}
	return compiled
}

const noDollar = "Reference path didn't start with '$'"

// compilePath compiles p or says why not; both are empty when the field is absent or no string.
func (c *compiler) compilePath(p place, compile func(string) (*jsonpath.Path, error)) (compiled *path, why string) {
	if p.node == nil || !c.is(p, value.String) {
		return nil, ""
	}
	text := p.node.Value.Str()
	if !strings.HasPrefix(text, "$") { // jsonpath would read "a.b" as "$.a.b"
		return nil, noDollar
	}
	j, err := compile(text)
	if err != nil {
		return nil, err.Error()
	}
	c.reads(j.Variables())
	return &path{j, text}, ""
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

// isNotFound reports whether a path led nowhere. Of an index into something that is no array AWS shows the bare text of its
// library, as of every other failure.
func isNotFound(err error) bool {
	var missing *jsonpath.NotFoundError
	return errors.As(err, &missing) && !missing.NotArray
}

// conflict is the fault of a reference path that cannot be followed where it must lead somewhere: ResultPath through a value that
// is no object, ItemsPath to nothing. AWS puts no state before the cause; it names a step of the path, here always the last.
func (p *path) conflict(input value.Value) *fault.Fault {
	step := strings.Trim(p.text[strings.LastIndexAny(strings.TrimRight(p.text, "]'\""), ".['\"")+1:], "]'\"")
	return &fault.Fault{
		Error: "States.ReferencePathConflict", Plain: true,
		Cause: `Unable to apply step "` + step + `" to input ` + input.Compact(),
	}
}
