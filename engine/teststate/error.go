package teststate

import "fmt"

// Error refuses a request.
type Error struct {
	// Code is AWS's name of the error: ValidationException, InvalidDefinition or InvalidExecutionInput.
	Code    string
	Message string
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

func invalid(format string, args ...any) *Error {
	return &Error{Code: "ValidationException", Message: fmt.Sprintf(format, args...)}
}
