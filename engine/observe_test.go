package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store"
)

// witness keeps what it is told.
type witness struct {
	mu      sync.Mutex
	commits []Commit
}

func (w *witness) Observe(c Commit) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.commits = append(w.commits, c)
}

// told returns the types of the records of an execution and the statuses of its heads, in order.
func (w *witness) told(h Head) (types []string, statuses []interp.Status, bytes int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.commits {
		bytes += c.Bytes
		for _, s := range c.Steps {
			if s.Head.ARN != h.ARN {
				continue
			}
			statuses = append(statuses, s.Head.Status)
			for _, r := range s.Records {
				types = append(types, r.Type.String())
			}
		}
	}
	return types, slices.Compact(statuses), bytes
}

// TestObserve finds that the observer was told of everything before Wait returned, of Express executions too, whose events are not stored.
func TestObserve(t *testing.T) {
	for _, express := range []bool{false, true} {
		t.Run(fmt.Sprintf("express=%v", express), func(t *testing.T) {
			a, b := new(witness), new(witness)
			mux := executor.NewMux()
			mux.Handle(double, doubler{})
			e, err := Open(t.Context(), Config{Store: newMem(t), Executors: mux, Observer: Observers{a, b}})
			if err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			h := wait(t, e, start(t, e, StartRequest{Definition: twice, Input: value.MustParse("21"), Express: express}))
			want := []string{
				"ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded",
				"TaskStateExited", "ExecutionSucceeded",
			}
			for _, w := range []*witness{a, b} {
				types, statuses, bytes := w.told(h)
				if !slices.Equal(types, want) || !slices.Equal(statuses, []interp.Status{interp.Running, interp.Succeeded}) || bytes == 0 {
					t.Errorf("told of %v, %v, %d bytes", types, statuses, bytes)
				}
			}
		})
	}
}

// brokenStore takes nothing.
type brokenStore struct{ store.Store }

var errBroken = errors.New("the disk is full")

func (brokenStore) Append(store.Batch) error { return errBroken }

// TestObserveOnlyWhatIsDurable finds that nobody is told of what the store did not take.
func TestObserveOnlyWhatIsDurable(t *testing.T) {
	s := newMem(t)
	if _, err := openNames(t.Context(), s); err != nil { // which writes, and would fail below
		t.Fatal(err)
	}
	w := new(witness)
	e, err := Open(t.Context(), Config{Store: brokenStore{s}, Observer: w})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = e.Start(t.Context(), StartRequest{Machine: "m", Definition: hello, Input: value.MustParse("null")}); !errors.Is(err, errBroken) {
		t.Errorf("Start gives %v", err)
	}
	if err := e.Close(); !errors.Is(err, errBroken) {
		t.Errorf("Close gives %v", err)
	}
	if len(w.commits) > 0 {
		t.Errorf("told of %+v", w.commits)
	}
}

// held is an executor that tells when it has begun, and works until it is cancelled.
type held struct{ begun chan struct{} }

func (h held) Run(ctx context.Context, _ executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	close(h.begun)
	<-ctx.Done()
	return value.Value{}, executor.ErrPending
}

// TestLoad counts an execution that sleeps, one whose task waits for a worker and one whose task has an executor at work.
func TestLoad(t *testing.T) {
	const activity = `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:000000000000:activity:a", "End": true}}}`
	s := newMem(t)
	h := held{make(chan struct{})}
	e := open(t, s, map[string]executor.Executor{double: h})
	waits := start(t, e, StartRequest{Definition: activity})
	sleeps := start(t, e, StartRequest{Definition: sleepy}) // once this is durable, what the first one led to has been done
	works := start(t, e, StartRequest{Definition: twice})
	<-h.begun
	if got, want := e.Load(), (Load{Executions: 3, Activities: 1, Tasks: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, h := range []Head{sleeps, waits, works} {
		if err := e.Stop(t.Context(), h.ARN, "", ""); err != nil {
			t.Fatal(err)
		}
		if h = wait(t, e, h); h.Status != interp.Aborted || h.Error == fault.Runtime {
			t.Errorf("stopped: %+v", h)
		}
	}
	if got := e.Load(); got != (Load{}) {
		t.Errorf("got %+v, want nothing", got)
	}
}
