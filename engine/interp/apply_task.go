package interp

import "github.com/stepmill/stepmill/engine/history"

// applyTask applies the events of a task: scheduled, started, submitted, ended.
func (x *Execution) applyTask(t *thread, r *history.Record) {
	t.last = r.ID
	switch r.Type {
	case history.TaskScheduled, history.LambdaFunctionScheduled, history.ActivityScheduled:
		t.phase = inTask
		t.task = task{id: r.ID, parameters: r.Input, role: r.Role, timeout: r.Timeout, heartbeat: r.Heartbeat}
		if r.Timeout > 0 {
			t.task.deadline = r.At + r.Timeout*second
		}
		if r.Heartbeat > 0 && t.state.task.pattern != Callback { // a callback's clock starts when the request is answered
			t.task.expires = r.At + r.Heartbeat*second
		}
		x.tasks[r.ID] = t
	case history.TaskStarted, history.LambdaFunctionStarted:
	case history.ActivityStarted:
		// The clocks of an activity run from the moment a worker takes it. Source: AWS Step Functions Developer Guide, "Activities".
		t.task.taken = true
		if t.task.timeout > 0 {
			t.task.deadline = r.At + t.task.timeout*second
		}
		if t.task.heartbeat > 0 {
			t.task.expires = r.At + t.task.heartbeat*second
		}
	case history.TaskSubmitted:
		t.task.submitted, t.task.handle = true, r.Handle
		if t.task.heartbeat > 0 {
			t.task.expires = r.At + t.task.heartbeat*second
		}
	default: // Succeeded, Failed, TimedOut
		delete(x.tasks, t.task.id)
		t.phase = inside
	}
}
