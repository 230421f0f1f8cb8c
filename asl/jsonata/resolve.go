package jsonata

// resolve turns a syntax tree into the tree that is evaluated: the operators . [ { ^ @ # become paths of steps with stages,
// calls in tail position are marked, and parent operators are connected with the steps they refer to. The syntax tree is left
// as it is.
func (p *parser) resolve(n *node) *node {
	r := p.resolveKind(n)
	if n.keepArray {
		r.keepArray = true
	}
	return r
}

func (p *parser) resolveKind(n *node) *node {
	r := *n
	switch n.kind {
	case nodeMap:
		return p.resolveMap(n)
	case nodeFilter:
		return p.resolveFilter(n)
	case nodeGroup:
		return p.resolveGroup(n)
	case nodeOrder:
		return p.resolveOrder(n)
	case nodeFocus:
		return p.resolveFocus(n)
	case nodeIndex:
		return p.resolveIndex(n)
	case nodeName:
		return &node{kind: nodePath, pos: 0, list: []*node{&r}, resolved: resolved{keepSingleton: n.keepArray}}
	case nodeParent:
		r.slot = &slot{label: "!" + formatNumber(float64(p.labels)), level: 1}
		p.labels++
		r.pos = 0 // as in the reference, errors about it have no position
	case nodeNegate:
		r.left = p.resolve(n.left)
		if r.left.kind == nodeNumber {
			r.left.lit.num = -r.left.lit.num
			return r.left
		}
		r.adopt(r.left)
	case nodeVariable:
		r.builtin = builtins(p.lexer.dialect)[n.text]
	case nodeEnd, nodeError:
		return p.resolveError(n)
	default:
		p.resolveOperands(&r)
	}
	return &r
}

// resolveOperands resolves the children of a node that keeps its kind.
func (p *parser) resolveOperands(r *node) {
	switch r.kind {
	case nodeApply:
		r.left, r.right = p.resolve(r.left), p.resolve(r.right)
		r.keepArray = r.left.keepArray || r.right.keepArray
		return
	case nodeLambda:
		r.left = markTailCalls(p.resolve(r.left))
		return
	case nodeTransform:
		r.left, r.right = p.resolve(r.left), p.resolve(r.right)
		if r.third != nil {
			r.third = p.resolve(r.third)
		}
		return
	case nodeCall, nodePartial:
		p.resolveList(r)
		r.left = p.resolve(r.left)
		return
	case nodeBind:
		r.right = p.resolve(r.right)
		r.adopt(r.right)
		return
	case nodeObject:
		r.pairs = p.resolvePairs(r.pairs)
		for _, pair := range r.pairs {
			r.adopt(pair.key)
			r.adopt(pair.value)
		}
		return
	case nodeArray:
		p.resolveList(r)
		return
	case nodeBlock:
		p.resolveList(r)
		for _, part := range r.list {
			if part.consArray || part.kind == nodePath && part.list[0].consArray {
				r.consArray = true
			}
		}
		r.newScope = bindsVariables(r.list)
		return
	default:
		for _, c := range []**node{&r.left, &r.right, &r.third} {
			if *c != nil {
				*c = p.resolve(*c)
			}
		}
	}
	for _, c := range []*node{r.left, r.right, r.third} {
		if c != nil {
			r.adopt(c)
		}
	}
}

func (p *parser) resolveList(r *node) {
	list := make([]*node, len(r.list))
	for i, c := range r.list {
		list[i] = p.resolve(c)
		r.adopt(list[i])
	}
	r.list = list
}

func (p *parser) resolvePairs(pairs []pair) []pair {
	out := make([]pair, len(pairs))
	for i, c := range pairs {
		out[i] = pair{p.resolve(c.key), p.resolve(c.value)}
	}
	return out
}

func (p *parser) resolveError(n *node) *node {
	if n.kind == nodeError {
		if n.left != nil {
			return p.resolve(n.left)
		}
		return &node{kind: nodeError, pos: n.pos}
	}
	err := markNode(fail("S0207"), n)
	if !p.recover {
		panic(err)
	}
	p.errors = append(p.errors, err)
	return &node{kind: nodeError, pos: n.pos}
}

// markTailCalls marks the calls a lambda's body ends with.
func markTailCalls(n *node) *node {
	switch n.kind {
	case nodeCall:
		if len(n.predicates) == 0 { // a group-by on it is lost, as in the reference
			n.thunk, n.group, n.keepArray = true, nil, false
		}
	case nodeCondition:
		n.right = markTailCalls(n.right)
		if n.third != nil {
			n.third = markTailCalls(n.third)
		}
	case nodeElvis, nodeCoalesce:
		n.right = markTailCalls(n.right)
	case nodeBlock:
		if last := len(n.list) - 1; last >= 0 {
			n.list[last] = markTailCalls(n.list[last])
		}
	}
	return n
}

// bindsVariables reports whether evaluating the nodes may bind a variable in the scope they are evaluated in.
func bindsVariables(list []*node) bool {
	found := false
	for _, n := range list {
		walk(n, func(c *node) bool {
			switch c.kind {
			case nodeBind:
				found = true
			case nodeLambda, nodeBlock:
				return false
			case nodeCall: // $eval binds in the caller's scope
				if c.left.kind != nodeVariable || c.left.text == "eval" {
					found = true
				}
			}
			return !found
		})
	}
	return found
}
