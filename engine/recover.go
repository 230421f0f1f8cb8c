package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
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
	for entry, err := range e.cfg.Store.Open(ctx) {
		if err != nil {
			return fmt.Errorf("scan the log: %w", err)
		}
		if e.cutOff[entry.Exec] != nil {
			continue
		}
		h, err := e.headOf(entry.Exec)
		if err != nil {
			return err
		}
		if h.Status == interp.Running {
			e.cutOff[entry.Exec] = &h
		}
	}
	return nil
}

// Resume lets executions that were cut off go on, and returns their heads as they were. Without arguments it resumes all. Tasks that were in
// flight run again or fail, as Config.CrashedTasks says.
func (e *Engine) Resume(ctx context.Context, arns ...string) ([]Head, error) {
	var resumed []Head
	for _, h := range e.CutOff() {
		if len(arns) > 0 && !contains(arns, h.ARN) {
			continue
		}
		if err := e.resume(ctx, h); err != nil {
			return resumed, fmt.Errorf("resume %s: %w", h.ARN, err)
		}
		resumed = append(resumed, h)
	}
	return resumed, nil
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func (e *Engine) resume(ctx context.Context, h Head) error {
	p, err := e.storedProgram(h.Definition)
	if err != nil {
		return err
	}
	r := &run{number: h.Number, head: h, express: h.Express && !e.cfg.ExpressHistory}
	if r.express {
		return e.restart(ctx, r, p)
	}
	x, err := interp.Recover(p, e.History(ctx, h))
	if err != nil {
		return err
	}
	r.x = x
	pending := x.Pending()
	return e.enliven(ctx, r, interp.Continue{}, func() { e.again(r, pending) })
}

// enliven gives a recovered execution to its shard, waits until its first step is durable and then calls then.
func (e *Engine) enliven(ctx context.Context, r *run, ev interp.Event, then func()) error {
	done := make(chan error, 1)
	r.first = &work{durable: func(err error) {
		if err == nil {
			e.mu.Lock()
			delete(e.cutOff, r.number)
			e.mu.Unlock()
			then()
		} else {
			e.unwatch(r.number, err)
		}
		done <- err
	}}
	e.watchRun(r.number)
	e.shard(r.number).send(message{exec: r.number, run: r, event: ev})
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// again runs the tasks that were in flight at the crash. One whose executor is not here is held: whoever adds the executor can resume.
func (e *Engine) again(r *run, pending []interp.Command) {
	for _, c := range pending {
		t, ok := c.(interp.RunTask)
		switch {
		case !ok || t.Pattern == interp.Callback && t.Submitted:
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

// restart starts an Express execution again from its first state, which its at-least-once promise allows, or fails a synchronous one, whose
// caller is gone.
func (e *Engine) restart(ctx context.Context, r *run, p *interp.Program) error {
	var first *history.Record
	for rec, err := range e.History(ctx, r.head) {
		if err != nil {
			return err
		}
		first = &rec
		break
	}
	if first == nil {
		return errors.New("its start is not in the log")
	}
	var err error
	if r.x, err = interp.Recover(p, one(*first)); err != nil {
		return err
	}
	ev := interp.Event(interp.Continue{})
	if r.head.Sync {
		ev = interp.Abort{Error: "States.Runtime", Cause: "The process ended while the synchronous execution ran."}
	}
	return e.enliven(ctx, r, ev, func() {})
}

func one(r history.Record) iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) { yield(r, nil) }
}
