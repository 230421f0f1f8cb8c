package teststate

import (
	"context"

	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// Run tests a state. A request that AWS refuses gives an *Error; any other error is a fault of ours. It returns when the state has ended,
// which for a task without a mock is when its executor has, or after MaxDuration.
func Run(ctx context.Context, cfg Config, req Request) (*Result, error) {
	if err := req.compatible(); err != nil {
		return nil, err
	}
	s, refused := find(&req)
	if refused == nil {
		refused = s.accepts(&req)
	}
	if refused != nil {
		return nil, refused
	}
	t := &test{cfg: cfg.withDefaults(), req: &req, subject: s}
	if err := t.prepare(); err != nil {
		return nil, err
	}
	end, refused := t.step(ctx)
	if refused != nil {
		return nil, refused
	}
	return t.result(end), nil
}

// test is one run of one state.
type test struct {
	cfg Config
	req *Request
	*subject

	input     value.Value
	variables []value.Member
	mock      *mocked // nil: the state does its own work
	env       *eval.Env
	trace     eval.Trace
	notes     notes
}

// ending is how a state ended: by an outcome, or by a fault.
type ending struct {
	status  Status
	outcome eval.Outcome
	next    string
	fault   *fault.Fault
}

// result is what the caller sees of an ending.
func (t *test) result(end ending) *Result {
	r := &Result{Status: end.status}
	if f := end.fault; f != nil {
		if !f.NoError {
			r.Error = &f.Error
		}
		if !f.NoCause {
			r.Cause = &f.Cause
		}
	}
	if end.status == Succeeded || end.status == CaughtError {
		r.Output, r.NextState = end.outcome.Output, end.next
	}
	if level := t.req.InspectionLevel; level == "DEBUG" || level == "TRACE" {
		r.InspectionData = t.inspection(end)
	}
	return r
}
