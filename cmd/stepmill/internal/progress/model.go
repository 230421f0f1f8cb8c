package progress

import (
	"strconv"
	"time"
)

// Model is what is known of one execution. Events must come in order.
type Model struct {
	Name    string // of the execution
	Machine string // name of the state machine
	Started time.Time
	Ended   time.Time // zero while it runs
	Status  string    // as AWS names it; "" before the first event

	root    *thread
	of      map[int64]*thread // by event id: the thread that it belongs to
	opened  map[int64]*frame  // by id of the event that began it: a frame whose branches, or an iteration whose thread, begin
	index   map[int64]int     // of iterations, by id of MapIterationStarted
	failing *thread           // the thread that failed last
	aborted bool              // an …Aborted event has followed that failure
	last    *thread           // of the last event
	where   string            // label of the place that failed last
	width   int               // of the column of names, which never shrinks
}

// phase is what a visit of a state has come to.
type phase uint8

const (
	running phase = iota
	waiting       // in a Wait state
	retrying
	done
	failed
	aborted
)

// visit is a thread's stay in a state, or the last of several stays in the same one.
type visit struct {
	state, kind  string
	began, ended time.Time
	phase        phase
	times        int       // that the thread has been in the state
	until        time.Time // when waiting or retrying
	attempt      int       // retries so far
	err          string    // error and cause of the last failure
	frame        *frame    // of a Map or Parallel state that has started
}

// thread walks through states: the machine's own, a branch or an iteration.
type thread struct {
	parent *thread
	index  int      // of an iteration; -1 for others
	visits []*visit // in the order of the last entry; one for each state
}

// frame is what runs inside a Map or Parallel state.
type frame struct {
	children                []*thread // in the order in which they began; iterations leave when they end
	length, succeeded, lost int       // of a Map
}

// NewModel returns the model of an execution that has not begun.
func NewModel(name, machine string) *Model {
	m := &Model{Name: name, Machine: machine, of: map[int64]*thread{}, opened: map[int64]*frame{}, index: map[int64]int{}}
	m.root = &thread{index: -1}
	return m
}

// now is the visit that a thread is in, or was in last; nil before the first.
func (t *thread) now() *visit {
	if len(t.visits) == 0 {
		return nil
	}
	return t.visits[len(t.visits)-1]
}

// Label names the place of a thread: its state, with the indexes of the iterations around it.
func (t *thread) label() string {
	name, indexes := "", ""
	if v := t.now(); v != nil {
		name = v.state
	}
	for ; t != nil; t = t.parent {
		if t.index >= 0 {
			indexes = "[" + strconv.Itoa(t.index) + "]" + indexes
		}
	}
	return name + indexes
}

// above returns the nearest thread, from t outward, that fits; nil if none does.
func (t *thread) above(fits func(*visit) bool) *thread {
	for ; t != nil; t = t.parent {
		if v := t.now(); v != nil && fits(v) {
			return t
		}
	}
	return nil
}

// enter begins a visit. A state that was visited before moves to the end and counts once more.
func (t *thread) enter(state, kind string, at time.Time) {
	v := &visit{state: state, kind: kind, began: at, times: 1}
	for i, old := range t.visits {
		if old.state == state {
			v.times = old.times + 1
			t.visits = append(t.visits[:i], t.visits[i+1:]...)
			break
		}
	}
	t.visits = append(t.visits, v)
}

// Counts returns how many threads of states are at work, and how many wait to retry.
func (m *Model) Counts() (active, retries int) {
	m.root.walk(func(t *thread) {
		v := t.now()
		switch {
		case v == nil || v.frame != nil:
		case v.phase == retrying:
			retries++
		case v.phase == running:
			active++
		}
	})
	return active, retries
}

func (t *thread) walk(visit func(*thread)) {
	visit(t)
	if v := t.now(); v != nil && v.frame != nil {
		for _, c := range v.frame.children {
			c.walk(visit)
		}
	}
}
