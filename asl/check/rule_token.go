package check

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// taskToken warns of a Task that waits for its token to come back and gives it to nobody: it can only time out.
func (c *checker) taskToken(st *asl.State) {
	if st.Type != asl.Task || st.Resource == nil || c.downgraded(st) {
		return
	}
	n := st.Parameters
	if st.Language == asl.JSONata {
		n = st.Arguments
	}
	if _, p := cutPattern(st.Resource.Value); p != callback || passesContext(n) {
		return
	}
	c.warn(CodeNoToken, st.Resource.Span, st.Path+"/Resource",
		"Pass $$.Task.Token in Parameters, or $states.context.Task.Token in Arguments.",
		"The task waits for its token to be sent back, but does not pass the token on")
}

// passesContext reports whether a template may hold the token: it reads the token, or something that may hold it.
func passesContext(n *asl.Node) bool {
	if n == nil {
		return false
	}
	if n.Kind() == value.String {
		t := n.Text()
		return placeholder(t) || t == "$$" || strings.Contains(t, "Task") || strings.Contains(t, "$states.context") ||
			opensExpression(n) && strings.Contains(t, "$states") && !strings.Contains(t, "$states.input")
	}
	for _, m := range n.Members {
		if passesContext(m.Value) {
			return true
		}
	}
	for _, e := range n.Elems {
		if passesContext(e) {
			return true
		}
	}
	return false
}
