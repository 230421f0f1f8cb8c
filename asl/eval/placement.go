package eval

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// placement is a ResultPath: where in the raw input the result goes. Nil replaces the input.
// Source: ASL spec, "InputPath, Parameters, ResultSelector, OutputPath and ResultPath".
type placement struct {
	discard bool
	path    *path
}

func (c *compiler) placement(p place) *placement {
	if p.node.Kind() == value.Null {
		return &placement{discard: true}
	}
	compiled := c.reference(p)
	switch {
	case compiled == nil || compiled.text == "$":
		return nil
	case compiled.p.OnContext() || compiled.p.Variable() != "":
		c.report(p, codeSchema, "A result goes into the state's own input; use Assign to set a variable.",
			"Value is not a Reference Path")
		return nil
	}
	return &placement{path: compiled}
}

func (p *placement) apply(input, result value.Value) (value.Value, *fault.Fault) {
	switch {
	case p == nil:
		return result, nil
	case p.discard:
		return input, nil
	}
	v, err := p.path.p.Set(input, result)
	if err != nil {
		return value.Value{}, p.path.conflict(input)
	}
	return v, nil
}
