package interp

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// Event is something that happened outside: the input of Step. Tasks are named by the event id of their …Scheduled event.
type Event interface{ event() }

type (
	// Started begins the execution. It must come first, and once.
	Started struct {
		Start *history.Start
		Input value.Value
	}
	// TaskStarted says that a worker took an activity task. Other tasks count as started when they are scheduled.
	TaskStarted struct {
		Task   int64
		Worker string // name the worker gave, may be ""
	}
	// TaskSubmitted says that a .sync or .waitForTaskToken integration answered its request; the job or callback is outstanding.
	TaskSubmitted struct {
		Task   int64
		Output value.Value
		Handle string // by which the executor finds the work again after a crash, opaque
	}
	// TaskSucceeded ends a task with its result.
	TaskSucceeded struct {
		Task   int64
		Output value.Value
	}
	// TaskFailed ends a task with a fault.
	TaskFailed struct {
		Task  int64
		Fault *fault.Fault
	}
	// Heartbeat says that a task is alive.
	Heartbeat struct{ Task int64 }
	// Tick says that a deadline passed.
	Tick struct{}
	// Continue lets an execution that returned with Ready.More go on.
	Continue struct{}
	// Abort stops the execution, as StopExecution does; both texts may be "".
	Abort struct {
		Failed       bool // the execution counts as failed, not as aborted
		Error, Cause string
	}
)

func (Started) event()       {}
func (TaskStarted) event()   {}
func (TaskSubmitted) event() {}
func (TaskSucceeded) event() {}
func (TaskFailed) event()    {}
func (Heartbeat) event()     {}
func (Tick) event()          {}
func (Continue) event()      {}
func (Abort) event()         {}
