// Package query asks questions of executions in CEL, the Common Expression Language (https://cel.dev): filters for lists, and assertions about
// what an execution did.
//
//	stepmill list --where 'status == "FAILED" && duration > duration("1m")'
//	assert: output.total == 3 && history.exists(e, e.type == "TaskFailed")
//
// The variables:
//
//	arn, name                  string     of the execution
//	stateMachine               string     ARN of its state machine
//	status                     string     RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED
//	type                       string     STANDARD or EXPRESS
//	error, cause               string     of an execution that failed or was aborted, else ""
//	startDate                  timestamp
//	stopDate                   timestamp  null while it runs
//	duration                   duration   from start to stop, or until now
//	now                        timestamp  when the question was asked
//	events, redrives           int
//	cutOff                     bool       its process ended before it did
//	input, output              dyn        JSON; output is null until it succeeds
//	history                    list       assertions only: GetExecutionHistory's events, their timestamp as a CEL timestamp
//
// A variable may share its name with a function: duration is the variable, duration("1m") the function; so with type. Beyond CEL's standard
// functions there are optional members (input.?retries.orValue(0)) and json(text), which reads JSON such as an event's output.
//
// JSON keeps its numbers: one without fraction or exponent is an int if it fits 64 bits, every other a double.
//
// Missing data is no error. An execution for which a filter meets a member that is not there, or computes with null, does not match, and an
// assertion does not hold and says what was missing. As in SQL, that is so for the negation too: guard it with has(input.total). Any other failure
// of an evaluation is an *EvalError.
//
// Every evaluation is bounded (limits.go), so that no expression hangs its caller.
//
// The package imports values and history records only: not the engine, which uses it.
//
// Start reading at variables.go, then program.go and filter.go; adapt.go shows JSON to CEL; explain.go says why an assertion does not hold.
package query
