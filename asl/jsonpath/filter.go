package jsonpath

import "github.com/stepmill/stepmill/asl/value"

// filter is [?(…)]: it keeps the elements of an array, or an object itself, for which its condition holds.
type filter struct {
	condition condition
	inner     []*Path
}

func (s *filter) definite(bool) bool { return false }
func (s *filter) isStep() bool       { return false }
func (s *filter) fragment() string   { return "[?]" }
func (s *filter) paths() []*Path     { return s.inner }

func (s *filter) visit(e *evaluation, i int, v value.Value) error {
	switch v.Kind() {
	case value.Object:
		ok, err := s.accepts(e, v)
		if !ok || err != nil {
			return err
		}
		return e.visit(i+1, v)
	case value.Array:
		for n, x := range v.Elems() {
			ok, err := s.accepts(e, x)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if err := e.element(i, v, n); err != nil {
				return err
			}
		}
		return nil
	}
	if !e.path.settled[i] {
		return nil
	}
	return failed(invalidPath, "Filter: %s can not be applied to primitives. Current context is: %s", e.path.canonicalFrom(i), javaString(v))
}

// accepts reports whether the condition holds for an item. A condition that makes no sense for it does not hold.
func (s *filter) accepts(e *evaluation, item value.Value) (bool, error) {
	if err := e.count(1); err != nil {
		return false, err
	}
	ok, err := s.condition.holds(e.frame, item)
	if isPathError(err) {
		return false, nil
	}
	return ok, err
}

// condition is a filter's expression or a part of it.
type condition interface {
	holds(f *frame, item value.Value) (bool, error)
}

// all holds if every part does, any if one does; both stop at the first that decides.
type (
	all    []condition
	either []condition
	negate struct{ condition }
)

func (c all) holds(f *frame, item value.Value) (bool, error) {
	for _, part := range c {
		if ok, err := part.holds(f, item); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (c either) holds(f *frame, item value.Value) (bool, error) {
	for _, part := range c {
		if ok, err := part.holds(f, item); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

func (c negate) holds(f *frame, item value.Value) (bool, error) {
	ok, err := c.condition.holds(f, item)
	return !ok && err == nil, err
}

// exists holds if a path leads to a node, or to none if want is false.
type exists struct {
	path *Path
	want bool
}

func (c exists) holds(f *frame, item value.Value) (bool, error) {
	_, found, err := f.find(c.path, item, true)
	return found == c.want && err == nil, err
}

// comparison is an operator between two operands.
type comparison struct {
	left, right source
	operator    operator
}

func (c comparison) holds(f *frame, item value.Value) (bool, error) {
	l, err := c.left.operand(f, item)
	if err != nil {
		return false, err
	}
	r, err := c.right.operand(f, item)
	if err != nil {
		return false, err
	}
	if err := f.count(c.operator.cost(l, r)); err != nil {
		return false, err
	}
	return c.operator.holds(l, r)
}

// source is where an operand comes from: a path or a literal.
type source struct {
	path    *Path
	exists  bool // false for a path behind a !, which matters only where it stands alone
	literal operand
}

func (s source) operand(f *frame, item value.Value) (operand, error) {
	if s.path == nil {
		return s.literal, nil
	}
	v, _, err := f.find(s.path, item, false)
	return operandOf(v), err
}
