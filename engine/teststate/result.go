package teststate

import (
	"github.com/stepmill/stepmill/asl/value"
)

// Status is how a tested state ended.
// Source: AWS Step Functions API Reference, TestExecutionStatus.
type Status string

// The statuses.
const (
	Succeeded   Status = "SUCCEEDED"
	Failed      Status = "FAILED"
	Retriable   Status = "RETRIABLE"    // an execution would try again
	CaughtError Status = "CAUGHT_ERROR" // a catcher leads on
)

// Result is the answer of TestState.
type Result struct {
	Status Status
	// Output is that of the state; undefined unless it succeeded or a catcher took its error.
	Output value.Value
	// Error and Cause are those of the failure; nil is absent.
	Error, Cause *string
	// NextState is where the state leads; "" if it ends.
	NextState string
	// InspectionData is an object of AWS's InspectionData; undefined at level INFO.
	InspectionData value.Value
}

// MarshalJSON writes the result as the API does: the output is a string that holds JSON.
func (r *Result) MarshalJSON() ([]byte, error) {
	var o value.ObjectBuilder
	if r.Output.IsDefined() {
		o.Set("output", value.Text(r.Output.JSON()))
	}
	setText(&o, "error", r.Error)
	setText(&o, "cause", r.Cause)
	if r.InspectionData.IsDefined() {
		o.Set("inspectionData", r.InspectionData)
	}
	if r.NextState != "" {
		o.Set("nextState", value.Text(r.NextState))
	}
	o.Set("status", value.Text(string(r.Status)))
	return o.Value().AppendJSON(nil), nil
}

func setText(o *value.ObjectBuilder, name string, s *string) {
	if s != nil {
		o.Set(name, value.Text(*s))
	}
}
