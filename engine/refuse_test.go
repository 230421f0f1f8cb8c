package engine

import (
	"slices"
	"sync"
	"testing"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// A task that is refused ends the execution before it is scheduled.
func TestRefuse(t *testing.T) {
	e, err := Open(t.Context(), Config{Store: newMem(t), Refuse: func(resource string, args value.Value) *fault.Fault {
		return fault.New(fault.Runtime, "No "+resource+" for "+args.JSON()+".")
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	h := wait(t, e, start(t, e, StartRequest{Definition: pressed, Input: value.MustParse("1")}))
	want := "An error occurred while executing the state 'A' (entered at the event id #2). No " + press + " for 1."
	if h.Error != fault.Runtime || h.Cause != want {
		t.Errorf("got %s: %s", h.Error, h.Cause)
	}
	if got := types(t, e, h); !slices.Equal(got, []string{"ExecutionStarted", "TaskStateEntered", "ExecutionFailed"}) {
		t.Errorf("the history is %v", got)
	}
}

// Of many starts with one name at a time one starts the execution, and each of the others is told which one that is.
func TestStartOneName(t *testing.T) {
	e := open(t, newMem(t), nil)
	var group sync.WaitGroup
	heads, errs := make([]Head, 20), make([]error, 20)
	for i := range heads {
		group.Go(func() {
			heads[i], errs[i] = e.Start(t.Context(), StartRequest{Machine: "m", Definition: sleepy, Name: "one", Input: value.MustParse("{}")})
		})
	}
	group.Wait()
	started := 0
	for i, h := range heads {
		if errs[i] == nil {
			started++
		}
		if h.ARN != heads[0].ARN || h.Number != heads[0].Number {
			t.Errorf("start %d gave %+v and start 0 gave %+v", i, h, heads[0])
		}
	}
	if started != 1 {
		t.Errorf("%d starts succeeded", started)
	}
}
