package engine

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// watch tells those who wait for a live execution that more of it is durable. Its fields are guarded by Engine.mu.
type watch struct {
	arn  string
	more chan struct{} // closed, and replaced, at every commit that somebody waits for; nil if nobody does
	over chan struct{} // closed when the execution has closed or the engine has stopped
	head Head          // as it closed, once over is closed and failed is nil
	err  error         // why the engine stopped
}

// watchRun begins the life of an execution here.
func (e *Engine) watchRun(r *run) {
	e.mu.Lock()
	e.live[r.number] = &watch{arn: r.head.ARN, over: make(chan struct{})}
	e.mu.Unlock()
}

// unwatch ends a life that never began.
func (e *Engine) unwatch(n store.Number, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.endWatch(n, err)
}

func (e *Engine) endWatch(n store.Number, err error) {
	if w := e.live[n]; w != nil {
		w.err = err
		w.wake()
		close(w.over)
		delete(e.live, n)
	}
}

func (w *watch) wake() {
	if w.more != nil {
		close(w.more)
		w.more = nil
	}
}

// notify tells that more of an execution is durable; closed is its head if that closed it.
func (e *Engine) notify(n store.Number, closed *Head) {
	e.mu.Lock()
	defer e.mu.Unlock()
	w := e.live[n]
	if w == nil {
		return
	}
	if closed == nil {
		w.wake()
		return
	}
	w.head = *closed
	e.endWatch(n, nil)
}

// stopWatches tells everybody that the engine has stopped.
func (e *Engine) stopWatches(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for n := range e.live {
		e.endWatch(n, err)
	}
}

// watched returns the watch of a live execution, nil if it does not live here.
func (e *Engine) watched(n store.Number) *watch {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.live[n]
}

// changes returns a channel that is closed when more of an execution is durable.
func (e *Engine) changes(w *watch) <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	select {
	case <-w.over:
		return w.over
	default:
	}
	if w.more == nil {
		w.more = make(chan struct{})
	}
	return w.more
}

// Wait waits until an execution has closed and returns its head. An execution that was cut off and not resumed gives ErrNotLoaded at once.
func (e *Engine) Wait(ctx context.Context, arn string) (Head, error) {
	n, err := e.numberOf(arn)
	if err != nil {
		return Head{}, fmt.Errorf("wait for %s: %w", arn, err)
	}
	if w := e.watched(n); w != nil {
		select {
		case <-w.over:
			if w.err != nil {
				return Head{}, fmt.Errorf("wait for %s: %w", arn, w.err)
			}
			return w.head, nil
		case <-ctx.Done():
			return Head{}, fmt.Errorf("wait for %s: %w", arn, context.Cause(ctx))
		}
	}
	h, err := e.Describe(ctx, arn)
	if err == nil && h.Status == interp.Running {
		err = fmt.Errorf("wait for %s: %w", arn, ErrNotLoaded)
	}
	return h, err
}
