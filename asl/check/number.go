package check

import (
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// integer checks a field that must be a whole number between two bounds.
func (c *checker) integer(n *asl.Node, at string, least, most int64) {
	if n == nil || placeholder(n.Text()) {
		return
	}
	if _, ok := n.Value.Int(); !ok {
		c.schema(n.Span, at, "Write a whole number without quotes.", "Expected value of type Integer")
		return
	}
	c.between(n, at, float64(least), float64(most))
}

// integerOr is integer for a field that may be an expression in a JSONata state.
func (c *checker) integerOr(st *asl.State, n *asl.Node, at string, least, most int64) {
	if st.Language == asl.JSONata && opensExpression(n) {
		return
	}
	c.integer(n, at, least, most)
}

// number checks a field that must be a number between two bounds.
func (c *checker) number(n *asl.Node, at string, least, most float64) {
	if n == nil || placeholder(n.Text()) {
		return
	}
	if n.Kind() != value.Number {
		c.schema(n.Span, at, "Write a number without quotes.", "Expected value of type [NUMBER]")
		return
	}
	c.between(n, at, least, most)
}

func (c *checker) between(n *asl.Node, at string, least, most float64) {
	switch f := n.Value.Float(); {
	case f < least:
		c.schema(n.Span, at, "Raise the value.", "Minimum value is %s", plain(least))
	case f > most:
		c.schema(n.Span, at, "Lower the value.", "Maximum value is %s", plain(most))
	}
}

func plain(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// opensExpression reports whether n is a string that begins as a JSONata expression does.
func opensExpression(n *asl.Node) bool { return strings.HasPrefix(n.Text(), "{%") }
