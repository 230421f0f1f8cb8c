package interp

import (
	"fmt"

	"github.com/stepmill/stepmill/engine/history"
)

const second = int64(1e9) // nanoseconds

// apply is the one mutator: whatever an execution is, it is by the records applied to it. Live steps and recovery go through it alike, so
// it must not evaluate, decide or fail for anything but a broken invariant, at which it panics.
func (x *Execution) apply(r *history.Record) {
	x.now = max(x.now, r.At)
	if r.ID != 0 {
		if r.ID != x.lastEvent+1 {
			panic(fmt.Sprintf("interp: event id %d follows %d", r.ID, x.lastEvent))
		}
		x.lastEvent = r.ID
	}
	switch {
	case r.Type == history.ExecutionStarted:
		x.applyStarted(r)
		return
	case r.Type.Closes():
		x.applyClosed(r)
		return
	}
	t := x.thread(r.Thread)
	switch {
	case r.Type.Entered():
		x.applyEntered(t, r)
	case r.Type.Exited():
		x.applyExited(t, r)
	case r.Type >= history.TaskScheduled && r.Type <= history.ActivityTimedOut:
		x.applyTask(t, r)
	case r.Type >= history.ParallelStateStarted && r.Type <= history.MapIterationAborted:
		x.applyFrame(t, r)
	default:
		x.applyRest(t, r)
	}
}

// thread returns the thread with that id.
func (x *Execution) thread(id int32) *thread {
	t := x.threads[id]
	if t == nil {
		panic(fmt.Sprintf("interp: no thread %d", id))
	}
	return t
}

func (x *Execution) applyStarted(r *history.Record) {
	if x.start != nil {
		panic("interp: started twice")
	}
	x.start, x.input, x.started = r.Start, r.Input, r.At
	if r.Start.Timeout > 0 {
		x.deadline = r.At + r.Start.Timeout*second
	}
	x.root = &thread{scope: x.program.root, input: r.Input}
	x.threads[x.root.id] = x.root
	x.enqueue(x.root, x.program.root.startAt)
}

func (x *Execution) applyClosed(r *history.Record) {
	x.result = Result{Error: r.Error, Cause: r.Cause}
	switch r.Type {
	case history.ExecutionSucceeded:
		x.result.Status, x.result.Output = Succeeded, r.Output
	case history.ExecutionFailed:
		x.result.Status = Failed
	case history.ExecutionAborted:
		x.result.Status = Aborted
	case history.ExecutionTimedOut:
		x.result.Status = TimedOut
	}
	x.queue = nil
	x.abandon(x.root)
}

// enqueue puts a thread at the end of the queue, to enter a state.
func (x *Execution) enqueue(t *thread, next string) {
	t.phase, t.next = entering, next
	x.queue = append(x.queue, t)
}

func (x *Execution) applyEntered(t *thread, r *history.Record) {
	for len(x.queue) > 0 && x.queue[0].phase != entering { // abandoned while it was queued
		x.queue = x.queue[1:]
	}
	if len(x.queue) == 0 || x.queue[0] != t {
		panic("interp: a thread enters a state out of turn")
	}
	x.queue = x.queue[1:]
	s := t.scope.states[r.Name]
	if s == nil {
		panic(fmt.Sprintf("interp: no state %q", r.Name))
	}
	t.phase, t.state, t.input = inside, s, r.Input
	t.entered, t.before, t.since, t.last = r.ID, r.Prev, r.At, r.ID
	t.attempt, t.retries = 0, nil
}

func (x *Execution) applyExited(t *thread, r *history.Record) {
	t.assign(r.Assigned)
	t.input, t.last = r.Output, r.ID
	x.drop(t)
	if r.Next != "" {
		x.enqueue(t, r.Next)
		return
	}
	t.phase = ended
	delete(x.threads, t.id)
	if p := t.parent; p != nil {
		f := p.frame
		f.results[t.index] = r.Output
		f.done++
		f.remove(t)
		p.last = r.ID
	}
}

func (x *Execution) applyRest(t *thread, r *history.Record) {
	switch r.Type {
	case history.WaitStarted:
		t.phase, t.until = inWait, r.Until
	case history.RetryScheduled:
		if t.retries == nil {
			t.retries = make([]int64, len(t.state.flow.Retriers()))
		}
		t.retries[r.Index]++
		t.attempt++
		t.phase, t.until, t.last = inRetry, r.Until, r.After
		x.drop(t)
	case history.HeartbeatReceived:
		t.task.expires = r.At + t.task.heartbeat*second
	case history.EvaluationFailed:
		t.last = r.ID
	case history.TaskStateAborted, history.WaitStateAborted, history.MapStateAborted, history.ParallelStateAborted:
		x.abandon(t)
	default:
		panic("interp: no rule to apply " + r.Type.String())
	}
}

// abandon takes a thread and all below it out of play, but keeps it as it was: a redrive begins there.
func (x *Execution) abandon(t *thread) {
	t.walk(func(c *thread) {
		if c.phase == inTask {
			delete(x.tasks, c.task.id)
			x.cancelled = append(x.cancelled, c.task.id)
		}
		if c.phase != ended {
			c.phase = abandoned
		}
	})
}

// drop forgets the frame of a thread that leaves its state or begins it anew.
func (x *Execution) drop(t *thread) {
	if t.frame == nil {
		return
	}
	for _, c := range t.frame.active {
		x.abandon(c)
		c.walk(func(c *thread) { delete(x.threads, c.id) })
	}
	t.frame = nil
}
