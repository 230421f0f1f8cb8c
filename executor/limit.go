package executor

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// Limit returns an Executor that lets e work on at most n tasks at a time, so that a database or a quota is spared: further tasks
// wait for their turn, and their timeouts run meanwhile. Resumed tasks count, and the result is a Resumer if e is one. It panics
// when n is not positive.
func Limit(e Executor, n int) Executor {
	if n <= 0 {
		panic(fmt.Sprintf("executor: Limit to %d tasks: nothing could ever run", n))
	}
	slots := make(chan struct{}, n)
	return gated(e, func(ctx context.Context) (func(), bool) {
		select {
		case slots <- struct{}{}:
			return func() { <-slots }, true
		case <-ctx.Done():
			return nil, false
		}
	})
}

// gate admits one task: it waits, and returns what is to be done when the task is over. It reports false when ctx ended first.
type gate func(ctx context.Context) (leave func(), ok bool)

func gated(e Executor, g gate) Executor {
	r, ok := e.(Resumer)
	if !ok {
		return gatedExecutor{e, g}
	}
	return gatedResumer{gatedExecutor{e, g}, r}
}

type gatedExecutor struct {
	e    Executor
	gate gate
}

func (x gatedExecutor) Run(ctx context.Context, t Task, r Reporter) (value.Value, *fault.Fault) {
	return x.through(ctx, func() (value.Value, *fault.Fault) { return x.e.Run(ctx, t, r) })
}

func (x gatedExecutor) through(ctx context.Context, work func() (value.Value, *fault.Fault)) (value.Value, *fault.Fault) {
	leave, ok := x.gate(ctx)
	if !ok {
		return value.Value{}, fault.New(fault.TaskFailed, "The task was cancelled while it waited for its turn.")
	}
	defer leave()
	return work()
}

type gatedResumer struct {
	gatedExecutor
	resumer Resumer
}

func (x gatedResumer) Resume(ctx context.Context, t Task, handle []byte, r Reporter) (value.Value, *fault.Fault) {
	return x.through(ctx, func() (value.Value, *fault.Fault) { return x.resumer.Resume(ctx, t, handle, r) })
}
