package check

import (
	"maps"
	"slices"
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
// within sight assigns. Source: AWS Developer Guide, "Passing data between states with variables", variable scope.
func (c *checker) variableScopes() { c.scopeVariables(&c.m.Scope, nil, nil) }

// scopeVariables checks one scope. outer are the variables of the scopes around it that its states can read, hidden those that
// they cannot because a distributed Map state lies between.
func (c *checker) scopeVariables(s *asl.Scope, outer, hidden map[string]bool) {
	own := make(map[string]bool)
	for _, st := range s.States {
		for _, a := range assignmentsOf(st) {
			own[a.name] = true
			if outer[a.name] {
				c.add(diag.Error, CodeDuplicateVariable, a.span, a.at, "Choose another name, or assign it outside.",
					"Variable '%s' is already assigned in an outer scope", a.name)
			}
		}
	}
	visible := maps.Clone(own)
	maps.Copy(visible, outer)
	for _, st := range s.States {
		c.undefined(st, visible, hidden)
		for _, inner := range st.Scopes() {
			if st.Map != nil && st.Map.Distributed {
				c.scopeVariables(inner, nil, visible)
			} else {
				c.scopeVariables(inner, visible, hidden)
			}
		}
	}
}

// undefined warns of the variables that a state reads and no state in sight assigns.
func (c *checker) undefined(st *asl.State, visible, hidden map[string]bool) {
	for _, r := range referencesOf(st) {
		if visible[r.name] {
			continue
		}
		help := ""
		if len(c.found) < diag.MaxFindings { // beyond that nobody reads it, and a hostile text would make it costly
			help = diag.DidYouMean(r.name, slices.Sorted(maps.Keys(visible)))
		}
		switch {
		case hidden[r.name]:
			help = "The children of a distributed Map state cannot see the variables outside: pass the value through ItemSelector."
		case help == "":
			help = "Assign it in a state before this one."
		}
		c.warn(CodeUndefinedVariable, r.span, r.at, help, "Variable '$%s' is not assigned by any state in sight", r.name)
	}
}
