package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// scan reads what the store holds of executions that are open: they were cut off.
func (e *Engine) scan(ctx context.Context) error {
	var err error
	if e.names, err = openNames(ctx, e.cfg.Store); err != nil {
		return err
	}
	for row, err := range e.cfg.Store.Scan(ctx, tableHeads, nil, nil, true) {
		if err != nil {
			return fmt.Errorf("read the newest execution: %w", err)
		}
		n, err := keyNumber(row.Key)
		if err != nil {
			return err
		}
		e.last.Store(uint64(n))
		break
	}
	closed := map[store.Number]bool{} // before the process ended, which had no time to move their records
	for entry, err := range e.cfg.Store.Open(ctx) {
		if err != nil {
			return fmt.Errorf("scan the log: %w", err)
		}
		if e.cutOff[entry.Exec] != nil || closed[entry.Exec] {
			continue
		}
		h, err := e.headOf(entry.Exec)
		if err != nil {
			return err
		}
		if h.Status == interp.Running {
			e.cutOff[entry.Exec] = &h
		} else {
			closed[entry.Exec] = true
		}
	}
	if len(closed) == 0 {
		return nil
	}
	if err := e.cfg.Store.Append(store.Batch{Archive: slices.Sorted(maps.Keys(closed))}); err != nil {
		return fmt.Errorf("move closed executions to the history: %w", err)
	}
	return nil
}

// Resume lets executions that were cut off go on, and returns their heads as they were. Without arguments it resumes all. Tasks that were in
// flight run again or fail, as Config.CrashedTasks says. One that cannot be resumed does not keep the others; the errors are joined.
func (e *Engine) Resume(ctx context.Context, arns ...string) ([]Head, error) {
	var resumed []Head
	var errs error
	for _, h := range e.CutOff() {
		if len(arns) > 0 && !slices.Contains(arns, h.ARN) || !e.claim(h.Number) {
			continue
		}
		if err := e.resume(ctx, h); err != nil {
			errs = errors.Join(errs, fmt.Errorf("resume %s: %w", h.ARN, err))
			continue
		}
		resumed = append(resumed, h)
	}
	return resumed, errs
}

// claim takes an execution out of those that were cut off, so that only one caller gives it to its shard.
func (e *Engine) claim(n store.Number) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	_, ok := e.cutOff[n]
	delete(e.cutOff, n)
	return ok
}

// setAside puts an execution among those that were cut off: nobody steps it here any more.
func (e *Engine) setAside(r *run, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if r.first == nil { // else it has not begun
		h := r.head
		e.cutOff[r.number] = &h
	}
	e.endWatch(r.number, err)
}

// resume gives an execution that was claimed to its shard.
func (e *Engine) resume(ctx context.Context, h Head) error {
	r, ev, err := e.recovered(ctx, h)
	if err != nil {
		e.mu.Lock()
		e.cutOff[h.Number] = &h
		e.mu.Unlock()
		return err
	}
	return e.enliven(ctx, r, ev)
}

// recovered folds an execution, and returns the event with which it goes on.
func (e *Engine) recovered(ctx context.Context, h Head) (*run, interp.Event, error) {
	p, err := e.storedProgram(h.Definition)
	if err != nil {
		return nil, nil, err
	}
	r := &run{number: h.Number, head: h, express: h.Express && !e.cfg.ExpressHistory}
	if r.express {
		ev, err := e.restarted(ctx, r, p)
		return r, ev, err
	}
	r.recovered = true
	r.x, err = interp.Recover(p, e.History(ctx, h))
	return r, interp.Continue{}, err
}

// enliven gives an execution to its shard and waits until its first step there is durable.
func (e *Engine) enliven(ctx context.Context, r *run, ev interp.Event) error {
	done := make(chan error, 1)
	r.first = &work{durable: func(err error) { done <- err }}
	e.watchRun(r)
	e.shard(r.number).send(message{exec: r.number, run: r, event: ev})
	select {
	case err := <-done:
		if err != nil {
			r.first = nil // it has begun, long ago
			e.setAside(r, err)
		}
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// again runs the tasks that were in flight at the crash. One whose executor is not here is held: whoever adds the executor can resume.
func (e *Engine) again(r *run, tasks []interp.RunTask) {
	for _, t := range tasks {
		switch {
		case t.Pattern == interp.Callback && t.Submitted:
		case e.cfg.CrashedTasks == FailTasks && t.Pattern != interp.Activity:
			e.answer(r, interp.TaskFailed{Task: t.Task, Fault: &fault.Fault{
				Error: fault.TaskFailed, Plain: true,
				Cause: "The task was in flight when the process ended, and such tasks are not run again here.",
			}})
		default:
			if _, _, found := e.carrier(r, t); !found && t.Pattern != interp.Activity {
				e.cfg.Logger.Warn("a recovered task is held: nothing here carries it out", "execution", r.head.ARN, "state", t.State, "resource", t.Resource)
				continue
			}
			e.runTask(r, t, true)
		}
	}
}

// restarted begins an Express execution again from its first state, which its at-least-once promise allows, or fails a synchronous one, whose
// caller is gone.
func (e *Engine) restarted(ctx context.Context, r *run, p *interp.Program) (interp.Event, error) {
	first, err := e.First(ctx, r.head)
	if err != nil {
		return nil, err
	}
	if !r.head.Sync {
		r.x = interp.New(p)
		return interp.Started{Start: first.Start, Input: first.Input}, nil
	}
	r.x, err = interp.Recover(p, one(first))
	return interp.Abort{Failed: true, Error: fault.Runtime, Cause: "The process ended while the synchronous execution ran."}, err
}

func one(r history.Record) iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) { yield(r, nil) }
}
