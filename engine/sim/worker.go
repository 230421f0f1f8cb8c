package sim

import (
	"hash/fnv"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
)

// reply is what a worker does about a task.
type reply struct {
	hangs bool
	fault *fault.Fault
	out   value.Value
}

// work answers a task by a hash of what it is asked and of the attempt, so that it answers the same whenever it is asked the same. Tokens differ
// from run to run and do not count.
func work(t interp.RunTask) reply {
	h := fnv.New64a()
	in := t.Parameters
	if in.Get("token").IsDefined() {
		in = in.Get("in")
	}
	h.Write([]byte(t.State + in.JSON()))
	h.Write([]byte{byte(t.Attempt)})
	switch n := h.Sum64(); {
	case t.Attempt < 5 && n%10 == 0:
		return reply{hangs: true}
	case t.Attempt < 5 && n%10 < 4:
		return reply{fault: &fault.Fault{Error: "Flaky", Cause: "as hashed", Plain: true}}
	case n%10 == 9:
		return reply{fault: &fault.Fault{Error: "Bad", Cause: "as hashed", Plain: true}}
	default:
		return reply{out: value.MustParse(`{"items": [1], "answer": ` + value.Int(int64(n%1000)).JSON() + `}`)}
	}
}

// event turns a reply into the event that ends the task; a worker that hangs ends it never.
func (r reply) event(task int64) interp.Event {
	if r.fault != nil {
		return interp.TaskFailed{Task: task, Fault: r.fault}
	}
	return interp.TaskSucceeded{Task: task, Output: r.out}
}
