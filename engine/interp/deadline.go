package interp

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/engine/history"
)

// fire lets pass what was due up to and including the given time: first the time limit of the whole execution, then the threads by the time
// at which they were due, those of the same time in the order in which they began. Up to the step's own time,
// new pauses of no length could go on without end, and so it may stop when the work of the step is used up; before that time it cannot.
func (x *Execution) fire(until int64, bounded bool) {
	for ; x.result.Status == Running && !(bounded && x.work <= 0); x.work-- {
		t, due := x.nextDue()
		if x.deadline != 0 && x.deadline <= until && (due == 0 || x.deadline <= due) {
			x.emit(history.Record{Type: history.ExecutionTimedOut})
			return
		}
		if due == 0 || due > until {
			return
		}
		x.due(t)
	}
}

// nextDue returns the thread that wakes first, and when; 0 if none does.
func (x *Execution) nextDue() (first *thread, due int64) {
	x.walk(func(t *thread) {
		if w := t.wakes(); w != 0 && (due == 0 || w < due) {
			first, due = t, w
		}
	})
	return first, due
}

// due wakes a thread: its pause is over or its task took too long.
func (x *Execution) due(t *thread) {
	switch {
	case t.phase == inTask:
		x.taskTimedOut(t)
	case t.phase == inWait:
		x.wake(t)
	case t.state.kind == asl.Task:
		x.stepTask(t)
	case t.state.kind == asl.Parallel:
		x.stepParallel(t)
	case t.state.kind == asl.MapType:
		x.stepMap(t)
	default:
		panic("interp: a state that cannot retry has a retry pause")
	}
}
