package check

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl"
)

// misplaced warns of what looks like an expression and is a constant: that of the other query language, and a path in a field
// whose name does not end in .$.
func (c *checker) misplaced(st *asl.State) {
	fields := []string{"Parameters", "ResultSelector", "ItemSelector", "Assign"}
	if st.Language == asl.JSONata {
		fields = []string{"Arguments", "ItemSelector", "Assign", "Output"}
	}
	for _, field := range fields {
		if n := st.Node.Get(field); n != nil {
			c.misplacedIn(st, n, field, st.Path+"/"+field)
		}
	}
}

func (c *checker) misplacedIn(st *asl.State, n *asl.Node, field, at string) {
	text := n.Text()
	switch {
	case st.Language == asl.JSONata || strings.HasSuffix(field, ".$"):
	case strings.HasPrefix(text, "{%") && strings.HasSuffix(text, "%}"):
		c.warn(CodeMisplacedLanguage, n.Span, at, "Set \"QueryLanguage\": \"JSONata\" on the state to have it evaluated.",
			"This JSONata expression is a constant in a JSONPath state")
	case looksLikePath(text):
		c.warn(CodePathConstant, n.Span, at, fmt.Sprintf("Call the field '%s.$' to have it evaluated.", field),
			"'%s' is a constant, because the name of the field does not end in .$", text)
	}
	for _, m := range n.Members {
		if st.Language == asl.JSONata && strings.HasSuffix(m.Key, ".$") && strings.HasPrefix(m.Value.Text(), "$") {
			c.warn(CodeMisplacedLanguage, m.KeySpan, at, "Write \""+strings.TrimSuffix(m.Key, ".$")+"\": \"{% … %}\" instead.",
				"The field '%s' is a constant in a JSONata state", m.Key)
		}
		c.misplacedIn(st, m.Value, m.Key, at+"/"+m.Key)
	}
	for i, e := range n.Elems {
		// An element has no name of its own, so that only JSONata could mean it.
		if opensExpression(e) || e.Text() == "" {
			c.misplacedIn(st, e, field, fmt.Sprintf("%s[%d]", at, i))
		}
	}
}

// looksLikePath reports whether a constant is written as a path or a call of an intrinsic function.
func looksLikePath(s string) bool {
	if strings.HasPrefix(s, "States.") {
		return strings.HasSuffix(s, ")")
	}
	return (strings.HasPrefix(s, "$.") || strings.HasPrefix(s, "$$.")) && !strings.ContainsAny(s, " \n")
}
