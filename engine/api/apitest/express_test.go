package apitest

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

// An Express execution is waited for in one request, whose answer holds its end, good or bad.
func TestSync(t *testing.T) {
	c, _ := dial(t)
	ctx := t.Context()
	machine := create(t, c, "e", doubles, types.StateMachineTypeExpress)
	good := must(c.StartSyncExecution(ctx, &sfn.StartSyncExecutionInput{StateMachineArn: &machine, Name: aws.String("x"), Input: aws.String("3")}))(t)
	if good.Status != types.SyncExecutionStatusSucceeded || aws.ToString(good.Output) != "6" || aws.ToString(good.Input) != "3" ||
		good.BillingDetails.BilledMemoryUsedInMB == 0 || *good.Name != "x" || good.StopDate.Before(*good.StartDate) {
		t.Errorf("the answer is %+v", good)
	}
	bad := must(c.StartSyncExecution(ctx, &sfn.StartSyncExecutionInput{StateMachineArn: &machine, Input: aws.String("[]")}))(t)
	if bad.Status != types.SyncExecutionStatusFailed || aws.ToString(bad.Error) != "TypeError" || bad.Output != nil {
		t.Errorf("the answer of a failure is %+v", bad)
	}
	standard := create(t, c, "s", passes, types.StateMachineTypeStandard)
	_, err := c.StartSyncExecution(ctx, &sfn.StartSyncExecutionInput{StateMachineArn: &standard})
	refused[*types.StateMachineTypeNotSupported](t, err)
}

// A state is tested alone, with its task carried out or mocked.
func TestTestState(t *testing.T) {
	c, _ := dial(t)
	ctx := t.Context()
	state := aws.String(`{"Type": "Task", "Resource": "` + double + `", "Next": "N"}`)
	run := must(c.TestState(ctx, &sfn.TestStateInput{Definition: state, RoleArn: aws.String(role), Input: aws.String("5"), InspectionLevel: types.InspectionLevelDebug}))(t)
	if run.Status != types.TestExecutionStatusSucceeded || aws.ToString(run.Output) != "10" || aws.ToString(run.NextState) != "N" || run.InspectionData == nil {
		t.Errorf("a task: %+v", run)
	}
	mocked := must(c.TestState(ctx, &sfn.TestStateInput{Definition: state, Input: aws.String("5"), Mock: &types.MockInput{
		ErrorOutput: &types.MockErrorOutput{Error: aws.String("E"), Cause: aws.String("so it is")},
	}}))(t)
	if mocked.Status != types.TestExecutionStatusFailed || aws.ToString(mocked.Error) != "E" || aws.ToString(mocked.Cause) != "so it is" {
		t.Errorf("a mocked task: %+v", mocked)
	}
	_, err := c.TestState(ctx, &sfn.TestStateInput{Definition: aws.String(`{"Type": "Nothing"}`)})
	refused[*types.InvalidDefinition](t, err)
}
