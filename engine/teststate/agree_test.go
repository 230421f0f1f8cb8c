package teststate

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/engine/virtual"
)

// agree runs the state of a request in an execution, where the mock answers its task, and compares the end of the state.
func agree(t *testing.T, d *datadriven.TestData, req Request, got *Result) {
	t.Helper()
	m, found := asl.ParseState(&diag.Source{Text: req.Definition})
	state := m.States[0]
	for _, to := range state.Targets() { // the states that it leads to
		if m.Find(to.Text.Value) == nil {
			m.States = append(m.States, &asl.State{Name: *to.Text, Type: asl.Succeed})
		}
	}
	p, more := interp.Compile(m)
	if p == nil {
		d.Fatalf(t, "%v %v", found, more)
	}
	h := virtual.New(virtual.Config{Program: p, Now: scriptConfig().Now()})
	input := value.ObjectOf(nil)
	if req.Input != "" {
		input = value.MustParse(req.Input)
	}
	start := &history.Start{Execution: "arn", Name: "n", StateMachine: "arn", MachineName: "m", Express: true}
	if err := h.Start(start, input); err != nil {
		d.Fatalf(t, "%v", err)
	}
	if open := h.Open(); len(open) > 0 {
		if err := h.Answer(open[0].Task, mockedEvent(req.Mock, open[0].Task)); err != nil {
			d.Fatalf(t, "%v", err)
		}
	}
	if _, err := h.Idle(); err != nil { // to the end of a Wait state
		d.Fatalf(t, "%v", err)
	}
	if want := ended(t, h); want != brief(got) {
		t.Errorf("%s: the interpreter says\n%s\nand the test of the state\n%s", d.Pos, want, brief(got))
	}
}

func mockedEvent(m *Mock, task int64) interp.Event {
	if m.ErrorOutput == nil {
		return interp.TaskSucceeded{Task: task, Output: value.MustParse(*m.Result)}
	}
	return interp.TaskFailed{Task: task, Fault: &fault.Fault{Error: *m.ErrorOutput.Error, Cause: *m.ErrorOutput.Cause, Plain: true}}
}

// ended says how the first state of an execution ended.
func ended(t *testing.T, h *virtual.Host) string {
	for r, err := range h.Records() {
		switch {
		case err != nil:
			t.Fatal(err)
		case r.Type == history.RetryScheduled:
			return fmt.Sprint("retry after ", (r.Until-r.At)/int64(time.Second))
		case strings.HasSuffix(r.Type.String(), "StateExited"):
			return "exit to " + r.Next + " with " + r.Output.JSON()
		case r.Type == history.ExecutionFailed:
			_, cause, prefixed := strings.Cut(r.Cause, "(entered at the event id #2). ")
			if !prefixed {
				cause = r.Cause
			}
			return "failed by " + r.Error + ": " + cause
		}
	}
	return "nothing"
}

func brief(r *Result) string {
	switch r.Status {
	case Retriable:
		return "retry after " + r.InspectionData.Get("errorDetails").Get("retryBackoffIntervalSeconds").JSON()
	case Failed:
		return "failed by " + text(r.Error) + ": " + text(r.Cause)
	}
	return "exit to " + r.NextState + " with " + r.Output.JSON()
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
