package interp

import (
	"fmt"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// MaxPayload is AWS's limit in bytes of UTF-8 on the input and the output of a state, task or execution.
// Source: AWS Step Functions Developer Guide, "Service quotas".
const MaxPayload = 262144

// MaxEvents is AWS's limit on the history of a Standard execution, all redrives together.
// Source: AWS Step Functions Developer Guide, "Service quotas".
const MaxEvents = 25000

// MaxVariables is AWS's limit in bytes on all variables of an execution together.
// Source: AWS Step Functions Developer Guide, "Passing data between states with variables".
const MaxVariables = 10 << 20

// variableBytes returns the size of all variables of the execution, with those that are about to be set.
func (x *Execution) variableBytes(more []value.Member) int {
	n := 0
	for _, m := range more {
		n += m.Value.Size()
	}
	x.walk(func(t *thread) {
		for _, m := range t.vars {
			n += m.Value.Size()
		}
	})
	return n
}

// historyFull unwinds a step whose execution met the history limit.
type historyFull struct{}

// emit makes a decision: it numbers and stamps the record, applies it and hands it to the host. It returns the event id.
//
// At the history limit the last event can only be one that closes the execution; every other is replaced by a failure, and the step ends
// there. Source: AWS Step Functions Developer Guide, "Avoid reaching the history quota".
func (x *Execution) emit(r history.Record) int64 {
	r.At = x.at
	limit := int64(0)
	if x.start != nil {
		limit = x.start.MaxEvents
	}
	if r.Type.Shown() {
		r.ID = x.lastEvent + 1
		if r.ID == limit && !r.Type.Closes() {
			r = history.Record{
				Type: history.ExecutionFailed, At: x.at, ID: r.ID, Prev: r.ID - 1, Error: fault.Runtime,
				Cause: fmt.Sprintf("The execution reached the maximum number of history events (%d).", limit),
			}
		}
	}
	x.apply(&r)
	x.out = append(x.out, r)
	x.work -= (r.Input.Size() + r.Output.Size() + len(r.Cause)) / unitBytes
	if r.ID == limit && limit > 0 && r.Type != history.ExecutionSucceeded {
		panic(historyFull{})
	}
	return r.ID
}

// tooLarge returns the fault of a payload beyond the limit, nil if v is within. what is the name AWS prints: the state's, the type of the
// integration or the function's ARN. Source: AWS Step Functions Developer Guide, "Handling errors".
func tooLarge(v value.Value, what string) *fault.Fault {
	if v.Size() <= MaxPayload {
		return nil
	}
	return &fault.Fault{
		Error: fault.DataLimitExceeded,
		Cause: fmt.Sprintf("The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit.", what),
		Plain: true,
	}
}
