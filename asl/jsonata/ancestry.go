package jsonata

// The parent operator % refers to the context in which an earlier step of the path was evaluated. While the tree is resolved,
// every % has a slot that travels up through the nodes around it (adopt) until a path is found that has the step in it
// (resolveAncestry); that step then binds its context under the slot's label.

// adopt makes the parent operators that child still seeks a step for those of n.
func (n *node) adopt(child *node) {
	n.seeking = append(n.seeking, child.seeking...)
	if child.kind == nodeParent {
		n.seeking = append(n.seeking, child.slot)
	}
}

// resolveAncestry connects the parent operators in the last step of a path with the steps before it.
func (p *parser) resolveAncestry(path *node) {
	last := lastStep(path)
	slots := last.seeking
	if last.kind == nodeParent {
		slots = append(slots[:len(slots):len(slots)], last.slot)
	}
	for _, s := range slots {
		for i := len(path.list) - 2; s.level > 0; {
			if i < 0 {
				path.seeking = append(path.seeking, s)
				break
			}
			step := path.list[i]
			i--
			// steps that bind their focus leave the context where it is: a run of them counts once
			for i >= 0 && step.focus != "" && path.list[i].focus != "" {
				step = path.list[i]
				i--
			}
			seekParent(step, s)
		}
	}
}

// seekParent looks for the step that s refers to in n, going backwards.
func seekParent(n *node, s *slot) {
	switch n.kind {
	case nodeName, nodeWildcard:
		s.level--
		if s.level == 0 {
			if n.ancestor != nil {
				s.label = n.ancestor.label
			}
			n.ancestor, n.tuple = s, true
		}
	case nodeParent:
		s.level++
	case nodeBlock:
		if last := len(n.list) - 1; last >= 0 {
			n.tuple = true
			seekParent(n.list[last], s)
		}
	case nodePath:
		n.tuple = true
		i := len(n.list) - 1
		seekParent(n.list[i], s)
		for i--; s.level > 0 && i >= 0; i-- {
			seekParent(n.list[i], s)
		}
	default:
		panic(failAt("S0217", n.pos, n.typeName()))
	}
}
