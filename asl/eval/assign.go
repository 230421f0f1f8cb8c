package eval

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// The limits of variables.
// Source: AWS Step Functions Developer Guide, "Passing data between states with variables", Limits.
const (
	maxVariableName = 80         // characters
	maxVariable     = 256 * 1024 // bytes of JSON: one variable, and all of one Assign
)

// assignment is a compiled Assign field, in the order of the definition.
type assignment struct {
	names  []string
	values []template
}

// assign compiles p; nil: nothing is assigned.
func (c *compiler) assign(p place) *assignment {
	if p.node == nil || !c.is(p, value.Object) || len(p.node.Members) == 0 {
		return nil
	}
	a, at := &assignment{}, map[string]int{}
	for _, m := range p.node.Members {
		name, t := m.Key, template(nil)
		if dynamic, is := strings.CutSuffix(m.Key, ".$"); is && !c.jsonata() {
			name, t = dynamic, c.pathMember(p, m)
		} else {
			t = c.template(p.member(m.Key, m.Value))
		}
		c.variableName(place{m.Value, p.at + "/" + m.Key}, m, name)
		if i, twice := at[name]; twice {
			a.values[i] = t
			continue
		}
		at[name] = len(a.names)
		a.names, a.values = append(a.names, name), append(a.values, t)
	}
	return a
}

// variableName reports a name that no variable can have.
func (c *compiler) variableName(p place, m asl.MemberNode, name string) {
	n := len(c.found)
	switch {
	case name == "states":
		c.report(p, codeReservedVariable, "Choose another name.", "Cannot assign to reserved variable '$states'.")
	case !isIdentifier(name):
		c.report(p, codeVariableName, "A name starts with a letter, followed by letters, digits and underscores; a variable can only be "+
			"assigned as a whole.", "Invalid variable name '%s': the variable name contains invalid characters.", name)
	case utf8.RuneCountInString(name) > maxVariableName:
		c.report(p, codeVariableName, "Choose a shorter name.", "Invalid variable name '%s': the variable name exceeds the %d-character limit.",
			name, maxVariableName)
	}
	for i := range c.found[n:] {
		c.found[n+i].Span = m.KeySpan
	}
}

// isIdentifier reports whether name is a Unicode identifier: ID_Start, then ID_Continue.
// Sources: AWS Step Functions Developer Guide, "Variable naming"; Unicode Standard Annex 31, table 2.
func isIdentifier(name string) bool {
	for i, r := range name {
		start := unicode.In(r, unicode.L, unicode.Nl, unicode.Other_ID_Start)
		follows := unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
		if !start && (i == 0 || !follows) || unicode.In(r, unicode.Pattern_Syntax, unicode.Pattern_White_Space) {
			return false
		}
	}
	return name != ""
}

// eval evaluates all values in sc, where no variable has its new value yet.
func (a *assignment) eval(sc *scope) ([]value.Member, *fault.Fault) {
	if a == nil {
		return nil, nil
	}
	set, total := make([]value.Member, len(a.names)), 0
	for i, t := range a.values {
		v, f := t.eval(sc)
		if f != nil {
			return nil, f
		}
		set[i] = value.Member{Key: a.names[i], Value: v}
		size := v.Size()
		if total += size; size > maxVariable {
			return nil, fault.New(fault.Runtime, fmt.Sprintf(
				"The value of the variable '%s' has %d bytes, but a variable can hold only %d.", a.names[i], size, maxVariable))
		}
	}
	if total > maxVariable {
		return nil, fault.New(fault.Runtime, fmt.Sprintf(
			"The variables assigned by the state have %d bytes together, but one Assign field can hold only %d.", total, maxVariable))
	}
	return set, nil
}
