package jsonata

// call evaluates a function call. piped is the value that ~> puts in front of the arguments.
func (ev *evaluator) call(n *node, in item, env *frame, piped *item) (item, error) {
	if n.thunk && piped == nil {
		return item{kind: thunkKind, ref: &thunk{call: n, input: in, env: env}}, nil
	}
	proc, err := ev.procedure(n, in, env, "T1005")
	if err != nil {
		return item{}, err
	}
	base := len(ev.args)
	if piped != nil {
		ev.args = append(ev.args, *piped)
	}
	for _, a := range n.list {
		v, err := ev.eval(a, in, env)
		if err != nil {
			ev.args = ev.args[:base]
			return item{}, err
		}
		if v.kind == functionKind {
			v = functionItem(wrapped(v.fn()))
		}
		ev.args = append(ev.args, v)
	}
	args := ev.args[base:len(ev.args):len(ev.args)]
	res, err := ev.callWith(n, proc, args, in, env)
	clear(ev.args[base:])
	ev.args = ev.args[:base]
	return res, err
}

// procedure evaluates what a call calls. A name where a variable of that name holds a function is an error of its own.
func (ev *evaluator) procedure(n *node, in item, env *frame, missingDollar string) (item, error) {
	proc, err := ev.eval(n.left, in, env)
	if err != nil {
		return item{}, err
	}
	if !proc.defined() && n.left.kind == nodePath {
		name := n.left.list[0].text
		if v := ev.lookup(name, env); ev.known(v) {
			return item{}, failAt(missingDollar, n.pos, name)
		}
	}
	return proc, nil
}

// known reports whether a variable's value counts as present.
func (ev *evaluator) known(v item) bool {
	switch v.kind {
	case undefinedKind, nullKind:
		return false
	case boolKind, numberKind:
		return v.num != 0
	case textKind:
		return v.str != ""
	}
	return true
}

// procedureName is how messages call what is called.
func procedureName(proc *node) (string, bool) {
	switch proc.kind {
	case nodePath:
		return proc.list[0].text, true
	case nodeVariable, nodeString, nodeName, nodeBinary, nodeRegex, nodeArray, nodeObject, nodeNegate, nodeWildcard, nodeDescendant:
		return proc.text, true
	case nodeCall, nodePartial:
		return "(", true
	case nodeNumber, nodeConstant:
		return literalText(proc), true
	}
	return "", false
}

func (ev *evaluator) callWith(n *node, proc item, args []item, in item, env *frame) (item, error) {
	var res item
	var err error
	var f *callable
	if proc.kind == functionKind {
		f = proc.fn()
		if f.isLambda() {
			f.token, _ = procedureName(n.left)
			f.pos = n.pos
		}
		res, err = ev.invoke(f, args, in, env)
	} else {
		err = fail("T1006")
	}
	if err == nil {
		return res, nil
	}
	e := asError(err)
	if e.Position == 0 || f != nil && f.target == nil && !f.isLambda() && !e.Exhausted() {
		e.Position = n.pos
	}
	if name, ok := procedureName(n.left); ok && !e.hasToken {
		e.withToken(name)
		if n.left.kind == nodeNumber || n.left.kind == nodeConstant {
			e.tokenJSON = name
		}
	}
	return item{}, e
}

// apply evaluates left ~> right.
func (ev *evaluator) apply(n *node, in item, env *frame) (item, error) {
	left, err := ev.eval(n.left, in, env)
	if err != nil {
		return item{}, err
	}
	if n.right.kind == nodeCall {
		return ev.call(n.right, in, env, &left)
	}
	right, err := ev.eval(n.right, in, env)
	if err != nil {
		return item{}, err
	}
	if right.kind != functionKind {
		return item{}, (&Error{Code: "T2006", Position: n.pos}).withValue(right)
	}
	if left.kind == functionKind {
		return ev.invoke(newClosure(composition, nullItem, env), []item{left, right}, nullItem, env)
	}
	return ev.invoke(right.fn(), []item{left}, nullItem, env)
}

// composition makes a function that applies one function after the other. It is parsed by init, see builtin.go.
var composition *node

const compositionText = "function($f, $g) { function($x){ $g($f($x)) } }"
