package eval

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// text is a field with a string: a constant, a path or intrinsic function (…Path, JSONPath) or an expression (JSONata).
type text struct {
	constant string
	path     template // JSONPath
	name     string   // of the field with the path
	written  string   // the path, as written
	expr     *expression
}

// text compiles the field p, or the path in its sister field byPath; nil: the state has neither.
func (c *compiler) text(p, byPath place) *text {
	switch {
	case p.node != nil:
		if !c.is(p, value.String) {
			return nil
		}
		s := p.node.Value.Str()
		if inner, is := expressionText(s); is && c.jsonata() {
			if x, ok := c.expression(p, inner).(*expression); ok {
				return &text{expr: x}
			}
			return nil
		}
		return &text{constant: s}
	case byPath.node != nil && !c.jsonata():
		if !c.is(byPath, value.String) {
			return nil
		}
		x := &text{name: byPath.at, written: byPath.node.Value.Str()}
		if x.path = c.leaf(x.written, byPath.at); x.path == nil {
			c.report(byPath, codeSchema, "", "The value for the field '%s' must be a valid JSONPath or a valid intrinsic function call",
				byPath.at)
			return nil
		}
		return x
	}
	return nil
}

// eval returns the string, nil if the field is absent.
func (x *text) eval(sc *scope) (*string, *fault.Fault) {
	var v value.Value
	var f *fault.Fault
	switch {
	case x == nil:
		return nil, nil
	case x.path != nil:
		if v, f = x.path.eval(sc); f == nil && v.Kind() != value.String {
			f = fault.New(fault.Runtime, "The "+x.name+" parameter does not reference a string value: "+x.written+" == "+v.Compact())
		}
	case x.expr != nil:
		if v, f = x.expr.eval(sc); f == nil && v.Kind() != value.String {
			f = x.expr.unexpected("string", v)
		}
	default:
		return &x.constant, nil
	}
	if f != nil {
		return nil, f
	}
	s := v.Str()
	return &s, nil
}
