package cli

import (
	"errors"
	"fmt"
)

// The exit codes.
const (
	ExitOK          = 0
	ExitFailed      = 1   // the execution or a test failed
	ExitUsage       = 2   // wrong usage, definition, input or data folder: nothing ran
	ExitHangUp      = 129 // these three as a shell reports SIGHUP, SIGINT and SIGTERM
	ExitInterrupted = 130
	ExitTerminated  = 143
)

// ExitError is an error with an exit code of its own. Without Err there is nothing left to say.
type ExitError struct {
	Code int
	Err  error
}

func (e *ExitError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("exit code %d", e.Code)
	}
	return e.Err.Error()
}

func (e *ExitError) Unwrap() error { return e.Err }

// Usage is an error of the person who typed the command: exit code 2.
func Usage(err error) error { return &ExitError{ExitUsage, err} }

// Usagef is Usage with a new error.
func Usagef(format string, args ...any) error { return Usage(fmt.Errorf(format, args...)) }

// Silent ends the program with code; everything has been said already.
func Silent(code int) error { return &ExitError{Code: code} }

// codeOf returns the exit code of what a command returned.
func codeOf(err error) int {
	var exit *ExitError
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &exit):
		return exit.Code
	}
	return ExitFailed
}
