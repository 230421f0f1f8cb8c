package executor

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
)

// Missing returns the fault of a task that nobody carries out: a States.Runtime error whose cause says what was called and
// what to add.
func Missing(resource string) *fault.Fault {
	return &fault.Fault{Error: fault.Runtime, Cause: missingCause(resource), Plain: true}
}

func missingCause(resource string) string {
	if name, ok := functionName(resource); ok {
		return fmt.Sprintf("The task calls the Lambda function %q (%s), but no function of that name is here. Add it under functions: "+
			"in stepmill.yaml, register a Go function with Handle(%q, …), or mock the state.", name, resource, resource)
	}
	if name, ok := strings.CutPrefix(resource, "arn:aws:states:::"); ok {
		return fmt.Sprintf("The task calls the service integration %s, but nothing here carries it out. Register a Go function "+
			"with Handle(%q, …), or mock the state.", name, resource)
	}
	return fmt.Sprintf("The task calls %s, but nothing here carries it out. Register a Go function with Handle(%q, …), or mock "+
		"the state.", resource, resource)
}

// functionName returns the name in arn:<partition>:lambda:<region>:<account>:function:<name>[:<qualifier>].
func functionName(resource string) (string, bool) {
	parts := strings.Split(resource, ":")
	if len(parts) < 7 || parts[0] != "arn" || parts[2] != "lambda" || parts[5] != "function" {
		return "", false
	}
	return parts[6], true
}
