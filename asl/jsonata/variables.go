package jsonata

import (
	"maps"
	"slices"
)

// scope is a set of bound variables while free variables are looked for. Bodies of lambdas are looked at when the block
// around them has been, since they may use variables that are bound after them.
type scope struct {
	parent *scope
	bound  map[string]bool
	later  []*node
}

func (s *scope) has(name string) bool {
	for ; s != nil; s = s.parent {
		if s.bound[name] {
			return true
		}
	}
	return false
}

// freeFinder collects free variables of a resolved tree.
type freeFinder struct {
	dialect Dialect
	free    map[string]bool
}

func freeVariables(root *node, d Dialect) []string {
	f := &freeFinder{dialect: d, free: map[string]bool{}}
	f.in(nil, func(s *scope) { f.visit(root, s) })
	return slices.Sorted(maps.Keys(f.free))
}

// in calls look with a new scope, and then looks at the lambdas that were put off.
func (f *freeFinder) in(parent *scope, look func(*scope)) {
	s := &scope{parent: parent, bound: map[string]bool{}}
	look(s)
	for _, n := range s.later {
		f.in(s, func(inner *scope) {
			for _, p := range n.params {
				inner.bound[p] = true
			}
			f.visit(n.left, inner)
		})
	}
}

func (f *freeFinder) visit(n *node, s *scope) {
	if n == nil {
		return
	}
	switch n.kind {
	case nodeVariable:
		if n.text != "" && n.text != "$" && builtins(f.dialect)[n.text] == nil && !s.has(n.text) {
			f.free[n.text] = true
		}
	case nodeLambda:
		s.later = append(s.later, n)
	case nodeBind:
		f.visit(n.right, s)
		s.bound[n.left.text] = true
	case nodeBlock:
		f.in(s, func(inner *scope) { f.visitAll(n.list, inner) })
	case nodePath:
		f.in(s, func(inner *scope) {
			for _, step := range n.list {
				f.visit(step, inner)
			}
			f.visitGroup(n, inner)
		})
		return
	default:
		f.visitAll([]*node{n.left, n.right, n.third}, s)
		f.visitAll(n.list, s)
		f.visitPairs(n.pairs, s)
		for _, t := range n.terms {
			f.visit(t.expr, s)
		}
	}
	f.visitStages(n, s)
	f.visitGroup(n, s)
}

func (f *freeFinder) visitStages(n *node, s *scope) {
	for _, name := range []string{n.focus, n.index} {
		if name != "" {
			s.bound[name] = true
		}
	}
	for _, st := range n.predicates {
		f.visit(st.expr, s)
	}
	for _, st := range n.stages {
		if st.expr == nil {
			s.bound[st.index] = true
		}
		f.visit(st.expr, s)
	}
}

func (f *freeFinder) visitGroup(n *node, s *scope) {
	if n.group != nil {
		f.visitPairs(n.group.pairs, s)
	}
}

func (f *freeFinder) visitAll(list []*node, s *scope) {
	for _, c := range list {
		f.visit(c, s)
	}
}

func (f *freeFinder) visitPairs(pairs []pair, s *scope) {
	for _, p := range pairs {
		f.visit(p.key, s)
		f.visit(p.value, s)
	}
}
