package jsonpath

import (
	"github.com/stepmill/stepmill/asl/value"
)

// Set returns root with v in the place that a reference path names, as ResultPath puts a result into a state's input: objects
// that the path names and that do not exist are created, elements of arrays must exist. It fails with *EvalError where the path
// goes through a value that is neither, or is not a reference path. Source: ASL spec, "ResultPath".
func (p *Path) Set(root, v value.Value) (value.Value, error) {
	if !p.simple || p.root.kind != rootDocument {
		return value.Value{}, &EvalError{Msg: "'" + p.text + "' is not a reference path into the input"}
	}
	out, ok := set(root, v, p.segments)
	if !ok {
		return value.Value{}, &EvalError{Msg: "Unable to apply ReferencePath " + p.text + " to input " + root.Compact()}
	}
	return out, nil
}

func set(at, v value.Value, segments []segment) (value.Value, bool) {
	if len(segments) == 0 {
		return v, true
	}
	switch s := segments[0].(type) {
	case property:
		if !at.IsDefined() {
			at = value.ObjectOf(nil)
		}
		if at.Kind() != value.Object {
			return at, false
		}
		x, ok := set(at.Get(s.keys[0]), v, segments[1:])
		return at.With(s.keys[0], x), ok
	case subscript:
		n := s[0]
		if n < 0 {
			n += at.Len()
		}
		if at.Kind() != value.Array || !at.Index(n).IsDefined() {
			return at, false
		}
		x, ok := set(at.Index(n), v, segments[1:])
		return at.WithIndex(n, x), ok
	}
	return at, false
}
