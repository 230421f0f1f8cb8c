package engine

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/executor"
)

// handClock moves by hand, and its timers never fire: what happens is what messages make happen.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func newHandClock() *handClock { return &handClock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} }

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) advance(d time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(d)
	c.mu.Unlock()
}

func (c *handClock) NewTimer() Timer { return deadTimer{make(chan time.Time)} }

type deadTimer struct{ c chan time.Time }

func (d deadTimer) C() <-chan time.Time { return d.c }
func (deadTimer) Reset(time.Duration)   {}
func (deadTimer) Stop()                 {}

// openAt opens an engine on a clock, with b as the one executor.
func openAt(t *testing.T, cfg Config, b executor.Executor) *Engine {
	t.Helper()
	cfg.Executors = new(executor.Mux)
	cfg.Executors.Handle(double, b)
	e, err := Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

const caught = `{"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "` + double + `", "TimeoutSeconds": 10, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}], "Next": "B"},
  "B": {"Type": "Task", "Resource": "` + double + `", "End": true}}}`

// TestLateAnswer lets an answer come after the deadline of its task, which it makes fire: what that led to is in the log, although the answer
// itself is refused.
func TestLateAnswer(t *testing.T) {
	clock, b := newHandClock(), newBlocker()
	e := openAt(t, Config{Store: newMem(t), Clock: clock}, b)
	h := start(t, e, StartRequest{Definition: caught})
	<-b.asked
	clock.advance(time.Minute)
	b.answer <- value.NullValue // too late
	<-b.asked                   // state B
	b.answer <- value.True
	if h = wait(t, e, h); h.Status != interp.Succeeded || h.Output != "true" {
		t.Errorf("got %s %s", h.Status, h.Output)
	}
	p, err := e.storedProgram(h.Definition)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := interp.Recover(p, e.History(t.Context(), h)); err != nil {
		t.Errorf("the log does not fold: %v", err)
	}
}

// TestResumeTimedOut resumes an execution whose task timed out while no process was there: the task does not run again.
func TestResumeTimedOut(t *testing.T) {
	s, clock, b := newMem(t), newHandClock(), newBlocker()
	e := openAt(t, Config{Store: s, Clock: clock}, b)
	h := start(t, e, StartRequest{Definition: caught})
	<-b.asked
	e.Close()
	clock.advance(time.Hour)

	e = openAt(t, Config{Store: s, Clock: clock}, b)
	if _, err := e.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	if task := <-b.asked; task.State != "B" || task.Again {
		t.Errorf("state %s runs (again: %t), want B for the first time", task.State, task.Again)
	}
	b.answer <- value.True
	wait(t, e, h)
}

// TestResumeOnce lets several callers resume at once: every task comes back once.
func TestResumeOnce(t *testing.T) {
	s, b := newMem(t), newBlocker()
	e := openAt(t, Config{Store: s}, b)
	h := start(t, e, StartRequest{Definition: twice})
	<-b.asked
	e.Close()

	e = openAt(t, Config{Store: s}, b)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := e.Resume(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	<-b.asked
	b.answer <- value.True
	wait(t, e, h)
	e.Close()
	if n := len(b.asked); n != 0 {
		t.Errorf("the task ran %d times more", n)
	}
}

// TestStopCutOff stops executions that were cut off: none of their tasks runs.
func TestStopCutOff(t *testing.T) {
	for _, express := range []bool{false, true} {
		s, b := newMem(t), newBlocker()
		e := openAt(t, Config{Store: s}, b)
		h := start(t, e, StartRequest{Definition: twice, Express: express})
		<-b.asked
		e.Close()

		e = openAt(t, Config{Store: s}, b)
		if err := e.Stop(t.Context(), h.ARN, "Stop", ""); err != nil {
			t.Fatal(err)
		}
		if h = wait(t, e, h); h.Status != interp.Aborted {
			t.Errorf("express %t: got %s", express, h.Status)
		}
		e.Close()
		if len(b.asked) != 0 {
			t.Errorf("express %t: stopping ran a task", express)
		}
	}
}

// TestSyncAfterCrash fails a synchronous Express execution whose caller went with the process.
func TestSyncAfterCrash(t *testing.T) {
	s, b := newMem(t), newBlocker()
	e := openAt(t, Config{Store: s}, b)
	h := start(t, e, StartRequest{Definition: twice, Express: true, Sync: true})
	<-b.asked
	e.Close()
	e = openAt(t, Config{Store: s}, b)
	if _, err := e.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	if h = wait(t, e, h); h.Status != interp.Failed || h.Cause == "" {
		t.Errorf("got %s: %s", h.Status, h.Cause)
	}
}

// TestSameNameElsewhere gives an execution of one machine the name that was made for one of another.
func TestSameNameElsewhere(t *testing.T) {
	e := open(t, newMem(t), nil)
	parent := wait(t, e, start(t, e, StartRequest{Machine: "parent", Definition: hello}))
	child := wait(t, e, start(t, e, StartRequest{Machine: "child", Definition: hello, Name: parent.Name}))
	for _, want := range []Head{parent, child} {
		if got, err := e.Describe(t.Context(), want.ARN); err != nil || got.Number != want.Number {
			t.Errorf("%s leads to %s, %v", want.ARN, got.ARN, err)
		}
	}
	if _, err := e.Describe(t.Context(), e.executionARN("third", parent.Name, false, "")); !errors.Is(err, ErrNoExecution) {
		t.Errorf("a name of another machine: %v", err)
	}
}
