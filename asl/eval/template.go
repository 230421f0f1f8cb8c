package eval

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// template is a compiled JSON value of a definition whose parts may be dynamic: a payload template of JSONPath or a JSON value
// with {% %} strings of JSONata. What has no dynamic part is a constant and costs nothing.
// Sources: ASL spec, "Payload Template"; AWS Step Functions Developer Guide, "Transforming data with JSONata".
type template interface {
	eval(sc *scope) (value.Value, *fault.Fault)
}

// constant is a template without dynamic parts; its value is shared by all evaluations.
type constant struct{ v value.Value }

func (c constant) eval(*scope) (value.Value, *fault.Fault) { return c.v, nil }

// object is a template with a dynamic member; the keys are distinct.
type object struct {
	keys   []string
	values []template
}

func (o *object) eval(sc *scope) (value.Value, *fault.Fault) {
	members := make([]value.Member, len(o.keys))
	for i, t := range o.values {
		v, f := t.eval(sc)
		if f != nil {
			return value.Value{}, f
		}
		members[i] = value.Member{Key: o.keys[i], Value: v}
	}
	return value.ObjectOf(members), nil
}

// array is a template with a dynamic element.
type array struct{ elems []template }

func (a *array) eval(sc *scope) (value.Value, *fault.Fault) {
	elems := make([]value.Value, len(a.elems))
	for i, t := range a.elems {
		v, f := t.eval(sc)
		if f != nil {
			return value.Value{}, f
		}
		elems[i] = v
	}
	return value.ArrayOf(elems), nil
}

// template compiles the place in the language of the state. Nil: the field is absent.
func (c *compiler) template(p place) template {
	if p.node == nil {
		return nil
	}
	if c.jsonata() {
		return c.jsonataTemplate(p)
	}
	return c.pathTemplate(p)
}

// array compiles the elements of p, each with compile.
func (c *compiler) array(p place, compile func(place) template) template {
	elems, dynamic := make([]template, len(p.node.Elems)), false
	for i, n := range p.node.Elems {
		elems[i] = compile(p.elem(i, n))
		dynamic = dynamic || isDynamic(elems[i])
	}
	if !dynamic {
		return constant{p.node.Value}
	}
	return &array{elems}
}

func isDynamic(t template) bool {
	_, is := t.(constant)
	return !is
}
