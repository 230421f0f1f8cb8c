package jsonata

// group is the input of one key of an object constructor.
type group struct {
	key   string
	pair  int
	item  item    // the items with this key, appended as the language does
	many  []item  // more than one of them
	tuple []tuple // or the tuples
}

// groupBy evaluates an object constructor: each key on every item of the input, then each value on the items with that key.
func (ev *evaluator) groupBy(g *grouping, in item, env *frame) (item, error) {
	if g.fixed && in.kind != arrayKind && in.kind != tupleKind {
		return ev.object(g, in, env)
	}
	groups, err := ev.groups(g, in, env)
	if err != nil {
		return item{}, err
	}
	out := &record{keys: make([]string, 0, len(groups)), vals: make([]item, 0, len(groups))}
	if err := ev.allocate(len(groups) * 2 * itemSize); err != nil {
		return item{}, err
	}
	for _, i := range groupOrder(groups) {
		gr := groups[i]
		context, scope := gr.item, env
		switch {
		case gr.tuple != nil:
			t, err := ev.mergeTuples(gr.tuple)
			if err != nil {
				return item{}, err
			}
			context, scope = t.value, t.scope(env)
		case gr.many != nil:
			context = arrayItem(newList(gr.many))
		}
		v, err := ev.eval(g.pairs[gr.pair].value, context, scope)
		if err != nil {
			return item{}, err
		}
		if v.defined() {
			out.set(gr.key, v)
		}
	}
	return objectItem(out), nil
}

// object evaluates a constructor with fixed keys on one item.
func (ev *evaluator) object(g *grouping, in item, env *frame) (item, error) {
	out := &record{keys: make([]string, 0, len(g.pairs)), vals: make([]item, 0, len(g.pairs))}
	if err := ev.allocate((len(g.pairs) + 1) * 2 * itemSize); err != nil {
		return item{}, err
	}
	for _, p := range g.pairs {
		v, err := ev.eval(p.value, in, env)
		if err != nil {
			return item{}, err
		}
		if v.defined() {
			out.keys, out.vals = append(out.keys, p.key.text), append(out.vals, v)
		}
	}
	if len(out.keys) > indexFrom {
		out.buildIndex()
	}
	return objectItem(out), nil
}

// groupOrder lists the groups in the order of the keys of an object.
func groupOrder(groups []*group) []int {
	order := make([]int, 0, len(groups))
	keys := &record{}
	for i, g := range groups {
		keys.set(g.key, numberItem(float64(i)))
	}
	for _, i := range keys.members() {
		order = append(order, int(i.num))
	}
	return order
}

// groups evaluates the keys.
func (ev *evaluator) groups(g *grouping, in item, env *frame) ([]*group, error) {
	var groups []*group
	var index map[string]*group
	add := func(i, p int, el item, t *tuple, scope *frame) error {
		key, err := ev.eval(g.pairs[p].key, el, scope)
		if err != nil || !key.defined() {
			return err
		}
		if key.kind != textKind {
			return (&Error{Code: "T1003", Position: g.pos}).withValue(key)
		}
		if ev.dialect == Reference && (key.str == "_jsonata_lambda" || key.str == "_jsonata_function") {
			return (&Error{Code: "D1013", Position: g.pos}).withValue(key)
		}
		if gr := index[key.str]; gr != nil {
			if gr.pair != p {
				return (&Error{Code: "D1009", Position: g.pos}).withValue(key)
			}
			return ev.extend(gr, el, t)
		}
		gr := &group{key: key.str, pair: p, item: el}
		if t != nil {
			gr.tuple = []tuple{*t}
		}
		groups = append(groups, gr)
		if index == nil {
			index = map[string]*group{}
		}
		index[key.str] = gr
		return nil
	}
	each := func(i int, el item, t *tuple, scope *frame) error {
		for p := range g.pairs {
			if err := add(i, p, el, t, scope); err != nil {
				return err
			}
		}
		return nil
	}
	if in.kind == tupleKind {
		ts := in.tuples()
		for i := range ts {
			if err := each(i, ts[i].value, &ts[i], ts[i].scope(env)); err != nil {
				return nil, err
			}
		}
		return groups, nil
	}
	l := newSequence(in)
	if in.isArray() && in.list().len() > 0 {
		l = in.list()
	} else if in.isArray() {
		l = newSequence(item{})
	}
	for i := range l.len() {
		if err := each(i, l.at(i), nil, env); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// extend adds an item to a group.
func (ev *evaluator) extend(gr *group, el item, t *tuple) error {
	if t != nil {
		gr.tuple = append(gr.tuple, *t)
		return ev.allocate(2 * itemSize)
	}
	if !el.defined() {
		return nil
	}
	if gr.many == nil {
		if !gr.item.defined() {
			gr.item = el
			return nil
		}
		gr.many = appendFlat(nil, gr.item)
	}
	before := len(gr.many)
	gr.many = appendFlat(gr.many, el)
	return ev.allocate((len(gr.many) - before) * itemSize)
}

// mergeTuples makes one tuple of many: every variable holds the values of all.
func (ev *evaluator) mergeTuples(ts []tuple) (tuple, error) {
	out := ts[0]
	if len(ts) == 1 {
		return out, nil
	}
	vals := make(map[string][]item, len(out.names))
	var values []item
	for _, t := range ts {
		if t.value.defined() {
			values = appendFlat(values, t.value)
		}
		for i, n := range t.names {
			if t.vals[i].defined() {
				vals[n] = appendFlat(vals[n], t.vals[i])
			}
		}
	}
	if err := ev.allocate(len(ts) * (len(out.names) + 1) * itemSize); err != nil {
		return tuple{}, err
	}
	out.value = arrayItem(newList(values))
	for _, t := range ts {
		for _, n := range t.names {
			if v, ok := vals[n]; ok {
				out = out.with(n, arrayItem(newList(v)))
				delete(vals, n)
			}
		}
	}
	return out, nil
}
