package jsonata

// lastStep is the step that operators behind n apply to.
func lastStep(n *node) *node {
	if n.kind == nodePath {
		return n.list[len(n.list)-1]
	}
	return n
}

func (p *parser) resolveMap(n *node) *node {
	r := p.resolve(n.left)
	if r.kind != nodePath {
		step := r
		r = &node{kind: nodePath, list: []*node{step}}
		if step.kind == nodeParent {
			r.seeking = []*slot{step.slot}
		}
	}
	rest := p.resolve(n.right)
	if rest.kind == nodePath {
		r.list = append(r.list, rest.list...)
	} else {
		rest.stages, rest.predicates = append(rest.stages, rest.predicates...), nil
		r.list = append(r.list, rest)
	}
	for _, step := range r.list {
		switch step.kind {
		case nodeNumber, nodeConstant:
			panic((&Error{Code: "S0213", Position: step.pos}).withValue(step.lit))
		case nodeString:
			step.kind = nodeName
		}
		if step.keepArray {
			r.keepSingleton = true
		}
	}
	if first := r.list[0]; first.kind == nodeArray {
		first.consArray = true
	}
	if last := lastStep(r); last.kind == nodeArray {
		last.consArray = true
	}
	p.resolveAncestry(r)
	return r
}

func (p *parser) resolveFilter(n *node) *node {
	r := p.resolve(n.left)
	step := lastStep(r)
	if step.group != nil {
		panic(&Error{Code: "S0209", Position: n.pos})
	}
	predicate := p.resolve(n.right)
	for _, s := range predicate.seeking {
		if s.level == 1 {
			seekParent(step, s)
		} else {
			s.level--
		}
	}
	if len(predicate.seeking) > 0 {
		step.adopt(predicate)
	}
	st := stage{expr: predicate}
	if r.kind == nodePath {
		step.stages = append(step.stages, st)
	} else {
		step.predicates = append(step.predicates, st)
	}
	return r
}

func (p *parser) resolveGroup(n *node) *node {
	r := p.resolve(n.left)
	if r.group != nil {
		panic(&Error{Code: "S0210", Position: n.pos})
	}
	r.group = &grouping{pairs: p.resolvePairs(n.pairs), pos: n.pos}
	return r
}

func (p *parser) resolveOrder(n *node) *node {
	r := p.resolve(n.left)
	if r.kind != nodePath {
		r = &node{kind: nodePath, list: []*node{r}}
	}
	step := &node{kind: nodeSort, pos: n.pos}
	for _, t := range n.terms {
		expr := p.resolve(t.expr)
		step.adopt(expr)
		step.terms = append(step.terms, sortTerm{t.descending, expr})
	}
	r.list = append(r.list, step)
	p.resolveAncestry(r)
	return r
}

func (p *parser) resolveFocus(n *node) *node {
	r := p.resolve(n.left)
	step := lastStep(r)
	switch {
	case len(step.stages) > 0 || len(step.predicates) > 0:
		panic(&Error{Code: "S0215", Position: n.pos})
	case step.kind == nodeSort:
		panic(&Error{Code: "S0216", Position: n.pos})
	}
	if n.keepArray {
		step.keepArray = true
	}
	step.focus, step.tuple = n.right.text, true
	return r
}

func (p *parser) resolveIndex(n *node) *node {
	r := p.resolve(n.left)
	step := lastStep(r)
	if r.kind != nodePath {
		r = &node{kind: nodePath, list: []*node{step}}
		step.stages, step.predicates = append(step.stages, step.predicates...), nil
	}
	if len(step.stages) == 0 {
		step.index = n.right.text
	} else {
		step.stages = append(step.stages, stage{index: n.right.text})
	}
	step.tuple = true
	return r
}
