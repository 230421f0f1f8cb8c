package records

import "github.com/stepmill/stepmill/engine/history"

// Level says which events of an execution are logged.
type Level string

// The levels.
const (
	All   Level = "ALL"
	Error Level = "ERROR"
	Fatal Level = "FATAL"
	Off   Level = "OFF"
)

// Passes reports whether a level lets an event pass: FATAL those by which an execution ends without success, ERROR also those that say that
// something in it went wrong. Source: AWS Step Functions Developer Guide, "Logging in CloudWatch Logs", log levels for event types.
func (l Level) Passes(t history.Type) bool {
	switch {
	case !t.Shown():
		return false
	case l == All:
		return true
	case l == Fatal:
		return isFatal(t)
	case l == Error:
		return isFatal(t) || isError(t)
	}
	return false
}

func isFatal(t history.Type) bool {
	return t == history.ExecutionFailed || t == history.ExecutionAborted || t == history.ExecutionTimedOut
}

func isError(t history.Type) bool {
	switch t {
	case history.FailStateEntered, history.EvaluationFailed,
		history.TaskFailed, history.TaskTimedOut, history.TaskStateAborted, history.WaitStateAborted,
		history.LambdaFunctionFailed, history.LambdaFunctionTimedOut, history.ActivityFailed, history.ActivityTimedOut,
		history.ParallelStateFailed, history.ParallelStateAborted, history.MapStateFailed, history.MapStateAborted,
		history.MapIterationFailed, history.MapIterationAborted, history.MapRunFailed, history.MapRunAborted:
		return true
	}
	return false
}
