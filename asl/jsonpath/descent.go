package jsonpath

import "github.com/stepmill/stepmill/asl/value"

// descent is .., which tries the segment behind it on every node.
type descent struct{ plain }

func (descent) definite(bool) bool { return false }
func (descent) fragment() string   { return ".." }

func (s descent) visit(e *evaluation, i int, v value.Value) error {
	if i+1 == len(e.path.segments) {
		return failed("IllegalStateException", "Current path token is a leaf")
	}
	return s.walk(e, i+1, v)
}

// walk tries segment i on v and then goes down, the node before its children.
func (s descent) walk(e *evaluation, i int, v value.Value) error {
	if k := v.Kind(); k != value.Object && k != value.Array {
		return nil
	}
	if err := e.count(1); err != nil {
		return err
	}
	if err := s.try(e, i, v); err != nil {
		return err
	}
	for k, x := range v.Members() {
		if err := s.down(e, i, step{key: k}, x); err != nil {
			return err
		}
	}
	for n, x := range v.Elems() {
		if err := s.down(e, i, step{index: n, isIndex: true}, x); err != nil {
			return err
		}
	}
	return nil
}

func (s descent) down(e *evaluation, i int, at step, v value.Value) error {
	e.trail = append(e.trail, at)
	err := s.walk(e, i, v)
	e.trail = e.trail[:len(e.trail)-1]
	return err
}

// try applies segment i to v where it fits.
func (s descent) try(e *evaluation, i int, v value.Value) error {
	fits, err := s.fits(e, i, v)
	if !fits || err != nil {
		return err
	}
	if v.Kind() == value.Object || e.path.isLeaf(i) {
		return e.visit(i, v)
	}
	// Jayway leaves out an index, slice or filter that is not the last segment, and goes on with all elements.
	for n, x := range v.Elems() {
		if err := e.into(i, step{index: n, isIndex: true}, x); err != nil {
			return err
		}
	}
	return nil
}

func (s descent) fits(e *evaluation, i int, v value.Value) (bool, error) {
	switch next := e.path.segments[i].(type) {
	case property:
		if v.Kind() != value.Object {
			return false, nil
		}
		if e.require || !next.definite(e.path.isLeaf(i)) {
			return true, nil
		}
		for _, k := range next.keys {
			if !v.Get(k).IsDefined() {
				return false, nil
			}
		}
		return true, nil
	case subscript, slice:
		return v.Kind() == value.Array, nil
	case wildcard:
		return true, nil
	case *filter:
		return next.accepts(e, v)
	}
	return false, nil
}
