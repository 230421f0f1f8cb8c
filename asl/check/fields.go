package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// location is where AWS reports a finding about the object at path at: "/" for the definition itself.
func location(at string) string {
	if at == "" {
		return "/"
	}
	return at
}

// known reports the fields of o that are not in any of the lists.
func (c *checker) known(o *asl.Node, at string, lists ...[]string) {
	names := slices.Concat(lists...)
	for _, m := range o.Members {
		if slices.Contains(names, m.Key) {
			continue
		}
		help := c.meant(m.Key, names)
		if help == "" {
			help = fmt.Sprintf("Remove it. The fields allowed here are %s.", strings.Join(names, ", "))
		}
		c.schema(m.KeySpan, location(at), help, "Field '%s' is not supported", m.Key)
	}
}

// required reports which of the fields o does not have, all in one finding.
func (c *checker) required(o *asl.Node, at string, names ...string) {
	var missing []string
	for _, name := range names {
		if o.Get(name) == nil {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		c.schema(head(o), at, "Add "+strings.Join(missing, " and ")+".", "These fields are required: [%s]", strings.Join(missing, ", "))
	}
}

// onlyOne reports that more than one of the fields is given and returns how many are.
func (c *checker) onlyOne(o *asl.Node, at string, names ...string) int {
	var given []*asl.MemberNode
	for _, name := range names {
		if m := o.Member(name); m != nil {
			given = append(given, m)
		}
	}
	if len(given) > 1 {
		c.schema(given[1].KeySpan, at, "Keep one of them.",
			"There should only be one of the following fields: [%s]", strings.Join(names, ", "))
	}
	return len(given)
}

// oneOf reports a string field whose value is not one of the names; a placeholder may become any of them.
func (c *checker) oneOf(n *asl.Node, at string, names ...string) {
	if n == nil || n.Kind() == value.String && (slices.Contains(names, n.Text()) || placeholder(n.Text())) {
		return
	}
	help := cmp.Or(c.meant(n.Text(), names), "Write one of these names.")
	c.schema(n.Span, at, help, "Value should be one of the following: [%s]", strings.Join(names, ", "))
}

// object reports a field that must be an object and is not, and returns whether it is one.
func (c *checker) object(n *asl.Node, at string) bool {
	if n == nil {
		return false
	}
	if n.Kind() != value.Object {
		c.schema(n.Span, at, "Write an object in braces.", "Expected value of type [OBJECT]")
		return false
	}
	return true
}

// head is the place of a finding about a whole object: its first character.
func head(o *asl.Node) diag.Span {
	s := o.Span
	s.End = s.Start
	if s.Start.Offset < o.Span.End.Offset {
		s.End.Offset++
		s.End.Col++
	}
	return s
}

// tail is the place of a finding about what an object lacks at its end: its last character.
func (c *checker) tail(o *asl.Node) diag.Span {
	s := o.Span
	if s.Start.Offset < s.End.Offset && s.End.Col > 1 {
		_, size := utf8.DecodeLastRuneInString(c.m.Source.Text[:s.End.Offset])
		s.Start = s.End
		s.Start.Offset -= size
		s.Start.Col--
	}
	return s
}

// placeholder reports whether a text holds a substitution of SAM or CloudFormation (${Name}), which may become anything.
func placeholder(s string) bool { return strings.Contains(s, "${") }
