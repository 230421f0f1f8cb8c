package jsonata

var arrayFunctions = []definition{
	{name: "append", signature: "<xx:a>", arity: 2, native: fnAppend},
	{name: "reverse", signature: "<a:a>", arity: 1, native: fnReverse},
	{name: "shuffle", signature: "<a:a>", arity: 1, native: fnShuffle},
	{name: "distinct", signature: "<x:x>", arity: 1, native: fnDistinct},
	{name: "sort", signature: "<af?:a>", arity: 2, native: fnSort},
	{name: "zip", signature: "<a+>", arity: 0, native: fnZip},
}

func fnAppend(ev *evaluator, args []item) (item, error) {
	return ev.concatenation(arg(args, 0), arg(args, 1))
}

func fnReverse(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() || a.list().len() <= 1 {
		return a, nil
	}
	l := a.list()
	n := l.len()
	if err := ev.allocate(n * itemSize); err != nil {
		return item{}, err
	}
	out := make([]item, n)
	for i := range out {
		out[n-1-i] = l.at(i)
	}
	return arrayItem(newList(out)), nil
}

func fnShuffle(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() || a.list().len() <= 1 {
		return a, nil
	}
	l := a.list()
	if err := ev.allocate(l.len() * itemSize); err != nil {
		return item{}, err
	}
	out := make([]item, l.len())
	for i := range out {
		j := int(randomFloat(ev.random) * float64(i+1))
		out[i] = out[j]
		out[j] = l.at(i)
	}
	return arrayItem(newList(out)), nil
}

func fnDistinct(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.isArray() || a.list().len() <= 1 {
		return a, nil
	}
	l := a.list()
	type scalar struct {
		kind itemKind
		num  float64
		str  string
	}
	seen := make(map[scalar]bool, l.len())
	var containers, out []item
	for i := range l.len() {
		it := l.at(i)
		if it.kind == arrayKind || it.kind == objectKind {
			known := false
			for j := 0; j < len(containers) && !known; j++ {
				if err := ev.spend(1); err != nil {
					return item{}, err
				}
				var err error
				if known, err = ev.equal(it, containers[j]); err != nil {
					return item{}, err
				}
			}
			if !known {
				containers, out = append(containers, it), append(out, it)
			}
			continue
		}
		key := scalar{kind: it.kind, num: it.num}
		if it.kind == textKind {
			key.str = it.str
		}
		if !seen[key] || it.kind == functionKind {
			seen[key] = true
			out = append(out, it)
		}
	}
	res := newList(out)
	res.flags = l.flags & sequenceFlag
	return arrayItem(res), ev.allocate(l.len() * itemSize)
}

func fnSort(ev *evaluator, args []item) (item, error) {
	a, by := arg(args, 0), arg(args, 1)
	if !a.defined() || a.list().len() <= 1 {
		return a, nil
	}
	elems := a.list().elements()
	if err := ev.allocate(2 * len(elems) * itemSize); err != nil {
		return item{}, err
	}
	swap := func(x, y item) (bool, error) {
		return compareScalars(x, y) > 0, ev.spend(1)
	}
	if by.kind == functionKind {
		swap = func(x, y item) (bool, error) {
			res, err := ev.invoke(by.fn(), []item{x, y}, nullItem, nil)
			return ev.known(res), err
		}
	} else if ok, err := sortable(elems); err != nil || !ok {
		if err != nil {
			return item{}, err
		}
		return item{}, fail("D3070").withIndex(1)
	}
	out, err := mergeSort(elems, swap)
	return arrayItem(newList(out)), err
}

// sortable reports whether the items are all numbers or all strings.
func sortable(items []item) (bool, error) {
	numbers, texts := true, true
	for _, it := range items {
		ok, err := numeric(it)
		if err != nil {
			return false, err
		}
		numbers = numbers && ok
		texts = texts && it.kind == textKind
	}
	return numbers || texts, nil
}

func fnZip(ev *evaluator, args []item) (item, error) {
	shortest := 0
	for i, a := range args {
		n := 0
		if a.isArray() {
			n = a.list().len()
		}
		if i == 0 || n < shortest {
			shortest = n
		}
	}
	if err := ev.allocate(shortest * (len(args) + 1) * itemSize); err != nil {
		return item{}, err
	}
	out := make([]item, shortest)
	for i := range out {
		row := make([]item, len(args))
		for j, a := range args {
			row[j] = a.list().at(i)
		}
		out[i] = arrayItem(newList(row))
	}
	return arrayItem(newList(out)), nil
}
