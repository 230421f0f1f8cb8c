package interp

import (
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// phase is what a thread is doing.
type phase uint8

const (
	entering  phase = iota // queued: about to enter the state next
	inside                 // in a state, within a step; no thread rests here between steps
	inTask                 // waits for a task
	inWait                 // sleeps in a Wait state until until
	inRetry                // sleeps between two attempts until until
	inFrame                // waits for its branches or iterations
	ended                  // left its last state
	abandoned              // failed or aborted; kept as it was for a redrive
)

// thread walks through one States block: the machine's own, a branch or an iteration.
type thread struct {
	id     int32
	parent *thread // nil for the machine's own
	index  int     // of the branch or iteration
	scope  *scope
	phase  phase

	next    string // the state to enter, when entering
	state   *state // the state it is in or was in last
	input   value.Value
	vars    []value.Member // set in this scope; replaced, never changed in place
	entered int64          // id of the …StateEntered event
	before  int64          // previousEventId of that event
	since   int64          // time of that event
	last    int64          // previousEventId of the thread's next event
	attempt int            // retries of this visit of the state
	retries []int64        // of each retrier
	until   int64          // when inWait or inRetry

	task  task
	frame *frame // when inFrame
}

// task is what a thread in a Task state waits for.
type task struct {
	id         int64 // of the …Scheduled event
	parameters value.Value
	role       string
	timeout    int64 // seconds, 0: none
	heartbeat  int64 // seconds, 0: none
	deadline   int64 // time at which it times out, 0: never
	expires    int64 // time at which the next heartbeat is missed, 0: never
	submitted  bool
	handle     string // of submitted work
	taken      bool
}

// frame is an entry into a Parallel or Map state: its children and what they have answered.
type frame struct {
	started int64 // id of the …StateStarted event
	length  int   // branches or items
	items   value.Value
	limit   int // iterations at once
	next    int // first item that has not begun
	done    int
	over    bool // …StateSucceeded is written
	results []value.Value
	active  []*thread // in the order in which they began; ended ones leave
}

// remove takes a child that ended out of the frame.
func (f *frame) remove(t *thread) {
	for i, c := range f.active {
		if c == t {
			f.active = append(f.active[:i], f.active[i+1:]...)
			return
		}
	}
	panic("interp: a child ended that its frame does not have")
}

// child returns the active child with that index.
func (f *frame) child(index int64) *thread {
	for _, c := range f.active {
		if int64(c.index) == index {
			return c
		}
	}
	panic("interp: the frame has no such child")
}

// walk calls visit for every thread that has not ended, parents before children, in the order in which they began.
func (x *Execution) walk(visit func(*thread)) {
	if x.root != nil {
		x.root.walk(visit)
	}
}

func (t *thread) walk(visit func(*thread)) {
	visit(t)
	if t.frame == nil {
		return
	}
	for _, c := range t.frame.active {
		c.walk(visit)
	}
}

// lookup finds a variable in the thread's scope or the ones around it. While a child runs, its parents rest inside their Parallel or
// Map state, so what it sees of them cannot change.
func (t *thread) lookup(name string) (value.Value, bool) {
	for ; t != nil; t = t.parent {
		for _, m := range t.vars {
			if m.Key == name {
				return m.Value, true
			}
		}
	}
	return value.Value{}, false
}

// assign sets variables. The slice is copied: a step that began earlier may still hold the old one.
func (t *thread) assign(vars []value.Member) {
	if len(vars) == 0 {
		return
	}
	next := append(make([]value.Member, 0, len(t.vars)+len(vars)), t.vars...)
	for _, m := range vars {
		next = setMember(next, m)
	}
	t.vars = next
}

func setMember(members []value.Member, m value.Member) []value.Member {
	for i := range members {
		if members[i].Key == m.Key {
			members[i] = m
			return members
		}
	}
	return append(members, m)
}

// entered and exited give the event types of a state, by its type.
var (
	enteredTypes = [...]history.Type{
		history.TaskStateEntered, history.WaitStateEntered, history.PassStateEntered, history.SucceedStateEntered,
		history.FailStateEntered, history.ChoiceStateEntered, history.ParallelStateEntered, history.MapStateEntered,
	}
	exitedTypes = [...]history.Type{
		history.TaskStateExited, history.WaitStateExited, history.PassStateExited, history.SucceedStateExited,
		0, history.ChoiceStateExited, history.ParallelStateExited, history.MapStateExited,
	}
	abortedTypes = [...]history.Type{
		history.TaskStateAborted, history.WaitStateAborted, 0, 0, 0, 0, history.ParallelStateAborted, history.MapStateAborted,
	}
)

func (s *state) enteredType() history.Type { return enteredTypes[s.kind-1] }
func (s *state) exitedType() history.Type  { return exitedTypes[s.kind-1] }

// abortedType is 0 for the states that never wait and so cannot be aborted.
func (s *state) abortedType() history.Type { return abortedTypes[s.kind-1] }
