package asl

import "iter"

// Scopes returns s and every scope below it, outer ones first, in document order, each with the state that holds it: nil
// for s itself.
func (s *Scope) Scopes() iter.Seq2[*Scope, *State] {
	return func(yield func(*Scope, *State) bool) { s.eachScope(nil, yield) }
}

func (s *Scope) eachScope(holder *State, yield func(*Scope, *State) bool) bool {
	if !yield(s, holder) {
		return false
	}
	for _, st := range s.States {
		for _, inner := range st.Scopes() {
			if !inner.eachScope(st, yield) {
				return false
			}
		}
	}
	return true
}

// Scopes returns the branches of a Parallel state or the processor of a Map state.
func (st *State) Scopes() []*Scope {
	if st.Map != nil && st.Map.Processor != nil {
		return append(st.Branches[:len(st.Branches):len(st.Branches)], st.Map.Processor)
	}
	return st.Branches
}

// AllStates returns the states of s and of every scope below it, each before those inside it, in document order.
func (s *Scope) AllStates() iter.Seq[*State] {
	return func(yield func(*State) bool) { s.eachState(yield) }
}

func (s *Scope) eachState(yield func(*State) bool) bool {
	for _, st := range s.States {
		if !yield(st) {
			return false
		}
		for _, inner := range st.Scopes() {
			if !inner.eachState(yield) {
				return false
			}
		}
	}
	return true
}

// Visit calls f for every state of the machine, each before those inside it, with the scope that holds it.
func Visit(m *Machine, f func(s *Scope, st *State)) { visit(&m.Scope, f) }

func visit(s *Scope, f func(s *Scope, st *State)) {
	for _, st := range s.States {
		f(s, st)
		for _, inner := range st.Scopes() {
			visit(inner, f)
		}
	}
}

// Target is one transition of a state: a name and where it is written.
type Target struct {
	Text *Text
	Path string // AWS location of the field
}

// Targets returns the transitions of a state in the order of its fields: Next, Choices, Default, Catch.
func (st *State) Targets() []Target {
	var ts []Target
	add := func(t *Text, path string) {
		if t != nil {
			ts = append(ts, Target{t, path + "/Next"})
		}
	}
	add(st.Next, st.Path)
	for _, r := range st.Choices {
		add(r.Next, r.Path)
	}
	if st.Default != nil {
		ts = append(ts, Target{st.Default, st.Path + "/Default"})
	}
	for _, c := range st.Catch {
		add(c.Next, c.Path)
	}
	return ts
}

// Terminal reports whether an execution may end in the state.
func (st *State) Terminal() bool { return st.End || st.Type == Succeed || st.Type == Fail }
