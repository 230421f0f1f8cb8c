package eval

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// filter is an InputPath or OutputPath; null gives an empty object.
// Source: ASL spec, "InputPath, Parameters, ResultSelector, OutputPath and ResultPath".
type filter struct {
	empty bool
	path  *path
}

// filter compiles p; nil leaves the value as it is.
func (c *compiler) filter(p place) *filter {
	if p.node.Kind() == value.Null {
		return &filter{empty: true}
	}
	compiled := c.path(p)
	if compiled == nil || compiled.text == "$" {
		return nil
	}
	return &filter{path: compiled}
}

func (p *filter) apply(e *Env, v value.Value) (value.Value, *fault.Fault) {
	switch {
	case p == nil:
		return v, nil
	case p.empty:
		return value.ObjectOf(nil), nil
	}
	return p.path.eval(&scope{env: e, root: v})
}

// EffectiveInput applies InputPath to the raw input; a JSONata state sees the raw input.
func (s *State) EffectiveInput(e *Env) (value.Value, *fault.Fault) {
	v, f := s.inputPath.apply(e, e.Input)
	if f == nil && e.Trace != nil && s.language == asl.JSONPath {
		e.Trace.AfterInputPath = v
	}
	return v, f
}

// Arguments evaluates Parameters or Arguments of a Task or Parallel state; default is the effective input.
func (s *State) Arguments(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	v := effective
	if s.arguments != nil {
		var f *fault.Fault
		if v, f = s.arguments.eval(&scope{env: e, root: effective}); f != nil {
			return value.Value{}, f
		}
	}
	if e.Trace != nil {
		if s.language == asl.JSONata {
			e.Trace.AfterArguments = v
		} else {
			e.Trace.AfterParameters = v
		}
	}
	return v, nil
}

// Pass gives the result of a Pass state: Result, which is literal, else Parameters, else the effective input.
func (s *State) Pass(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	if s.result == nil {
		return s.Arguments(e, effective)
	}
	v, f := s.result.eval(nil)
	if e.Trace != nil {
		e.Trace.Result = v
	}
	return v, f
}
