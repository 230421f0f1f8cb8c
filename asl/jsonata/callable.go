package jsonata

// native is the Go side of a built-in function. Its arguments have passed the signature; missing ones may be absent, see arg.
// It must not keep args.
type native func(ev *evaluator, args []item) (item, error)

// contextNative is a native that needs the context item and the scope of its call.
type contextNative func(ev *evaluator, args []item, in item, env *frame) (item, error)

// callable is a function: built in, made by a lambda or a partial application, or wrapping another one.
type callable struct {
	arity int
	sig   *signature

	native     native
	contextual contextNative

	body   *node // of a lambda
	params []string
	env    *frame
	input  item

	target *callable // the function that this one passes its arguments to, without a context item

	token string // the name it was last called by, of a lambda
	pos   int
}

// thunk is a call in tail position: the caller of the function makes it, after the function has returned.
type thunk struct {
	call  *node
	input item
	env   *frame
}

// isLambda reports whether f was made by the expression.
func (f *callable) isLambda() bool { return f.body != nil || f.params != nil }

func newClosure(n *node, in item, env *frame) *callable {
	return &callable{arity: len(n.params), sig: n.sig, body: n.left, params: n.params, env: env, input: in}
}

// wrapped makes f an argument: called by another function, it sees no context item.
func wrapped(f *callable) *callable {
	return &callable{arity: f.arity, target: f}
}

// invoke calls f and then, one after the other, the calls in tail position.
func (ev *evaluator) invoke(f *callable, args []item, in item, env *frame) (item, error) {
	res, err := ev.invokeOnce(f, args, in, env)
	for err == nil && res.kind == thunkKind {
		res, err = ev.tailCall(res.ref.(*thunk), in, env)
	}
	if err != nil {
		return item{}, err
	}
	return res, nil
}

// tailCall makes the call of a thunk; the result may be a thunk again.
func (ev *evaluator) tailCall(t *thunk, in item, env *frame) (item, error) {
	proc, err := ev.eval(t.call.left, t.input, t.env)
	if err != nil {
		return item{}, err
	}
	base := len(ev.args)
	defer func() {
		clear(ev.args[base:])
		ev.args = ev.args[:base]
	}()
	for _, a := range t.call.list {
		v, err := ev.eval(a, t.input, t.env)
		if err != nil {
			return item{}, err
		}
		ev.args = append(ev.args, v)
	}
	if proc.kind != functionKind {
		return item{}, &Error{Code: "T1006", Position: t.call.left.pos}
	}
	f := proc.fn()
	if f.isLambda() && t.call.left.kind == nodeVariable {
		f.token, f.pos = t.call.left.text, t.call.left.pos
	}
	res, err := ev.invokeOnce(f, ev.args[base:len(ev.args):len(ev.args)], in, env)
	return res, locate(err, t.call.left)
}

// locate gives an error without a place the place of the function called in tail position.
func locate(err error, proc *node) error {
	if err == nil {
		return nil
	}
	e := asError(err)
	if !e.hasToken && proc.kind == nodeVariable {
		e.withToken(proc.text)
	}
	if e.Position == 0 {
		e.Position = proc.pos
	}
	return e
}

// invokeOnce calls f; the result may be a thunk.
func (ev *evaluator) invokeOnce(f *callable, args []item, in item, env *frame) (item, error) {
	res, err := ev.dispatch(f, args, in, env)
	if err == nil {
		return res, nil
	}
	e := asError(err)
	if !e.hasToken && f.token != "" {
		e.withToken(f.token)
	}
	if f.pos != 0 {
		e.Position = f.pos
	}
	return item{}, e
}

func (ev *evaluator) dispatch(f *callable, args []item, in item, env *frame) (item, error) {
	if err := ev.spend(callSteps); err != nil {
		return item{}, err
	}
	if f.target != nil {
		return ev.invoke(f.target, args, nullItem, env)
	}
	if f.sig != nil {
		var err error
		if args, err = f.sig.validate(args, in); err != nil {
			return item{}, err
		}
	}
	switch {
	case f.contextual != nil:
		return f.contextual(ev, args, in, env)
	case f.native != nil && f.params == nil:
		return f.native(ev, args)
	}
	scope := newScope(f.params, args, f.env)
	if f.native != nil {
		return ev.invokePartialNative(f, scope)
	}
	return ev.eval(f.body, f.input, scope)
}

// callback calls a function that was given to a built-in one, with as many of the arguments as it takes but at least one.
func (ev *evaluator) callback(f *callable, args ...item) (item, error) {
	base := len(ev.args)
	ev.args = append(ev.args, args[:min(max(f.arity, 1), len(args))]...)
	res, err := ev.invoke(f, ev.args[base:len(ev.args):len(ev.args)], nullItem, nil)
	clear(ev.args[base:])
	ev.args = ev.args[:base]
	return res, err
}
