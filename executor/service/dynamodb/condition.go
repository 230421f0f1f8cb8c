package dynamodb

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// condition is a parsed condition: it says whether it holds for an item, which is undefined where there is none.
type condition func(item value.Value) bool

// operand is a parsed operand: it gives an attribute, undefined where there is none.
type operand func(item value.Value) value.Value

// parseCondition parses a condition, filter or key condition.
// Source: Amazon DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions".
func parseCondition(in value.Value, field string) (condition, *aws.Error) {
	p, refused := newParser(in, field)
	if refused != nil {
		return nil, refused
	}
	c, refused := p.or()
	if refused == nil {
		refused = p.end()
	}
	return c, refused
}

func (p *parser) or() (condition, *aws.Error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return nil, invalid("Invalid %s: The expression is nested too deeply", p.field)
	}
	left, refused := p.and()
	for refused == nil && p.accept("OR") {
		a := left
		var b condition
		b, refused = p.and()
		left = func(item value.Value) bool { return a(item) || b(item) }
	}
	return left, refused
}

func (p *parser) and() (condition, *aws.Error) {
	left, refused := p.not()
	for refused == nil && p.accept("AND") {
		a := left
		var b condition
		b, refused = p.not()
		left = func(item value.Value) bool { return a(item) && b(item) }
	}
	return left, refused
}

func (p *parser) not() (condition, *aws.Error) {
	negated := false
	for p.accept("NOT") {
		negated = !negated
	}
	c, refused := p.primary()
	if refused != nil || !negated {
		return c, refused
	}
	return func(item value.Value) bool { return !c(item) }, nil
}

func (p *parser) primary() (condition, *aws.Error) {
	if p.accept("(") {
		c, refused := p.or()
		if refused != nil {
			return nil, refused
		}
		return c, p.expect(")")
	}
	if f, ok := tests[strings.ToLower(p.peek())]; ok && p.at+1 < len(p.tokens) && p.tokens[p.at+1] == "(" {
		return p.test(f)
	}
	left, refused := p.operand()
	if refused != nil {
		return nil, refused
	}
	switch {
	case p.accept("BETWEEN"):
		return p.between(left)
	case p.accept("IN"):
		return p.in(left)
	}
	cmp, ok := comparisons[p.peek()]
	if !ok {
		return nil, p.syntax(p.peek())
	}
	p.at++
	right, refused := p.operand()
	return func(item value.Value) bool { return cmp(left(item), right(item)) }, refused
}

func ordered(test func(c int) bool) func(a, b value.Value) bool {
	return func(a, b value.Value) bool {
		c, ok := compare(a, b)
		return ok && test(c)
	}
}

var comparisons = map[string]func(a, b value.Value) bool{
	"=":  equal,
	"<>": func(a, b value.Value) bool { return !equal(a, b) },
	"<":  ordered(func(c int) bool { return c < 0 }),
	"<=": ordered(func(c int) bool { return c <= 0 }),
	">":  ordered(func(c int) bool { return c > 0 }),
	">=": ordered(func(c int) bool { return c >= 0 }),
}

func (p *parser) between(x operand) (condition, *aws.Error) {
	low, refused := p.operand()
	if refused == nil {
		refused = p.expect("AND")
	}
	if refused != nil {
		return nil, refused
	}
	high, refused := p.operand()
	return func(item value.Value) bool {
		return comparisons[">="](x(item), low(item)) && comparisons["<="](x(item), high(item))
	}, refused
}

func (p *parser) in(x operand) (condition, *aws.Error) {
	if refused := p.expect("("); refused != nil {
		return nil, refused
	}
	list, refused := p.operands()
	return func(item value.Value) bool {
		for _, y := range list {
			if equal(x(item), y(item)) {
				return true
			}
		}
		return false
	}, refused
}

// operands parses a list up to its closing parenthesis.
func (p *parser) operands() ([]operand, *aws.Error) {
	var list []operand
	for {
		x, refused := p.operand()
		if refused != nil {
			return nil, refused
		}
		list = append(list, x)
		if !p.accept(",") {
			return list, p.expect(")")
		}
	}
}

func (p *parser) operand() (operand, *aws.Error) {
	t := p.peek()
	if strings.HasPrefix(t, ":") {
		p.at++
		v, refused := p.constant(t)
		return func(value.Value) value.Value { return v }, refused
	}
	if strings.EqualFold(t, "size") && p.at+1 < len(p.tokens) && p.tokens[p.at+1] == "(" {
		p.at += 2
		x, refused := p.path()
		if refused == nil {
			refused = p.expect(")")
		}
		return func(item value.Value) value.Value { return size(x.get(item)) }, refused
	}
	x, refused := p.path()
	return x.get, refused
}

func size(v value.Value) value.Value {
	kind, x := typed(v)
	n := x.Len()
	switch kind {
	case "S", "B":
		n = len(x.Str())
	case "M", "L", "SS", "NS", "BS":
	default:
		return value.Value{}
	}
	return value.ObjectOf([]value.Member{aws.Member("N", value.Int(int64(n)).Num())})
}

// function is a function that gives a truth.
type function struct {
	args int
	test func(a []value.Value) bool
}

var tests = map[string]function{
	"attribute_exists":     {1, func(a []value.Value) bool { return a[0].IsDefined() }},
	"attribute_not_exists": {1, func(a []value.Value) bool { return !a[0].IsDefined() }},
	"attribute_type": {2, func(a []value.Value) bool {
		kind, _ := typed(a[0])
		return kind != "" && kind == a[1].Get("S").Str()
	}},
	"begins_with": {2, func(a []value.Value) bool {
		ka, x := typed(a[0])
		kb, y := typed(a[1])
		return ka == kb && (ka == "S" || ka == "B") && strings.HasPrefix(x.Str(), y.Str())
	}},
	"contains": {2, func(a []value.Value) bool { return contains(a[0], a[1]) }},
}

func contains(v, e value.Value) bool {
	kind, x := typed(v)
	of, y := typed(e)
	switch kind {
	case "S":
		return of == "S" && strings.Contains(x.Str(), y.Str())
	case "SS", "NS", "BS":
		return of == kind[:1] && member(kind, x, y)
	case "L":
		for _, z := range x.Elems() {
			if equal(z, e) {
				return true
			}
		}
	}
	return false
}

func (p *parser) test(f function) (condition, *aws.Error) {
	name := p.next()
	p.at++ // the parenthesis
	list, refused := p.operands()
	if refused != nil {
		return nil, refused
	}
	if len(list) != f.args {
		return nil, invalid("Invalid %s: Incorrect number of operands for operator or function; operator or function: %s, number of operands: %d",
			p.field, name, len(list))
	}
	return func(item value.Value) bool {
		args := make([]value.Value, len(list))
		for i, x := range list {
			args[i] = x(item)
		}
		return f.test(args)
	}, nil
}
