package jsonata

import "math"

// filter keeps the elements of in that the predicate selects: by position if it is a number, else by truth.
func (ev *evaluator) filter(predicate *node, in item, env *frame) (item, error) {
	if in.kind == tupleKind {
		return ev.filterTuples(predicate, in.tuples(), env)
	}
	l := newSequence(in)
	if in.isArray() {
		l = in.list()
	}
	n := l.len()
	if predicate.kind == nodeNumber {
		return nth(l, predicate.lit.num), nil
	}
	if l.fromDocument() {
		l.elements()
	}
	var out []item
	for i := range n {
		el := l.at(i)
		keep, err := ev.selects(predicate, el, env, i, n)
		if err != nil {
			return item{}, err
		}
		for range keep {
			out = append(out, el)
		}
	}
	return arrayItem(newSequence(out...)), ev.allocate(len(out) * itemSize)
}

// nth returns the element at a position, counted from the end if it is negative.
func nth(l *list, at float64) item {
	i := position(at, l.len())
	if i < 0 || i >= float64(l.len()) {
		return arrayItem(newSequence())
	}
	el := l.at(int(i))
	switch {
	case !el.defined():
		return arrayItem(newSequence())
	case el.isArray():
		return el
	}
	return arrayItem(newSequence(el))
}

func position(f float64, n int) float64 {
	f = math.Floor(f)
	if f < 0 {
		f += float64(n)
	}
	return f
}

// selects counts how often the predicate selects element i of n: each number in its result may.
func (ev *evaluator) selects(predicate *node, el item, env *frame, i, n int) (int, error) {
	res, err := ev.eval(predicate, el, env)
	if err != nil {
		return 0, err
	}
	if ok, err := numeric(res); err != nil {
		return 0, err
	} else if ok {
		return times(position(res.num, n) == float64(i)), nil
	}
	if res.isArray() {
		l := res.list()
		count, numbers := 0, true
		for j := 0; numbers && j < l.len(); j++ {
			v := l.at(j)
			if numbers, err = numeric(v); err != nil {
				return 0, err
			}
			if numbers && position(v.num, n) == float64(i) {
				count++
			}
		}
		if err := ev.spend(l.len()); err != nil {
			return 0, err
		}
		if numbers {
			return count, nil
		}
	}
	yes, err := ev.truth(res)
	return times(yes), err
}

func times(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (ev *evaluator) filterTuples(predicate *node, ts []tuple, env *frame) (item, error) {
	var out []tuple
	if predicate.kind == nodeNumber {
		if i := position(predicate.lit.num, len(ts)); i >= 0 && i < float64(len(ts)) {
			out = append(out, ts[int(i)])
		}
		return tupleItem(out), nil
	}
	for i := range ts {
		keep, err := ev.selects(predicate, ts[i].value, ts[i].scope(env), i, len(ts))
		if err != nil {
			return item{}, err
		}
		for range keep {
			out = append(out, ts[i])
		}
	}
	return tupleItem(out), nil
}
