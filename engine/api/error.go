package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/stepmill/stepmill/engine"
)

// Error is an answer that refuses a request, by AWS's name and with AWS's text where these are known.
type Error struct {
	Type    string `json:"__type"`
	Message string `json:"message"`
}

func (e *Error) Error() string { return e.Type + ": " + e.Message }

func errorf(name, format string, args ...any) *Error {
	return &Error{Type: name, Message: fmt.Sprintf(format, args...)}
}

// isRefusal tells an answer from a fault of ours.
func isRefusal(err error) bool { return errors.As(err, new(*Error)) }

// refuse writes an error. What is not an *Error is a fault of ours: the client learns that it happened, the log what it was.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusBadRequest
	refusal := new(Error)
	switch {
	case errors.As(err, &refusal):
	case errors.Is(err, engine.ErrClosed), errors.Is(err, context.Canceled):
		status, refusal = http.StatusServiceUnavailable, errorf("ServiceUnavailableException", "The server is stopping; try again later.")
	default:
		s.cfg.Logger.Error("a request failed", "operation", r.Header.Get("X-Amz-Target"), "error", err)
		status, refusal = http.StatusInternalServerError, errorf("InternalServerError", "The request failed inside the server: %v", err)
	}
	writeJSON(w, status, refusal)
}

// The errors that several operations give. Source of the texts: recordings of AWS's answers.

func invalidARN(arn string) *Error {
	return errorf("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: %s'", arn)
}

func wrongResource(kind string) *Error {
	return errorf("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: %s'", kind)
}

func noMachine(arn string) *Error {
	return errorf("StateMachineDoesNotExist", "State Machine Does Not Exist: '%s'", arn)
}

func noExecution(arn string) *Error {
	return errorf("ExecutionDoesNotExist", "Execution Does Not Exist: '%s'", arn)
}

func invalidName(name string) *Error { return errorf("InvalidName", "Invalid Name: '%s'", name) }

func wrongType() *Error {
	return errorf("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine")
}

func invalid(format string, args ...any) *Error {
	return errorf("ValidationException", format, args...)
}
