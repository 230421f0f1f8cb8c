package interp

import (
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// stepParallel begins an attempt of a Parallel state: every branch gets the same input. Source: ASL spec, "Parallel State".
func (x *Execution) stepParallel(t *thread) {
	effective, ok := x.effective(t)
	if !ok {
		return
	}
	input, f := t.state.flow.Arguments(x.env(t), effective)
	if f == nil {
		input = input.Seal()
		f = tooLarge(input, t.state.name)
	}
	if f != nil {
		x.broke(t, f)
		return
	}
	x.emit(history.Record{Type: history.ParallelStateStarted, Thread: t.id, Prev: t.last, Input: input})
}

// branchDone leaves the state when the last branch has ended.
func (x *Execution) branchDone(t *thread) {
	if t.frame.done < t.frame.length {
		return
	}
	x.emit(history.Record{Type: history.ParallelStateSucceeded, Thread: t.id, Prev: t.last})
	x.leaveFrame(t)
}

// leaveFrame leaves a Parallel or Map state with the array of what its children answered.
func (x *Execution) leaveFrame(t *thread) {
	if effective, ok := x.effective(t); ok {
		x.leave(t, effective, value.ArrayOf(t.frame.results))
	}
}
