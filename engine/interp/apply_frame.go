package interp

import (
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// applyFrame applies the events of Parallel and Map states, other than entering and leaving them.
func (x *Execution) applyFrame(t *thread, r *history.Record) {
	switch r.Type {
	case history.ParallelStateStarted:
		n := len(t.state.branches)
		t.phase, t.last = inFrame, r.ID
		t.frame = &frame{started: r.ID, length: n, limit: n, next: n, results: make([]value.Value, n)}
		for i, b := range t.state.branches {
			x.spawn(t, b, i, r.Input, r.ID)
		}
	case history.MapStateStarted:
		n := int(r.Length)
		t.phase, t.last = inFrame, r.ID
		t.frame = &frame{started: r.ID, length: n, items: r.Input, limit: int(r.Limit), results: make([]value.Value, n)}
	case history.MapIterationStarted:
		t.frame.next = int(r.Index) + 1
		x.spawn(t, t.state.body, int(r.Index), r.Input, r.ID)
	case history.MapIterationSucceeded:
		t.last = r.ID
	case history.MapIterationFailed, history.MapIterationAborted:
		x.abandon(t.frame.child(r.Index))
	case history.ParallelStateSucceeded, history.MapStateSucceeded:
		t.frame.over = true
		t.phase = inside // last stays: the …StateExited event follows the last child, not this event
	case history.ParallelStateFailed, history.MapStateFailed:
		t.phase, t.last = inside, r.ID
		if t.frame != nil {
			for _, c := range t.frame.active {
				x.abandon(c)
			}
		}
	}
}

// spawn begins a child thread.
func (x *Execution) spawn(parent *thread, s *scope, index int, input value.Value, last int64) {
	x.lastThread++
	c := &thread{id: x.lastThread, parent: parent, index: index, scope: s, input: input, last: last}
	parent.frame.active = append(parent.frame.active, c)
	x.threads[c.id] = c
	x.enqueue(c, s.startAt)
}
