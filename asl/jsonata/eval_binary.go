package jsonata

import "math"

// binary evaluates an infix operator on values.
func (ev *evaluator) binary(n *node, in item, env *frame) (item, error) {
	left, err := ev.eval(n.left, in, env)
	if err != nil {
		return item{}, err
	}
	if n.text == "and" || n.text == "or" {
		return ev.logical(n, left, in, env)
	}
	right, err := ev.eval(n.right, in, env)
	if err != nil {
		return item{}, err
	}
	res, err := ev.operate(n.text, left, right)
	if err != nil {
		return item{}, mark(err, n)
	}
	return res, nil
}

// mark sets the operator as the place of an error.
func mark(err error, n *node) error {
	e := asError(err)
	if e.Exhausted() {
		return e
	}
	e.Position = n.pos
	return e.withToken(n.text)
}

func (ev *evaluator) operate(op string, left, right item) (item, error) {
	switch op {
	case "+", "-", "*", "/", "%":
		return arithmetic(op[0], left, right)
	case "=", "!=":
		if !left.defined() || !right.defined() {
			return boolItem(false), nil
		}
		eq, err := ev.equal(left, right)
		return boolItem(eq == (op == "=")), err
	case "<", "<=", ">", ">=":
		return compare(op, left, right)
	case "&":
		return ev.join(left, right)
	case "..":
		return ev.span(left, right)
	case "in":
		return ev.includes(left, right)
	}
	return item{}, nil
}

func (ev *evaluator) logical(n *node, left, in item, env *frame) (item, error) {
	yes, err := ev.truth(left)
	if err == nil && yes == (n.text == "and") {
		var right item
		if right, err = ev.eval(n.right, in, env); err == nil {
			yes, err = ev.truth(right)
		}
	}
	if err != nil {
		return item{}, mark(err, n)
	}
	return boolItem(yes), nil
}

func arithmetic(op byte, left, right item) (item, error) {
	for i, v := range [...]*item{&left, &right} {
		if ok, err := numeric(*v); err != nil {
			return item{}, err
		} else if !ok && v.defined() {
			return item{}, fail([...]string{"T2001", "T2002"}[i]).withValue(*v)
		}
	}
	if !left.defined() || !right.defined() {
		return item{}, nil
	}
	a, b := left.num, right.num
	switch op {
	case '+':
		a += b
	case '-':
		a -= b
	case '*':
		a *= b
	case '/':
		a /= b
	case '%':
		a = math.Mod(a, b)
	}
	return numberItem(a), nil
}

// isOrdered reports whether < and > apply to the item.
func isOrdered(it item) bool {
	return it.kind == numberKind || it.kind == textKind
}

func compare(op string, left, right item) (item, error) {
	lok, rok := isOrdered(left), isOrdered(right)
	if !lok && left.defined() || !rok && right.defined() {
		bad := right
		if !lok {
			bad = left
		}
		return item{}, fail("T2010").withValue(bad)
	}
	if !left.defined() || !right.defined() {
		return item{}, nil
	}
	if left.kind != right.kind {
		return item{}, fail("T2009").withValue(left).withValue2(right)
	}
	var less, greater bool
	if left.kind == numberKind {
		less, greater = left.num < right.num, left.num > right.num
		if math.IsNaN(left.num) || math.IsNaN(right.num) {
			return boolItem(false), nil
		}
	} else {
		c := compareStrings(left.str, right.str)
		less, greater = c < 0, c > 0
	}
	switch op {
	case "<":
		return boolItem(less), nil
	case "<=":
		return boolItem(!greater), nil
	case ">":
		return boolItem(greater), nil
	}
	return boolItem(!less), nil
}

// join is the operator &.
func (ev *evaluator) join(left, right item) (item, error) {
	a, err := ev.stringOf(left)
	if err != nil {
		return item{}, err
	}
	b, err := ev.stringOf(right)
	if err != nil {
		return item{}, err
	}
	if err := ev.allocate(len(a) + len(b)); err != nil {
		return item{}, err
	}
	return textItem(concat(a, b)), nil
}

// stringOf casts to a string; undefined is empty.
func (ev *evaluator) stringOf(it item) (string, error) {
	switch it.kind {
	case undefinedKind:
		return "", nil
	case textKind:
		return it.str, nil
	}
	return ev.castString(it, false)
}

// maxRange is the reference's limit of elements in a range.
const maxRange = 1e7

// tooLong is the error of a range beyond the limit.
func tooLong(size float64) error { return fail("D2014").withValue(numberItem(size)) }

// span is the range operator.
func (ev *evaluator) span(left, right item) (item, error) {
	for i, v := range [...]item{left, right} {
		if v.defined() && (v.kind != numberKind || v.num != math.Trunc(v.num) || math.IsInf(v.num, 0)) {
			return item{}, fail([...]string{"T2003", "T2004"}[i]).withValue(v)
		}
	}
	if !left.defined() || !right.defined() || left.num > right.num {
		return item{}, nil
	}
	size := right.num - left.num + 1
	if size > maxRange {
		return item{}, tooLong(size)
	}
	return arrayItem(&list{first: left.num, length: int(size), flags: sequenceFlag}), nil
}

// includes is the operator in: it looks for the very item, not for an equal one. Containers of the input have no identity
// here, so equal ones count as the same.
func (ev *evaluator) includes(left, right item) (item, error) {
	if !left.defined() || !right.defined() {
		return boolItem(false), nil
	}
	l := &list{items: []item{right}}
	if right.isArray() {
		l = right.list()
	}
	if err := ev.spend(l.len()); err != nil {
		return item{}, err
	}
	for i := range l.len() {
		el := l.at(i)
		found := same(left, el)
		if !found && left.fromDocument() && el.fromDocument() {
			var err error
			if found, err = ev.equal(left, el); err != nil {
				return item{}, err
			}
		}
		if found {
			return boolItem(true), nil
		}
	}
	return boolItem(false), nil
}
