package interp

import (
	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// enter takes the turn of a queued thread: it enters its next state and goes as far as the state goes by itself.
func (x *Execution) enter(t *thread) {
	s := t.scope.states[t.next]
	x.emit(history.Record{Type: s.enteredType(), Thread: t.id, Prev: t.last, Name: s.name, Input: t.input})
	switch s.kind {
	case asl.Pass:
		x.stepPass(t)
	case asl.Task:
		x.stepTask(t)
	case asl.Choice:
		x.stepChoice(t)
	case asl.Wait:
		x.stepWait(t)
	case asl.Succeed:
		x.stepSucceed(t)
	case asl.Fail:
		x.stepFail(t)
	case asl.Parallel:
		x.stepParallel(t)
	case asl.MapType:
		x.stepMap(t)
	default:
		panic("interp: a state without a type was compiled")
	}
}

// effective returns the input after InputPath; it ends the state and returns false where that fails.
func (x *Execution) effective(t *thread) (value.Value, bool) {
	v, f := t.state.flow.EffectiveInput(x.env(t))
	if f != nil {
		x.broke(t, f)
		return value.Value{}, false
	}
	return v, true
}
