package executor_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// slow works for a second on each task and records when it began, and how many were at work at most.
type slow struct {
	mu        sync.Mutex
	now, most int
	began     []time.Duration
	epoch     time.Time
}

func (s *slow) Run(context.Context, executor.Task, executor.Reporter) (value.Value, *fault.Fault) {
	s.mu.Lock()
	s.now++
	s.most = max(s.most, s.now)
	s.began = append(s.began, time.Since(s.epoch))
	s.mu.Unlock()
	time.Sleep(time.Second) // virtual time: the tests run in synctest bubbles
	s.mu.Lock()
	s.now--
	s.mu.Unlock()
	return value.True, nil
}

// slowResumer can resume as well.
type slowResumer struct{ slow }

func (s *slowResumer) Resume(ctx context.Context, t executor.Task, _ []byte, r executor.Reporter) (value.Value, *fault.Fault) {
	return s.Run(ctx, t, r)
}

func runAll(e executor.Executor, n int) {
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { _, _ = e.Run(context.Background(), executor.Task{}, nil) })
	}
	wg.Wait()
}

func TestLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{epoch: time.Now()}
		runAll(executor.Limit(s, 3), 7)
		if got := fmt.Sprint(s.most, s.began); got != "3 [0s 0s 0s 1s 1s 1s 2s]" {
			t.Errorf("seven tasks three at a time: %s", got)
		}
	})
}

func TestThrottle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{epoch: time.Now()}
		e := executor.Throttle(s, 100*time.Millisecond, 3)
		runAll(e, 5)
		if got := fmt.Sprint(s.began); got != "[0s 0s 0s 100ms 200ms]" {
			t.Errorf("a burst of three and one per 100 ms: %s", got)
		}
		// All is done at 1.2 s, and the burst is whole again.
		s.began = nil
		runAll(e, 4)
		if got := fmt.Sprint(s.began); got != "[1.2s 1.2s 1.2s 1.3s]" {
			t.Errorf("after a rest: %s", got)
		}
	})
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	for name, wrap := range map[string]func(executor.Executor) executor.Executor{
		"limit":    func(e executor.Executor) executor.Executor { return executor.Limit(e, 1) },
		"throttle": func(e executor.Executor) executor.Executor { return executor.Throttle(e, time.Hour, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &slow{epoch: time.Now()}
				e := wrap(s)
				done := make(chan struct{})
				go func() {
					defer close(done)
					runAll(e, 1)
				}()
				synctest.Wait()
				ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
				defer cancel()
				if _, f := e.Run(ctx, executor.Task{}, nil); f == nil || len(s.began) != 1 {
					t.Errorf("a task that was cancelled gives %v; %d began", f, len(s.began))
				}
				<-done
			})
		})
	}
}

func TestLimitKeepsResume(t *testing.T) {
	if _, ok := executor.Limit(&slow{}, 1).(executor.Resumer); ok {
		t.Error("a limited executor resumes what the executor cannot")
	}
	synctest.Test(t, func(t *testing.T) {
		s := &slowResumer{slow{epoch: time.Now()}}
		e := executor.Limit(s, 1)
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = e.(executor.Resumer).Resume(context.Background(), executor.Task{}, nil, nil) })
		wg.Go(func() { runAll(e, 1) })
		wg.Wait()
		if s.most != 1 || len(s.began) != 2 {
			t.Errorf("%d of %d at a time, want one", s.most, len(s.began))
		}
	})
}

func TestLimitsRefuseNonsense(t *testing.T) {
	for _, f := range []func(){
		func() { executor.Limit(&slow{}, 0) },
		func() { executor.Throttle(&slow{}, 0, 1) },
		func() { executor.Throttle(&slow{}, time.Second, 0) },
	} {
		if panicText(f) == "" {
			t.Error("no panic")
		}
	}
}
