package apitest

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

const (
	presses  = `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "` + prefix + `activity:press", "End": true}}}`
	calledBy = `{"StartAt": "C", "States": {"C": {"Type": "Task", "Resource": "` + send + `", "Parameters": {"MessageBody": {"t.$": "$$.Task.Token"}, ` +
		`"QueueUrl": "http://localhost/000000000000/q"}, "End": true}}}`
)

// A worker takes the tasks of an activity until it is told to stop; one it fulfils, another it fails.
func TestActivity(t *testing.T) {
	c, s := dial(t)
	activity := must(c.CreateActivity(t.Context(), &sfn.CreateActivityInput{Name: aws.String("press")}))(t).ActivityArn
	machine := create(t, c, "m", presses, "")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- work(ctx, c, activity) }()
	good := must(c.StartExecution(t.Context(), &sfn.StartExecutionInput{StateMachineArn: &machine, Input: aws.String(`"good"`)}))(t)
	bad := must(c.StartExecution(t.Context(), &sfn.StartExecutionInput{StateMachineArn: &machine, Input: aws.String(`"bad"`)}))(t)
	s.wait(t, *good.ExecutionArn)
	s.wait(t, *bad.ExecutionArn)
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the worker ended with %v", err)
	}
	e := must(c.DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: good.ExecutionArn}))(t)
	if e.Status != types.ExecutionStatusSucceeded || aws.ToString(e.Output) != `{"pressed":"good"}` {
		t.Errorf("the good one ended as %s with %s", e.Status, aws.ToString(e.Output))
	}
	e = must(c.DescribeExecution(t.Context(), &sfn.DescribeExecutionInput{ExecutionArn: bad.ExecutionArn}))(t)
	if e.Status != types.ExecutionStatusFailed || aws.ToString(e.Error) != "Jam" || aws.ToString(e.Cause) != "too thick" {
		t.Errorf("the bad one ended as %s with %s: %s", e.Status, aws.ToString(e.Error), aws.ToString(e.Cause))
	}
	if l := must(c.ListActivities(t.Context(), &sfn.ListActivitiesInput{}))(t).Activities; len(l) != 1 || *l[0].Name != "press" {
		t.Errorf("activities %+v", l)
	}
	must(c.DeleteActivity(t.Context(), &sfn.DeleteActivityInput{ActivityArn: activity}))(t)
	_, err := c.DescribeActivity(t.Context(), &sfn.DescribeActivityInput{ActivityArn: activity})
	refused[*types.ActivityDoesNotExist](t, err)
}

// work takes tasks until ctx ends.
func work(ctx context.Context, c *sfn.Client, activity *string) error {
	for {
		task, err := c.GetActivityTask(ctx, &sfn.GetActivityTaskInput{ActivityArn: activity, WorkerName: aws.String("tester")})
		if err != nil {
			return err
		}
		if _, err := c.SendTaskHeartbeat(ctx, &sfn.SendTaskHeartbeatInput{TaskToken: task.TaskToken}); err != nil {
			return err
		}
		if *task.Input == `"bad"` {
			_, err = c.SendTaskFailure(ctx, &sfn.SendTaskFailureInput{TaskToken: task.TaskToken, Error: aws.String("Jam"), Cause: aws.String("too thick")})
		} else {
			_, err = c.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: task.TaskToken, Output: aws.String(`{"pressed":` + *task.Input + `}`)})
		}
		if err != nil {
			return err
		}
	}
}

// A callback completes its task once; a second time, and with what is no token, it is refused.
func TestCallback(t *testing.T) {
	c, s := dial(t)
	ctx := t.Context()
	machine := create(t, c, "m", calledBy, "")
	arn := must(c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine}))(t).ExecutionArn
	token := <-s.tokens
	must(c.SendTaskHeartbeat(ctx, &sfn.SendTaskHeartbeatInput{TaskToken: &token}))(t)
	_, err := c.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: aws.String("{")})
	refused[*types.InvalidOutput](t, err)
	must(c.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: aws.String(`[1]`)}))(t)
	s.wait(t, *arn)
	if e := must(c.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: arn}))(t); aws.ToString(e.Output) != "[1]" {
		t.Errorf("ended as %+v", e)
	}
	_, err = c.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: aws.String(`2`)})
	refused[*types.TaskTimedOut](t, err)
	_, err = c.SendTaskFailure(ctx, &sfn.SendTaskFailureInput{TaskToken: aws.String("nonsense")})
	refused[*types.InvalidToken](t, err)
}
