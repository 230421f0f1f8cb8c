package check

import "github.com/stepmill/stepmill/asl"

// variableSet is a set of variables, by their numbers.
type variableSet []uint64

func (s variableSet) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }
func (s variableSet) add(i int)      { s[i/64] |= 1 << (i % 64) }

// include adds the members of t and reports whether any of them was new.
func (s variableSet) include(t variableSet) bool {
	grown := false
	for i, w := range t {
		if s[i]|w != s[i] {
			s[i] |= w
			grown = true
		}
	}
	return grown
}

// variables numbers every variable that a machine assigns.
type variables struct {
	numbers map[string]int
	names   []string
}

func variablesOf(m *asl.Machine) *variables {
	v := &variables{numbers: make(map[string]int)}
	for st := range m.AllStates() {
		for _, a := range assignmentsOf(st) {
			if _, ok := v.numbers[a.name]; !ok {
				v.numbers[a.name] = len(v.names)
				v.names = append(v.names, a.name)
			}
		}
	}
	return v
}

func (v *variables) empty() variableSet { return make(variableSet, (len(v.names)+63)/64) }

// has reports whether the variable with a name is in s.
func (v *variables) has(s variableSet, name string) bool {
	i, ok := v.numbers[name]
	return ok && s.has(i)
}

// assign adds what a state assigns to s.
func (v *variables) assign(s variableSet, st *asl.State) {
	for _, a := range assignmentsOf(st) {
		s.add(v.numbers[a.name])
	}
}

// maxFlow limits the memory of following the transitions of a scope, in bits: states times variables. Beyond it, as only a
// text made to be costly is, every variable of the scope counts as assigned from its beginning.
const maxFlow = 1 << 26

// assignedBefore returns, for every state of s that can be reached, the variables that some way to it assigns, those of
// entry included: a variable that is in no set is certainly undefined there. A state is taken to assign all that any of its
// rules and catchers assigns.
func (v *variables) assignedBefore(s *asl.Scope, entry variableSet) map[*asl.State]variableSet {
	names := make(map[string]*asl.State, len(s.States))
	for _, st := range s.States {
		names[st.Name.Value] = st
	}
	before := make(map[*asl.State]variableSet, len(s.States))
	if len(s.States)*len(v.names) > maxFlow {
		all := v.empty()
		all.include(entry)
		for _, st := range s.States {
			v.assign(all, st)
			before[st] = all
		}
		return before
	}
	var pending []*asl.State
	reach := func(name string, assigned variableSet) {
		st := names[name]
		if st == nil {
			return
		}
		known, seen := before[st]
		if !seen {
			known = v.empty()
			before[st] = known
		}
		if known.include(assigned) || !seen {
			pending = append(pending, st)
		}
	}
	if s.StartAt != nil {
		reach(s.StartAt.Value, entry)
	}
	for len(pending) > 0 {
		st := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		after := v.empty()
		after.include(before[st])
		v.assign(after, st)
		for _, t := range st.Targets() {
			reach(t.Text.Value, after)
		}
	}
	return before
}
