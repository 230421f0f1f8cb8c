package query

import (
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
)

// Execution is what a filter sees of an execution.
type Execution struct {
	ARN, Name    string
	StateMachine string // ARN
	Status       string // of AWS's ExecutionStatus
	Error, Cause string
	Type         string    // STANDARD or EXPRESS
	Start        time.Time // zero is unknown
	Stop         time.Time // zero while it runs
	Now          time.Time // ends the duration of an execution that has not stopped
	Events       int64
	Redrives     int64
	Output       value.Value        // undefined unless it succeeded
	Input        func() value.Value // called at most once an evaluation, and only by expressions that look at the input; may be nil
	CutOff       bool
}

// duration is the time the execution has taken so far, or took.
func (x *Execution) duration() time.Duration {
	end := x.Stop
	if end.IsZero() {
		end = x.Now
	}
	if end.Before(x.Start) || x.Start.IsZero() {
		return 0
	}
	return end.Sub(x.Start)
}

// Outcome is what an assertion sees: an execution and what happened in it.
type Outcome struct {
	Execution
	History []history.Record // in order; those that AWS does not show are passed over
}
