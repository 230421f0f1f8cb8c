package check

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// requiredParameters are the parameters without which AWS refuses a Task state, by integration. Other integrations have required
// parameters as well, but leave them to the call.
var requiredParameters = map[string][]string{
	"lambda:invoke":         {"FunctionName"},
	"sqs:sendMessage":       {"QueueUrl", "MessageBody"},
	"sns:publish":           {"Message"},
	"dynamodb:putItem":      {"TableName", "Item"},
	"dynamodb:getItem":      {"TableName", "Key"},
	"states:startExecution": {"StateMachineArn"},
	"events:putEvents":      {"Entries"},
	"ecs:runTask":           {"TaskDefinition"},
	"glue:startJobRun":      {"JobName"},
}

// parameters checks that a Task state that calls an integration passes what the integration needs.
func (c *checker) parameters(st *asl.State) {
	if st.Type != asl.Task || st.Resource == nil || c.downgraded(st) {
		return
	}
	r, recognised := parseResource(st.Resource.Value)
	if !recognised || r.service == "" {
		return
	}
	field := "Parameters"
	if st.Language == asl.JSONata {
		field = "Arguments"
	}
	o := st.Node.Get(field)
	if o == nil {
		c.schema(st.Resource.Span, st.Path, "Add "+field+" with what the API takes, or {} for nothing.",
			"%s field is required for resource ARN: %s", field, st.Resource.Value)
		return
	}
	if o.Kind() != value.Object {
		return
	}
	for _, name := range requiredParameters[r.service+":"+r.action] {
		if o.Get(name) != nil || st.Language == asl.JSONPath && o.Get(name+".$") != nil {
			continue
		}
		help := "Add " + name + "."
		if m := caseVariant(o, name); m != "" {
			help = "Write " + name + " instead of " + m + "."
		}
		c.schema(head(o), st.Path+"/"+field, help, "The field '%s' is required but was missing", name)
	}
}

// caseVariant returns the field of o that differs from name only in case.
func caseVariant(o *asl.Node, name string) string {
	for _, m := range o.Members {
		if strings.EqualFold(strings.TrimSuffix(m.Key, ".$"), name) {
			return m.Key
		}
	}
	return ""
}
