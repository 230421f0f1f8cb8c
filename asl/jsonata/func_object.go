package jsonata

var objectFunctions = []definition{
	{name: "keys", signature: "<x-:a<s>>", arity: 1, native: fnKeys},
	{name: "lookup", signature: "<x-s:x>", arity: 2, native: fnLookup},
	{name: "spread", signature: "<x-:a<o>>", arity: 1, native: fnSpread},
	{name: "merge", signature: "<a<o>:o>", arity: 1, native: fnMerge},
	{name: "each", signature: "<o-f:a>", arity: 2, native: fnEach},
	{name: "sift", signature: "<o-f?:o>", arity: 2, native: fnSift},
}

func fnKeys(ev *evaluator, args []item) (item, error) {
	all := &record{keys: []string{}}
	if err := ev.collectKeys(all, arg(args, 0), 0); err != nil {
		return item{}, err
	}
	out := newSequence()
	for k := range all.members() {
		out.push(textItem(k))
	}
	return arrayItem(out), nil
}

func (ev *evaluator) collectKeys(all *record, it item, depth int) error {
	if depth > maxDataDepth {
		return newBudgetError(KindStack)
	}
	switch it.kind {
	case arrayKind:
		for i := range it.list().len() {
			if err := ev.collectKeys(all, it.list().at(i), depth+1); err != nil {
				return err
			}
		}
	case objectKind:
		for k := range it.record().members() {
			all.set(k, nullItem)
		}
		return ev.allocate(it.record().len() * itemSize)
	}
	return ev.spend(1)
}

func fnLookup(ev *evaluator, args []item) (item, error) {
	key := arg(args, 1)
	if !key.defined() {
		return item{}, nil
	}
	return ev.field(arg(args, 0), key.str)
}

func fnSpread(ev *evaluator, args []item) (item, error) {
	return ev.spread(arg(args, 0), 0)
}

func (ev *evaluator) spread(it item, depth int) (item, error) {
	if depth > maxDataDepth {
		return item{}, newBudgetError(KindStack)
	}
	switch it.kind {
	case objectKind:
		out := newSequence()
		for k, v := range it.record().members() {
			out.push(objectItem(&record{keys: []string{k}, vals: []item{v}}))
		}
		return arrayItem(out), ev.allocate(2 * out.len() * itemSize)
	case arrayKind:
		l := it.list()
		out := newSequence()
		for i := range l.len() {
			s, err := ev.spread(l.at(i), depth+1)
			if err != nil {
				return item{}, err
			}
			if s.defined() {
				out.items = appendFlat(out.items, s)
				out.flags = 0
			}
		}
		return arrayItem(out), ev.allocate(out.len() * itemSize)
	}
	return it, nil
}

func fnMerge(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	out := &record{keys: []string{}}
	l := a.list()
	for i := range l.len() {
		obj := l.at(i)
		if obj.kind != objectKind {
			continue
		}
		for k, v := range obj.record().members() {
			out.set(k, v)
		}
		if err := ev.allocate(obj.record().len() * itemSize); err != nil {
			return item{}, err
		}
	}
	return objectItem(out), nil
}

func fnEach(ev *evaluator, args []item) (item, error) {
	obj, f := arg(args, 0), arg(args, 1)
	out := newSequence()
	if obj.kind != objectKind {
		return arrayItem(out), nil
	}
	for k, v := range obj.record().members() {
		res, err := ev.callback(f.fn(), v, textItem(k), obj)
		if err != nil {
			return item{}, err
		}
		if res.defined() {
			out.push(res)
		}
	}
	return arrayItem(out), ev.allocate(out.len() * itemSize)
}

func fnSift(ev *evaluator, args []item) (item, error) {
	obj, f := arg(args, 0), arg(args, 1)
	out := &record{keys: []string{}}
	if obj.kind != objectKind || f.kind != functionKind {
		return item{}, nil
	}
	for k, v := range obj.record().members() {
		res, err := ev.callback(f.fn(), v, textItem(k), obj)
		if err != nil {
			return item{}, err
		}
		keep, err := ev.truth(res)
		if err != nil {
			return item{}, err
		}
		if keep {
			out.set(k, v)
		}
	}
	if out.len() == 0 {
		return item{}, nil
	}
	return objectItem(out), ev.allocate(out.len() * itemSize)
}
