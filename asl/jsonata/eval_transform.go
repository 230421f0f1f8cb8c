package jsonata

var transformSignature, _ = parseSignature("<(oa):o>")

// transformer makes the function that |pattern|update,delete| stands for.
func transformer(n *node, env *frame) *callable {
	return &callable{arity: 1, sig: transformSignature, contextual: func(ev *evaluator, args []item, _ item, _ *frame) (item, error) {
		return ev.transform(n, arg(args, 0), env)
	}}
}

// transform changes, in a copy of the object, everything that the pattern selects.
func (ev *evaluator) transform(n *node, obj item, env *frame) (item, error) {
	if !obj.defined() {
		return item{}, nil
	}
	clone := ev.lookup("clone", env)
	if clone.kind != functionKind {
		return item{}, &Error{Code: "T2013", Position: n.pos}
	}
	res, err := ev.invoke(clone.fn(), []item{obj}, nullItem, env)
	if err != nil {
		return item{}, err
	}
	matches, err := ev.eval(n.left, res, env)
	if err != nil || !matches.defined() {
		return res, err
	}
	for _, match := range appendFlat(nil, matches) {
		if err := ev.update(n, match, env); err != nil {
			return item{}, err
		}
		if n.third != nil {
			if err := ev.remove(n, match, env); err != nil {
				return item{}, err
			}
		}
	}
	return res, nil
}

// update merges the update clause into a match.
func (ev *evaluator) update(n *node, match item, env *frame) error {
	up, err := ev.eval(n.right, match, env)
	if err != nil || !up.defined() {
		return err
	}
	if up.kind != objectKind {
		return (&Error{Code: "T2011", Position: n.right.pos}).withValue(up)
	}
	for k, v := range up.record().members() {
		if err := setMember(match, k, v); err != nil {
			return err
		}
	}
	return ev.allocate(2 * up.record().len() * itemSize)
}

// setMember sets a member of a match. Scalars have none, and only records of the copy are kept.
func setMember(match item, key string, v item) error {
	kind := ""
	switch match.kind {
	case objectKind:
		if !match.record().fromDocument() {
			match.record().set(key, v)
		}
		return nil
	case nullKind:
		return &Error{Message: "Cannot set properties of null (setting '" + key + "')", final: true}
	case textKind:
		kind = "string"
	case numberKind:
		kind = "number"
	case boolKind:
		kind = "boolean"
	default:
		return nil
	}
	text := match.str
	if kind != "string" {
		_, text = describe(match)
	}
	return &Error{Message: "Cannot create property '" + key + "' on " + kind + " '" + text + "'", final: true}
}

// remove deletes the members that the delete clause names from a match.
func (ev *evaluator) remove(n *node, match item, env *frame) error {
	del, err := ev.eval(n.third, match, env)
	if err != nil || !del.defined() {
		return err
	}
	names := appendFlat(nil, del)
	for _, name := range names {
		if name.kind != textKind {
			return (&Error{Code: "T2012", Position: n.third.pos}).withValue(del)
		}
	}
	if match.kind == objectKind && !match.record().fromDocument() {
		for _, name := range names {
			match.record().remove(name.str)
		}
	}
	return nil
}
