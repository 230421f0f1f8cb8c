package interp

import (
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// InlineConcurrency is the most iterations of an inline Map that AWS runs at once.
// Source: AWS Step Functions Developer Guide, "Using Map state in Inline mode".
const InlineConcurrency = 40

// stepMap begins an attempt of an inline Map state. Source: ASL spec, "Map State".
func (x *Execution) stepMap(t *thread) {
	effective, ok := x.effective(t)
	if !ok {
		return
	}
	env, flow := x.env(t), t.state.flow
	items, f := flow.Items(env, effective)
	var limit int64
	if f == nil {
		limit, f = flow.MaxConcurrency(env, effective)
	}
	if f != nil {
		x.broke(t, f)
		return
	}
	if limit <= 0 || limit > InlineConcurrency {
		limit = InlineConcurrency
	}
	started := x.emit(history.Record{
		Type: history.MapStateStarted, Thread: t.id, Prev: t.last,
		Input: items.Seal(), Length: int64(items.Len()), Limit: limit,
	})
	if t.frame.length == 0 {
		x.mapDone(t)
		return
	}
	x.startIterations(t, started)
}

// startIterations begins iterations while there is room. prev is what they follow from: the start of the state, or the last event of the
// iteration that made room.
func (x *Execution) startIterations(t *thread, prev int64) {
	f := t.frame
	for f.next < f.length && len(f.active) < f.limit {
		input, ok := x.iterationInput(t, f.next)
		if !ok {
			return
		}
		x.emit(history.Record{
			Type: history.MapIterationStarted, Thread: t.id, Prev: prev,
			Name: t.state.name, Index: int64(f.next), Input: input,
		})
	}
}

// iterationInput evaluates ItemSelector for one item; it ends the state and returns false where that fails.
func (x *Execution) iterationInput(t *thread, index int) (value.Value, bool) {
	effective, ok := x.effective(t)
	if !ok {
		return value.Value{}, false
	}
	it := item{index, t.frame.items.Index(index)}
	env := *x.env(t)
	env.Context = func() value.Value { return x.context(t, &it) }
	input, f := t.state.flow.Item(&env, effective, it.value)
	if f == nil {
		input = input.Seal()
		f = tooLarge(input, t.state.name)
	}
	if f != nil {
		x.broke(t, f)
		return value.Value{}, false
	}
	return input, true
}

// iterationDone follows the end of an iteration: the next one begins, or the state ends.
func (x *Execution) iterationDone(t, child *thread) {
	last := child.last
	x.iteration(history.MapIterationSucceeded, t, child.index, last)
	if t.frame.done == t.frame.length {
		x.mapDone(t)
		return
	}
	x.startIterations(t, last)
}

func (x *Execution) mapDone(t *thread) {
	x.emit(history.Record{Type: history.MapStateSucceeded, Thread: t.id, Prev: t.last})
	x.leaveFrame(t)
}
