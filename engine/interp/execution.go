package interp

import (
	"fmt"
	"iter"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// Version is the version of the interpreter's decisions. The start record carries it, so that a host that replays events (and not records)
// can tell when the same events would now lead to other records.
const Version = 1

// Execution is one execution of a program. It is not safe for concurrent use: one host goroutine owns it.
type Execution struct {
	// Refuse is asked before a task is scheduled. A fault ends the execution there, as AWS does where an activity does not exist or an
	// integration does not take its parameters. It must have no effects; nil refuses nothing.
	Refuse func(resource string, parameters value.Value) *fault.Fault

	program *Program
	start   *history.Start
	input   value.Value
	started int64 // time of ExecutionStarted

	root       *thread
	queue      []*thread         // threads that are entering, in order
	threads    map[int32]*thread // those that have not ended
	tasks      map[int64]*thread // by id of the …Scheduled event
	lastThread int32
	lastEvent  int64
	now        int64 // of the latest record
	deadline   int64 // of the whole execution, 0: none
	result     Result

	*Scratch
	view      view    // of the state whose expressions were evaluated last
	at        int64   // time of the step under way
	cancelled []int64 // tasks of which nobody waits any more since the step under way
	work      int     // units left to the step under way
}

// Scratch is the memory in which a step gathers what it decides. Executions of one goroutine may share it.
type Scratch struct {
	out      []history.Record
	commands []Command
}

// Share lets the execution use the memory of its host: what Step returned is then valid until the next Step of any execution that shares it.
func (x *Execution) Share(s *Scratch) { x.Scratch = s }

// New returns an execution that has not started; its first event must be Started.
func New(p *Program) *Execution {
	return &Execution{Scratch: new(Scratch), program: p, threads: map[int32]*thread{}, tasks: map[int64]*thread{}, result: Result{Status: Running}}
}

// Recover folds records, in the order in which they were written, into the execution that wrote them. It evaluates no expression: what was
// decided stays decided, even where the interpreter has changed since. An error of the sequence is wrapped; records that do not fit
// together give an error as well, never a panic.
func Recover(p *Program, rs iter.Seq2[history.Record, error]) (*Execution, error) {
	x := New(p)
	for r, err := range rs {
		if err != nil {
			return nil, fmt.Errorf("interp: read records: %w", err)
		}
		if err := x.Fold(&r); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// Fold is one step of Recover. After an error the execution is of no more use.
func (x *Execution) Fold(r *history.Record) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("interp: fold record %s (event %d): %v", r.Type, r.ID, p)
		}
	}()
	x.apply(r)
	x.cancelled = nil
	return nil
}

// Result returns how the execution closed; Status is Running until then.
func (x *Execution) Result() Result { return x.result }

// Start returns the start record, nil before Started.
func (x *Execution) Start() *history.Start { return x.start }

// Events returns how many history events AWS would show so far.
func (x *Execution) Events() int64 { return x.lastEvent }

// Deadline returns the next time at which the execution wants a Tick; none if it waits for nothing but tasks, or is closed.
func (x *Execution) Deadline() (time.Time, bool) {
	if x.result.Status != Running {
		return time.Time{}, false
	}
	d := x.deadline
	x.walk(func(t *thread) { d = earlier(d, t.wakes()) })
	if d == 0 {
		return time.Time{}, false
	}
	return time.Unix(0, d).UTC(), true
}

// wakes returns the time at which something happens to the thread by itself, 0 if nothing does.
func (t *thread) wakes() int64 {
	switch t.phase {
	case inWait, inRetry:
		return t.until
	case inTask:
		return earlier(t.task.deadline, t.task.expires)
	}
	return 0
}

// earlier returns the earlier of two times of which 0 means never.
func earlier(a, b int64) int64 {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}
