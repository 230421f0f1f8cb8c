package intrinsic

import (
	"errors"
	"fmt"

	"github.com/stepmill/stepmill/asl/jsonpath"
)

// SyntaxError says why a text is not a call of an intrinsic function.
type SyntaxError struct {
	Offset int // bytes of the text before the place where reading stopped
	Msg    string
}

func (e *SyntaxError) Error() string { return e.Msg }

// Error is a failure of an evaluation.
type Error struct {
	Function string // the whole call as it was written
	Msg      string
	err      error // the failure of a path that caused it
}

func (e *Error) Error() string {
	return "The function '" + e.Function + "' had the following error: " + e.Msg
}

// Unwrap gives the failure of a path in an argument: *jsonpath.NotFoundError or *jsonpath.EvalError.
func (e *Error) Unwrap() error { return e.err }

// pathError is the failure of the path in an argument. AWS names the path as it looks it up, without the second $ of the context
// object, and prints the input of the state in either case. What its library says of an index into something that is no array it
// passes on.
func pathError(p *jsonpath.Path, e Env, err error) error {
	var missing *jsonpath.NotFoundError
	if !errors.As(err, &missing) || missing.Variable != "" || missing.NotArray {
		return &Error{Msg: err.Error(), err: err}
	}
	text := p.String()
	if p.OnContext() {
		text = text[1:]
	}
	return &Error{Msg: "The JsonPath argument for the field '" + text + "' could not be found in the input '" + e.Input.Compact() + "'", err: err}
}

// wrong is a failure of a function itself; Eval adds the call to it.
func wrong(format string, args ...any) error {
	return &Error{Msg: fmt.Sprintf(format, args...)}
}
