package teststate

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

const lambdaState = `{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "End": true`

// TestTimeout lets tasks take too long: the time of the state is up, or that of the test.
func TestTimeout(t *testing.T) {
	tests := []struct {
		definition string
		want       time.Duration
	}{
		{lambdaState + `, "TimeoutSeconds": 7}`, 7 * time.Second},
		{lambdaState + `, "TimeoutSeconds": 3600}`, MaxDuration},
		{lambdaState + `}`, MaxDuration},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			mux := executor.NewMux()
			mux.Handle("arn:aws:lambda:*:*:function:f", executorFunc(func(ctx context.Context, _ executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
				<-ctx.Done()
				return value.Value{}, nil
			}))
			began := time.Now()
			r, err := Run(t.Context(), Config{Executors: mux}, Request{Definition: tt.definition, RoleARN: "arn:aws:iam::000000000000:role/r"})
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took != tt.want || r.Status != Failed || text(r.Error) != fault.Timeout || text(r.Cause) != "" {
				t.Errorf("%s: %s by %q %q after %s, want a time-out after %s", tt.definition, r.Status, text(r.Error), text(r.Cause), took, tt.want)
			}
		})
	}
}

// TestPanic keeps a bug in an executor from ending the process.
func TestPanic(t *testing.T) {
	mux := executor.NewMux()
	mux.Handle("arn:aws:lambda:*:*:function:f", executorFunc(func(context.Context, executor.Task, executor.Reporter) (value.Value, *fault.Fault) {
		panic("a bug")
	}))
	r, err := Run(t.Context(), Config{Executors: mux}, Request{Definition: lambdaState + `}`, RoleARN: "arn:aws:iam::000000000000:role/r"})
	if err != nil || r.Status != Failed || text(r.Error) != fault.TaskFailed {
		t.Errorf("Run = %v, %v; want a task that failed", r, err)
	}
}

// TestTask checks what an executor is told, and that its log arrives.
func TestTask(t *testing.T) {
	var got executor.Task
	var logged string
	cfg := scriptConfig()
	cfg.TaskLog = func(line string) { logged += line }
	cfg.Executors = executor.NewMux()
	cfg.Executors.Handle("arn:aws:lambda:*:*:function:f", executorFunc(func(_ context.Context, task executor.Task, r executor.Reporter) (value.Value, *fault.Fault) {
		got = task
		r.Heartbeat()
		r.Submitted(value.NullValue, nil)
		r.Log("here")
		return value.NullValue, nil
	}))
	_, err := Run(t.Context(), cfg, Request{
		Definition: lambdaState + `, "TimeoutSeconds": 9, "HeartbeatSeconds": 3, "Credentials": {"RoleArn.$": "$.r"}}`,
		Input:      `{"r": "role"}`, RoleARN: "arn:aws:iam::000000000000:role/r",
	})
	if err != nil {
		t.Fatal(err)
	}
	if got.State != "StateName" || got.RoleARN != "role" || got.Timeout != 9*time.Second || got.Heartbeat != 3*time.Second || got.Token == "" ||
		got.Execution != "arn:aws:states:us-east-1:000000000000:express:"+got.StateMachine+":"+got.ExecutionName || logged != "here" {
		t.Errorf("the executor was told %+v and logged %q", got, logged)
	}
}
