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
	if match.kind == objectKind && !match.record().fromDocument() {
		for k, v := range up.record().members() {
			match.record().set(k, v)
		}
	}
	return nil
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
