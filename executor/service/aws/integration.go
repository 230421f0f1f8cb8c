package aws

import (
	"context"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// Integration is the executor of an optimized integration, request-response or with .waitForTaskToken: for the latter the engine takes what
// it returns as the answer to the request, and waits for the token.
type Integration struct {
	Service   *Service
	Operation string
	// Bare says that the result has no SDK metadata.
	Bare bool
	// Prepare changes the parameters before they are sent. Default: as they are.
	Prepare func(t executor.Task, parameters value.Value) value.Value
	// Check turns an answer that reports failures into a fault. Default: none.
	Check func(out value.Value) *fault.Fault
}

// Run calls the operation.
func (x Integration) Run(ctx context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	p := t.Parameters
	if x.Prepare != nil {
		p = x.Prepare(t, p)
	}
	op, ok := x.Service.Operation(x.Operation)
	if !ok {
		return value.Value{}, executor.Missing(t.Resource)
	}
	out, refused := op(ctx, x.Service.Native(p))
	if refused != nil {
		return value.Value{}, x.Service.Fault(refused)
	}
	out = x.Service.MilliTimes(x.Service.Shown(out))
	if x.Check != nil {
		if f := x.Check(out); f != nil {
			return value.Value{}, f
		}
	}
	if x.Bare {
		return out, nil
	}
	return x.Service.WithMetadata(out), nil
}

// The ends of resources that make a task wait.
const (
	Callback = ".waitForTaskToken"
	Sync     = ".sync"
	Sync2    = ".sync:2"
)

// Handle registers the integration for a resource such as sqs:sendMessage, and for the same with .waitForTaskToken if it may wait for a token.
func (x Integration) Handle(m *executor.Mux, resource string, callback bool) {
	m.Handle("arn:aws:states:::"+resource, x)
	if callback {
		m.Handle("arn:aws:states:::"+resource+Callback, x)
	}
}
