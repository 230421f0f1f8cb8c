package interp

import (
	"github.com/stepmill/stepmill/asl/value"
)

// Command is something that the host must do, once the records that led to it are durable.
type Command interface{ command() }

type (
	// RunTask calls the executor of Resource. After a crash the same command, with the same Token, comes from Pending.
	RunTask struct {
		Task       int64 // event id of its …Scheduled event
		State      string
		Resource   string
		Pattern    Pattern
		Parameters value.Value
		Token      string
		Attempt    int    // retries before this one
		Role       string // Credentials.RoleArn
		Timeout    int64  // seconds, 0: none
		Heartbeat  int64  // seconds, 0: none
		Submitted  bool   // it had answered its request already (.sync, .waitForTaskToken)
		Handle     string // as TaskSubmitted gave it
		Taken      bool   // a worker had taken it already (activities)
	}
	// CancelTask tells the executor that nobody waits for the task any more.
	CancelTask struct{ Task int64 }
	// Finish says that the execution has closed.
	Finish struct{ Result Result }
)

func (RunTask) command()    {}
func (CancelTask) command() {}
func (Finish) command()     {}

// Status is the status of an execution, as AWS names it.
type Status string

// The statuses.
const (
	Running   Status = "RUNNING"
	Succeeded Status = "SUCCEEDED"
	Failed    Status = "FAILED"
	TimedOut  Status = "TIMED_OUT"
	Aborted   Status = "ABORTED"
)

// Result is how an execution closed.
type Result struct {
	Status       Status
	Output       value.Value // Succeeded only
	Error, Cause string
}

// Pending returns what is outstanding, derived from the state alone: the tasks in the order in which they were scheduled within each thread
// of states, or Finish for a closed execution. It is for recovery; while it runs, a host acts on Ready.Commands.
func (x *Execution) Pending() []Command {
	if x.result.Status != Running {
		return []Command{Finish{x.result}}
	}
	var cs []Command
	x.walk(func(t *thread) {
		if t.phase == inTask {
			cs = append(cs, x.runTask(t))
		}
	})
	return cs
}
