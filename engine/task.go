package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store"
)

// taskKey names a task among all executions.
type taskKey struct {
	exec store.Number
	task int64
}

// errTaskOver is why the context of a task ends whose result nobody waits for any more.
var errTaskOver = errors.New("the task timed out or was aborted")

// runTask starts the executor of a task on a goroutine of its own, which ends with the task or with its context. again says that the task was in
// flight when the process died.
func (e *Engine) runTask(r *run, c interp.RunTask, again bool) {
	x, mocked, ok := e.carrier(r, c)
	if c.Pattern == interp.Activity && !mocked {
		if !c.Taken { // else a worker has its token, and will come back with it
			e.activities.put(waitingTask{r, c})
		}
		return
	}
	if !ok {
		e.answer(r, interp.TaskFailed{Task: c.Task, Fault: executor.Missing(c.Resource)})
		return
	}
	ctx, cancel := context.WithCancelCause(e.ctx)
	if !e.shard(r.number).keepTask(taskKey{r.number, c.Task}, cancel) {
		cancel(ErrClosed)
		return
	}
	e.tasks.Go(func() {
		defer e.shard(r.number).cancelTask(r.number, c.Task)
		rep := &reporter{e: e, run: r, task: c.Task, state: c.State, mocked: mocked}
		out, f := call(ctx, x, e.taskOf(r, c, again), c, rep)
		if f == executor.ErrPending || ctx.Err() != nil {
			return // its token, or nobody, completes it
		}
		e.answer(r, rep.ended(c, out, f))
	})
}

// carrier returns who carries out a task, and whether that is a mock of the execution's test case.
func (e *Engine) carrier(r *run, c interp.RunTask) (x executor.Executor, mocked, ok bool) {
	if r.head.TestCase != "" && e.cfg.Mocks != nil {
		if x, ok = e.cfg.Mocks.Lookup(r.head.MachineName, r.head.TestCase, c.State); ok {
			return x, true, true
		}
	}
	x, ok = e.cfg.Executors.Lookup(c.Resource)
	return x, false, ok
}

// call runs an executor, or lets it pick up work that it submitted before the process died; a panic in it fails the task.
func call(ctx context.Context, x executor.Executor, t executor.Task, c interp.RunTask, r executor.Reporter) (out value.Value, f *fault.Fault) {
	defer func() {
		if p := recover(); p != nil {
			out, f = value.Value{}, &fault.Fault{
				Error: fault.TaskFailed, Plain: true,
				Cause: fmt.Sprintf("The executor of %s panicked: %v\n%s", t.Resource, p, debug.Stack()),
			}
		}
	}()
	if resumer, ok := x.(executor.Resumer); ok && c.Submitted {
		return resumer.Resume(ctx, t, []byte(c.Handle), r)
	}
	return x.Run(ctx, t, r)
}

func (e *Engine) taskOf(r *run, c interp.RunTask, again bool) executor.Task {
	return executor.Task{
		Execution: r.head.ARN, ExecutionName: r.head.Name, StateMachine: r.head.MachineName, State: c.State, Resource: c.Resource,
		Parameters: c.Parameters, Token: c.Token, Attempt: c.Attempt, Again: again, RoleARN: c.Role,
		Timeout: time.Duration(c.Timeout) * time.Second, Heartbeat: time.Duration(c.Heartbeat) * time.Second,
	}
}

// answer tells the execution what became of a task.
func (e *Engine) answer(r *run, ev interp.Event) {
	e.shard(r.number).send(message{exec: r.number, event: ev})
}

// reporter is what an executor tells while it works.
type reporter struct {
	e     *Engine
	run   *run
	task  int64
	state string

	mocked bool // its answer completes a callback too: nobody has the token
}

func (r *reporter) Submitted(output value.Value, handle []byte) {
	r.e.answer(r.run, interp.TaskSubmitted{Task: r.task, Output: output, Handle: string(handle)})
}

func (r *reporter) Heartbeat() { r.e.answer(r.run, interp.Heartbeat{Task: r.task}) }

func (r *reporter) Log(line string) {
	r.e.cfg.TaskLog(TaskLine{Execution: r.run.head.ARN, Name: r.run.head.Name, State: r.state, Line: line})
}

// ended turns what an executor returned into an event. For a callback the answer to the request only submits the task: its token completes it.
func (r *reporter) ended(c interp.RunTask, out value.Value, f *fault.Fault) interp.Event {
	switch {
	case f != nil:
		return interp.TaskFailed{Task: c.Task, Fault: f}
	case c.Pattern == interp.Callback && !r.mocked:
		return interp.TaskSubmitted{Task: c.Task, Output: out}
	}
	return interp.TaskSucceeded{Task: c.Task, Output: out}
}

// keepTask remembers how to cancel a task; false if the shard has stopped.
func (s *shard) keepTask(k taskKey, cancel context.CancelCauseFunc) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return false
	}
	s.cancels[k] = cancel
	return true
}

// cancelTask ends the context of a task, if it has one still.
func (s *shard) cancelTask(exec store.Number, task int64) {
	k := taskKey{exec, task}
	s.mu.Lock()
	cancel := s.cancels[k]
	delete(s.cancels, k)
	s.mu.Unlock()
	if cancel != nil {
		cancel(errTaskOver)
	}
}
