package eval

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
)

// failure is what a Fail state says.
type failure struct{ name, cause *text }

func (c *compiler) failure() failure {
	s := c.state
	return failure{
		name:  c.text(place{s.Error, "Error"}, place{s.ErrorPath, "ErrorPath"}),
		cause: c.text(place{s.Cause, "Cause"}, place{s.CausePath, "CausePath"}),
	}
}

// Failure returns the Error and Cause of a Fail state; nil is absent. A Fail state has no InputPath: its paths see the raw input.
// Source: ASL spec, "Fail State".
func (s *State) Failure(e *Env) (name, cause *string, f *fault.Fault) {
	if e.Trace != nil && s.language == asl.JSONPath {
		e.Trace.AfterInputPath = e.Input // TestState shows it all the same
	}
	sc := &scope{env: e, root: e.Input}
	if name, f = s.failure.name.eval(sc); f != nil {
		return nil, nil, f
	}
	if cause, f = s.failure.cause.eval(sc); f != nil {
		return nil, nil, f
	}
	return name, cause, nil
}
