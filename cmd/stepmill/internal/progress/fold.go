package progress

import (
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// Apply folds one event into the model and returns the label of the thread that it belongs to, "" for the execution itself.
//
// Events name their predecessor, not their thread. For most the predecessor's thread is the one; the start of a branch or an iteration makes a
// new one, and what a Map or Parallel state does after its children is found by going outward from the child.
func (m *Model) Apply(e Event) string {
	t := m.thread(e)
	if t == nil {
		t = m.root
	}
	if e.ID != 0 {
		m.of[e.ID] = t
	}
	m.last = t
	switch {
	case strings.HasPrefix(e.Type, "Execution"):
		m.execution(e)
		return ""
	case e.stateType("Entered") != "":
		t.enter(e.text("name"), e.stateType("Entered"), e.At)
		if t.now().kind == "Fail" {
			t.now().phase, t.now().ended = failed, e.At
			m.failing, m.aborted = t, false
		}
	case t.now() == nil:
	case e.stateType("Exited") != "":
		t.leave(e, done)
	default:
		m.inside(t, e)
	}
	if e.failed() || t.now() != nil && t.now().kind == "Fail" {
		m.where = t.label()
	}
	return t.label()
}

// thread finds the thread of an event.
func (m *Model) thread(e Event) *thread {
	prev := m.of[e.Prev]
	named := func(v *visit) bool { return v.state == e.text("name") }
	switch {
	case e.stateType("Entered") != "":
		if f := m.opened[e.Prev]; f != nil {
			return m.spawn(f, prev, e.Prev)
		}
		return prev
	case e.stateType("Exited") != "", strings.HasPrefix(e.Type, "MapIteration"):
		return prev.above(named)
	case e.Type == "MapStateStarted", e.Type == "ParallelStateStarted", e.Type == "MapStateSucceeded", e.Type == "ParallelStateSucceeded":
		kind, _, _ := strings.Cut(e.Type, "State")
		return prev.above(func(v *visit) bool { return v.kind == kind && (v.phase == running || v.phase == retrying) })
	case e.Type == "MapStateFailed", e.Type == "ParallelStateFailed":
		kind, _, _ := strings.Cut(e.Type, "State")
		return m.culprit(prev).above(func(v *visit) bool { return v.kind == kind && v.phase != failed })
	case e.stateType("Aborted") != "":
		return m.toAbort(e.stateType("Aborted"), prev)
	case e.Type == "retryScheduled":
		return m.culprit(m.last).above(func(v *visit) bool { return v.phase != failed })
	case e.Type == "waitStarted", e.Type == "heartbeatReceived":
		return m.last
	}
	return prev
}

// toAbort finds the thread of an …Aborted event, which names neither its state nor an event of its thread: AWS writes the one that failed first
// and then the others in the order in which they began.
func (m *Model) toAbort(kind string, fallback *thread) *thread {
	open := func(t *thread) bool { return t.now() != nil && t.now().kind == kind && t.now().phase < done }
	if leaf := kind == "Task" || kind == "Wait"; leaf && m.failing != nil && !m.aborted && m.failing.now().kind == kind {
		return m.failing
	}
	found := (*thread)(nil)
	m.root.walk(func(t *thread) {
		if found == nil && open(t) {
			found = t
		}
	})
	if found == nil {
		return fallback
	}
	return found
}

// culprit is the thread that failed last, fallback if none has.
func (m *Model) culprit(fallback *thread) *thread {
	if m.failing != nil {
		return m.failing
	}
	return fallback
}

// spawn begins the thread of a branch or an iteration.
func (m *Model) spawn(f *frame, parent *thread, started int64) *thread {
	c := &thread{parent: parent, index: -1}
	if i, ok := m.index[started]; ok {
		c.index = i
		delete(m.opened, started) // one thread for each iteration
		delete(m.index, started)
	}
	f.children = append(f.children, c)
	return c
}

func (m *Model) execution(e Event) {
	switch e.Type {
	case "ExecutionStarted":
		m.Started, m.Status = e.At, "RUNNING"
		return
	case "ExecutionRedriven":
		m.Ended, m.Status = time.Time{}, "RUNNING"
		return
	case "ExecutionSucceeded":
		m.Status = "SUCCEEDED"
	case "ExecutionFailed":
		m.Status = "FAILED"
		m.broke(e)
	case "ExecutionTimedOut":
		m.Status = "TIMED_OUT"
	case "ExecutionAborted":
		m.Status = "ABORTED"
	}
	m.Ended = e.At
	m.root.walk(func(t *thread) {
		v := t.now()
		if v == nil || v.phase == done || v.phase == failed {
			return
		}
		v.phase, v.ended = aborted, e.At
		if m.Status == "FAILED" && t.holds(m.failing) {
			v.phase = failed
		}
	})
}

// broke marks the state whose own fields could not be evaluated, which fails the execution without an event of the state.
func (m *Model) broke(e Event) {
	t := m.of[e.Prev]
	if t == nil || t.now() == nil || t.now().phase == failed || m.failing != nil && t.holds(m.failing) {
		return
	}
	t.now().err, m.failing, m.where = e.brief(), t, t.label()
}

// holds reports whether inner is t or lies inside it.
func (t *thread) holds(inner *thread) bool {
	for ; inner != nil; inner = inner.parent {
		if inner == t {
			return true
		}
	}
	return false
}

// inside applies an event of the state that a thread is in.
func (m *Model) inside(t *thread, e Event) {
	v := t.now()
	switch {
	case e.failed():
		v.err = e.brief()
		m.failing, m.aborted = t, false
	case strings.HasSuffix(e.Type, "Scheduled") && e.Type != "retryScheduled":
		v.phase = running
	case e.Type == "waitStarted":
		v.phase, v.until = waiting, e.until()
	case e.Type == "retryScheduled":
		v.phase, v.until, v.frame = retrying, e.until(), nil
		v.attempt++
	case strings.HasSuffix(e.Type, "StateStarted"):
		v.phase, v.frame = running, &frame{length: e.int("length")}
		if e.Type == "ParallelStateStarted" {
			m.opened[e.ID] = v.frame
		}
	case strings.HasPrefix(e.Type, "MapIteration"):
		m.iteration(t, e)
	case e.Type == "MapStateFailed", e.Type == "ParallelStateFailed":
		t.leave(e, failed)
		m.failing, m.aborted = t, false
	case e.stateType("Aborted") != "":
		m.abort(t, e)
	}
}

// abort ends the visit of a thread that is given up. The first such event after a failure also says that what goes on is the state around the
// one that failed.
func (m *Model) abort(t *thread, e Event) {
	if t != m.failing {
		t.leave(e, aborted)
	}
	if m.failing == nil || m.aborted {
		return
	}
	m.failing.leave(e, failed)
	if p := m.failing.parent; p != nil {
		p.now().err = m.failing.now().err
		m.failing = p
	}
	m.aborted = true
}

// iteration applies what became of an iteration to the Map state of t.
func (m *Model) iteration(t *thread, e Event) {
	f := t.now().frame
	if f == nil {
		return
	}
	switch e.Type {
	case "MapIterationStarted":
		m.opened[e.ID], m.index[e.ID] = f, e.int("index")
	case "MapIterationSucceeded":
		f.succeeded++
		for i, c := range f.children {
			if c.index == e.int("index") {
				f.children = append(f.children[:i], f.children[i+1:]...)
				return
			}
		}
	case "MapIterationFailed": // it stays among the children, to be seen, as do those that are aborted
		f.lost++
		if m.failing != nil && m.failing != t {
			m.failing.leave(e, failed)
			t.now().err = m.failing.now().err
		}
	}
}

func (t *thread) leave(e Event, p phase) {
	v := t.now()
	v.phase, v.ended = p, e.At
}

// reason is the error and the cause of an event that has them.
func (e Event) reason() string { return joined(e.text("error"), e.text("cause")) }

// brief is reason for one line of a person: of a cause that is a function's JSON only the message.
func (e Event) brief() string {
	cause := e.text("cause")
	if v, err := value.Parse(cause); err == nil && v.Get("errorMessage").Str() != "" {
		cause = v.Get("errorMessage").Str()
	}
	return joined(e.text("error"), cause)
}

func joined(name, cause string) string {
	if name != "" && cause != "" {
		return name + ": " + cause
	}
	return name + cause
}
