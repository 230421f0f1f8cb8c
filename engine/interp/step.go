package interp

import (
	"errors"
	"fmt"
	"time"

	"github.com/stepmill/stepmill/engine/history"
)

// stepWork bounds the work of one Step in units: one for each state entered, one more for each unitBytes of payload it writes and for each
// unitSteps of its JSONata expressions, about half a millisecond. What is left waits for Continue, so that an endless loop can be stopped and no
// execution starves another.
const (
	stepWork  = 256
	unitBytes = 4096
	unitSteps = 2000
)

// ErrNoTask reports an event for a task that nobody waits for: it has ended, timed out or was aborted. The event changed nothing;
// deadlines before it may have fired.
var ErrNoTask = errors.New("interp: no such task is open")

// Ready is what a step decided. The host makes Records durable, then acts on Commands; neither slice may be kept past the next Step of an
// execution that shares its Scratch.
type Ready struct {
	Records  []history.Record
	Commands []Command // new ones only; Pending derives all
	More     bool      // work is left: send Continue, after others had their turn
}

// Step takes one event at its time and returns what follows from it. Deadlines before at fire first, so that a result that arrived in time
// beats its time-out; deadlines at at fire after the event. Time that runs backwards is taken as the time
// of the latest record.
func (x *Execution) Step(at time.Time, ev Event) (ready Ready, err error) {
	x.at = max(x.now, at.UnixNano())
	x.view.thread = nil // what a step drew does not count for the next
	clear(x.out)        // payloads must not outlive their use
	clear(x.commands)
	x.out, x.commands, x.cancelled, x.work = x.out[:0], x.commands[:0], nil, stepWork
	if _, ok := ev.(Started); !ok && x.start == nil {
		return Ready{}, fmt.Errorf("interp: the first event is %T, not Started", ev)
	}
	if x.result.Status == Running {
		err = x.take(ev)
	} else if isTaskEvent(ev) {
		err = ErrNoTask
	}
	for _, id := range x.cancelled {
		x.commands = append(x.commands, CancelTask{id})
	}
	x.commands = x.issued(x.commands)
	return Ready{Records: x.out, Commands: x.commands, More: x.runnable()}, err
}

// take lets the execution react to one event. The history limit unwinds it from any depth (emit).
func (x *Execution) take(ev Event) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, full := r.(historyFull); !full {
				panic(r)
			}
		}
		if x.result.Status != Running && len(x.out) > 0 {
			x.commands = append(x.commands, Finish{x.result})
		}
	}()
	x.fire(x.at-1, false)
	if x.result.Status == Running {
		err = x.handle(ev)
	} else if isTaskEvent(ev) {
		err = ErrNoTask
	}
	x.run()
	x.fire(x.at, true)
	x.run()
	return err
}

// run lets queued threads take their turns, one state each, until none is left or the step's work is done.
func (x *Execution) run() {
	for x.work > 0 && x.runnable() {
		x.work--
		x.enter(x.queue[0])
	}
}

// runnable reports whether a thread is queued, after dropping those that were abandoned while they waited.
func (x *Execution) runnable() bool {
	for len(x.queue) > 0 && x.queue[0].phase != entering {
		x.queue = x.queue[1:]
	}
	return len(x.queue) > 0
}

// issued drops the RunTask commands of tasks that were aborted within the step that scheduled them, and their CancelTask.
func (x *Execution) issued(cs []Command) []Command {
	if len(x.cancelled) == 0 {
		return cs
	}
	gone := map[int64]bool{}
	for _, c := range cs {
		if r, ok := c.(RunTask); ok && x.tasks[r.Task] == nil {
			gone[r.Task] = true
		}
	}
	kept := cs[:0]
	for _, c := range cs {
		switch c := c.(type) {
		case RunTask:
			if gone[c.Task] {
				continue
			}
		case CancelTask:
			if gone[c.Task] {
				continue
			}
		}
		kept = append(kept, c)
	}
	return kept
}

func isTaskEvent(ev Event) bool {
	switch ev.(type) {
	case TaskStarted, TaskSubmitted, TaskSucceeded, TaskFailed, Heartbeat:
		return true
	}
	return false
}

// handle reacts to the event itself.
func (x *Execution) handle(ev Event) error {
	switch ev := ev.(type) {
	case Started:
		return x.begin(ev)
	case Tick, Continue:
		return nil
	case Abort:
		typ := history.ExecutionAborted
		if ev.Failed {
			typ = history.ExecutionFailed
		}
		x.emit(history.Record{Type: typ, Error: ev.Error, Cause: ev.Cause})
		return nil
	case TaskStarted:
		return x.withTask(ev.Task, func(t *thread) { x.taskStarted(t, ev.Worker) })
	case TaskSubmitted:
		return x.withTask(ev.Task, func(t *thread) { x.taskSubmitted(t, ev) })
	case TaskSucceeded:
		return x.withTask(ev.Task, func(t *thread) { x.taskSucceeded(t, ev.Output) })
	case TaskFailed:
		return x.withTask(ev.Task, func(t *thread) { x.taskFailed(t, ev.Fault) })
	case Heartbeat:
		return x.withTask(ev.Task, x.taskAlive)
	}
	return fmt.Errorf("interp: unknown event %T", ev)
}

func (x *Execution) begin(ev Started) error {
	if x.start != nil {
		return errors.New("interp: the execution has started already")
	}
	input := ev.Input.Seal()
	x.emit(history.Record{Type: history.ExecutionStarted, Input: input, Start: ev.Start})
	return nil
}

func (x *Execution) withTask(id int64, f func(*thread)) error {
	t := x.tasks[id]
	if t == nil {
		return ErrNoTask
	}
	f(t)
	return nil
}
