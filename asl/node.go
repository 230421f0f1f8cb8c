package asl

import (
	"github.com/stepmill/stepmill/asl/value"
)

// Get returns the member of an object node, nil if there is none. Of a key that occurs twice the last one counts.
func (n *Node) Get(key string) *Node {
	if m := n.Member(key); m != nil {
		return m.Value
	}
	return nil
}

// Member returns the member of an object node with its key, nil if there is none.
func (n *Node) Member(key string) *MemberNode {
	if n == nil {
		return nil
	}
	for i := len(n.Members) - 1; i >= 0; i-- {
		if n.Members[i].Key == key {
			return &n.Members[i]
		}
	}
	return nil
}

// Kind is the JSON type of the node's value.
func (n *Node) Kind() value.Kind {
	if n == nil {
		return value.Undefined
	}
	return n.Value.Kind()
}

// setArray gives n the value that its elements add up to.
func (n *Node) setArray() {
	elems := make([]value.Value, len(n.Elems))
	for i, e := range n.Elems {
		elems[i] = e.Value
	}
	n.Value = value.ArrayOf(elems)
}

// setObject gives n the value that its members add up to.
func (n *Node) setObject() {
	members := make([]value.Member, 0, len(n.Members))
	seen := make(map[string]int, len(n.Members))
	for _, m := range n.Members {
		if i, ok := seen[m.Key]; ok {
			members[i].Value = m.Value.Value
			continue
		}
		seen[m.Key] = len(members)
		members = append(members, value.Member{Key: m.Key, Value: m.Value.Value})
	}
	n.Value = value.ObjectOf(members)
}

// Text returns the text of a string node, "" for every other one.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	return n.Value.Str()
}
