package states

import (
	"context"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
)

const resource = "arn:aws:states:::states:startExecution"

// Register makes m start executions through s.
func Register(m *executor.Mux, s executor.Starter) {
	start := starter{starter: s, service: describe(s)}
	m.Handle(resource, start)
	m.Handle(resource+aws.Callback, start)
	m.Handle(resource+aws.Sync, syncStarter{starter: start})
	m.Handle(resource+aws.Sync2, syncStarter{starter: start, parse: true})
	start.service.HandleSDK(m)
}

// describe returns the service whose operations are those of the Step Functions API.
func describe(s executor.Starter) *aws.Service {
	svc := &aws.Service{
		SDK: "sfn", SDKPrefix: "Sfn", Client: "AWSStepFunctions", Prefix: "StepFunctions", Generic: "AWSStepFunctionsException",
		Modelled: modelled, LowerNames: true, Target: "AWSStepFunctions", ContentType: "application/x-amz-json-1.0", Scope: "states",
		Texts:   []string{"Input", "Output", "Definition", "Cause"},
		Times:   []string{"CreationDate", "StartDate", "StopDate", "UpdateDate", "RedriveDate", "Timestamp"},
		SDKNote: " (SDK Attempt Count: 1)", Operations: map[string]aws.Operation{},
	}
	for _, name := range operations {
		svc.Operations[name] = func(ctx context.Context, in value.Value) (value.Value, *aws.Error) { return s.Call(ctx, name, in) }
	}
	return svc
}

// starter starts an execution and does not wait for it.
type starter struct {
	starter executor.Starter
	service *aws.Service
}

func (x starter) Run(ctx context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	out, _, f := x.start(ctx, t)
	return out, f
}

// start returns the answer to StartExecution and the ARN of the execution. An execution without a name gets one that belongs to the
// task, so that a task that runs again after a crash finds the execution it started before.
func (x starter) start(ctx context.Context, t executor.Task) (value.Value, string, *fault.Fault) {
	in := x.service.Native(t.Parameters)
	if !in.Get("name").IsDefined() {
		in = in.With("name", value.Text(aws.IDOf(t.Token)))
	}
	out, refused := x.starter.Call(ctx, "StartExecution", in)
	if refused != nil && refused.Code == "ExecutionAlreadyExists" && t.Again {
		out, refused = x.started(ctx, in)
	}
	if refused != nil {
		return value.Value{}, "", x.service.Fault(refused)
	}
	arn := out.Get("executionArn").Str()
	return x.service.WithMetadata(x.service.MilliTimes(x.service.Shown(out))), arn, nil
}

// started answers for the execution that this task started before the process died, as StartExecution did then.
func (x starter) started(ctx context.Context, in value.Value) (value.Value, *aws.Error) {
	arn := executionARN(in.Get("stateMachineArn").Str(), in.Get("name").Str())
	head, refused := x.starter.Call(ctx, "DescribeExecution", value.ObjectOf([]value.Member{aws.Member("executionArn", arn)}))
	if refused != nil {
		return value.Value{}, refused
	}
	return value.ObjectOf([]value.Member{
		{Key: "executionArn", Value: head.Get("executionArn")}, {Key: "startDate", Value: head.Get("startDate")},
	}), nil
}

// executionARN returns the ARN of an execution of a machine, which may be named by the ARN of a version or an alias.
func executionARN(machine, name string) string {
	parts := strings.Split(machine, ":")
	if len(parts) < 7 {
		return ""
	}
	parts = append(parts[:7:7], name)
	parts[5] = "execution"
	return strings.Join(parts, ":")
}
