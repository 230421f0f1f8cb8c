package jsonata

// partial evaluates a call with placeholders: a function of the arguments that are left open.
func (ev *evaluator) partial(n *node, in item, env *frame) (item, error) {
	args := make([]item, len(n.list))
	open := make([]bool, len(n.list))
	for i, a := range n.list {
		if open[i] = a.kind == nodePlaceholder; open[i] {
			continue
		}
		var err error
		if args[i], err = ev.eval(a, in, env); err != nil {
			return item{}, err
		}
	}
	proc, err := ev.procedure(n, in, env, "T1007")
	if err != nil {
		return item{}, err
	}
	if proc.kind != functionKind {
		name, _ := procedureName(n.left)
		return item{}, failAt("T1008", n.pos, name)
	}
	return functionItem(bindArguments(proc.fn(), args, open, env)), nil
}

// bindArguments makes the function that takes the open arguments of f. Parameters beyond the arguments are undefined.
func bindArguments(f *callable, args []item, open []bool, env *frame) *callable {
	names := f.params
	scope := &frame{parent: f.env}
	g := &callable{body: f.body, input: f.input, env: scope, params: []string{}, native: f.native}
	if !f.isLambda() {
		scope.parent = env
		names = parameterNames(f.arity)
		g.native = partialNative(f)
	}
	for i, name := range names {
		if i < len(open) && open[i] {
			g.params = append(g.params, name)
		} else {
			scope.bind(name, arg(args, i))
		}
	}
	g.arity = len(g.params)
	return g
}

// parameterNames are names for the parameters of a built-in function, which no expression can spell.
func parameterNames(n int) []string {
	const names = "!abcdefgh"
	out := make([]string, max(1, min(n, len(names)-1)))
	for i := range out {
		out[i] = names[:1] + names[i+1:i+2]
	}
	return out
}

// partialNative adapts a function that is not a lambda to be called with all of its parameters. Like the reference it does
// not check them against the signature.
func partialNative(f *callable) native {
	return func(ev *evaluator, args []item) (item, error) {
		switch {
		case f.native != nil:
			return f.native(ev, args)
		case f.contextual != nil:
			return f.contextual(ev, args, nullItem, nil)
		}
		return ev.invoke(f, args, nullItem, nil)
	}
}

// invokePartialNative collects the arguments of a partially applied built-in function from its scope.
func (ev *evaluator) invokePartialNative(f *callable, scope *frame) (item, error) {
	var args []item
	for _, name := range parameterNames(8) {
		v, ok := scope.get(name)
		if !ok {
			break
		}
		args = append(args, v)
	}
	return f.native(ev, args)
}
