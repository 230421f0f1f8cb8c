package eval

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// comparison is a rule of a JSONPath state that compares a variable with a constant or with what a path finds. Values of
// another type than the operator's never compare, which makes the rule false, not a failure.
// Sources: ASL spec, "Data-test expression"; AWS Step Functions Developer Guide, "Choice workflow state".
type comparison struct {
	variable *path
	test     func(v, operand value.Value) bool
	operand  value.Value
	path     *path // in place of operand
}

func (x *comparison) holds(sc *scope) (bool, *fault.Fault) {
	v, f := x.variable.choose(sc)
	if f != nil {
		return false, f
	}
	operand := x.operand
	if x.path != nil {
		if operand, f = x.path.choose(sc); f != nil {
			return false, f
		}
	}
	return x.test(v, operand), nil
}

// choose is eval with AWS's text for the paths of choice rules.
func (p *path) choose(sc *scope) (value.Value, *fault.Fault) {
	v, err := p.p.Eval(sc.roots())
	if err != nil {
		return value.Value{}, fault.New(fault.Runtime, "Invalid path '"+p.text+
			"': The choice state's condition path references an invalid value.")
	}
	return v, nil
}

// presence is IsPresent, the only operator that takes a variable that leads nowhere.
type presence struct {
	variable *path
	want     bool
}

func (x *presence) holds(sc *scope) (bool, *fault.Fault) {
	_, err := x.variable.p.Eval(sc.roots())
	return (err == nil) == x.want, nil
}

// operator is what a comparison operator does and the type of its operand.
type operator struct {
	test    func(v, operand value.Value) bool
	operand value.Kind
}

// operators holds all operators but IsPresent and those that end in Path.
var operators = comparisonOperators()

func comparisonOperators() map[string]operator {
	ops := map[string]operator{
		"BooleanEquals": {equalBooleans, value.Bool},
		"StringMatches": {matches, value.String},
		"IsNull":        {isKind(value.Null), value.Bool},
		"IsNumeric":     {isKind(value.Number), value.Bool},
		"IsString":      {isKind(value.String), value.Bool},
		"IsBoolean":     {isKind(value.Bool), value.Bool},
		"IsTimestamp":   {isTimestamp, value.Bool},
	}
	families := []struct {
		name    string
		compare func(a, b value.Value) (int, bool)
		operand value.Kind
	}{
		{"String", compareStrings, value.String}, {"Numeric", compareNumbers, value.Number},
		{"Timestamp", compareTimestamps, value.String},
	}
	relations := []struct {
		name  string
		holds func(order int) bool
	}{
		{"Equals", func(o int) bool { return o == 0 }},
		{"LessThan", func(o int) bool { return o < 0 }},
		{"GreaterThan", func(o int) bool { return o > 0 }},
		{"LessThanEquals", func(o int) bool { return o <= 0 }},
		{"GreaterThanEquals", func(o int) bool { return o >= 0 }},
	}
	for _, f := range families {
		for _, r := range relations {
			ops[f.name+r.name] = operator{func(a, b value.Value) bool {
				order, ok := f.compare(a, b)
				return ok && r.holds(order)
			}, f.operand}
		}
	}
	return ops
}

// comparison compiles a rule that has a Variable and an operator.
func (c *compiler) comparison(r *asl.Rule, at string) condition {
	variable := c.reference(place{r.Variable, at + "/Variable"})
	p := place{r.Operand, at + "/" + r.Operator}
	if r.Operator == "IsPresent" {
		if !c.is(p, value.Bool) || variable == nil {
			return never{}
		}
		return &presence{variable, p.node.Value.IsTrue()}
	}
	name, byPath := strings.CutSuffix(r.Operator, "Path")
	x := &comparison{variable: variable, test: operators[name].test}
	switch {
	case x.test == nil:
		c.report(p, codeSchema, "", "Field '%s' is not supported", r.Operator)
		return never{}
	case byPath:
		if x.path = c.reference(p); x.path == nil {
			return never{}
		}
	case !c.operand(p, name):
		return never{}
	default:
		x.operand = p.node.Value
		if name == "StringMatches" {
			x.test = parsePattern(x.operand.Str()).test
		}
	}
	if variable == nil {
		return never{}
	}
	return x
}

// operand checks a constant operand.
func (c *compiler) operand(p place, operator string) bool {
	if !c.is(p, operators[operator].operand) {
		return false
	}
	if strings.HasPrefix(operator, "Timestamp") {
		return c.timestamp(p)
	}
	return true
}
