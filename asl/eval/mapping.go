package eval

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// mapping is what only a Map state has.
type mapping struct {
	objects        bool     // an object may be iterated over
	itemsPath      *path    // JSONPath
	items          template // JSONata
	selector       template
	maxConcurrency *integer
	distributed    *distributed
}

func (c *compiler) mapping(m *asl.Map) *mapping {
	out := &mapping{
		objects: m.Distributed,
		maxConcurrency: c.integer("MaxConcurrency", place{m.MaxConcurrency, "MaxConcurrency"},
			place{m.MaxConcurrencyPath, "MaxConcurrencyPath"}, bounds{0, maxItems}),
	}
	if c.jsonata() {
		out.items = c.items(place{m.Items, "Items"}, m.Distributed)
	} else {
		out.itemsPath = c.reference(place{m.ItemsPath, "ItemsPath"})
	}
	selector := place{m.ItemSelector, "ItemSelector"}
	if selector.node == nil && !c.jsonata() {
		selector = place{c.state.Parameters, "Parameters"}
	}
	out.selector = c.template(selector)
	out.distributed = c.distributed(m)
	return out
}

// items compiles Items and reports a constant that cannot be iterated over.
func (c *compiler) items(p place, objects bool) template {
	t := c.template(p)
	if t == nil {
		return nil
	}
	if _, is := t.(*expression); !is && p.node.Kind() != value.Array && !(objects && p.node.Kind() == value.Object) &&
		p.node.Kind() != value.String {
		c.is(p, value.Array)
	} else if _, is := t.(constant); is && p.node.Kind() == value.String {
		if _, failed := expressionText(p.node.Text()); !failed {
			c.is(p, value.Array)
		}
	}
	return t
}

// iterable reports whether the state may iterate over v.
func (m *mapping) iterable(v value.Value) bool {
	return v.Kind() == value.Array || m.objects && v.Kind() == value.Object
}

// Items returns what a Map state without ItemReader iterates over: an array or, for a distributed Map only, an object whose members
// are the items.
// Sources: ASL spec, "Map State"; AWS Step Functions Developer Guide, "ItemsPath" and "Items".
func (s *State) Items(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	m, sc := s.mapping, &scope{env: e, root: effective}
	if m == nil {
		return effective, nil
	}
	if s.language == asl.JSONata {
		return m.evalItems(sc)
	}
	v, written := effective, "$"
	if m.itemsPath != nil {
		var err error
		if v, err = m.itemsPath.p.Eval(sc.roots()); err != nil {
			return value.Value{}, m.itemsPath.conflict(effective)
		}
		written = m.itemsPath.text
	}
	if !m.iterable(v) {
		if strings.HasPrefix(written, "$$") { // AWS names a path of the context object without its first $
			written = written[1:]
		}
		return value.Value{}, fault.New(fault.Runtime, `Reference path "`+written+`" must point to array.`)
	}
	if e.Trace != nil {
		e.Trace.AfterItemsPath = v
	}
	return v, nil
}

func (m *mapping) evalItems(sc *scope) (value.Value, *fault.Fault) {
	if m.items == nil {
		if v := sc.env.Input; !m.iterable(v) {
			return value.Value{}, queryFault("", "Map state input must be an array but was: "+v.Compact())
		}
		return sc.env.Input, nil
	}
	v, f := m.items.eval(sc)
	if x, is := m.items.(*expression); is && f == nil && !m.iterable(v) {
		f = x.unexpected("array", v)
	}
	if f != nil {
		return value.Value{}, f
	}
	return v, nil
}

// Item returns the input of one iteration: ItemSelector (or the Parameters of a legacy Map) evaluated on the effective input of
// the Map state with a context object that has Map.Item; the item itself if there is no selector.
func (s *State) Item(e *Env, effective, item value.Value) (value.Value, *fault.Fault) {
	v := item
	if s.mapping != nil && s.mapping.selector != nil {
		var f *fault.Fault
		if v, f = s.mapping.selector.eval(&scope{env: e, root: effective}); f != nil {
			return value.Value{}, f
		}
	}
	if e.Trace != nil {
		e.Trace.AfterItemSelector = append(e.Trace.AfterItemSelector, v)
	}
	return v, nil
}

// MaxConcurrency returns the limit of a Map state; 0 is none given.
func (s *State) MaxConcurrency(e *Env, effective value.Value) (int64, *fault.Fault) {
	if s.mapping == nil {
		return 0, nil
	}
	return s.mapping.maxConcurrency.eval(&scope{env: e, root: effective})
}
