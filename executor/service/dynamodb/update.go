package dynamodb

import (
	"math/big"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// assignment is one action of an update expression: what to put at a path, given the item as it was. Undefined removes.
type assignment struct {
	path path
	make func(item value.Value) (value.Value, *aws.Error)
}

// updated applies the UpdateExpression to an item, and returns the paths that it touched.
// Source: Amazon DynamoDB Developer Guide, "Update expressions".
func (t *table) updated(in, item value.Value) (value.Value, []path, *aws.Error) {
	if !in.Get("UpdateExpression").IsDefined() {
		return item, nil, nil
	}
	p, refused := newParser(in, "UpdateExpression")
	if refused != nil {
		return value.Value{}, nil, refused
	}
	actions, refused := p.update()
	if refused != nil {
		return value.Value{}, nil, refused
	}
	out := item
	var touched, removed []path
	made := make([]value.Value, len(actions))
	for i, a := range actions { // all values come from the item as it was
		if slices.Contains(t.Keys.names(), a.path[0].name) {
			return value.Value{}, nil, invalid("One or more parameter values were invalid: Cannot update attribute %s. This attribute is part of "+
				"the key", a.path[0].name)
		}
		if made[i], refused = a.make(item); refused != nil {
			return value.Value{}, nil, refused
		}
	}
	for i, a := range actions {
		touched = append(touched, a.path)
		if !made[i].IsDefined() {
			removed = append(removed, a.path)
			continue
		}
		if out, refused = a.path.set(out, made[i]); refused != nil {
			return value.Value{}, nil, refused
		}
	}
	// Later elements first, so that the places of the others stay what they were.
	slices.SortStableFunc(removed, func(a, b path) int { return b[len(b)-1].index - a[len(a)-1].index })
	for _, x := range removed {
		if !x.get(out).IsDefined() {
			continue
		}
		if out, refused = x.set(out, value.Value{}); refused != nil {
			return value.Value{}, nil, refused
		}
	}
	return out, touched, nil
}

// update parses the sections of an update expression.
func (p *parser) update() ([]assignment, *aws.Error) {
	sections := map[string]func() (assignment, *aws.Error){"SET": p.set, "REMOVE": p.remove, "ADD": p.add, "DELETE": p.delete}
	var actions []assignment
	for p.at < len(p.tokens) {
		name := strings.ToUpper(p.next())
		parse, ok := sections[name]
		if !ok {
			p.at--
			return nil, p.syntax(p.peek())
		}
		delete(sections, name) // each may stand once
		for {
			a, refused := parse()
			if refused != nil {
				return nil, refused
			}
			actions = append(actions, a)
			if !p.accept(",") {
				break
			}
		}
	}
	return actions, nil
}

func (p *parser) set() (assignment, *aws.Error) {
	to, refused := p.path()
	if refused == nil {
		refused = p.expect("=")
	}
	if refused != nil {
		return assignment{}, refused
	}
	left, refused := p.term()
	if refused != nil {
		return assignment{}, refused
	}
	sign := p.peek()
	if sign != "+" && sign != "-" {
		return assignment{to, func(item value.Value) (value.Value, *aws.Error) { return present(left(item)) }}, nil
	}
	p.at++
	right, refused := p.term()
	return assignment{to, func(item value.Value) (value.Value, *aws.Error) {
		a, refused := present(left(item))
		if refused != nil {
			return value.Value{}, refused
		}
		b, refused := present(right(item))
		if refused != nil {
			return value.Value{}, refused
		}
		return sum(a, b, sign == "-")
	}}, refused
}

func present(v value.Value) (value.Value, *aws.Error) {
	if !v.IsDefined() {
		return value.Value{}, invalid("The provided expression refers to an attribute that does not exist in the item")
	}
	return v, nil
}

func sum(a, b value.Value, minus bool) (value.Value, *aws.Error) {
	ka, x := typed(a)
	kb, y := typed(b)
	if ka != "N" || kb != "N" {
		return value.Value{}, invalid("An operand in the update expression has an incorrect data type")
	}
	r := new(big.Rat).Add(rat(x.Str()), rat(y.Str()))
	if minus {
		r.Sub(rat(x.Str()), rat(y.Str()))
	}
	return value.ObjectOf([]value.Member{aws.Member("N", numberText(r))}), nil
}

// term parses an operand, if_not_exists or list_append.
func (p *parser) term() (operand, *aws.Error) {
	name := strings.ToLower(p.peek())
	if name != "if_not_exists" && name != "list_append" || p.at+1 >= len(p.tokens) || p.tokens[p.at+1] != "(" {
		return p.operand()
	}
	p.at += 2
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return nil, invalid("Invalid %s: The expression is nested too deeply", p.field)
	}
	a, refused := p.term()
	if refused == nil {
		refused = p.expect(",")
	}
	if refused != nil {
		return nil, refused
	}
	b, refused := p.term()
	if refused == nil {
		refused = p.expect(")")
	}
	if name == "list_append" {
		return func(item value.Value) value.Value { return appended(a(item), b(item)) }, refused
	}
	return func(item value.Value) value.Value {
		if v := a(item); v.IsDefined() {
			return v
		}
		return b(item)
	}, refused
}

func appended(a, b value.Value) value.Value {
	x, y := a.Get("L"), b.Get("L")
	if x.Kind() != value.Array || y.Kind() != value.Array {
		return value.Value{}
	}
	elems := make([]value.Value, 0, x.Len()+y.Len())
	for _, l := range []value.Value{x, y} {
		for _, e := range l.Elems() {
			elems = append(elems, e)
		}
	}
	return value.ObjectOf([]value.Member{{Key: "L", Value: value.ArrayOf(elems)}})
}

func (p *parser) remove() (assignment, *aws.Error) {
	at, refused := p.path()
	return assignment{at, func(value.Value) (value.Value, *aws.Error) { return value.Value{}, nil }}, refused
}

// add adds to a number or to a set.
func (p *parser) add() (assignment, *aws.Error) {
	return p.change(func(old, x value.Value) (value.Value, *aws.Error) {
		kind, set := typed(x)
		switch {
		case !old.IsDefined():
			return x, nil
		case kind == "N":
			return sum(old, x, false)
		}
		elems := []value.Value{}
		for _, e := range old.Get(kind).Elems() {
			elems = append(elems, e)
		}
		for _, e := range set.Elems() {
			if !member(kind, old.Get(kind), e) {
				elems = append(elems, e)
			}
		}
		return setOf(kind, old, elems)
	})
}

// delete takes elements out of a set; the last one takes the attribute with it.
func (p *parser) delete() (assignment, *aws.Error) {
	return p.change(func(old, x value.Value) (value.Value, *aws.Error) {
		kind, set := typed(x)
		elems := []value.Value{}
		for _, e := range old.Get(kind).Elems() {
			if !member(kind, set, e) {
				elems = append(elems, e)
			}
		}
		if !old.IsDefined() || len(elems) == 0 && old.Get(kind).IsDefined() {
			return value.Value{}, nil
		}
		return setOf(kind, old, elems)
	})
}

func setOf(kind string, old value.Value, elems []value.Value) (value.Value, *aws.Error) {
	if was, _ := typed(old); was != kind || setNames[kind] == "" {
		return value.Value{}, invalid("An operand in the update expression has an incorrect data type")
	}
	return value.ObjectOf([]value.Member{{Key: kind, Value: value.ArrayOf(elems)}}), nil
}

func (p *parser) change(f func(old, x value.Value) (value.Value, *aws.Error)) (assignment, *aws.Error) {
	at, refused := p.path()
	if refused != nil {
		return assignment{}, refused
	}
	x, refused := p.operand()
	return assignment{at, func(item value.Value) (value.Value, *aws.Error) { return f(at.get(item), x(item)) }}, refused
}
