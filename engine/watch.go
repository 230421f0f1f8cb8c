package engine

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// watch tells those who wait for an execution that more of it is durable.
type watch struct {
	more    chan struct{} // closed, and replaced, at every commit
	waiting int
}

// notify wakes who waits for an execution.
func (e *Engine) notify(n store.Number) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if w := e.watchers[n]; w != nil {
		close(w.more)
		w.more = make(chan struct{})
	}
}

// wakeAll wakes everybody, to see that the engine has stopped.
func (e *Engine) wakeAll() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, w := range e.watchers {
		close(w.more)
		w.more = make(chan struct{})
	}
}

// watching begins to watch an execution; leave ends it. next returns a channel that is closed at the next commit.
func (e *Engine) watching(n store.Number) (next func() <-chan struct{}, leave func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	w := e.watchers[n]
	if w == nil {
		w = &watch{more: make(chan struct{})}
		e.watchers[n] = w
	}
	w.waiting++
	next = func() <-chan struct{} {
		e.mu.Lock()
		defer e.mu.Unlock()
		return w.more
	}
	leave = func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		if w.waiting--; w.waiting == 0 {
			delete(e.watchers, n)
		}
	}
	return next, leave
}

// Wait waits until an execution has closed and returns its head. An execution that was cut off and not resumed gives ErrNotLoaded at once.
func (e *Engine) Wait(ctx context.Context, arn string) (Head, error) {
	h, err := e.Describe(ctx, arn)
	if err != nil {
		return Head{}, err
	}
	next, leave := e.watching(h.Number)
	defer leave()
	for {
		more := next()
		if h, err = e.headOf(h.Number); err != nil {
			return Head{}, err
		}
		if h.Status != interp.Running {
			return h, nil
		}
		if e.isCutOff(h.Number) {
			return h, fmt.Errorf("wait for %s: %w", arn, ErrNotLoaded)
		}
		if err := e.usable(); err != nil {
			return h, fmt.Errorf("wait for %s: %w", arn, err)
		}
		select {
		case <-more:
		case <-ctx.Done():
			return h, fmt.Errorf("wait for %s: %w", arn, context.Cause(ctx))
		}
	}
}
