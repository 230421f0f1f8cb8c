package jsonata

// frame is a scope: variables by name, in a few parallel slots.
type frame struct {
	parent *frame
	names  []string
	vals   []item
	shared bool // vals belongs to a tuple as well: copy it before a write
}

// roomyFrame is a frame with room for the parameters of most functions.
type roomyFrame struct {
	frame
	room [3]item
}

// newScope returns a frame with the parameters of a function; missing arguments are undefined.
func newScope(params []string, args []item, parent *frame) *frame {
	var f *frame
	if len(params) <= 3 {
		r := &roomyFrame{}
		f = &r.frame
		f.vals = r.room[:len(params):len(params)]
	} else {
		f = &frame{vals: make([]item, len(params))}
	}
	f.parent, f.names = parent, params
	copy(f.vals, args)
	return f
}

// get finds a variable in the frame or the frames around it.
func (f *frame) get(name string) (item, bool) {
	for ; f != nil; f = f.parent {
		for i, n := range f.names {
			if n == name {
				return f.vals[i], true
			}
		}
	}
	return item{}, false
}

// bind sets a variable of this frame.
func (f *frame) bind(name string, v item) {
	if f.shared {
		f.vals, f.shared = append([]item(nil), f.vals...), false
	}
	for i, n := range f.names {
		if n == name {
			f.vals[i] = v
			return
		}
	}
	f.names = append(f.names[:len(f.names):len(f.names)], name)
	f.vals = append(f.vals, v)
}

// tuple is one element of a tuple stream: a value and the variables that the steps before have bound for it.
type tuple struct {
	value item
	names []string
	vals  []item
}

// tupleStream is the result of the steps of a path that binds variables.
type tupleStream struct{ tuples []tuple }

func tupleItem(ts []tuple) item { return item{kind: tupleKind, ref: &tupleStream{ts}} }

func (it item) tuples() []tuple { return it.ref.(*tupleStream).tuples }

// scope returns a frame with the tuple's variables inside env.
func (t *tuple) scope(env *frame) *frame {
	if len(t.names) == 0 {
		return env
	}
	return &frame{parent: env, names: t.names, vals: t.vals, shared: true}
}

// with returns the tuple with one more variable.
func (t tuple) with(name string, v item) tuple {
	f := frame{names: t.names, vals: t.vals, shared: true}
	f.bind(name, v)
	t.names, t.vals = f.names, f.vals
	return t
}

// merge returns the tuple with all of o: its value and its variables.
func (t tuple) merge(o tuple) tuple {
	for i, n := range o.names {
		t = t.with(n, o.vals[i])
	}
	t.value = o.value
	return t
}
