package check

import (
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// maxStateName is AWS's limit for the name of a state, in characters (API shape StateName).
const maxStateName = 80

func (c *checker) stateName(st *asl.State) {
	if n := utf8.RuneCountInString(st.Name.Value); n > maxStateName {
		c.add(diag.Error, CodeStateName, st.Name.Span, st.Path, "Shorten the name.",
			"State name '%s' exceeds the %d-character limit allowed by the service", st.Name.Value, maxStateName)
	}
}

// duplicateNames checks that no two states of a machine have the same name, whatever their scopes (ASL spec, "States").
func (c *checker) duplicateNames() {
	seen := make(map[string]bool)
	asl.Visit(c.m, func(_ *asl.Scope, st *asl.State) {
		if seen[st.Name.Value] {
			c.add(diag.Error, CodeDuplicateState, st.Name.Span, st.Path,
				"Rename one of them: names are unique in the whole machine, branches and Map states included.",
				"Duplicate State name: %s", st.Name.Value)
		}
		seen[st.Name.Value] = true
	})
}
