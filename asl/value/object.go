package value

import "iter"

// Member is one key and value of an object, in document order.
type Member struct {
	Key   string
	Value Value
}

// ObjectOf returns an object that takes over members, whose keys must be distinct.
func ObjectOf(members []Member) Value {
	if len(members) == 0 {
		return Value{kind: Object, text: "{}"}
	}
	return Value{kind: Object, node: newNode(nil, members)}
}

// Get returns the member of an object; undefined if there is none.
func (v Value) Get(key string) Value {
	p := v.children()
	if i := p.find(key); i >= 0 {
		return p.members[i].Value
	}
	return Value{}
}

// Members iterates over the members of an object in document order, and over nothing for every other kind.
func (v Value) Members() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		for _, m := range v.children().members {
			if !yield(m.Key, m.Value) {
				return
			}
		}
	}
}

// With returns an object like v in which key has the value x, added at the end where it is new. A value that is no object
// counts as an empty one.
func (v Value) With(key string, x Value) Value {
	p := v.children()
	i := p.find(key)
	if i < 0 {
		members := make([]Member, len(p.members), len(p.members)+1)
		copy(members, p.members)
		return ObjectOf(append(members, Member{key, x}))
	}
	members := append([]Member(nil), p.members...)
	members[i].Value = x
	changed := ObjectOf(members)
	changed.children().index.Store(p.index.Load()) // the keys are where they were
	return changed
}

// find returns the place of key among the members, or -1.
func (p *parts) find(key string) int {
	keys := p.index.Load()
	if keys == nil && len(p.members) > indexAbove {
		keys = newIndex(p.members)
		p.index.Store(keys)
	}
	return locate(p.members, keys, key)
}
