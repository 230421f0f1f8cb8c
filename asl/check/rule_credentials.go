package check

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
)

// credentials checks the role that a Task state assumes. Source: AWS Developer Guide, "Accessing resources in other accounts".
func (c *checker) credentials(st *asl.State) {
	n, at := st.Credentials, st.Path+"/Credentials"
	if st.Type != asl.Task || st.Language == asl.JSONata && opensExpression(n) || !c.object(n, at) {
		return
	}
	if n.Get("RoleArn") == nil && (n.Get("RoleArn.$") == nil || st.Language == asl.JSONata) {
		c.schema(n.Span, at, "Add RoleArn with the ARN of the role to assume.", "The field 'RoleArn' is required but was missing")
	}
	if st.Resource != nil && strings.Contains(st.Resource.Value, ":activity:") {
		c.schema(st.Node.Member("Credentials").KeySpan, at, "Remove Credentials: the worker of an activity has its own.",
			"The field 'Credentials' is not supported for activities")
	}
}
