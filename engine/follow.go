package engine

import (
	"context"
	"fmt"
	"iter"

	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/store"
)

// History yields the records of an execution, as far as they are durable; of an Express execution those that are in memory, or else what the
// store has: its start and its close.
func (e *Engine) History(ctx context.Context, h Head) iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) {
		for r, err := range e.since(ctx, h, new(position)) {
			if err != nil {
				err = fmt.Errorf("read the history of %s: %w", h.ARN, err)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// Follow yields the records of an execution as they become durable, until it has closed.
func (e *Engine) Follow(ctx context.Context, h Head) iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) {
		at := new(position)
		for closed := false; !closed; {
			w := e.watched(h.Number)
			var more <-chan struct{}
			if w != nil {
				more = e.changes(w) // asked for before reading, so that no commit falls between
			}
			for r, err := range e.since(ctx, h, at) {
				if err != nil {
					err = fmt.Errorf("follow %s: %w", h.ARN, err)
				}
				if !yield(r, err) || err != nil {
					return
				}
				closed = r.Type.Closes()
			}
			if closed {
				return
			}
			if err := e.awaitMore(ctx, w, more); err != nil {
				yield(history.Record{}, fmt.Errorf("follow %s: %w", h.ARN, err))
				return
			}
		}
	}
}

// position is a place in the records of an execution.
type position struct {
	seq  uint64 // in the store
	ring int    // in memory
}

// since yields the records behind a position, and moves it behind them.
func (e *Engine) since(ctx context.Context, h Head, at *position) iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) {
		if h.Express {
			rs, next, kept := e.rings.since(h.Number, at.ring)
			at.ring = next
			for _, r := range rs {
				if !yield(r, nil) {
					return
				}
			}
			if kept {
				return
			}
		}
		for c, err := range e.chunks(ctx, h.Number, at.seq) {
			at.seq = c.seq + 1
			for _, r := range c.records {
				if !yield(r, nil) {
					return
				}
			}
			if err != nil {
				yield(history.Record{}, err)
				return
			}
		}
	}
}

// awaitMore waits for more of an execution that has not closed.
func (e *Engine) awaitMore(ctx context.Context, w *watch, more <-chan struct{}) error {
	if w == nil {
		return ErrNotLoaded
	}
	select {
	case <-more:
		e.mu.Lock()
		defer e.mu.Unlock()
		return w.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// chunk is a decoded entry of the log.
type chunk struct {
	seq     uint64
	records []history.Record
}

func (e *Engine) chunks(ctx context.Context, n store.Number, from uint64) iter.Seq2[chunk, error] {
	return func(yield func(chunk, error) bool) {
		for c, err := range e.cfg.Store.Read(ctx, n, from) {
			if err != nil {
				yield(chunk{}, err)
				return
			}
			rs, err := history.DecodeChunk(c.Data)
			if !yield(chunk{c.Seq, rs}, err) || err != nil {
				return
			}
		}
	}
}
