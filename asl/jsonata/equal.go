package jsonata

// equal is deep equality: objects without regard to key order, functions only to themselves.
func (ev *evaluator) equal(a, b item) (bool, error) { return ev.equalAt(a, b, 0) }

func (ev *evaluator) equalAt(a, b item, depth int) (bool, error) {
	if a.kind != b.kind {
		return false, nil
	}
	switch a.kind {
	case arrayKind:
		return ev.equalLists(a.list(), b.list(), depth)
	case objectKind:
		return ev.equalRecords(a.record(), b.record(), depth)
	}
	return same(a, b), nil
}

func (ev *evaluator) equalLists(a, b *list, depth int) (bool, error) {
	n := a.len()
	if a == b {
		return true, nil
	}
	if n != b.len() {
		return false, nil
	}
	if depth > maxDataDepth {
		return false, newBudgetError(KindStack)
	}
	if err := ev.spend(n); err != nil {
		return false, err
	}
	for i := range n {
		if eq, err := ev.equalAt(a.at(i), b.at(i), depth+1); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (ev *evaluator) equalRecords(a, b *record, depth int) (bool, error) {
	if a == b {
		return true, nil
	}
	if a.len() != b.len() {
		return false, nil
	}
	if depth > maxDataDepth {
		return false, newBudgetError(KindStack)
	}
	if err := ev.spend(a.len()); err != nil {
		return false, err
	}
	eq := true
	var err error
	a.inserted(func(k string, v item) bool {
		other, ok := b.get(k)
		if eq = ok; eq {
			eq, err = ev.equalAt(v, other, depth+1)
		}
		return eq && err == nil
	})
	return eq, err
}

// truth is the cast to a boolean; undefined counts as false.
func (ev *evaluator) truth(it item) (bool, error) { return ev.truthAt(it, 0) }

func (ev *evaluator) truthAt(it item, depth int) (bool, error) {
	switch it.kind {
	case boolKind:
		return it.num != 0, nil
	case textKind:
		return it.str != "", nil
	case numberKind:
		ok, err := numeric(it)
		return ok && it.num != 0, err
	case objectKind:
		return it.record().len() > 0, nil
	case arrayKind:
		if depth > maxDataDepth {
			return false, newBudgetError(KindStack)
		}
		l := it.list()
		yes := false
		for i := range l.len() {
			t, err := ev.truthAt(l.at(i), depth+1)
			if err != nil {
				return false, err
			}
			yes = yes || t
		}
		return yes, ev.spend(l.len())
	}
	return false, nil
}
