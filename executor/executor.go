package executor

import (
	"context"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// Task is one attempt of a Task state.
type Task struct {
	Execution     string // ARN
	ExecutionName string
	StateMachine  string // name
	State         string
	// Resource is written as in the definition: arn:aws:lambda:us-east-1:000000000000:function:clean,
	// arn:aws:states:::lambda:invoke.waitForTaskToken.
	Resource string
	// Parameters are the evaluated Parameters or Arguments; for a function's ARN the whole effective input.
	Parameters value.Value
	// Token names this attempt. It stays the same when the task runs again after a crash, and accepts one completion.
	Token   string
	Attempt int  // attempts before this one: 0, 1, …
	Again   bool // the task was in flight when the process died and runs once more
	RoleARN string
	// Timeout and Heartbeat are the state's; 0 means none. The engine enforces both by cancelling the context.
	Timeout   time.Duration
	Heartbeat time.Duration
}

// Reporter carries news of a running task to the engine. Its methods may be called from any goroutine until Run returns.
type Reporter interface {
	// Submitted says that the work was handed to someone else (a .sync job, a callback). The handle is what Resume needs to
	// find that work again after a restart.
	Submitted(output value.Value, handle []byte)
	// Heartbeat says that the work is alive and restarts the state's heartbeat clock.
	Heartbeat()
	// Log adds one line, without its newline, to the task's log.
	Log(line string)
}

// Executor carries out tasks. Run blocks until the task is done and is called for many tasks at once; when ctx ends it gives
// up soon, and what it then returns is ignored. The result is a JSON value, or a fault that the program may catch.
// Returning ErrPending leaves the task to be completed later by its token.
type Executor interface {
	Run(ctx context.Context, t Task, r Reporter) (value.Value, *fault.Fault)
}

// Resumer is an Executor that can pick up a task it submitted before the process died.
type Resumer interface {
	Resume(ctx context.Context, t Task, handle []byte, r Reporter) (value.Value, *fault.Fault)
}

// ErrPending is returned by Run and Resume (compare pointers) when the task will be completed later by its token.
var ErrPending = fault.New(fault.TaskFailed, "The task waits for its token.")
