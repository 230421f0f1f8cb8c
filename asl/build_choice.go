package asl

import (
	"fmt"

	"github.com/stepmill/stepmill/asl/value"
)

// rule builds one choice rule; only a top one may say where to go.
func (b *builder) rule(n *Node, path string, top bool) *Rule {
	r := &Rule{
		Span: n.Span, Path: path, Node: n, Comment: comment(n),
		Variable: n.Get("Variable"), Condition: n.Get("Condition"),
		Assign: n.Get("Assign"), Output: n.Get("Output"),
	}
	if top {
		r.Next = b.text(n, path, "Next")
	}
	r.And = b.rules(n, path, "And")
	r.Or = b.rules(n, path, "Or")
	if not := n.Get("Not"); b.is(not, value.Object, path, "Not") {
		r.Not = b.rule(not, path+"/Not", false)
	}
	for _, m := range n.Members {
		if r.Operator == "" && IsOperator(m.Key) {
			r.Operator, r.Operand = m.Key, n.Get(m.Key)
		}
	}
	return r
}

func (b *builder) rules(o *Node, at, key string) []*Rule {
	var rs []*Rule
	for i, n := range b.elems(o, at, key) {
		k := fmt.Sprintf("%s[%d]", key, i)
		if b.is(n, value.Object, at, k) {
			rs = append(rs, b.rule(n, at+"/"+k, false))
		}
	}
	return rs
}
