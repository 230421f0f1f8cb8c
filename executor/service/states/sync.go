package states

import (
	"context"
	"fmt"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// stopTimeout is how long the stop of a child may take after its parent's task is over. The engine answers at once, or not at all when it
// is closing.
const stopTimeout = 10 * time.Second

// maxErrorBytes is how long the error of StopExecution may be. Source: AWS Step Functions API Reference, StopExecution.
const maxErrorBytes = 256

// syncStarter starts an execution and waits for its end.
type syncStarter struct {
	starter
	// parse says that Input and Output are shown as the JSON they are (.sync:2), and not as its text.
	parse bool
}

func (x syncStarter) Run(ctx context.Context, t executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	out, arn, f := x.start(ctx, t)
	if f != nil {
		return value.Value{}, f
	}
	r.Submitted(out, []byte(arn))
	return x.await(ctx, t, arn)
}

// Resume waits for the execution that the task started before the process died.
func (x syncStarter) Resume(ctx context.Context, t executor.Task, handle []byte, _ executor.Reporter) (value.Value, *fault.Fault) {
	return x.await(ctx, t, string(handle))
}

func (x syncStarter) await(ctx context.Context, t executor.Task, arn string) (value.Value, *fault.Fault) {
	if err := x.starter.starter.Wait(ctx, arn); err != nil {
		if ctx.Err() != nil {
			x.stop(ctx, t, arn)
		}
		return value.Value{}, fault.New(fault.TaskFailed, fmt.Sprintf("The execution %s could not be waited for: %v.", arn, err))
	}
	head, refused := x.starter.starter.Call(ctx, "DescribeExecution", value.ObjectOf([]value.Member{aws.Member("executionArn", arn)}))
	if refused != nil {
		return value.Value{}, x.service.Fault(refused)
	}
	result := x.result(head)
	if status := head.Get("status").Str(); status != "SUCCEEDED" {
		return value.Value{}, &fault.Fault{Error: fault.TaskFailed, Cause: result.Compact(), Plain: true}
	}
	return result, nil
}

// stop aborts the child of a task that is over, because it timed out or its execution was aborted.
func (x syncStarter) stop(ctx context.Context, t executor.Task, arn string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	text := fmt.Sprintf("The Task state in AWS Step Functions execution [%s] which was managing this resource was aborted", t.Execution)
	// A refusal says that the child has closed already, or that the engine is closing: then both go on when it opens again.
	_, _ = x.starter.starter.Call(ctx, "StopExecution", value.ObjectOf([]value.Member{
		aws.Member("executionArn", arn),
		aws.Member("error", text[:min(len(text), maxErrorBytes)]),
	}))
}

// result is what a finished child gives: the answer to DescribeExecution, its members by name.
func (x syncStarter) result(head value.Value) value.Value {
	shown := x.service.MilliTimes(x.service.Shown(head))
	members := make([]value.Member, 0, shown.Len())
	for k, v := range shown.Members() {
		if x.parse && (k == "Input" || k == "Output") {
			if parsed, err := value.Parse(v.Str()); err == nil {
				v = parsed
			}
		}
		members = append(members, value.Member{Key: k, Value: v})
	}
	return aws.Ordered(members)
}
