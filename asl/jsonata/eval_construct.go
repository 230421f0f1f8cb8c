package jsonata

// array evaluates an array constructor. Elements that are arrays are merged in, unless they are constructors themselves.
func (ev *evaluator) array(n *node, in item, env *frame) (item, error) {
	var out []item
	var whole item // the only element so far, an array to be merged in
	for _, c := range n.list {
		v, err := ev.eval(c, in, env)
		if err != nil {
			return item{}, err
		}
		if !v.defined() {
			continue
		}
		if whole.defined() {
			out = whole.list().appendTo(out)
			whole = item{}
		}
		switch {
		case c.kind == nodeArray || !v.isArray():
			out = append(out, v)
		case out == nil:
			whole = v
		default:
			if err := ev.allocate(v.list().len() * itemSize); err != nil {
				return item{}, err
			}
			out = v.list().appendTo(out)
		}
	}
	l := newList(out)
	if whole.defined() {
		l = whole.list().with(0)
	}
	if n.consArray {
		l.flags |= consFlag
	}
	return arrayItem(l), ev.allocate(len(out) * itemSize)
}

// wildcard returns the values of all members. Once an array has been merged in, the result is a plain array and no sequence.
func (ev *evaluator) wildcard(in item) (item, error) {
	in = unwrapInput(in)
	out := newSequence()
	add := func(v item) error {
		if !v.isArray() {
			out.push(v)
			return ev.allocate(itemSize)
		}
		flat, err := ev.flatten(nil, v, 0)
		out.items = append(out.items, flat...)
		out.flags = 0
		return err
	}
	switch in.kind {
	case objectKind:
		for _, v := range in.record().members() {
			if err := add(v); err != nil {
				return item{}, err
			}
		}
	case arrayKind:
		for i := range in.list().len() {
			if err := add(in.list().at(i)); err != nil {
				return item{}, err
			}
		}
	}
	return arrayItem(out), nil
}

// flatten appends it, or the elements of all arrays within it.
func (ev *evaluator) flatten(dst []item, it item, depth int) ([]item, error) {
	if err := ev.allocate(itemSize); err != nil {
		return nil, err
	}
	if depth > maxDataDepth {
		return nil, newBudgetError(KindStack)
	}
	if !it.isArray() {
		return append(dst, it), nil
	}
	l := it.list()
	var err error
	for i := 0; err == nil && i < l.len(); i++ {
		dst, err = ev.flatten(dst, l.at(i), depth+1)
	}
	return dst, err
}

// descendants returns the item and everything below it, arrays replaced by their elements.
func (ev *evaluator) descendants(in item) (item, error) {
	if !in.defined() {
		return item{}, nil
	}
	out := newSequence()
	if err := ev.descend(out, in, 0); err != nil {
		return item{}, err
	}
	if out.len() == 1 {
		return out.items[0], nil
	}
	return arrayItem(out), nil
}

func (ev *evaluator) descend(out *list, in item, depth int) error {
	if err := ev.allocate(itemSize); err != nil {
		return err
	}
	if depth > maxDataDepth {
		return newBudgetError(KindStack)
	}
	switch in.kind {
	case arrayKind:
		for i := range in.list().len() {
			if err := ev.descend(out, in.list().at(i), depth+1); err != nil {
				return err
			}
		}
		return nil
	case objectKind:
		out.push(in)
		for _, v := range in.record().members() {
			if err := ev.descend(out, v, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	out.push(in)
	return nil
}
