package eval

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// percentage is ToleratedFailurePercentage: 0 to 100, fractions allowed.
type percentage struct {
	constant float64
	path     *path
	expr     *expression
}

const percentageText = "ToleratedFailurePercentage must be between 0 and 100."

func (c *compiler) percentage(p, byPath place) *percentage {
	x := &percentage{}
	switch {
	case p.node != nil:
		text, is := expressionText(p.node.Text())
		if is && c.jsonata() {
			x.expr, is = c.expression(p, text).(*expression)
			if !is {
				return nil
			}
			return x
		}
		if !c.is(p, value.Number) {
			return nil
		}
		switch x.constant = p.node.Value.Float(); {
		case x.constant < 0:
			c.report(p, codeSchema, "Raise the value.", "Minimum value is 0")
		case x.constant > 100:
			c.report(p, codeSchema, "Lower the value.", "Maximum value is 100")
		}
		return x
	case byPath.node != nil && !c.jsonata():
		if x.path = c.reference(byPath); x.path != nil {
			return x
		}
	}
	return nil
}

func (x *percentage) eval(sc *scope) (float64, *fault.Fault) {
	var v value.Value
	var f *fault.Fault
	switch {
	case x == nil:
		return 0, nil
	case x.path != nil:
		if v, f = x.path.eval(sc); f == nil {
			v = spelled(v)
		}
		if f == nil && v.Kind() != value.Number {
			f = fault.New(fault.Runtime, notA("ToleratedFailurePercentage", "float", x.path, v))
		}
	case x.expr != nil:
		if v, f = x.expr.eval(sc); f == nil && v.Kind() != value.Number {
			f = x.expr.unexpected("number", v)
		}
	default:
		return x.constant, nil
	}
	if n := v.Float(); f == nil && (n < 0 || n > 100) {
		f = fault.New(fault.Runtime, percentageText)
		if x.expr != nil {
			f = queryFault(x.expr.field, percentageText)
		}
	}
	if f != nil {
		return 0, f
	}
	return v.Float(), nil
}
