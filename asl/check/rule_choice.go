package check

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// ruleKinds are the fields of which a choice rule has exactly one, in AWS's order.
var ruleKinds = []string{"And", "Or", "Not", "Variable", "Condition"}

// choice checks the rules of a Choice state.
func (c *checker) choice(st *asl.State) {
	if st.Type != asl.Choice {
		return
	}
	c.required(st.Node, st.Path, "Choices")
	if n := st.Node.Get("Choices"); n.Kind() == value.Array && len(n.Elems) == 0 {
		c.schema(n.Span, st.Path+"/Choices", "Add a rule.", "Value cannot be empty")
	}
	for _, r := range st.Choices {
		c.required(r.Node, r.Path, "Next")
		c.rule(st, r, "Next", "Assign", "Output")
	}
}

// rule checks a rule, which may have the fields of a rule and others that depend on its depth.
func (c *checker) rule(st *asl.State, r *asl.Rule, others ...string) {
	c.known(r.Node, r.Path, []string{"Comment"}, ruleKinds, asl.Operators(), others)
	for _, name := range append(ruleKinds[:len(ruleKinds):len(ruleKinds)], "Output") {
		c.language(st, r.Node, r.Path, name)
	}
	if r.Assign != nil {
		c.object(r.Assign, r.Path+"/Assign")
	}
	kinds := 0
	for _, name := range ruleKinds {
		if r.Node.Get(name) != nil {
			kinds++
		}
	}
	if kinds != 1 {
		c.schema(head(r.Node), r.Path, "Give the rule exactly one of them.",
			"The object must have only one of the following fields, [%s]", strings.Join(ruleKinds, ", "))
	}
	if r.Variable != nil {
		c.comparison(r)
	}
	if n := r.Condition; n != nil && st.Language == asl.JSONata {
		c.condition(n, r.Path+"/Condition")
	}
	for _, name := range []string{"And", "Or"} {
		if n := r.Node.Get(name); n.Kind() == value.Array && len(n.Elems) == 0 {
			c.schema(n.Span, r.Path+"/"+name, "Add a rule.", "Value cannot be empty")
		}
	}
	for _, inner := range append(append([]*asl.Rule(nil), r.And...), r.Or...) {
		c.rule(st, inner)
	}
	if r.Not != nil {
		c.rule(st, r.Not)
	}
}

// comparison checks that a rule compares its Variable in one way, with an operand of the type of the operator.
func (c *checker) comparison(r *asl.Rule) {
	operators := asl.Operators()
	given := 0
	for _, m := range r.Node.Members {
		if asl.IsOperator(m.Key) {
			given++
		}
	}
	if given == 0 {
		c.schema(head(r.Node), r.Path, "Add a comparison such as StringEquals.",
			"This object should have only one of the following fields: [%s]", strings.Join(operators, ", "))
		return
	}
	c.onlyOne(r.Node, r.Path, operators...)
	at, n := r.Path+"/"+r.Operator, r.Operand
	want := value.String
	switch {
	case strings.HasSuffix(r.Operator, "Path") || placeholder(n.Text()):
		return
	case strings.HasPrefix(r.Operator, "Timestamp"):
		c.timestamp(n, at)
		return
	case strings.HasPrefix(r.Operator, "Is"), strings.HasPrefix(r.Operator, "Boolean"):
		want = value.Bool
	case strings.HasPrefix(r.Operator, "Numeric"):
		want = value.Number
	}
	if n.Kind() != want {
		name := map[value.Kind]string{value.String: "STRING", value.Bool: "BOOLEAN", value.Number: "NUMBER"}[want]
		c.schema(n.Span, at, "Use the operator that fits the value.", "Expected value of type [%s]", name)
	}
}

// condition checks the Condition of a JSONata rule: an expression or a constant boolean.
func (c *checker) condition(n *asl.Node, at string) {
	if n.Kind() != value.Bool && !opensExpression(n) {
		c.schema(n.Span, at, "Write {% … %} around the expression.", "JSONata string must start with {%% and end with %%}")
	}
}
