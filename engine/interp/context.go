package interp

import (
	"time"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/value"
)

// view is what the expressions of one state may see at one moment. All of them share it, and so draw one after the other from the same random
// numbers.
type view struct {
	eval.Env
	thread *thread
	event  int64 // newest at that moment
	at     int64
}

// env is what an expression of the thread's state may see now.
func (x *Execution) env(t *thread) *eval.Env {
	if v := &x.view; v.thread == t && v.event == x.lastEvent && v.at == x.at {
		return &v.Env
	}
	x.view = view{
		thread: t, event: x.lastEvent, at: x.at,
		Env: eval.Env{
			Input:   t.input,
			Context: func() value.Value { return x.context(t, nil) },
			Vars:    t.lookup,
			Now:     time.Unix(0, x.at).UTC(),
			Random:  x.random(t),
			Spend:   x.spend,
		},
	}
	return &x.view.Env
}

// spend charges the step for the work of an expression.
func (x *Execution) spend(steps int) { x.work -= steps / unitSteps }

// item is what the context object says of the item of a Map state.
type item struct {
	index int
	value value.Value
}

// context builds the context object of a thread. Its members stand in the order in which AWS prints them.
// Source: AWS Step Functions Developer Guide, "Accessing execution data from the Context object".
func (x *Execution) context(t *thread, it *item) value.Value {
	var c value.ObjectBuilder
	c.Set("Execution", x.contextExecution())
	c.Set("StateMachine", value.ObjectOf([]value.Member{
		{Key: "Id", Value: value.Text(x.start.StateMachine)},
		{Key: "Name", Value: value.Text(x.start.MachineName)},
	}))
	c.Set("State", contextState(t))
	if t.state.kind == asl.Task && t.state.task.pattern != RequestResponse {
		c.Set("Task", value.ObjectOf([]value.Member{{Key: "Token", Value: value.Text(x.nextToken(t))}}))
	}
	if m := contextMap(t, it); m.IsDefined() {
		c.Set("Map", m)
	}
	return c.Value()
}

func (x *Execution) contextExecution() value.Value {
	var e value.ObjectBuilder
	e.Set("Id", value.Text(x.start.Execution))
	e.Set("Input", x.input)
	e.Set("StartTime", timestamp(x.started))
	e.Set("Name", value.Text(x.start.Name))
	e.Set("RoleArn", value.Text(x.start.Role))
	if !x.start.Express {
		e.Set("RedriveCount", value.Int(0))
	}
	return e.Value()
}

func contextState(t *thread) value.Value {
	members := []value.Member{
		{Key: "Name", Value: value.Text(t.state.name)},
		{Key: "EnteredTime", Value: timestamp(t.since)},
	}
	switch t.state.kind {
	case asl.Task, asl.Parallel, asl.MapType:
		members = append(members, value.Member{Key: "RetryCount", Value: value.Int(int64(t.attempt))})
	}
	return value.ObjectOf(members)
}

// contextMap gives the item of the Map state that evaluates its ItemSelector, else of the iteration that the thread is in.
func contextMap(t *thread, it *item) value.Value {
	if it == nil {
		for ; t.parent != nil; t = t.parent {
			if p := t.parent; p.state.kind == asl.MapType {
				it = &item{t.index, p.frame.items.Index(t.index)}
				break
			}
		}
	}
	if it == nil {
		return value.Value{}
	}
	return value.ObjectOf([]value.Member{{Key: "Item", Value: value.ObjectOf([]value.Member{
		{Key: "Index", Value: value.Int(int64(it.index))},
		{Key: "Value", Value: it.value},
	})}})
}

// timestamp prints a time as the context object does: ISO 8601 in UTC with milliseconds, a zero fraction left out.
func timestamp(ns int64) value.Value {
	return value.Text(time.Unix(0, ns).UTC().Truncate(time.Millisecond).Format("2006-01-02T15:04:05.999Z07:00"))
}
