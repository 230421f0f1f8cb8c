package interp

import (
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// taskEvents are the event types of a family of tasks. Zero is an event that the family does not have.
type taskEvents struct{ scheduled, started, submitted, succeeded, failed, timedOut history.Type }

var events = [...]taskEvents{
	familyTask: {
		history.TaskScheduled, history.TaskStarted, history.TaskSubmitted,
		history.TaskSucceeded, history.TaskFailed, history.TaskTimedOut,
	},
	familyLambda: {
		history.LambdaFunctionScheduled, history.LambdaFunctionStarted, 0,
		history.LambdaFunctionSucceeded, history.LambdaFunctionFailed, history.LambdaFunctionTimedOut,
	},
	familyActivity: {
		history.ActivityScheduled, history.ActivityStarted, 0,
		history.ActivitySucceeded, history.ActivityFailed, history.ActivityTimedOut,
	},
}

// stepTask begins an attempt of a Task state: it evaluates what the task is called with and schedules it. Source: ASL spec, "Task State".
func (x *Execution) stepTask(t *thread) {
	effective, ok := x.effective(t)
	if !ok {
		return
	}
	env, flow := x.env(t), t.state.flow
	timeout, f := flow.Timeout(env, effective)
	var heartbeat int64
	if f == nil {
		heartbeat, f = flow.Heartbeat(env, effective)
	}
	var role string
	if f == nil {
		role, f = flow.Credentials(env, effective)
	}
	var args value.Value
	if f == nil {
		args, f = flow.Arguments(env, effective)
	}
	if f == nil {
		args = args.Seal()
		f = tooLarge(args, t.state.name)
	}
	r := t.state.task
	if f == nil && x.Refuse != nil {
		f = x.Refuse(r.arn, args)
	}
	if f != nil {
		x.broke(t, f)
		return
	}
	x.emit(history.Record{
		Type: events[r.family].scheduled, Thread: t.id, Prev: t.last,
		Resource: r.arn, Role: role, Input: args, Timeout: timeout, Heartbeat: heartbeat,
	})
	if r.family != familyActivity {
		x.taskEvent(t, events[r.family].started, history.Record{})
	}
	x.commands = append(x.commands, x.runTask(t))
}

// taskEvent writes an event of the thread's task.
func (x *Execution) taskEvent(t *thread, typ history.Type, r history.Record) {
	r.Type, r.Thread, r.Prev = typ, t.id, t.last
	if t.state.task.family == familyTask {
		r.Resource = t.state.task.arn
	}
	x.emit(r)
}

// runTask is the command for the task that the thread waits for.
func (x *Execution) runTask(t *thread) RunTask {
	r := t.state.task
	return RunTask{
		Task: t.task.id, State: t.state.name, Resource: r.arn, Pattern: r.pattern, Parameters: t.task.parameters,
		Token: x.token(t.task.id), Attempt: t.attempt, Role: t.task.role, Timeout: t.task.timeout, Heartbeat: t.task.heartbeat,
		Submitted: t.task.submitted, Handle: t.task.handle, Taken: t.task.taken,
	}
}

func (x *Execution) taskStarted(t *thread, worker string) {
	if t.state.task.family == familyActivity && !t.task.taken {
		x.taskEvent(t, history.ActivityStarted, history.Record{Worker: worker})
	}
}

func (x *Execution) taskSubmitted(t *thread, ev TaskSubmitted) {
	if t.state.task.family == familyTask && !t.task.submitted {
		x.taskEvent(t, history.TaskSubmitted, history.Record{Output: ev.Output.Seal(), Handle: ev.Handle})
	}
}

func (x *Execution) taskAlive(t *thread) {
	// Beats closer together than a hundredth of the interval are one: each is a record for ever.
	if h := t.task.heartbeat * second; h > 0 && x.at+h-t.task.expires >= h/100 {
		x.emit(history.Record{Type: history.HeartbeatReceived, Thread: t.id})
	}
}

// taskSucceeded takes the result of a task. One beyond the payload limit fails the task, which may be caught.
func (x *Execution) taskSucceeded(t *thread, output value.Value) {
	if !output.IsDefined() {
		output = value.NullValue
	}
	output = output.Seal()
	if f := tooLarge(output, t.state.task.service); f != nil {
		x.taskFailed(t, f)
		return
	}
	x.taskEvent(t, events[t.state.task.family].succeeded, history.Record{Output: output})
	if effective, ok := x.effective(t); ok {
		x.leave(t, effective, output)
	}
}

// taskFailed takes the fault of a task; its texts are cut to AWS's limits.
func (x *Execution) taskFailed(t *thread, f *fault.Fault) {
	f = bounded(f)
	x.taskEvent(t, events[t.state.task.family].failed, history.Record{Error: f.Error, Cause: f.Cause})
	x.fail(t, f)
}

// taskTimedOut ends a task whose time is up, or whose heartbeat is missing. AWS reports both as States.Timeout, and yet a missed heartbeat may be
// caught by its own name as well.
func (x *Execution) taskTimedOut(t *thread) {
	f := &fault.Fault{Error: fault.Timeout, Plain: true}
	if d := t.task.deadline; d == 0 || t.task.expires != 0 && t.task.expires < d {
		f.As = fault.HeartbeatTimeout
	}
	x.cancelled = append(x.cancelled, t.task.id)
	x.taskEvent(t, events[t.state.task.family].timedOut, history.Record{Error: fault.Timeout})
	x.fail(t, f)
}
