package dynamodb

import (
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// attributes wraps the members of an item as the attribute they would be.
func attributes(item value.Value) value.Value {
	return value.ObjectOf([]value.Member{{Key: "M", Value: item}})
}

// get returns what is at a path of an item, undefined if there is nothing.
func (p path) get(item value.Value) value.Value {
	v := attributes(item)
	for _, s := range p {
		if s.index < 0 {
			v = v.Get("M").Get(s.name)
		} else {
			v = v.Get("L").Index(s.index)
		}
	}
	return v
}

func badPath() *aws.Error {
	return invalid("The document path provided in the update expression is invalid for update")
}

// set returns the item with another attribute at the path, or without one if x is undefined.
func (p path) set(item, x value.Value) (value.Value, *aws.Error) {
	v, refused := p.change(attributes(item), x)
	return v.Get("M"), refused
}

func (p path) change(v, x value.Value) (value.Value, *aws.Error) {
	if len(p) == 0 {
		return x, nil
	}
	if p[0].index >= 0 {
		return p.changeList(v.Get("L"), x)
	}
	m := v.Get("M")
	if m.Kind() != value.Object {
		return value.Value{}, badPath()
	}
	child := m.Get(p[0].name)
	if len(p) > 1 && !child.IsDefined() {
		return value.Value{}, badPath()
	}
	child, refused := p[1:].change(child, x)
	if refused != nil {
		return value.Value{}, refused
	}
	if child.IsDefined() {
		m = m.With(p[0].name, child)
	} else {
		m = without(m, p[0].name)
	}
	return attributes(m), nil
}

// changeList changes a list; an index behind its end appends.
func (p path) changeList(l, x value.Value) (value.Value, *aws.Error) {
	if l.Kind() != value.Array {
		return value.Value{}, badPath()
	}
	i := p[0].index
	child := l.Index(i)
	if len(p) > 1 && !child.IsDefined() {
		return value.Value{}, badPath()
	}
	child, refused := p[1:].change(child, x)
	if refused != nil {
		return value.Value{}, refused
	}
	elems := make([]value.Value, 0, l.Len()+1)
	for n, e := range l.Elems() {
		switch {
		case n != i:
			elems = append(elems, e)
		case child.IsDefined():
			elems = append(elems, child)
		}
	}
	if i >= l.Len() && child.IsDefined() {
		elems = append(elems, child)
	}
	return value.ObjectOf([]value.Member{{Key: "L", Value: value.ArrayOf(elems)}}), nil
}

func without(m value.Value, key string) value.Value {
	var b value.ObjectBuilder
	for k, v := range m.Members() {
		if k != key {
			b.Set(k, v)
		}
	}
	return b.Value()
}

// pick returns an item that has only what is at some paths. Elements of lists move together.
func pick(item value.Value, paths []path) value.Value {
	out := value.MustParse("{}")
	for _, p := range paths {
		if x := p.get(item); x.IsDefined() {
			out = p.add(attributes(out), x).Get("M")
		}
	}
	return out
}

// add puts x where the path leads, and makes what is missing on the way.
func (p path) add(v, x value.Value) value.Value {
	if len(p) == 0 {
		return x
	}
	if p[0].index >= 0 {
		elems := []value.Value{}
		for _, e := range v.Get("L").Elems() {
			elems = append(elems, e)
		}
		return value.ObjectOf([]value.Member{{Key: "L", Value: value.ArrayOf(append(elems, p[1:].add(value.Value{}, x)))}})
	}
	m := v.Get("M")
	return attributes(m.With(p[0].name, p[1:].add(m.Get(p[0].name), x)))
}

// project applies a ProjectionExpression, if there is one.
func project(in, item value.Value) (value.Value, *aws.Error) {
	if !in.Get("ProjectionExpression").IsDefined() {
		return item, nil
	}
	p, refused := newParser(in, "ProjectionExpression")
	if refused != nil {
		return value.Value{}, refused
	}
	var paths []path
	for {
		x, refused := p.path()
		if refused != nil {
			return value.Value{}, refused
		}
		paths = append(paths, x)
		if !p.accept(",") {
			break
		}
	}
	return pick(item, paths), p.end()
}
