package query

import (
	"context"
	"errors"
)

// Filter is a compiled condition over executions. It is safe for concurrent use.
type Filter struct{ p *program }

// Compile compiles a filter. Errors are *Error.
func Compile(expr string) (*Filter, error) {
	p, err := compile(expr, filters)
	if err != nil {
		return nil, err
	}
	return &Filter{p}, nil
}

// String returns the expression.
func (f *Filter) String() string { return f.p.text }

// Match reports whether an execution satisfies the filter. One that lacks the data the filter looks at does not. Errors are *EvalError.
func (f *Filter) Match(e Execution) (bool, error) { return f.MatchContext(context.Background(), e) }

// MatchContext is Match for callers that may be interrupted; then the error is the context's cause.
func (f *Filter) MatchContext(ctx context.Context, e Execution) (bool, error) {
	s := &scope{Execution: &e}
	ok, err := f.p.eval(ctx, s)
	if err == nil {
		return ok, nil
	}
	if isAbsence(err) {
		return false, nil // without looking for the words, since this is common
	}
	err = f.p.failure(ctx, s, err)
	var failed *EvalError
	if errors.As(err, &failed) && failed.Missing {
		return false, nil
	}
	return false, err
}
