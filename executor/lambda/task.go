package lambda

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// The patterns under which Register puts the two executors.
const (
	TaskPattern        = "arn:aws:lambda:*:*:function:*"
	IntegrationPattern = "arn:aws:states:::lambda:invoke"
)

// Register makes m call fs for the ARNs of functions and for the lambda:invoke integration.
func (fs *Functions) Register(m *executor.Mux) {
	m.Handle(TaskPattern, fs.Task())
	m.Handle(IntegrationPattern, fs.Integration())
	m.Handle(IntegrationPattern+".waitForTaskToken", fs.Integration())
}

// Task returns the executor of a Resource that is a function's ARN: the whole input is the payload, and the result is what the
// function returned.
func (fs *Functions) Task() executor.Executor { return task{fs} }

type task struct{ fs *Functions }

func (x task) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	n := x.fs.config.parseName(t.Resource, "")
	f, flt := x.fs.find(n)
	if flt != nil {
		r.Log(advice(n))
		return value.Value{}, flt
	}
	reply, flt := x.fs.invoke(ctx, f, newCall(t.Parameters, ""), r.Log)
	return reply.Payload, flt
}

// advice says locally what AWS's text for a missing function cannot.
func advice(n functionName) string {
	return fmt.Sprintf("There is no local function %s. Add it under functions: in stepmill.yaml, register a Go function for %s, or mock "+
		"the state.", n.name, n.arn)
}
