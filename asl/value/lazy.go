package value

import "sync/atomic"

// node holds the children of a container once somebody has asked for them. Goroutines may ask at the same time: each splits
// the text, the first to finish publishes its result, and all use that one.
type node struct{ parts atomic.Pointer[parts] }

// parts are the children of a container: elems of an array, members of an object.
type parts struct {
	elems   []Value
	members []Member
	index   atomic.Pointer[index] // of members, where there are many; made on first use
}

// built is a container that was made rather than parsed: one allocation for both halves.
type built struct {
	node
	own parts
}

var noParts parts

func newNode(elems []Value, members []Member) *node {
	b := &built{own: parts{elems: elems, members: members}}
	b.parts.Store(&b.own)
	return &b.node
}

// children returns the children of a container, and no children for every other kind.
func (v Value) children() *parts {
	if v.node == nil {
		return &noParts
	}
	if p := v.node.parts.Load(); p != nil {
		return p
	}
	p := new(parts)
	if v.kind == Array {
		p.elems = splitArray(v.text)
	} else {
		members, keys := splitObject(v.text)
		p.members = members
		p.index.Store(keys)
	}
	if !v.node.parts.CompareAndSwap(nil, p) {
		p = v.node.parts.Load()
	}
	return p
}

// pending returns how many nodes a child needs: one if it is a container with children, else none.
func (v Value) pending() int {
	if v.isContainer() && !blank(v.text) {
		return 1
	}
	return 0
}

// stackRoom is how many children a split collects before it needs memory of its own.
const stackRoom = 16

// splitArray returns the elements of a valid array.
func splitArray(text string) []Value {
	var room [stackRoom]Value
	found, nodes := room[:0], 0
	for i := skipSpace(text, 1); text[i] != ']'; {
		var v Value
		v, i = next(text, i)
		found = append(found, v)
		nodes += v.pending()
		if i = skipSpace(text, i); text[i] == ',' {
			i = skipSpace(text, i+1)
		}
	}
	elems := make([]Value, len(found))
	copy(elems, found)
	fresh := make([]node, nodes)
	for i := range elems {
		if elems[i].pending() > 0 {
			elems[i].node, fresh = &fresh[0], fresh[1:]
		}
	}
	return elems
}

// splitObject returns the members of a valid object, and their index where there are many. Where a key occurs again, its last
// value is in the place of the first.
func splitObject(text string) ([]Member, *index) {
	var room [stackRoom]Member
	var keys *index
	found := room[:0]
	for i := skipSpace(text, 1); text[i] != '}'; {
		var m Member
		m.Key, i = nextKey(text, i)
		m.Value, i = next(text, i)
		if at := locate(found, keys, m.Key); at >= 0 {
			found[at].Value = m.Value
		} else {
			found = append(found, m)
			keys = enter(found, keys)
		}
		if i = skipSpace(text, i); text[i] == ',' {
			i = skipSpace(text, i+1)
		}
	}
	members, nodes := make([]Member, len(found)), 0
	for i, m := range found {
		members[i] = m
		nodes += m.Value.pending()
	}
	fresh := make([]node, nodes)
	for i := range members {
		if members[i].Value.pending() > 0 {
			members[i].Value.node, fresh = &fresh[0], fresh[1:]
		}
	}
	return members, keys
}

// nextKey returns the decoded key at i and the offset of its value.
func nextKey(text string, i int) (string, int) {
	end, escapes := skipString(text, i+1)
	key := text[i+1 : end-1]
	if escapes {
		key = unescape(key)
	}
	return key, skipSpace(text, skipSpace(text, end)+1)
}

// next returns the value at i, without its node, and the offset behind it.
func next(text string, i int) (Value, int) {
	switch text[i] {
	case '"':
		end, escapes := skipString(text, i+1)
		v := Value{kind: String, text: text[i+1 : end-1]}
		if escapes {
			v.form = escaped
		}
		return v, end
	case '{', '[':
		end := skipContainer(text, i)
		return valueAt(text[i:end]), end
	}
	end := skipScalar(text, i)
	return valueAt(text[i:end]), end
}
