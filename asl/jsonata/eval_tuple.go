package jsonata

// tupleStep evaluates a step of a path that carries variables: on every tuple, in the scope of its variables. On the first
// such step the stream is made of the items of the input.
func (ev *evaluator) tupleStep(n *node, in item, stream []tuple, first bool, env *frame) ([]tuple, error) {
	if n.kind == nodeSort {
		return ev.tupleSort(n, in, stream, first, env)
	}
	if first {
		input := in.list()
		stream = make([]tuple, input.len())
		for i := range stream {
			stream[i].value = input.at(i)
		}
	}
	var out []tuple
	for i := range stream {
		t := &stream[i]
		res, err := ev.eval(n, t.value, t.scope(env))
		if err != nil {
			return nil, err
		}
		before := len(out)
		out = appendTuples(out, n, t, res)
		if err := ev.allocate((len(out) - before) * 2 * itemSize); err != nil {
			return nil, err
		}
	}
	res, err := ev.stages(n.stages, tupleItem(out), env)
	if err != nil {
		return nil, err
	}
	return streamOf(res), nil
}

// streamOf returns the tuples of a filtered stream.
func streamOf(res item) []tuple {
	if res.kind == tupleKind {
		return res.tuples()
	}
	return nil
}

// appendTuples appends one tuple for each element of res, the result of step n on t.
func appendTuples(out []tuple, n *node, t *tuple, res item) []tuple {
	switch {
	case !res.defined():
		return out
	case res.kind == tupleKind:
		for _, inner := range res.tuples() {
			out = append(out, t.merge(inner))
		}
		return out
	case !res.isArray():
		return append(out, bindStep(n, *t, res, 0))
	}
	l := res.list()
	for i := range l.len() {
		out = append(out, bindStep(n, *t, l.at(i), i))
	}
	return out
}

// bindStep makes the tuple for the i-th element v of the result of step n on t.
func bindStep(n *node, t tuple, v item, i int) tuple {
	context := t.value
	if n.focus != "" {
		t = t.with(n.focus, v)
	} else {
		t.value = v
	}
	if n.index != "" {
		t = t.with(n.index, numberItem(float64(i)))
	}
	if n.ancestor != nil {
		t = t.with(n.ancestor.label, context)
	}
	return t
}

func (ev *evaluator) tupleSort(n *node, in item, stream []tuple, first bool, env *frame) ([]tuple, error) {
	var res item
	var err error
	if first {
		if res, err = ev.order(n, in, env); err == nil {
			sorted := res.list()
			ts := make([]tuple, sorted.len())
			for i := range ts {
				ts[i] = tuple{value: sorted.at(i)}.with(n.index, numberItem(float64(i)))
			}
			res = tupleItem(ts)
		}
	} else {
		res, err = ev.order(n, tupleItem(stream), env)
	}
	if err == nil {
		res, err = ev.stages(n.stages, res, env)
	}
	if err != nil {
		return nil, err
	}
	return streamOf(res), nil
}
