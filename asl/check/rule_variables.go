package check

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// maxVariableName is AWS's limit for the name of a variable, in characters (AWS Developer Guide, "Passing data between states
// with variables").
const maxVariableName = 80

// assignment is one field of an Assign.
type assignment struct {
	name string
	at   string // AWS's location
	span diag.Span
}

// assignmentsOf returns what a state, its rules and its catchers assign.
func assignmentsOf(st *asl.State) []assignment {
	var list []assignment
	add := func(n *asl.Node, at string) {
		if n == nil {
			return
		}
		for _, m := range n.Members {
			name := m.Key
			if st.Language == asl.JSONPath {
				name = strings.TrimSuffix(name, ".$")
			}
			list = append(list, assignment{name, at + "/Assign/" + m.Key, m.KeySpan})
		}
	}
	add(st.Assign, st.Path)
	for _, r := range st.Choices {
		add(r.Assign, r.Path)
	}
	for _, k := range st.Catch {
		add(k.Assign, k.Path)
	}
	return list
}

// variableNames checks the names that a state assigns.
func (c *checker) variableNames(st *asl.State) {
	for _, a := range assignmentsOf(st) {
		switch {
		case a.name == "states":
			c.add(diag.Error, CodeReservedVariable, a.span, a.at, "Choose another name.", "Cannot assign to reserved variable '$states'.")
		case !validVariable(a.name):
			c.add(diag.Error, CodeVariableName, a.span, a.at,
				"Begin the name with a letter and go on with letters, digits and '_'; a part of a variable cannot be assigned.",
				"Invalid variable name '%s': the variable name contains invalid characters.", a.name)
		case utf8.RuneCountInString(a.name) > maxVariableName:
			c.add(diag.Error, CodeVariableName, a.span, a.at, "Shorten the name.",
				"Invalid variable name '%s': the variable name exceeds the %d-character limit.", a.name, maxVariableName)
		}
	}
}

// validVariable reports whether a name is an identifier as Unicode defines it (UAX #31: ID_Start, then ID_Continue).
func validVariable(name string) bool {
	for i, r := range name {
		start := unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r)
		more := r == '_' || unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)
		if !start && (i == 0 || !more) {
			return false
		}
	}
	return name != ""
}

// variableScopes checks that an inner scope does not assign a variable of an outer one, and warns of variables that no state
// before their use assigns. Source: AWS Developer Guide, "Passing data between states with variables", variable scope.
func (c *checker) variableScopes() {
	v := variablesOf(c.m)
	c.scopeVariables(v, &c.m.Scope, variableScope{entry: v.empty(), outer: v.empty(), hidden: v.empty()})
}

// variableScope is what a scope knows of the variables around it.
type variableScope struct {
	entry  variableSet // may be assigned when the scope begins
	outer  variableSet // are assigned by scopes around it, now or later
	hidden variableSet // lie outside a distributed Map state, whose children cannot see them
}

func (c *checker) scopeVariables(v *variables, s *asl.Scope, around variableScope) {
	own := v.empty()
	for _, st := range s.States {
		for _, a := range assignmentsOf(st) {
			own.add(v.numbers[a.name])
			if v.has(around.outer, a.name) {
				c.add(diag.Error, CodeDuplicateVariable, a.span, a.at, "Choose another name, or assign it outside.",
					"Variable '%s' is already assigned in an outer scope", a.name)
			}
		}
	}
	own.include(around.outer)
	before := v.assignedBefore(s, around.entry)
	for _, st := range s.States {
		assigned, reached := before[st]
		if !reached {
			continue // which is an error of its own
		}
		c.undefined(v, st, assigned, own, around.hidden)
		inside := variableScope{entry: assigned, outer: own, hidden: around.hidden}
		if st.Map != nil && st.Map.Distributed {
			inside = variableScope{entry: v.empty(), outer: v.empty(), hidden: own}
		}
		for _, inner := range st.Scopes() {
			c.scopeVariables(v, inner, inside)
		}
	}
}

// undefined warns of the variables that a state reads and no state before it assigns.
func (c *checker) undefined(v *variables, st *asl.State, assigned, visible, hidden variableSet) {
	for _, r := range referencesOf(st) {
		if v.has(assigned, r.name) {
			continue
		}
		help := "Assign it in a state before this one."
		switch {
		case v.has(visible, r.name):
			help = "The states that assign it come later. " + help
		case v.has(hidden, r.name):
			help = "The children of a distributed Map state cannot see the variables outside: pass the value through ItemSelector."
		default:
			help = cmp.Or(c.meant(r.name, v.names), help)
		}
		c.warn(CodeUndefinedVariable, r.span, r.at, help, "Variable '$%s' is not assigned by any state that comes before", r.name)
	}
}
