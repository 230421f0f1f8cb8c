package jsonata

// markShortcuts marks the nodes of a resolved tree that have a shorter evaluation.
func markShortcuts(root *node) {
	walk(root, func(n *node) bool {
		bare := len(n.predicates) == 0 && n.group == nil && !n.keepArray
		switch n.kind {
		case nodePath:
			n.plainFields = !n.tuple
			for i, s := range n.list {
				name := s.kind == nodeName || i == 0 && s.kind == nodeVariable && len(n.list) > 1
				n.plainFields = n.plainFields && name && len(s.stages) == 0 && len(s.predicates) == 0 && s.group == nil && !s.keepArray && !s.tuple
			}
			n.plain = n.plainFields && len(n.list) == 1 && bare && !n.keepSingleton
		case nodeString, nodeNumber, nodeConstant, nodeVariable:
			n.plain = bare
		case nodeObject:
			n.object = &grouping{pairs: n.pairs, pos: n.pos, fixed: fixedKeys(n.pairs)}
		}
		if n.group != nil {
			n.group.fixed = fixedKeys(n.group.pairs)
		}
		return true
	})
}

// fixedKeys reports whether the keys of an object constructor are known, distinct and not to be reordered.
func fixedKeys(pairs []pair) bool {
	seen := map[string]bool{}
	for _, p := range pairs {
		k := p.key
		_, index := arrayIndex(k.text)
		reserved := k.text == "_jsonata_lambda" || k.text == "_jsonata_function"
		if k.kind != nodeString || len(k.predicates) > 0 || k.group != nil || index || reserved || seen[k.text] {
			return false
		}
		seen[k.text] = true
	}
	return true
}
