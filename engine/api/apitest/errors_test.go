package apitest

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

// What is refused is an error of the type that the SDK has for it.
func TestErrors(t *testing.T) {
	c, _ := dial(t)
	ctx := t.Context()
	machine := create(t, c, "m", waits, "")
	none, wrong := aws.String(prefix+"stateMachine:none"), aws.String("arn:nonsense")

	_, err := c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: none})
	refused[*types.StateMachineDoesNotExist](t, err)
	_, err = c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: wrong})
	refused[*types.InvalidArn](t, err)
	_, err = c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Input: aws.String("{")})
	refused[*types.InvalidExecutionInput](t, err)
	_, err = c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Name: aws.String("a b")})
	refused[*types.InvalidName](t, err)
	_, err = c.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: aws.String(prefix + "execution:m:none")})
	refused[*types.ExecutionDoesNotExist](t, err)
	_, err = c.GetExecutionHistory(ctx, &sfn.GetExecutionHistoryInput{ExecutionArn: aws.String(prefix + "execution:m:none")})
	refused[*types.ExecutionDoesNotExist](t, err)
	_, err = c.StopExecution(ctx, &sfn.StopExecutionInput{ExecutionArn: aws.String(prefix + "execution:m:none")})
	refused[*types.ExecutionDoesNotExist](t, err)
	_, err = c.ListExecutions(ctx, &sfn.ListExecutionsInput{StateMachineArn: none})
	refused[*types.StateMachineDoesNotExist](t, err)
	_, err = c.ListStateMachines(ctx, &sfn.ListStateMachinesInput{NextToken: aws.String("made up")})
	refused[*types.InvalidToken](t, err)
	_, err = c.ListTagsForResource(ctx, &sfn.ListTagsForResourceInput{ResourceArn: none})
	refused[*types.ResourceNotFound](t, err)
	_, err = c.GetActivityTask(ctx, &sfn.GetActivityTaskInput{ActivityArn: aws.String(prefix + "activity:none")})
	refused[*types.ActivityDoesNotExist](t, err)
	_, err = c.UpdateStateMachine(ctx, &sfn.UpdateStateMachineInput{StateMachineArn: &machine})
	refused[*types.MissingRequiredParameter](t, err)
	_, err = c.UpdateStateMachine(ctx, &sfn.UpdateStateMachineInput{StateMachineArn: &machine, Definition: aws.String("{}")})
	refused[*types.InvalidDefinition](t, err)
	_, err = c.CreateStateMachine(ctx, &sfn.CreateStateMachineInput{Name: aws.String("l"), Definition: aws.String(passes), RoleArn: aws.String(role),
		LoggingConfiguration: &types.LoggingConfiguration{Level: types.LogLevelAll}})
	refused[*types.InvalidLoggingConfiguration](t, err)
	_, err = c.ListMapRuns(ctx, &sfn.ListMapRunsInput{ExecutionArn: aws.String(prefix + "execution:m:none")})
	refused[*types.ExecutionDoesNotExist](t, err)
	_, err = c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: aws.String(machine + "#none")})
	refused[*types.InvalidName](t, err)
	_, err = c.DescribeStateMachineAlias(ctx, &sfn.DescribeStateMachineAliasInput{StateMachineAliasArn: &machine})
	refused[*types.InvalidArn](t, err)
}
