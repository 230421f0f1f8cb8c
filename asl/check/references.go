package check

import (
	"slices"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// VariableReferences returns the variables that each state reads, sorted, as DescribeStateMachine reports them: states that
// read none are left out, and the states inside a Map or Parallel state stand under their own names.
func VariableReferences(m *asl.Machine) map[string][]string {
	refs := make(map[string][]string)
	asl.Visit(m, func(_ *asl.Scope, st *asl.State) {
		names := refs[st.Name.Value]
		for _, r := range referencesOf(st) {
			names = append(names, r.name)
		}
		if len(names) > 0 {
			slices.Sort(names)
			refs[st.Name.Value] = slices.Compact(names)
		}
	})
	return refs
}

// reference is one read of a variable.
type reference struct {
	name string
	at   string // AWS's location of the expression
	span diag.Span
}

// referencesOf returns the variables that the expressions of a state read, in document order. $states is none.
func referencesOf(st *asl.State) []reference {
	var refs []reference
	for _, e := range expressionsOf(st) {
		var names []string
		if e.kind != jsonataExpr {
			names = e.parse().variables
		} else if code, ok := e.code(); ok {
			names = compileJSONata(code).variables
		}
		for _, name := range names {
			if name != "states" {
				refs = append(refs, reference{name, e.at, e.node.Span})
			}
		}
	}
	return refs
}
