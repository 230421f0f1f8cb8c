package value

import "iter"

// ArrayOf returns an array that takes over elems; the caller must not change it afterwards.
func ArrayOf(elems []Value) Value {
	if len(elems) == 0 {
		return Value{kind: Array, text: "[]"}
	}
	return Value{kind: Array, node: newNode(elems, nil)}
}

// Len returns the number of elements or members of a container, else 0.
func (v Value) Len() int {
	p := v.children()
	return len(p.elems) + len(p.members)
}

// Index returns element i of an array; undefined if there is none.
func (v Value) Index(i int) Value {
	elems := v.children().elems
	if i < 0 || i >= len(elems) {
		return Value{}
	}
	return elems[i]
}

// Elems iterates over the elements of an array, and over nothing for every other kind.
func (v Value) Elems() iter.Seq2[int, Value] {
	return func(yield func(int, Value) bool) {
		for i, e := range v.children().elems {
			if !yield(i, e) {
				return
			}
		}
	}
}

// WithIndex returns an array like v in which element i, which must exist, is x. It panics if there is no element i.
func (v Value) WithIndex(i int, x Value) Value {
	elems := append([]Value(nil), v.children().elems...)
	elems[i] = x
	return ArrayOf(elems)
}
