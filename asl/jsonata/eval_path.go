package jsonata

import "github.com/stepmill/stepmill/asl/value"

// path evaluates the steps of a path, each on every item of the sequence that the step before has made.
func (ev *evaluator) path(n *node, in item, env *frame) (item, error) {
	if n.plainFields {
		return ev.fieldPath(n, in, env)
	}
	return ev.followSteps(n, 0, in, env)
}

// fieldPath follows field names while there is one item at a time.
func (ev *evaluator) fieldPath(n *node, in item, env *frame) (item, error) {
	i, cur := 0, in
	if first := n.list[0]; first.kind == nodeVariable {
		i, cur = 1, ev.variable(first, in, env)
		if cur.isArray() && cur.list().has(consFlag) {
			return ev.followSteps(n, 0, in, env)
		}
	}
	for i < len(n.list) && cur.defined() && cur.kind != arrayKind {
		if err := ev.spend(1); err != nil {
			return item{}, err
		}
		cur, i = oneField(cur, n.list, i)
	}
	if !cur.defined() {
		i = len(n.list)
	}
	var err error
	switch {
	case i < len(n.list):
		return ev.followSteps(n, i, cur, env)
	case !cur.defined():
		cur = arrayItem(newSequence())
	}
	if cur.kind != arrayKind {
		if !n.keepSingleton && n.group == nil {
			return cur, nil
		}
		cur = arrayItem(newSequence(cur))
	}
	if n.keepSingleton {
		cur = keepSingleton(cur)
	}
	if n.group != nil {
		cur, err = ev.groupBy(n.group, cur, env)
	}
	return cur, err
}

// oneField looks up the field of step i in an item that is no array, and in a document as many more as lead through objects.
// It returns the result and the step behind.
func oneField(cur item, steps []*node, i int) (item, int) {
	if cur.kind != objectKind {
		return item{}, i + 1
	}
	r := cur.record()
	if !r.fromDocument() {
		v, _ := r.get(steps[i].text)
		return v, i + 1
	}
	v := r.doc
	for ; i < len(steps) && v.Kind() == value.Object; i++ {
		v = v.Get(steps[i].text)
	}
	return fromValue(v), i
}

// followSteps evaluates the steps from the given one.
func (ev *evaluator) followSteps(n *node, from int, in item, env *frame) (item, error) {
	seq := in
	if !in.isArray() || from == 0 && n.list[0].kind == nodeVariable {
		seq = arrayItem(newSequence(in))
	}
	var res item
	var stream []tuple
	var err error
	streaming := false
	for i := from; i < len(n.list); i++ {
		step := n.list[i]
		first := !streaming
		streaming = streaming || step.tuple
		switch {
		case i == 0 && step.consArray:
			res, err = ev.eval(step, seq, env)
		case streaming:
			stream, err = ev.tupleStep(step, seq, stream, first, env)
		default:
			res, err = ev.step(step, seq, env, i == len(n.list)-1)
		}
		if err != nil {
			return item{}, err
		}
		if !streaming && (!res.defined() || res.isArray() && res.list().len() == 0) {
			break
		}
		if step.focus == "" {
			seq = res
		}
	}
	return ev.finishPath(n, res, stream, streaming, env)
}

func (ev *evaluator) finishPath(n *node, res item, stream []tuple, streaming bool, env *frame) (item, error) {
	if streaming {
		if n.tuple {
			res = tupleItem(stream)
		} else {
			items := make([]item, len(stream))
			for i := range stream {
				items[i] = stream[i].value
			}
			res = arrayItem(newSequence(items...))
		}
	}
	if n.keepSingleton && res.isArray() {
		res = keepSingleton(res)
	}
	if n.group != nil {
		if streaming {
			res = tupleItem(stream)
		}
		return ev.groupBy(n.group, res, env)
	}
	return res, nil
}

// keepSingleton marks a sequence to stay an array.
func keepSingleton(res item) item {
	l := res.list()
	if l.has(consFlag) && !l.has(sequenceFlag) {
		l = newSequence(res)
	}
	return arrayItem(l.with(l.flags | singletonFlag))
}

// step evaluates a step on every item of the input and flattens the results into one sequence.
func (ev *evaluator) step(n *node, in item, env *frame, last bool) (item, error) {
	if n.kind == nodeSort {
		res, err := ev.order(n, in, env)
		if err != nil {
			return item{}, err
		}
		return ev.stages(n.stages, res, env)
	}
	var input []item
	if l := in.list(); l.length == 0 {
		input = l.elements()
	} else if err := ev.allocate(l.length * itemSize); err == nil {
		input = l.elements()
	} else {
		return item{}, err
	}
	count := len(input)
	var single item // the only result so far
	results := 0
	out := make([]item, 0, count)
	for i := range count {
		res, err := ev.stepOn(n, input[i], env)
		if err != nil {
			return item{}, err
		}
		if !res.defined() {
			continue
		}
		results++
		single = res
		if res.isArray() && !res.list().has(consFlag) {
			if err := ev.allocate(res.list().len() * itemSize); err != nil {
				return item{}, err
			}
			out = res.list().appendTo(out)
		} else {
			out = append(out, res)
		}
	}
	if last && results == 1 && single.isArray() && !single.isSequence() {
		return single, nil
	}
	if err := ev.allocate(count * itemSize); err != nil {
		return item{}, err
	}
	return arrayItem(newSequence(out...)), nil
}

// stepOn evaluates a step and its filters on one item.
func (ev *evaluator) stepOn(n *node, in item, env *frame) (item, error) {
	res, err := ev.eval(n, in, env)
	for i := 0; err == nil && i < len(n.stages); i++ {
		res, err = ev.filter(n.stages[i].expr, res, env)
	}
	return res, err
}

// stages applies filters and index bindings to the whole result of a step.
func (ev *evaluator) stages(stages []stage, res item, env *frame) (item, error) {
	for _, s := range stages {
		if s.expr == nil {
			ts := res.tuples()
			for i := range ts {
				ts[i] = ts[i].with(s.index, numberItem(float64(i)))
			}
			continue
		}
		var err error
		if res, err = ev.filter(s.expr, res, env); err != nil {
			return item{}, err
		}
	}
	return res, nil
}

// field looks a name up in an object, or in all objects of an array.
func (ev *evaluator) field(in item, name string) (item, error) {
	switch in.kind {
	case objectKind:
		v, _ := in.record().get(name)
		return v, nil
	case arrayKind:
		l := in.list()
		n := l.len()
		if err := ev.spend(n); err != nil {
			return item{}, err
		}
		var out []item
		for i := range n {
			res, err := ev.field(l.at(i), name)
			if err != nil {
				return item{}, err
			}
			if res.defined() {
				out = appendFlat(out, res)
			}
		}
		return arrayItem(newSequence(out...)), ev.allocate(len(out) * itemSize)
	}
	return item{}, nil
}
