package query

import (
	"context"
	"errors"
	"fmt"
)

// Assertion is a compiled condition over the outcome of an execution. It is safe for concurrent use.
type Assertion struct{ p *program }

// CompileAssertion compiles an assertion: a filter's language and the list history. Errors are *Error.
func CompileAssertion(expr string) (*Assertion, error) {
	p, err := compile(expr, assertions)
	if err != nil {
		return nil, err
	}
	return &Assertion{p}, nil
}

// String returns the expression.
func (a *Assertion) String() string { return a.p.text }

// Check reports whether an outcome satisfies the assertion, and if not, in detail, why: a line for each part that decided it, such as
// "output.total == 3: output.total is 4". One that lacks the data the assertion looks at does not satisfy it. Errors are *EvalError.
func (a *Assertion) Check(o Outcome) (ok bool, detail string, err error) {
	return a.CheckContext(context.Background(), o)
}

// CheckContext is Check for callers that may be interrupted; then the error is the context's cause.
func (a *Assertion) CheckContext(ctx context.Context, o Outcome) (ok bool, detail string, err error) {
	s := &scope{Execution: &o.Execution, records: o.History}
	ok, err = a.p.eval(ctx, s)
	if err != nil {
		err = a.p.failure(ctx, s, err)
		var failed *EvalError
		if errors.As(err, &failed) && failed.Missing {
			return false, failed.Msg, nil
		}
		return false, "", err
	}
	if ok {
		return true, "", nil
	}
	w, err := a.p.watch(ctx, s)
	if err != nil {
		return false, "", fmt.Errorf("explain %s: %w", quote(a.p.text), err)
	}
	return false, w.explain(), nil
}
