package query

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// TestInterrupted: a context that has ended ends an evaluation.
func TestInterrupted(t *testing.T) {
	f, err := Compile(`[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, d > 0))))`)
	if err != nil {
		t.Fatal(err)
	}
	gone := errors.New("gone")
	ctx, cancel := context.WithCancelCause(t.Context())
	if ok, err := f.MatchContext(ctx, Execution{}); !ok || err != nil {
		t.Fatalf("before: %t, %v", ok, err)
	}
	cancel(gone)
	if _, err := f.MatchContext(ctx, Execution{}); !errors.Is(err, gone) {
		t.Fatalf("after: %v", err)
	}
}

// TestInputIsLazy: reading an input may mean reading the store, so it is read once, and only if it is asked for.
func TestInputIsLazy(t *testing.T) {
	for expr, want := range map[string]int{`status == ""`: 0, `input.n == 1 && input.n < 2`: 1, `status == "x" && input.n == 1`: 0, `input.missing == 1`: 1} {
		f, err := Compile(expr)
		if err != nil {
			t.Fatal(err)
		}
		reads := 0
		if _, err := f.Match(Execution{Input: func() value.Value { reads++; return value.MustParse(`{"n":1}`) }}); err != nil {
			t.Fatal(err)
		}
		if reads != want {
			t.Errorf("%s reads the input %d times, want %d", expr, reads, want)
		}
	}
}

// TestShared: one filter and one assertion may serve many goroutines.
func TestShared(t *testing.T) {
	a, err := CompileAssertion(`history.exists(e, e.type == "TaskFailed") && output.total == 5`)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if ok, detail, err := a.Check(outcome()); ok || err != nil || detail != "output.total == 5: output.total is 4" {
					t.Errorf("%t %q %v", ok, detail, err)
				}
			}
		})
	}
	wg.Wait()
}

// TestLongestHistory: the limit of cost leaves room for AWS's longest history.
func TestLongestHistory(t *testing.T) {
	a, err := CompileAssertion(`history.all(e, e.type != "TaskTimedOut" && e.id > 0) && history.exists(e, e.id == 25000) && history.size() == 25000`)
	if err != nil {
		t.Fatal(err)
	}
	o := Outcome{History: make([]history.Record, 25_000)}
	for i := range o.History {
		o.History[i] = history.Record{Type: history.PassStateEntered, ID: int64(i + 1), Name: "P", Input: value.MustParse(`{}`)}
	}
	if ok, detail, err := a.Check(o); !ok || err != nil {
		t.Errorf("%t %s %v", ok, detail, err)
	}
}

// TestVariablesAreDocumented: the package's documentation names every variable.
func TestVariablesAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(doc), "The variables:")
	for _, v := range Variables() {
		if !strings.Contains(list, v.Name) || v.Doc == "" || v.Type == "" {
			t.Errorf("doc.go does not name %s %s", v.Name, v.Type)
		}
	}
}
