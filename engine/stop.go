package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// Stop aborts an execution and returns when that is durable.
func (e *Engine) Stop(ctx context.Context, arn, name, cause string) error {
	h, err := e.Describe(ctx, arn)
	if err != nil {
		return err
	}
	if h.Status != interp.Running {
		return nil
	}
	abort := interp.Abort{Error: name, Cause: cause}
	if e.claim(h.Number) {
		err = e.stopCutOff(ctx, h, abort)
	} else {
		err = e.tell(ctx, h.Number, abort)
	}
	if errors.Is(err, ErrNotRunning) {
		return nil // it closed meanwhile
	}
	if err != nil {
		return fmt.Errorf("stop %s: %w", arn, err)
	}
	return nil
}

// stopCutOff aborts an execution that was cut off and claimed; none of its tasks runs.
func (e *Engine) stopCutOff(ctx context.Context, h Head, abort interp.Abort) error {
	r := &run{number: h.Number, head: h}
	p, err := e.storedProgram(h.Definition)
	if err == nil {
		r.x, err = interp.Recover(p, e.History(ctx, h))
	}
	if err != nil {
		e.setAside(r, err)
		return err
	}
	return e.enliven(ctx, r, abort)
}

// tell gives an execution an event and waits until what followed is durable.
func (e *Engine) tell(ctx context.Context, n store.Number, ev interp.Event) error {
	reply := make(chan error, 1)
	e.shard(n).send(message{exec: n, event: ev, reply: reply})
	select {
	case err := <-reply:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-e.ctx.Done():
		return context.Cause(e.ctx)
	}
}
