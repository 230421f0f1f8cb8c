package interp

import (
	"fmt"
	"math"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// broke ends a state whose own fields could not be evaluated. A fault of a query language expression may be retried and caught; every other
// (a path that is not there, a payload beyond the limit) ends the whole execution at once, from any depth.
// Source: AWS Step Functions Developer Guide, "Handling errors", States.Runtime.
func (x *Execution) broke(t *thread, f *fault.Fault) {
	f = x.located(t, f)
	if !f.Query {
		x.emit(history.Record{Type: history.ExecutionFailed, Prev: t.last, Error: f.Error, Cause: f.Cause})
		return
	}
	x.evaluationFailed(t, f)
	x.fail(t, f)
}

// located puts the name of the state before the cause, as AWS does, unless the cause stands for itself, and cuts it to AWS's limit.
func (x *Execution) located(t *thread, f *fault.Fault) *fault.Fault {
	if f.Plain {
		return bounded(f)
	}
	g := *f
	g.Plain = true
	g.Cause = fmt.Sprintf("An error occurred while executing the state '%s' (entered at the event id #%d). %s", t.state.name, t.entered, f.Cause)
	return bounded(&g)
}

// evaluationFailed records a failed expression. AWS links the event to what came before the state was entered, but for a Wait state to the
// event of entering it.
func (x *Execution) evaluationFailed(t *thread, f *fault.Fault) {
	prev := t.before
	if t.state.kind == asl.Wait {
		prev = t.entered
	}
	x.emit(history.Record{
		Type: history.EvaluationFailed, Thread: t.id, Prev: prev,
		Name: t.state.name, Error: f.Error, Cause: f.Cause, Location: f.Location,
	})
}

// fail ends a state whose work failed: by a retry, by a catcher, or by failing what is around it. The event that says what failed is the
// thread's last.
func (x *Execution) fail(t *thread, f *fault.Fault) {
	failure := t.last
	if t.frame != nil && !t.frame.over { // an ItemSelector, while iterations run
		x.abortChildren(t, nil, failure)
	}
	x.failed(t, f, failure)
}

// failed is fail for a state that failed because of the event failure, which may lie in one of its branches or iterations.
func (x *Execution) failed(t *thread, f *fault.Fault, failure int64) {
	if x.retry(t, f, failure) {
		return
	}
	if over := t.frame != nil && t.frame.over; !over { // else its work succeeded, and what it makes of the result failed
		switch t.state.kind {
		case asl.MapType:
			x.emit(history.Record{Type: history.MapStateFailed, Thread: t.id, Prev: failure})
		case asl.Parallel:
			x.emit(history.Record{Type: history.ParallelStateFailed, Thread: t.id, Prev: failure})
		}
	}
	if x.catch(t, f) {
		return
	}
	p := t.parent
	if p == nil {
		x.emit(history.Record{Type: history.ExecutionFailed, Prev: t.last, Error: f.Error, Cause: f.Cause})
		return
	}
	x.abortChildren(p, t, failure)
	x.failed(p, f, failure)
}

// retry schedules the next attempt if a retrier matches and is not used up. The first that matches decides, exhausted or not.
func (x *Execution) retry(t *thread, f *fault.Fault, failure int64) bool {
	for i, r := range t.state.flow.Retriers() {
		if !fault.Matches(r.ErrorEquals, f.Name()) {
			continue
		}
		done := int64(0)
		if t.retries != nil {
			done = t.retries[i]
		}
		if done >= r.MaxAttempts {
			return false
		}
		x.emit(history.Record{
			Type: history.RetryScheduled, Thread: t.id, Index: int64(i), After: failure,
			Until: x.at + x.shortened(x.backoff(t, r, done)),
		})
		return true
	}
	return false
}

// backoff returns the pause in nanoseconds before a retry: Interval × BackoffRate^done, at most MaxDelay, with jitter anything down to 0.
// Source: ASL spec, "Retrying after error".
func (x *Execution) backoff(t *thread, r eval.Retrier, done int64) int64 {
	delay := float64(r.Interval) * math.Pow(r.BackoffRate, float64(done))
	limit := float64(maxSeconds)
	if r.MaxDelay > 0 {
		limit = float64(r.MaxDelay)
	}
	delay = math.Min(delay, limit)
	if r.FullJitter {
		delay *= float64(x.random(t).Uint64()>>11) / (1 << 53)
	}
	return int64(delay * float64(second))
}

// maxSeconds is the greatest number of seconds that a field of the language may name.
// Source: AWS Step Functions Developer Guide, "Task workflow state".
const maxSeconds = 99999999

// catch leaves the state by the first catcher that matches.
func (x *Execution) catch(t *thread, f *fault.Fault) bool {
	for i, c := range t.state.flow.Catchers() {
		if !fault.Matches(c.ErrorEquals, f.Name()) {
			continue
		}
		out, broken := t.state.flow.Caught(x.env(t), i, f)
		if broken == nil {
			out.Output = out.Output.Seal()
			broken = tooLarge(out.Output, t.state.name)
		}
		if broken != nil {
			x.uncaught(t, broken)
			return true
		}
		x.exit(t, out, c.Next)
		return true
	}
	return false
}

// uncaught ends a state whose catcher could not be evaluated; nothing catches that in the same state.
func (x *Execution) uncaught(t *thread, f *fault.Fault) {
	f = x.located(t, f)
	if f.Query {
		x.evaluationFailed(t, f)
		if t.parent != nil {
			failure := t.last
			x.abortChildren(t.parent, t, failure)
			x.failed(t.parent, f, failure)
			return
		}
	}
	x.emit(history.Record{Type: history.ExecutionFailed, Prev: t.last, Error: f.Error, Cause: f.Cause})
}

// abortChildren ends the branches or iterations of p after one of them, culprit, failed for good because of the event failure, or p itself did
// (nil). AWS writes the iteration that failed first, then its own open Task, then the others in order.
func (x *Execution) abortChildren(p, culprit *thread, failure int64) {
	isMap := p.state.kind == asl.MapType
	if culprit != nil {
		if isMap {
			x.iteration(history.MapIterationFailed, p, culprit.index, failure)
		}
		x.abortState(culprit, failure, true)
	}
	others := append([]*thread(nil), p.frame.active...)
	for _, c := range others {
		if c == culprit {
			continue
		}
		open := c.phase != entering && c.phase != abandoned
		if isMap {
			x.iteration(history.MapIterationAborted, p, c.index, failure)
		}
		if open {
			x.abortState(c, failure, false)
		}
	}
}

// abortState writes the …StateAborted event of the state that a thread is in, if it is one that waits. A Map or Parallel state that failed
// by itself has written its …StateFailed already.
func (x *Execution) abortState(t *thread, failure int64, failedItself bool) {
	typ := t.state.abortedType()
	composite := t.state.kind == asl.MapType || t.state.kind == asl.Parallel
	if typ == 0 || composite && failedItself {
		return
	}
	x.emit(history.Record{Type: typ, Thread: t.id, Prev: failure})
}

func (x *Execution) iteration(typ history.Type, p *thread, index int, prev int64) {
	x.emit(history.Record{Type: typ, Thread: p.id, Prev: prev, Name: p.state.name, Index: int64(index)})
}

// exit leaves a state for the next, or ends the thread.
func (x *Execution) exit(t *thread, out eval.Outcome, next string) {
	vars := make([]value.Member, len(out.Assigned))
	for i, m := range out.Assigned {
		vars[i] = value.Member{Key: m.Key, Value: m.Value.Seal()}
	}
	if len(vars) > 0 && x.variableBytes(vars) > MaxVariables {
		x.broke(t, fault.New(fault.Runtime, fmt.Sprintf("The variables of the execution exceed the maximum of %d bytes.", MaxVariables)))
		return
	}
	x.emit(history.Record{
		Type: t.state.exitedType(), Thread: t.id, Prev: t.last,
		Name: t.state.name, Output: out.Output, Assigned: vars, Next: next,
	})
	if next == "" {
		x.finished(t)
	}
}

// leave is exit for a state that did its work: it evaluates what the state makes of the result.
func (x *Execution) leave(t *thread, effective, result value.Value) {
	out, f := t.state.flow.Complete(x.env(t), effective, result)
	if f == nil {
		out.Output = out.Output.Seal()
		f = tooLarge(out.Output, t.state.name)
	}
	if f != nil {
		x.broke(t, f)
		return
	}
	x.exit(t, out, t.state.next)
}

// finished follows the end of a thread: the execution's, a branch's or an iteration's.
func (x *Execution) finished(t *thread) {
	p := t.parent
	switch {
	case p == nil:
		x.emit(history.Record{Type: history.ExecutionSucceeded, Prev: t.last, Output: t.input})
	case p.state.kind == asl.Parallel:
		x.branchDone(p)
	default:
		x.iterationDone(p, t)
	}
}
