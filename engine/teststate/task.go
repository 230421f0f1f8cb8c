package teststate

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

func (t *test) stepTask(ctx context.Context, effective value.Value) ending {
	task, f := t.task(effective)
	if f != nil {
		return t.broke(f)
	}
	result := value.Value{}
	if t.mock != nil {
		result, f = t.mock.result, t.mock.fault
	} else {
		result, f = t.call(ctx, task)
	}
	if f == nil {
		f = tooLarge(result, integration(task.Resource))
	}
	if f != nil {
		return t.fail(f)
	}
	return t.leave(effective, result)
}

// task evaluates what the task is called with, in the order in which the interpreter does.
func (t *test) task(effective value.Value) (task executor.Task, f *fault.Fault) {
	task = executor.Task{State: t.state.Name.Value, Resource: t.state.Resource.Value, Attempt: int(t.req.retries())}
	timeout, f := t.flow.Timeout(t.env, effective)
	if f != nil {
		return task, f
	}
	heartbeat, f := t.flow.Heartbeat(t.env, effective)
	if f != nil {
		return task, f
	}
	if task.RoleARN, f = t.flow.Credentials(t.env, effective); f != nil {
		return task, f
	}
	if task.Parameters, f = t.flow.Arguments(t.env, effective); f != nil {
		return task, f
	}
	task.Timeout, task.Heartbeat = time.Duration(timeout)*time.Second, time.Duration(heartbeat)*time.Second
	return task, tooLarge(task.Parameters, task.State)
}

// call runs the executor of a task until it is done, or the time of the task or of the test is up.
func (t *test) call(ctx context.Context, task executor.Task) (out value.Value, f *fault.Fault) {
	x, ok := t.cfg.Executors.Lookup(task.Resource)
	if !ok {
		return value.Value{}, executor.Missing(task.Resource)
	}
	limit := MaxDuration
	if task.Timeout > 0 && task.Timeout < limit {
		limit = task.Timeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	execution := t.env.Context().Get("Execution")
	task.Execution, task.ExecutionName = execution.Get("Id").Str(), execution.Get("Name").Str()
	task.StateMachine = t.env.Context().Get("StateMachine").Get("Name").Str()
	task.Token = t.token()
	defer func() {
		if p := recover(); p != nil {
			f = fault.New(fault.TaskFailed, fmt.Sprintf("The executor of %s panicked: %v\n%s", task.Resource, p, debug.Stack()))
		}
	}()
	out, f = x.Run(ctx, task, &reporter{t})
	if ctx.Err() != nil {
		return value.Value{}, fault.New(fault.Timeout, "")
	}
	return out, f
}

// integration is AWS's name of what made a result: the service of an integration, or the function's ARN.
func integration(resource string) string {
	service, is := strings.CutPrefix(resource, "arn:aws:states:::")
	if !is {
		return resource
	}
	service, _, _ = strings.Cut(service, ":")
	return service
}

// reporter takes the news of a running task.
//
// An executor that makes an HTTP request may show it, and what came back, by HTTPRequest and HTTPResponse: objects of AWS's
// InspectionDataRequest and InspectionDataResponse, which level TRACE returns. What a connection adds to the request it shows only if
// RevealSecrets says so.
// Source: AWS Step Functions API Reference, InspectionData and TestState.
type reporter struct{ t *test }

func (r *reporter) Submitted(value.Value, []byte) {}

func (r *reporter) Heartbeat() {}

func (r *reporter) Log(line string) { r.t.cfg.TaskLog(line) }

func (r *reporter) HTTPRequest(v value.Value) { r.t.notes.request = v }

func (r *reporter) HTTPResponse(v value.Value) { r.t.notes.response = v }

func (r *reporter) RevealSecrets() bool { return r.t.req.RevealSecrets }
