package jsonpath

import (
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// segment is one part of a path. visit applies it to v, as segment i of the path that e evaluates, and goes on with segment
// i+1 or adds a result.
type segment interface {
	visit(e *evaluation, i int, v value.Value) error
	// definite reports whether the segment leads to one node at most; leaf says that it is the last of its path.
	definite(leaf bool) bool
	// isStep reports whether the segment is a single name or index, all that a reference path may have.
	isStep() bool
	// fragment is the segment as Jayway prints it.
	fragment() string
	// paths are the paths within the segment.
	paths() []*Path
}

// plain is embedded by the segments that hold no paths and are no steps of reference paths.
type plain struct{}

func (plain) isStep() bool   { return false }
func (plain) paths() []*Path { return nil }

// property is .name, ['name'] or ['a','b'].
type property struct {
	keys  []string
	quote string
}

func (s property) definite(leaf bool) bool { return len(s.keys) == 1 || leaf }
func (s property) isStep() bool            { return len(s.keys) == 1 }
func (s property) paths() []*Path          { return nil }

func (s property) fragment() string {
	keys := make([]string, len(s.keys))
	for i, k := range s.keys {
		k = strings.ReplaceAll(k, `\`, `\\`)
		keys[i] = s.quote + strings.ReplaceAll(k, `'`, `\'`) + s.quote
	}
	return "[" + strings.Join(keys, ",") + "]"
}

func (s property) visit(e *evaluation, i int, v value.Value) error {
	if v.Kind() != value.Object {
		if !e.path.settled[i] {
			return nil
		}
		return notFound("Expected to find an object with property %s in path %s but found '%s'. "+
			"This is not a json object according to the JsonProvider: '%s'.", s.fragment(), e.where(), javaClass(v), provider)
	}
	if len(s.keys) > 1 && e.path.isLeaf(i) {
		return s.merge(e, v)
	}
	for _, k := range s.keys {
		if err := s.member(e, i, v, k); err != nil {
			return err
		}
	}
	return nil
}

// provider is the class that Jayway names in one of its messages.
const provider = "com.jayway.jsonpath.spi.json.JsonSmartJsonProvider"

func (s property) member(e *evaluation, i int, v value.Value, key string) error {
	if x := v.Get(key); x.IsDefined() {
		return e.into(i, step{key: key}, x)
	}
	if e.path.isLeaf(i) {
		if !e.require {
			return nil
		}
		return notFound("No results for path: %s['%s']", e.where(), key)
	}
	if !e.require && !(e.path.settled[i] && len(s.keys) == 1) {
		return nil
	}
	return notFound("Missing property in path %s['%s']", e.where(), key)
}

// merge gathers several members into one object.
func (s property) merge(e *evaluation, v value.Value) error {
	var b value.ObjectBuilder
	for _, k := range s.keys {
		x := v.Get(k)
		if x.IsDefined() {
			b.Set(k, x)
		} else if e.require {
			return notFound("Missing property in path %s['%s']", e.where(), strings.Join(s.keys, "', '"))
		}
	}
	e.add(b.Value())
	return nil
}

// subscript is [n] or [n,m].
type subscript []int

func (s subscript) definite(bool) bool { return len(s) == 1 }
func (s subscript) isStep() bool       { return len(s) == 1 }
func (s subscript) paths() []*Path     { return nil }

func (s subscript) fragment() string {
	parts := make([]string, len(s))
	for i, n := range s {
		parts[i] = strconv.Itoa(n)
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func (s subscript) visit(e *evaluation, i int, v value.Value) error {
	if ok, err := e.isArray(i, v); !ok {
		return err
	}
	for _, n := range s {
		if err := e.element(i, v, n); err != nil {
			return err
		}
	}
	return nil
}

// slice is [from:to]; a nil bound was left out.
type slice struct {
	plain
	from, to *int
}

func (s slice) definite(bool) bool { return false }

func (s slice) fragment() string {
	text := func(n *int) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(*n)
	}
	return "[" + text(s.from) + ":" + text(s.to) + "]"
}

func (s slice) visit(e *evaluation, i int, v value.Value) error {
	if ok, err := e.isArray(i, v); !ok {
		return err
	}
	from, to := s.bounds(v.Len())
	for n := from; n < to; n++ {
		if err := e.element(i, v, n); err != nil {
			return err
		}
	}
	return nil
}

// bounds resolves the slice for an array. A negative bound counts from the end only where the other one is absent: where both
// stand, Jayway counts up from a negative start, and an index below zero then means the element that far from the end.
func (s slice) bounds(length int) (from, to int) {
	switch {
	case s.to == nil:
		if from = *s.from; from < 0 {
			from += length
		}
		return max(from, 0), length
	case s.from == nil:
		if to = *s.to; to < 0 {
			to += length
		}
		return 0, min(to, length)
	}
	if length == 0 {
		return 0, 0
	}
	return max(*s.from, -length), min(*s.to, length)
}

// wildcard is * or [*].
type wildcard struct{ plain }

func (wildcard) definite(bool) bool { return false }
func (wildcard) fragment() string   { return "[*]" }

func (wildcard) visit(e *evaluation, i int, v value.Value) error {
	for k, x := range v.Members() {
		if err := e.into(i, step{key: k}, x); err != nil {
			return err
		}
	}
	for n, x := range v.Elems() {
		err := e.swallowBounds(e.into(i, step{index: n, isIndex: true}, x))
		if _, missing := err.(*NotFoundError); missing && !e.require {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}
