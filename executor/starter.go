package executor

import (
	"context"

	"github.com/stepmill/stepmill/asl/value"
)

// Starter is the Step Functions API as an executor reaches it: nested executions and task tokens go through it. Whoever puts the parts
// together implements it over the engine.
type Starter interface {
	// Call carries out one operation of the API, such as StartExecution or SendTaskSuccess. Input and output are the operation's JSON, as
	// over HTTP; an operation that answers nothing gives {}.
	Call(ctx context.Context, operation string, in value.Value) (value.Value, *APIError)
	// Wait returns nil when the execution with that ARN has closed, or else why nobody can say: ctx has ended, or the engine is closed.
	Wait(ctx context.Context, arn string) error
}

// APIError is an answer of an AWS API that refuses a request.
type APIError struct {
	Code    string // StateMachineDoesNotExist
	Message string
	Status  int // of HTTP; 0 means 400
}

func (e *APIError) Error() string { return e.Code + ": " + e.Message }

// HTTPStatus returns the status with its default.
func (e *APIError) HTTPStatus() int {
	if e.Status == 0 {
		return 400
	}
	return e.Status
}
