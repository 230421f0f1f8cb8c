package jsonata

import "math"

var generalFunctions = []definition{
	{name: "boolean", signature: "<x-:b>", arity: 1, native: fnBoolean},
	{name: "not", signature: "<x-:b>", arity: 1, native: fnNot},
	{name: "exists", signature: "<x:b>", arity: 1, native: fnExists},
	{name: "type", signature: "<x:s>", arity: 1, native: fnType},
	{name: "error", signature: "<s?:x>", arity: 1, native: fnError},
	{name: "assert", signature: "<bs?:x>", arity: 2, native: fnAssert},
	{name: "clone", signature: "<(oa)-:o>", arity: 1, native: fnClone},
	{name: "eval", signature: "<sx?:x>", arity: 2, contextual: fnEval},
}

func fnBoolean(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	yes, err := ev.truth(a)
	return boolItem(yes), err
}

func fnNot(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	yes, err := ev.truth(a)
	return boolItem(!yes), err
}

func fnExists(_ *evaluator, args []item) (item, error) {
	return boolItem(arg(args, 0).defined()), nil
}

func fnType(_ *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if _, err := numeric(a); err != nil {
		return item{}, err
	}
	switch a.kind {
	case undefinedKind:
		return item{}, nil
	case nullKind:
		return textItem("null"), nil
	case boolKind:
		return textItem("boolean"), nil
	case numberKind:
		if math.IsNaN(a.num) {
			return textItem("object"), nil // as in the reference, for which it is nothing else
		}
		return textItem("number"), nil
	case textKind:
		return textItem("string"), nil
	case arrayKind:
		return textItem("array"), nil
	case functionKind:
		return textItem("function"), nil
	}
	return textItem("object"), nil
}

// userError is an error whose message the expression chose.
func userError(code string, msg item, otherwise string) error {
	e := &Error{Code: code, Message: msg.str}
	if e.Message == "" {
		e.Message = otherwise
	}
	return e
}

func fnError(_ *evaluator, args []item) (item, error) {
	return item{}, userError("D3137", arg(args, 0), "$error() function evaluated")
}

func fnAssert(_ *evaluator, args []item) (item, error) {
	if arg(args, 0).isTrue() {
		return item{}, nil
	}
	return item{}, userError("D3141", arg(args, 1), "$assert() statement failed")
}

func fnClone(ev *evaluator, args []item) (item, error) {
	return ev.clone(unwrapInput(arg(args, 0)), 0)
}

// clone copies a value deeply, as if through its JSON text; the copy's records may be changed.
func (ev *evaluator) clone(it item, depth int) (item, error) {
	if depth > maxDataDepth {
		return item{}, newBudgetError(KindStack)
	}
	if err := ev.allocate(itemSize); err != nil {
		return item{}, err
	}
	switch it.kind {
	case functionKind:
		return textItem(""), nil
	case numberKind:
		if ok, err := numeric(it); err != nil || !ok {
			return nullItem, err
		}
		if r := ev.dialect.round15(it.num); r != it.num {
			return numberItem(r), nil
		}
		return it, nil
	case arrayKind:
		l := it.list()
		out := make([]item, l.len())
		for i := range out {
			c, err := ev.clone(l.at(i), depth+1)
			if err != nil {
				return item{}, err
			}
			if !c.defined() {
				c = nullItem
			}
			out[i] = c
		}
		return arrayItem(newList(out)), nil
	case objectKind:
		out := &record{keys: []string{}}
		for k, v := range it.record().members() {
			c, err := ev.clone(v, depth+1)
			if err != nil {
				return item{}, err
			}
			if c.defined() {
				out.set(k, c)
			}
		}
		return objectItem(out), nil
	}
	return it, nil
}

func fnEval(ev *evaluator, args []item, in item, env *frame) (item, error) {
	text := arg(args, 0)
	if !text.defined() {
		return item{}, nil
	}
	if focus := arg(args, 1); focus.defined() {
		in = wrapInput(focus)
	}
	if err := ev.spend(len(text.str)); err != nil {
		return item{}, err
	}
	_, root, perr := newParser(text.str, Options{Dialect: ev.dialect}).parse()
	if perr != nil {
		return item{}, evalError("D3120", perr)
	}
	depth, base := ev.depth, len(ev.args)
	res, err := ev.eval(root, in, env)
	if err != nil {
		e := asError(err)
		if e.Exhausted() {
			return item{}, e
		}
		ev.depth, ev.args = depth, ev.args[:base]
		return item{}, evalError("D3121", e)
	}
	return res, nil
}

func evalError(code string, cause *Error) error {
	e := fail(code).withValue(textItem(populate(cause).Message))
	e.Cause = cause
	return e
}
