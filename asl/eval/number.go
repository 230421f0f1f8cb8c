package eval

import (
	"strconv"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// bounds are the numbers that a field takes, both ends included.
type bounds struct{ min, max int64 }

// maxSeconds is AWS's largest number of seconds in a definition.
// Source: AWS Step Functions Developer Guide, "Task workflow state".
const maxSeconds = 99_999_999

// integer is a field with a whole number: a constant, a path (…Path, JSONPath) or an expression (JSONata).
type integer struct {
	name     string
	constant int64
	path     *path
	expr     *expression
	bounds   bounds
}

// integer compiles the field name at p, or the path in its sister field name+"Path"; nil: the state has neither.
func (c *compiler) integer(name string, p, byPath place, b bounds) *integer {
	x := &integer{name: name, bounds: b}
	switch {
	case p.node != nil:
		if !c.number(p, x) {
			return nil
		}
	case byPath.node != nil && !c.jsonata():
		if x.path = c.reference(byPath); x.path == nil {
			return nil
		}
	default:
		return nil
	}
	return x
}

func (c *compiler) number(p place, x *integer) bool {
	if text, is := expressionText(p.node.Text()); is && c.jsonata() {
		var ok bool
		x.expr, ok = c.expression(p, text).(*expression)
		return ok
	}
	var ok bool
	x.constant, ok = c.whole(p, x.bounds)
	return ok
}

// whole reads a constant whole number within bounds.
func (c *compiler) whole(p place, b bounds) (n int64, ok bool) {
	n, ok = p.node.Value.Int()
	switch {
	case !ok:
		c.report(p, codeSchema, "Write a whole number without quotes.", "Expected value of type Integer")
	case n < b.min:
		c.report(p, codeSchema, "Raise the value.", "Minimum value is %d", b.min)
	case n > b.max:
		c.report(p, codeSchema, "Lower the value.", "Maximum value is %d", b.max)
	}
	return n, ok && n >= b.min && n <= b.max
}

// eval returns the number, 0 if the field is absent.
func (x *integer) eval(sc *scope) (int64, *fault.Fault) {
	switch {
	case x == nil:
		return 0, nil
	case x.path != nil:
		return x.fromPath(sc)
	case x.expr != nil:
		return x.fromExpression(sc)
	}
	return x.constant, nil
}

func (x *integer) fromPath(sc *scope) (int64, *fault.Fault) {
	v, f := x.path.eval(sc)
	if f != nil {
		return 0, f
	}
	n, ok := spelled(v).Int()
	if !ok {
		return 0, fault.New(fault.Runtime, notA(x.name, "integer", x.path, v))
	}
	if why := x.outside(n); why != "" {
		return 0, fault.New(fault.Runtime, why)
	}
	return n, nil
}

func (x *integer) fromExpression(sc *scope) (int64, *fault.Fault) {
	v, f := x.expr.eval(sc)
	if f != nil {
		return 0, f
	}
	if v.Kind() != value.Number {
		return 0, x.expr.unexpected("number", v)
	}
	n, ok := v.Int()
	if !ok {
		return 0, queryFault(x.expr.field, "The "+x.name+" field must be an integer but was: "+v.Compact())
	}
	if why := x.outside(n); why != "" {
		return 0, queryFault(x.expr.field, why)
	}
	return n, nil
}

// spelled returns the number that a string spells out, which AWS takes in …Path fields for the number itself; everything else stays as it is.
func spelled(v value.Value) value.Value {
	if v.Kind() == value.String {
		if n, err := value.Parse(v.Str()); err == nil && n.Kind() == value.Number {
			return n
		}
	}
	return v
}

// outside says why n is not within the bounds; "" if it is.
func (x *integer) outside(n int64) string {
	switch {
	case n < x.bounds.min && x.bounds.min == 0:
		return x.name + " cannot be negative."
	case n < x.bounds.min || n > x.bounds.max:
		return x.name + " must be between " + strconv.FormatInt(x.bounds.min, 10) + " and " + strconv.FormatInt(x.bounds.max, 10) + "."
	}
	return ""
}

// notA is AWS's text for a …Path field that leads to something else than a number.
func notA(name, kind string, p *path, v value.Value) string {
	return "The " + name + "Path field refers to value \"" + plain(v) + "\" which is not a valid " + kind + ": " + p.text
}

// plain prints v as AWS does within a text: a string without quotes, anything else as JSON.
func plain(v value.Value) string {
	if v.Kind() == value.String {
		return v.Str()
	}
	return v.Compact()
}
