package jsonata

// walk visits n and, where visit returns true, what is below it. It works on syntax trees and on resolved trees.
func walk(n *node, visit func(*node) bool) {
	if n == nil || !visit(n) {
		return
	}
	walk(n.left, visit)
	walk(n.right, visit)
	walk(n.third, visit)
	for _, c := range n.list {
		walk(c, visit)
	}
	walkPairs(n.pairs, visit)
	for _, t := range n.terms {
		walk(t.expr, visit)
	}
	for _, stages := range [][]stage{n.predicates, n.stages} {
		for _, s := range stages {
			walk(s.expr, visit)
		}
	}
	if n.group != nil {
		walkPairs(n.group.pairs, visit)
	}
}

func walkPairs(pairs []pair, visit func(*node) bool) {
	for _, p := range pairs {
		walk(p.key, visit)
		walk(p.value, visit)
	}
}
