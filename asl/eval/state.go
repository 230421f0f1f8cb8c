package eval

import (
	"time"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// State is one compiled state.
type State struct{}

// Compile compiles the data flow of s and returns all findings at once. The state is usable only if the list has no errors.
// Findings have no Source: the caller knows the file.
func Compile(s *asl.State) (*State, diag.List) { return &State{}, nil }

// EffectiveInput applies InputPath to the raw input; a JSONata state sees the raw input.
func (s *State) EffectiveInput(e *Env) (value.Value, *fault.Fault) { return e.Input, nil }

// Arguments evaluates Parameters or Arguments of a Task or Parallel state; default is the effective input.
func (s *State) Arguments(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	return effective, nil
}

// Pass gives the result of a Pass state: Result, or Parameters, or the effective input.
func (s *State) Pass(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	return effective, nil
}

// Complete turns the result of a state into its outcome.
func (s *State) Complete(e *Env, effective, result value.Value) (Outcome, *fault.Fault) {
	return Outcome{Output: result}, nil
}

// Caught turns a fault that catcher number catcher caught into the outcome of the state.
func (s *State) Caught(e *Env, catcher int, f *fault.Fault) (Outcome, *fault.Fault) {
	return Outcome{Output: e.Input}, nil
}

// Choose returns the number of the first rule that matches and its outcome. Rule -1 means that none matched: the outcome is
// then that of the state itself, which goes to Default.
func (s *State) Choose(e *Env, effective value.Value) (rule int, out Outcome, f *fault.Fault) {
	return -1, Outcome{Output: effective}, nil
}

// WaitUntil returns the time at which a Wait state that was entered at the given time ends; a time in the past means no wait.
func (s *State) WaitUntil(e *Env, effective value.Value, entered time.Time) (time.Time, *fault.Fault) {
	return entered, nil
}

// Failure returns the Error and Cause of a Fail state; nil is absent.
func (s *State) Failure(e *Env) (name, cause *string, f *fault.Fault) { return nil, nil, nil }

// Timeout returns the time-out of a Task state in seconds; 0 is none.
func (s *State) Timeout(e *Env, effective value.Value) (int64, *fault.Fault) { return 0, nil }

// Heartbeat returns the heartbeat interval of a Task state in seconds; 0 is none.
func (s *State) Heartbeat(e *Env, effective value.Value) (int64, *fault.Fault) { return 0, nil }

// Credentials returns the role that a Task state assumes; "" is none.
func (s *State) Credentials(e *Env, effective value.Value) (roleARN string, f *fault.Fault) {
	return "", nil
}

// Items returns what a Map state iterates over: an array or, for a distributed Map only, an object whose members are the items.
func (s *State) Items(e *Env, effective value.Value) (value.Value, *fault.Fault) {
	return effective, nil
}

// Item returns the input of one iteration: ItemSelector (or the Parameters of a legacy Map) evaluated with a context object
// that has Map.Item, or the item itself.
func (s *State) Item(e *Env, effective, item value.Value) (value.Value, *fault.Fault) {
	return item, nil
}

// MaxConcurrency returns the limit of a Map state; 0 is none given.
func (s *State) MaxConcurrency(e *Env, effective value.Value) (int64, *fault.Fault) { return 0, nil }

// Retriers returns the compiled Retry field. The caller must not change it.
func (s *State) Retriers() []Retrier { return nil }

// Catchers returns the compiled Catch field. The caller must not change it.
func (s *State) Catchers() []Catcher { return nil }

// Variables returns the names of the variables that the state reads, sorted.
func (s *State) Variables() []string { return nil }
