package engine

import (
	"context"
	"errors"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
)

const (
	press   = "arn:aws:states:us-east-1:000000000000:activity:press"
	pressed = `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "` + press + `", "End": true}}}`
)

func take(t *testing.T, e *Engine, worker string) ActivityTask {
	t.Helper()
	task, err := e.TakeActivity(t.Context(), press, worker)
	if err != nil {
		t.Fatal(err)
	}
	return task
}

// workerOf returns the name of the worker in the history.
func workerOf(t *testing.T, e *Engine, h Head) (worker string) {
	t.Helper()
	for r, err := range e.History(t.Context(), h) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Type == history.ActivityStarted {
			worker = r.Worker
		}
	}
	return worker
}

// A worker that polls first gets the task that comes then; tasks that wait are given out in order, each once.
func TestActivity(t *testing.T) {
	e := open(t, newMem(t), nil)
	got := make(chan ActivityTask, 1)
	go func() {
		task, err := e.TakeActivity(t.Context(), press, "first")
		if err != nil {
			t.Error(err)
		}
		got <- task
	}()
	a := start(t, e, StartRequest{Definition: pressed, Input: value.MustParse(`"a"`)})
	task := <-got
	if task.Input.JSON() != `"a"` {
		t.Fatalf("the worker got %s", task.Input.JSON())
	}
	b := start(t, e, StartRequest{Definition: pressed, Input: value.MustParse(`"b"`)})
	c := start(t, e, StartRequest{Definition: pressed, Input: value.MustParse(`"c"`)})
	if err := e.Stop(t.Context(), b.ARN, "", ""); err != nil {
		t.Fatal(err)
	}
	if next := take(t, e, "second"); next.Input.JSON() != `"c"` {
		t.Fatalf("after b was stopped the worker got %s", next.Input.JSON())
	}
	if err := e.TaskSucceeded(t.Context(), task.Token, value.MustParse(`1`)); err != nil {
		t.Fatal(err)
	}
	if h := wait(t, e, a); h.Output != "1" {
		t.Fatalf("a: %+v", h)
	}
	if worker := workerOf(t, e, c); worker != "second" {
		t.Fatalf("the history of c names the worker %q", worker)
	}
	ended, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	cancel(enough)
	if _, err := e.TakeActivity(ended, press, ""); !errors.Is(err, enough) {
		t.Fatalf("a poll that ended gave %v", err)
	}
}

// After a restart a task that nobody took is given out, and one that was taken waits for the worker that has its token.
func TestActivityAfterRestart(t *testing.T) {
	s := newMem(t)
	e := open(t, s, nil)
	taken := start(t, e, StartRequest{Definition: pressed, Input: value.MustParse(`"taken"`)})
	task := take(t, e, "w")
	start(t, e, StartRequest{Definition: pressed, Input: value.MustParse(`"waiting"`)})
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = open(t, s, nil)
	if _, err := e.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	if next := take(t, e, "w"); next.Input.JSON() != `"waiting"` {
		t.Fatalf("the worker got %s", next.Input.JSON())
	}
	if err := e.TaskSucceeded(t.Context(), task.Token, value.NullValue); err != nil {
		t.Fatal(err)
	}
	if h := wait(t, e, taken); h.Status != interp.Succeeded {
		t.Fatalf("the task that was taken: %+v", h)
	}
}
