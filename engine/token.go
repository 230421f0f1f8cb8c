package engine

import (
	"context"
	"errors"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
)

// TaskSucceeded completes the task of a token.
func (e *Engine) TaskSucceeded(ctx context.Context, token string, output value.Value) error {
	return e.complete(ctx, token, func(task int64) interp.Event { return interp.TaskSucceeded{Task: task, Output: output} })
}

// TaskFailed fails the task of a token.
func (e *Engine) TaskFailed(ctx context.Context, token string, f *fault.Fault) error {
	return e.complete(ctx, token, func(task int64) interp.Event { return interp.TaskFailed{Task: task, Fault: f} })
}

// TaskHeartbeat says that the task of a token is alive.
func (e *Engine) TaskHeartbeat(ctx context.Context, token string) error {
	return e.complete(ctx, token, func(task int64) interp.Event { return interp.Heartbeat{Task: task} })
}

func (e *Engine) complete(ctx context.Context, token string, event func(int64) interp.Event) error {
	arn, task, ok := interp.ParseToken(token)
	if !ok {
		return ErrInvalidToken
	}
	h, err := e.Describe(ctx, arn)
	if err != nil {
		return ErrInvalidToken
	}
	genuine := make(chan error, 1)
	e.shard(h.Number).send(message{exec: h.Number, reply: genuine, look: func(r *run) {
		if r.x.Genuine(task, token) {
			genuine <- nil
		} else {
			genuine <- ErrInvalidToken
		}
	}})
	select {
	case err = <-genuine:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if err == nil {
		err = e.tell(ctx, h.Number, event(task))
	}
	if errors.Is(err, interp.ErrNoTask) || errors.Is(err, ErrNotRunning) {
		return ErrNoTask
	}
	return err
}
