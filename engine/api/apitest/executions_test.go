package apitest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

// An execution ends with the output of its function, and is described with everything the SDK knows of it.
func TestExecution(t *testing.T) {
	c, s := dial(t)
	ctx := t.Context()
	machine := create(t, c, "m", doubles, "")
	started := must(c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Name: aws.String("x"), Input: aws.String("21")}))(t)
	if *started.ExecutionArn != prefix+"execution:m:x" || started.StartDate.IsZero() {
		t.Errorf("started %+v", started)
	}
	s.wait(t, *started.ExecutionArn)
	e := must(c.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: started.ExecutionArn}))(t)
	if e.Status != types.ExecutionStatusSucceeded || aws.ToString(e.Output) != "42" || aws.ToString(e.Input) != "21" || *e.Name != "x" ||
		e.StopDate == nil || !e.StartDate.Equal(*started.StartDate) || *e.StateMachineArn != machine {
		t.Errorf("described as %+v", e)
	}
	m := must(c.DescribeStateMachineForExecution(ctx, &sfn.DescribeStateMachineForExecutionInput{ExecutionArn: started.ExecutionArn}))(t)
	if *m.Definition != doubles || *m.Name != "m" {
		t.Errorf("its machine is %+v", m)
	}

	failed := must(c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Input: aws.String(`"two"`)}))(t)
	s.wait(t, *failed.ExecutionArn)
	e = must(c.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: failed.ExecutionArn}))(t)
	if e.Status != types.ExecutionStatusFailed || aws.ToString(e.Error) != "TypeError" || aws.ToString(e.Cause) != "I double numbers only." || e.Output != nil {
		t.Errorf("the failure is described as %+v", e)
	}
}

// wait waits until an execution has closed.
func (s *server) wait(t *testing.T, arn string) {
	t.Helper()
	if _, err := s.engine.Wait(t.Context(), arn); err != nil {
		t.Fatal(err)
	}
}

// The same start twice is one execution while it runs; another input, or a start after its end, is refused.
func TestStartTwice(t *testing.T) {
	c, s := dial(t)
	ctx := t.Context()
	machine := create(t, c, "m", waits, "")
	in := &sfn.StartExecutionInput{StateMachineArn: &machine, Name: aws.String("x"), Input: aws.String(`{"a": 1}`)}
	first := must(c.StartExecution(ctx, in))(t)
	again := must(c.StartExecution(ctx, in))(t)
	if *first.ExecutionArn != *again.ExecutionArn || !first.StartDate.Equal(*again.StartDate) {
		t.Errorf("started %+v, then %+v", first, again)
	}
	_, err := c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Name: aws.String("x"), Input: aws.String(`{"a": 2}`)})
	refused[*types.ExecutionAlreadyExists](t, err)
	must(c.StopExecution(ctx, &sfn.StopExecutionInput{ExecutionArn: first.ExecutionArn, Error: aws.String("E"), Cause: aws.String("enough")}))(t)
	s.wait(t, *first.ExecutionArn)
	e := must(c.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: first.ExecutionArn}))(t)
	if e.Status != types.ExecutionStatusAborted || *e.Error != "E" || *e.Cause != "enough" {
		t.Errorf("stopped as %+v", e)
	}
	_, err = c.StartExecution(ctx, in)
	refused[*types.ExecutionAlreadyExists](t, err)
}

// The history is the same in pages as in one, and backwards.
func TestHistory(t *testing.T) {
	c, s := dial(t)
	ctx := t.Context()
	machine := create(t, c, "m", doubles, "")
	arn := must(c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Input: aws.String("4")}))(t).ExecutionArn
	s.wait(t, *arn)

	var ids, back []int64
	var kinds []types.HistoryEventType
	pages := 0
	for p := sfn.NewGetExecutionHistoryPaginator(c, &sfn.GetExecutionHistoryInput{ExecutionArn: arn, MaxResults: 3}); p.HasMorePages(); pages++ {
		for _, e := range must(p.NextPage(ctx))(t).Events {
			ids, kinds = append(ids, e.Id), append(kinds, e.Type)
			if e.Timestamp == nil || e.Timestamp.IsZero() {
				t.Errorf("event %d has no time", e.Id)
			}
		}
	}
	want := []types.HistoryEventType{
		"ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded", "TaskStateExited",
		"PassStateEntered", "PassStateExited", "ExecutionSucceeded",
	}
	if pages != 3 || !slices.Equal(kinds, want) {
		t.Errorf("%d pages with %v", pages, kinds)
	}
	reversed := must(c.GetExecutionHistory(ctx, &sfn.GetExecutionHistoryInput{ExecutionArn: arn, ReverseOrder: true}))(t)
	for _, e := range reversed.Events {
		back = append(back, e.Id)
	}
	slices.Reverse(back)
	if !slices.Equal(ids, back) || ids[0] != 1 {
		t.Errorf("forwards %v, backwards %v", ids, back)
	}
	if d := reversed.Events[0].ExecutionSucceededEventDetails; d == nil || *d.Output != "8" {
		t.Errorf("the last event is %+v", reversed.Events[0])
	}
	if d := must(c.GetExecutionHistory(ctx, &sfn.GetExecutionHistoryInput{ExecutionArn: arn, IncludeExecutionData: aws.Bool(false)}))(t).Events[0]; d.ExecutionStartedEventDetails.Input != nil {
		t.Errorf("the input is shown without execution data: %+v", *d.ExecutionStartedEventDetails)
	}
}

// Executions are listed the newest first, by status and in pages.
func TestListExecutions(t *testing.T) {
	c, _ := dial(t)
	ctx := t.Context()
	machine := create(t, c, "m", waits, "")
	var want, got []string
	for i := range 5 {
		out := must(c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &machine, Name: aws.String(fmt.Sprintf("x%d", i))}))(t)
		want = append(want, *out.ExecutionArn)
	}
	slices.Reverse(want)
	for p := sfn.NewListExecutionsPaginator(c, &sfn.ListExecutionsInput{StateMachineArn: &machine, MaxResults: 2, StatusFilter: types.ExecutionStatusRunning}); p.HasMorePages(); {
		for _, e := range must(p.NextPage(ctx))(t).Executions {
			got = append(got, *e.ExecutionArn)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed %v, want %v", got, want)
	}
	none := must(c.ListExecutions(ctx, &sfn.ListExecutionsInput{StateMachineArn: &machine, StatusFilter: types.ExecutionStatusFailed}))(t)
	if len(none.Executions) != 0 || none.NextToken != nil {
		t.Errorf("failed: %+v", none)
	}
}
