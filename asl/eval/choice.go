package eval

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// rule is one top-level choice rule.
type rule struct {
	condition
	completion completion
}

// condition is a compiled choice rule without its consequences.
type condition interface {
	holds(sc *scope) (bool, *fault.Fault)
}

func (c *compiler) rules(rs []*asl.Rule) []rule {
	out := make([]rule, len(rs))
	for i, r := range rs {
		at := c.local(r.Path)
		out[i] = rule{
			condition:  c.condition(r),
			completion: c.completion(place{r.Assign, at + "/Assign"}, place{r.Output, at + "/Output"}),
		}
	}
	return out
}

// condition compiles r; what is wrong is reported and never holds.
func (c *compiler) condition(r *asl.Rule) condition {
	at := c.local(r.Path)
	if c.jsonata() {
		return c.jsonataCondition(place{r.Condition, at + "/Condition"})
	}
	switch {
	case r.Not != nil:
		return not{c.condition(r.Not)}
	case len(r.And) > 0:
		return allOf(c.conditions(r.And))
	case len(r.Or) > 0:
		return anyOf(c.conditions(r.Or))
	case r.Operator == "" || r.Variable == nil:
		c.report(place{r.Node, at}, codeSchema, "Give the rule a Variable with one comparison operator, or And, Or or Not.",
			"The object must have only one of the following fields, [And, Or, Not, Variable, Condition]")
		return never{}
	}
	return c.comparison(r, at)
}

func (c *compiler) conditions(rs []*asl.Rule) []condition {
	out := make([]condition, len(rs))
	for i, r := range rs {
		out[i] = c.condition(r)
	}
	return out
}

// never is a rule that could not be compiled.
type never struct{}

func (never) holds(*scope) (bool, *fault.Fault) { return false, nil }

type not struct{ of condition }

func (n not) holds(sc *scope) (bool, *fault.Fault) {
	ok, f := n.of.holds(sc)
	return !ok && f == nil, f
}

type allOf []condition

func (all allOf) holds(sc *scope) (bool, *fault.Fault) {
	for _, of := range all {
		if ok, f := of.holds(sc); !ok || f != nil {
			return false, f
		}
	}
	return true, nil
}

type anyOf []condition

func (some anyOf) holds(sc *scope) (bool, *fault.Fault) {
	for _, of := range some {
		if ok, f := of.holds(sc); ok || f != nil {
			return ok && f == nil, f
		}
	}
	return false, nil
}

// jsonataCondition is the Condition of a JSONata rule: an expression, or true or false.
func (c *compiler) jsonataCondition(p place) condition {
	if p.node == nil {
		c.report(p, codeSchema, "A rule of a JSONata state decides by its Condition.", "The field 'Condition' is required but was missing")
		return never{}
	}
	t := c.jsonataTemplate(p)
	if x, is := t.(*expression); is {
		return x
	}
	if _, is := expressionText(p.node.Text()); !is && p.node.Kind() != value.Bool {
		c.report(p, codeSchema, "Write an expression between {% and %}, or true or false.",
			"JSONata string must start with {%% and end with %%}")
	}
	return literal(p.node.Value.IsTrue())
}

type literal bool

func (l literal) holds(*scope) (bool, *fault.Fault) { return bool(l), nil }

func (x *expression) holds(sc *scope) (bool, *fault.Fault) {
	v, f := x.eval(sc)
	if f == nil && v.Kind() != value.Bool {
		f = x.unexpected("boolean", v)
	}
	return v.IsTrue() && f == nil, f
}

// Choose returns the number of the first rule that holds and its outcome. Rule -1 means that none does: the outcome is then that
// of the state itself on its way to Default, and empty if the state has no Default.
// Source: ASL spec, "Choice State".
func (s *State) Choose(e *Env, effective value.Value) (chosen int, out Outcome, f *fault.Fault) {
	sc := &scope{env: e, root: effective}
	for i := range s.rules {
		r := &s.rules[i]
		ok, f := r.holds(sc)
		if f != nil {
			return -1, Outcome{}, f
		}
		if ok {
			out, f := s.chosen(r, sc)
			return i, out, f
		}
	}
	if !s.hasDefault {
		return -1, Outcome{}, nil
	}
	out, f = s.Complete(e, effective, effective)
	return -1, out, f
}

// chosen gives the outcome of the rule that holds.
func (s *State) chosen(r *rule, sc *scope) (Outcome, *fault.Fault) {
	if s.language == asl.JSONata {
		return r.completion.eval(sc, sc.env.Input)
	}
	v, f := s.outputPath.apply(sc.env, sc.root)
	if f != nil {
		return Outcome{}, f
	}
	return r.completion.eval(sc, v)
}
