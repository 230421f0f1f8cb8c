package engine

import (
	"context"
	"testing"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// onlyCall mocks the state Call in the test case "case".
type onlyCall struct{}

func (onlyCall) Lookup(machine, testCase, state string) (executor.Executor, bool) {
	return onlyCall{}, machine == "m" && testCase == "case" && state == "Call"
}

func (onlyCall) Run(_ context.Context, _ executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
	r.Submitted(value.MustParse(`"asked"`), nil)
	return value.MustParse(`"mocked"`), nil
}

// A mock answers the tasks of its state, callbacks too, in the executions of its test case alone; other states are carried out.
func TestMocks(t *testing.T) {
	const definition = `{"StartAt": "Call", "States": {
		"Call": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "ResultPath": "$.call", "Next": "Double"},
		"Double": {"Type": "Task", "Resource": "` + double + `", "InputPath": "$.n", "ResultPath": "$.n", "End": true}}}`
	mux := executor.NewMux()
	mux.Handle(double, doubler{})
	e, err := Open(t.Context(), Config{Store: newMem(t), Executors: mux, Mocks: onlyCall{}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	input := value.MustParse(`{"n": 2}`)
	if h := wait(t, e, start(t, e, StartRequest{Definition: definition, Input: input, TestCase: "case"})); h.Output != `{"n":4,"call":"mocked"}` {
		t.Errorf("in the test case: %+v", h)
	}
	if h := wait(t, e, start(t, e, StartRequest{Definition: definition, Input: input})); h.Error != fault.Runtime {
		t.Errorf("outside the test case: %+v", h)
	}
}
