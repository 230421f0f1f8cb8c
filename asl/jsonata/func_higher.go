package jsonata

var higherOrderFunctions = []definition{
	{name: "map", signature: "<af>", arity: 2, native: fnMap},
	{name: "filter", signature: "<af>", arity: 2, native: fnFilter},
	{name: "single", signature: "<af?>", arity: 2, native: fnSingle},
	{name: "reduce", signature: "<afj?:j>", arity: 3, native: fnReduce},
}

func fnMap(ev *evaluator, args []item) (item, error) {
	arr, f := arg(args, 0), arg(args, 1)
	if !arr.defined() {
		return item{}, nil
	}
	l := arr.list()
	if l.fromDocument() {
		l.elements()
	}
	out := newSequence()
	for i := range l.len() {
		res, err := ev.callback(f.fn(), l.at(i), numberItem(float64(i)), arr)
		if err != nil {
			return item{}, err
		}
		if res.defined() {
			out.push(res)
			if err := ev.allocate(itemSize); err != nil {
				return item{}, err
			}
		}
	}
	return arrayItem(out), nil
}

func fnFilter(ev *evaluator, args []item) (item, error) {
	arr, f := arg(args, 0), arg(args, 1)
	if !arr.defined() {
		return item{}, nil
	}
	l := arr.list()
	if l.fromDocument() {
		l.elements()
	}
	out := newSequence()
	for i := range l.len() {
		keep, err := ev.accepts(f, l.at(i), i, arr)
		if err != nil {
			return item{}, err
		}
		if keep {
			out.push(l.at(i))
		}
	}
	return arrayItem(out), ev.allocate(out.len() * itemSize)
}

// accepts calls a predicate; without one, everything is accepted.
func (ev *evaluator) accepts(f, el item, i int, arr item) (bool, error) {
	if f.kind != functionKind {
		return true, nil
	}
	res, err := ev.callback(f.fn(), el, numberItem(float64(i)), arr)
	if err != nil {
		return false, err
	}
	return ev.truth(res)
}

func fnSingle(ev *evaluator, args []item) (item, error) {
	arr, f := arg(args, 0), arg(args, 1)
	if !arr.defined() {
		return item{}, nil
	}
	l := arr.list()
	found := -1
	for i := range l.len() {
		ok, err := ev.accepts(f, l.at(i), i, arr)
		if err != nil {
			return item{}, err
		}
		switch {
		case ok && found >= 0:
			return item{}, fail("D3138").withIndex(i)
		case ok:
			found = i
		}
	}
	if found < 0 {
		return item{}, fail("D3139")
	}
	return l.at(found), nil
}

func fnReduce(ev *evaluator, args []item) (item, error) {
	arr, fi, acc := arg(args, 0), arg(args, 1), arg(args, 2)
	if !arr.defined() {
		return item{}, nil
	}
	f := fi.fn()
	if f.arity < 2 {
		return item{}, fail("D3050").withIndex(1)
	}
	l := arr.list()
	i := 0
	if !acc.defined() && l.len() > 0 {
		acc, i = l.at(0), 1
	}
	for ; i < l.len(); i++ {
		var err error
		if acc, err = ev.callback(f, acc, l.at(i), numberItem(float64(i)), arr); err != nil {
			return item{}, err
		}
	}
	return acc, nil
}
