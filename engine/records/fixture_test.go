package records

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// jumpClock is time that passes only where somebody waits for it: a timer that is set for up to an hour has run out. Longer ones, which guard
// against what hangs, never do.
type jumpClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *jumpClock {
	return &jumpClock{now: time.Date(2026, 1, 2, 3, 4, 5, 678e6, time.UTC)}
}

func (c *jumpClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *jumpClock) NewTimer() engine.Timer { return &jumpTimer{c, make(chan time.Time, 1)} }

type jumpTimer struct {
	clock *jumpClock
	c     chan time.Time
}

func (t *jumpTimer) C() <-chan time.Time { return t.c }
func (t *jumpTimer) Stop()               {}
func (t *jumpTimer) Reset(d time.Duration) {
	if d > time.Hour {
		return
	}
	t.clock.mu.Lock()
	t.clock.now = t.clock.now.Add(d)
	t.clock.mu.Unlock()
	select {
	case t.c <- t.clock.Now():
	default:
	}
}

// memo is a Sink, and a taker of events, that keeps what it gets as lines of text.
type memo struct {
	mu   sync.Mutex
	text strings.Builder
}

func (m *memo) Log(group, stream string, lines []Line) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range lines {
		fmt.Fprintf(&m.text, "%s %s %d %s\n", group, stream, l.Time.UnixMilli(), l.Message)
	}
	return nil
}

func (m *memo) Emit(_ context.Context, event value.Value) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fmt.Fprintln(&m.text, event.Compact())
}

// Run is the executor of the tests: it gives a task back its parameters, or the fault that they ask for.
func (m *memo) Run(_ context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	if name := t.Parameters.Get("Throw").Str(); name != "" {
		return value.Value{}, fault.New(name, "as asked")
	}
	return t.Parameters, nil
}

// fixture is an engine with a recorder. What they tell is in logs and events once end has been called.
type fixture struct {
	engine       *engine.Engine
	end          func()
	logs, events memo
}

func newFixture(t *testing.T, how Logging) *fixture {
	t.Helper()
	f := &fixture{}
	clock, s := newClock(), mem.New()
	r, err := New(Config{
		Logging: func(*engine.Head) Logging { return how }, Sinks: []Sink{&f.logs}, Events: f.events.Emit, Now: clock.Now,
		Input: func(ctx context.Context, h engine.Head) (string, error) { return f.engine.Input(ctx, h) },
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := executor.NewMux()
	mux.Handle("arn:aws:states:::sqs:sendMessage", &f.logs)
	f.engine, err = engine.Open(t.Context(), engine.Config{Store: s, Executors: mux, Clock: clock, Observer: r, Shards: 1})
	if err != nil {
		t.Fatal(err)
	}
	f.end = sync.OnceFunc(func() {
		for _, c := range []func() error{f.engine.Close, r.Close, s.Close} {
			if err := c(); err != nil {
				t.Error(err)
			}
		}
		if n := r.Dropped(); n > 0 {
			t.Errorf("%d records were lost", n)
		}
	})
	t.Cleanup(f.end)
	return f
}

// run runs an execution to its end and closes everything.
func (f *fixture) run(t *testing.T, req engine.StartRequest) engine.Head {
	t.Helper()
	h, err := f.engine.Start(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if h, err = f.engine.Wait(t.Context(), h.ARN); err != nil {
		t.Fatal(err)
	}
	f.end()
	return h
}
