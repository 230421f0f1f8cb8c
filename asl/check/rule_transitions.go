package check

import (
	"cmp"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// transitions checks that every transition leads to a state of its scope, that every state can be reached from the first one
// and that the machine can end. A state inside a scope is not known outside it.
func (c *checker) transitions() {
	if c.cfg.AnyTarget {
		return
	}
	ends := c.machineEnds()
	for s := range c.m.Scopes() {
		if s.StartAt == nil || len(s.States) == 0 {
			continue
		}
		names := make(map[string]*asl.State, len(s.States))
		var order []string
		for _, m := range s.Node.Get("States").Members {
			names[m.Key] = nil // also what is too broken to be a state
			order = append(order, m.Key)
		}
		for _, st := range s.States {
			names[st.Name.Value] = st
		}
		c.target(names, order, asl.Target{Text: s.StartAt, Path: s.Path + "/StartAt"})
		for _, st := range s.States {
			for _, t := range st.Targets() {
				c.target(names, order, t)
			}
		}
		if ends || s != &c.m.Scope {
			c.unreachable(s, names)
		}
	}
	if !ends {
		// AWS gives no location, reports it after everything else and does not look for unreachable states then.
		c.add(diag.Error, CodeMissingEnd, c.tail(c.m.Root.Get("States")), "", "Add \"End\": true to the last state, or a Succeed or Fail state.",
			"Workflow has no terminal state")
	}
}

// machineEnds reports whether an execution may end in one of the outermost states. Of a machine that is too broken to tell
// it is assumed.
func (c *checker) machineEnds() bool {
	if c.m.StartAt == nil || len(c.m.States) == 0 {
		return true
	}
	for _, st := range c.m.States {
		if st.Terminal() || st.Type == 0 {
			return true
		}
	}
	return false
}

// target reports a transition to a state that is not in the scope, whose names are given in order too. AWS speaks of 'Next' whatever the field is called.
func (c *checker) target(scope map[string]*asl.State, order []string, t asl.Target) {
	if _, ok := scope[t.Text.Value]; ok || placeholder(t.Text.Value) {
		return
	}
	help := cmp.Or(c.meant(t.Text.Value, order), "Name a state of the same States object.")
	c.add(diag.Error, CodeMissingTarget, t.Text.Span, t.Path, help, "Missing 'Next' target: %s", t.Text.Value)
}

func (c *checker) unreachable(s *asl.Scope, names map[string]*asl.State) {
	reached := make(map[*asl.State]bool)
	pending := []*asl.State{names[s.StartAt.Value]}
	for len(pending) > 0 {
		st := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if st == nil || reached[st] {
			continue
		}
		reached[st] = true
		for _, t := range st.Targets() {
			pending = append(pending, names[t.Text.Value])
		}
	}
	for _, st := range s.States {
		if !reached[st] {
			c.add(diag.Error, CodeMissingTarget, st.Name.Span, st.Path, "Add a transition to it, or remove it.",
				"State \"%s\" is not reachable.", st.Name.Value)
		}
	}
}
