package jsonata

// order evaluates a sort step: the elements, or tuples, of the input by its terms.
func (ev *evaluator) order(n *node, in item, env *frame) (item, error) {
	if in.kind == tupleKind {
		ts := in.tuples()
		perm, err := ev.permutation(n, len(ts), func(i int) (item, *frame) { return ts[i].value, ts[i].scope(env) })
		if err != nil {
			return item{}, err
		}
		out := make([]tuple, len(ts))
		for to, from := range perm {
			out[to] = ts[from]
		}
		return tupleItem(out), nil
	}
	l := in.list()
	if l.len() <= 1 {
		return in, nil
	}
	perm, err := ev.permutation(n, l.len(), func(i int) (item, *frame) { return l.at(i), env })
	if err != nil {
		return item{}, err
	}
	if err := ev.allocate(l.len() * itemSize); err != nil {
		return item{}, err
	}
	out := make([]item, l.len())
	for to, from := range perm {
		out[to] = l.at(from)
	}
	return arrayItem(newList(out)), nil
}

// permutation returns the indexes of n.terms' order. Keys are evaluated when they are first compared, each once.
func (ev *evaluator) permutation(n *node, size int, at func(int) (item, *frame)) ([]int, error) {
	keys := make([]item, size*len(n.terms))
	known := make([]bool, len(keys))
	if err := ev.allocate(len(keys) * itemSize); err != nil {
		return nil, err
	}
	key := func(i, term int) (item, error) {
		k := i*len(n.terms) + term
		if !known[k] {
			in, env := at(i)
			v, err := ev.eval(n.terms[term].expr, in, env)
			if err != nil {
				return item{}, err
			}
			keys[k], known[k] = v, true
		}
		return keys[k], nil
	}
	perm := make([]int, size)
	for i := range perm {
		perm[i] = i
	}
	return mergeSort(perm, func(a, b int) (bool, error) {
		for term := range n.terms {
			x, err := key(a, term)
			if err != nil {
				return false, err
			}
			y, err := key(b, term)
			if err != nil {
				return false, err
			}
			c, err := compareKeys(n, x, y)
			if err != nil || c == 0 {
				if err != nil {
					return false, err
				}
				continue
			}
			if x.defined() && y.defined() && n.terms[term].descending {
				c = -c
			}
			return c > 0, ev.spend(1)
		}
		return false, ev.spend(1)
	})
}

// compareKeys orders two sort keys; undefined comes last.
func compareKeys(n *node, x, y item) (int, error) {
	switch {
	case !x.defined() && !y.defined():
		return 0, nil
	case !x.defined():
		return 1, nil
	case !y.defined():
		return -1, nil
	}
	if !isOrdered(x) || !isOrdered(y) {
		bad := y
		if !isOrdered(x) {
			bad = x
		}
		return 0, (&Error{Code: "T2008", Position: n.pos}).withValue(bad)
	}
	if x.kind != y.kind {
		return 0, (&Error{Code: "T2007", Position: n.pos}).withValue(x).withValue2(y)
	}
	return compareScalars(x, y), nil
}

// compareScalars orders two numbers or two strings.
func compareScalars(x, y item) int {
	if x.kind == textKind {
		return compareStrings(x.str, y.str)
	}
	switch {
	case x.num == y.num:
		return 0
	case x.num < y.num:
		return -1
	}
	return 1
}

// mergeSort sorts by swap, which tells that a belongs behind b; it is stable.
func mergeSort[T any](s []T, swap func(a, b T) (bool, error)) ([]T, error) {
	if len(s) <= 1 {
		return s, nil
	}
	left, err := mergeSort(s[:len(s)/2:len(s)/2], swap)
	if err != nil {
		return nil, err
	}
	right, err := mergeSort(s[len(s)/2:], swap)
	if err != nil {
		return nil, err
	}
	out := make([]T, 0, len(s))
	for len(left) > 0 && len(right) > 0 {
		later, err := swap(left[0], right[0])
		if err != nil {
			return nil, err
		}
		if later {
			out, right = append(out, right[0]), right[1:]
		} else {
			out, left = append(out, left[0]), left[1:]
		}
	}
	return append(append(out, left...), right...), nil
}
