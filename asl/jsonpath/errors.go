package jsonpath

import "fmt"

// SyntaxError says why a text is not a path. Msg is the text that Jayway gives to its InvalidPathException.
type SyntaxError struct {
	Offset    int // bytes of the text before the place where reading stopped
	Msg       string
	Exception string // the simple name of the Java exception that Jayway raises; empty for errors of our own
}

func (e *SyntaxError) Error() string { return e.Msg }

// NotFoundError says that a path leads nowhere in a document. Msg is the text that Jayway gives to its PathNotFoundException.
type NotFoundError struct {
	Msg      string
	Variable string // the name of the variable that is not assigned; empty when the document is what lacks the node
	PastEnd  bool   // a definite path of names and indices ends in an index, and what it is applied to is an array without that element
	NotArray bool   // an index was applied to something that is no array: Step Functions prints Msg where it has texts of its own
}

func (e *NotFoundError) Error() string { return e.Msg }

// EvalError is every other failure of an evaluation.
type EvalError struct {
	Msg       string
	Exception string // the simple name of the Java exception that Jayway lets through; empty for failures of our own
}

func (e *EvalError) Error() string { return e.Msg }

// The exceptions that decide what a filter does with a failure: it swallows the first and lets the others through.
const (
	invalidPath      = "InvalidPathException"
	jsonPath         = "JsonPathException"
	indexOutOfBounds = "IndexOutOfBoundsException"
)

func notFound(format string, args ...any) error {
	return &NotFoundError{Msg: fmt.Sprintf(format, args...)}
}

func failed(exception, format string, args ...any) error {
	return &EvalError{Msg: fmt.Sprintf(format, args...), Exception: exception}
}

// isPathError reports whether Jayway's filters treat err as "does not match".
func isPathError(err error) bool {
	e, ok := err.(*EvalError)
	return ok && e.Exception == invalidPath || isAbsent(err)
}

// isAbsent reports whether err says that the document lacks a node.
func isAbsent(err error) bool {
	e, ok := err.(*NotFoundError)
	return ok && e.Variable == ""
}

func isOutOfBounds(err error) bool {
	e, ok := err.(*EvalError)
	return ok && e.Exception == indexOutOfBounds
}
