package jsonpath

import (
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// MaxVisits bounds the nodes that one evaluation looks at, the filters' nodes included. A deep scan of the largest payload
// that Step Functions passes between states (256 KiB) looks at some 130,000.
//
// The operators of filters count what they compare: elements, and text by 16 bytes.
const MaxVisits = 2_000_000

// Eval evaluates the path. Errors are *NotFoundError and *EvalError.
//
// It answers as Jayway does with its default options: a definite path gives the node or an error, an indefinite path gives an
// array, which may be empty, and fails only where its definite beginning leads nowhere (see Roots.AbsentIsEmpty).
func (p *Path) Eval(r Roots) (value.Value, error) {
	document, err := p.root.document(&r, r.Input, r.Input)
	if err != nil {
		return value.Value{}, err
	}
	if p.simple {
		if v, ok := p.lookup(document); ok {
			return v, nil
		}
	}
	visits := 0
	v, err := p.evaluate(&frame{roots: &r, document: document, visits: &visits}, document, false)
	if r.AbsentIsEmpty && !p.definite && isAbsent(err) {
		return value.ArrayOf(nil), nil
	}
	return v, err
}

// lookup follows a simple path; false says that it leads nowhere, and evaluate can say why.
func (p *Path) lookup(v value.Value) (value.Value, bool) { return follow(p.segments, v) }

// follow follows single names and indices.
func follow(steps []segment, v value.Value) (value.Value, bool) {
	for _, s := range steps {
		switch s := s.(type) {
		case property:
			v = v.Get(s.keys[0])
		case subscript:
			n := s[0]
			if n < 0 {
				n += v.Len()
			}
			v = v.Index(n)
		}
		if !v.IsDefined() {
			return v, false
		}
	}
	return v, true
}

// endsPastEnd reports whether all of the path but an index at its end leads somewhere.
func (p *Path) endsPastEnd(v value.Value) bool {
	n := len(p.segments)
	if !p.simple || n == 0 {
		return false
	}
	if _, ok := p.segments[n-1].(subscript); !ok {
		return false
	}
	_, ok := follow(p.segments[:n-1], v)
	return ok
}

// frame is what an evaluation shares with those of the paths within its path.
type frame struct {
	roots    *Roots
	document value.Value // $ within filters and arguments
	visits   *int
	cache    map[*Path]outcome // paths from roots in filters, which are the same for every item
}

type outcome struct {
	v   value.Value
	err error
}

// evaluation is one walk along one path.
type evaluation struct {
	*frame
	path    *Path
	item    value.Value // what the path starts from
	require bool        // a missing name is an error even in the indefinite part: the mode of existence checks
	results []value.Value
	trail   []step
}

// step is one step of the concrete way to a node.
type step struct {
	key     string
	index   int
	isIndex bool
}

func (p *Path) evaluate(f *frame, start value.Value, require bool) (value.Value, error) {
	e := &evaluation{frame: f, path: p, item: start, require: require}
	if err := e.visit(0, start); err != nil {
		return value.Value{}, err
	}
	if !p.definite {
		return value.ArrayOf(e.results), nil
	}
	if len(e.results) == 0 {
		return value.Value{}, &NotFoundError{Msg: "No results for path: " + p.canonical(), PastEnd: p.endsPastEnd(start)}
	}
	return e.results[len(e.results)-1], nil // every function of a chain has added one
}

func (e *evaluation) add(v value.Value) { e.results = append(e.results, v) }

// visit applies segment i, or adds a result when the path has ended.
func (e *evaluation) visit(i int, v value.Value) error {
	if i == len(e.path.segments) {
		e.add(v)
		return nil
	}
	if err := e.count(1); err != nil {
		return err
	}
	return e.path.segments[i].visit(e, i, v)
}

func (e *frame) count(n int) error {
	if *e.visits += n; *e.visits > MaxVisits {
		return &EvalError{Msg: "The path looks at more than " + strconv.Itoa(MaxVisits) + " nodes; use a narrower path or a smaller document"}
	}
	return nil
}

// into goes on behind segment i with the node that lies one step further.
func (e *evaluation) into(i int, s step, v value.Value) error {
	if n := i + 1; !e.require && n < len(e.path.segments) && e.path.quiet[n] {
		if x, ok := follow(e.path.segments[n:], v); ok {
			e.add(x)
		}
		return e.count(len(e.path.segments) - n)
	}
	e.trail = append(e.trail, s)
	err := e.visit(i+1, v)
	e.trail = e.trail[:len(e.trail)-1]
	return err
}

// element goes on behind segment i with element n, counted from the end when it is negative; no element is no result.
func (e *evaluation) element(i int, v value.Value, n int) error {
	at := n
	if at < 0 {
		at += v.Len()
	}
	x := v.Index(at)
	if !x.IsDefined() {
		return nil
	}
	return e.swallowBounds(e.into(i, step{index: n, isIndex: true}, x))
}

// swallowBounds drops the failure of a function that reached beyond an array: Jayway takes it for its own index's.
func (e *evaluation) swallowBounds(err error) error {
	if isOutOfBounds(err) {
		return nil
	}
	return err
}

// isArray reports whether segment i, which needs an array, can go on with v.
func (e *evaluation) isArray(i int, v value.Value) (bool, error) {
	switch {
	case v.Kind() == value.Array:
		return true, nil
	case !e.path.settled[i]:
		return false, nil
	case v.Kind() == value.Null:
		return false, notFound("The path %s is null", e.where())
	}
	msg := "Filter: " + e.path.canonicalFrom(i) + " can only be applied to arrays. Current context is: " + javaString(v)
	return false, &NotFoundError{Msg: msg, NotArray: true}
}

// where writes the way to the current node.
func (e *evaluation) where() string {
	var b strings.Builder
	b.WriteString(e.path.root.mark())
	for _, s := range e.trail {
		if s.isIndex {
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		} else {
			b.WriteString("['" + s.key + "']")
		}
	}
	return b.String()
}

// inner evaluates a path of a filter or argument, whose @ is item.
func (e *frame) inner(p *Path, item value.Value, require bool) (value.Value, error) {
	if p.root.kind == rootItem {
		return e.innerFrom(p, item, require)
	}
	if o, ok := e.cache[p]; ok {
		return o.v, o.err
	}
	var o outcome
	start, err := p.root.document(e.roots, e.document, item)
	if o.err = err; err == nil {
		o.v, o.err = e.innerFrom(p, start, require)
	}
	if e.cache == nil {
		e.cache = map[*Path]outcome{}
	}
	e.cache[p] = o
	return o.v, o.err
}

// find is inner for those who need not know why a path leads nowhere.
func (e *frame) find(p *Path, item value.Value, require bool) (v value.Value, found bool, err error) {
	if p.simple && p.root.kind == rootItem {
		v, found = p.lookup(item)
		return v, found, e.count(1)
	}
	v, err = e.inner(p, item, require)
	if isAbsent(err) {
		return value.Value{}, false, nil
	}
	return v, err == nil, err
}

func (e *frame) innerFrom(p *Path, start value.Value, require bool) (value.Value, error) {
	if p.simple {
		if v, ok := p.lookup(start); ok {
			return v, e.count(1)
		}
	}
	return p.evaluate(e, start, require)
}
