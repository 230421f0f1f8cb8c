// Package interp is the interpreter: it decides what an execution of a state machine does next. It is pure. It has no goroutine, no clock,
// no randomness of its own and no input or output; all it knows of the world comes in as an Event with its time, and all it wants of the
// world goes out as records and commands.
//
// # How to host it
//
// A host owns an Execution and calls Step, one event at a time:
//
//	x := interp.New(program)
//	ready, err := x.Step(now, interp.Started{Start: start, Input: input})
//	store ready.Records, and wait until they are durable     // log, then act
//	run ready.Commands                                       // tasks, cancellations, the end
//	if ready.More, later: x.Step(now, interp.Continue{})     // others have their turn first
//
// Whatever a task answers becomes the next event (TaskSucceeded, TaskFailed, Heartbeat …). When Deadline has passed, the host sends Tick. One
// timer for each host is enough: the earliest deadline of its executions.
//
// # Why it recovers
//
// Inside a step, code reads the state and decides; each decision is a history.Record, and emit passes it to apply, the only function that
// changes an Execution. Recover applies the same records in the same order and so arrives at the same state, without evaluating anything
// again. What is then outstanding follows from the state (Pending), and so a host that recovered goes on exactly like one that never died.
//
// # Where to start reading
//
// step.go is the cycle of one event; enter.go and step_<state>.go say what each state type does; fail.go holds retries, catchers and what a
// failure does to its surroundings; apply*.go is what each record means. thread.go and execution.go hold the state itself.
//
// The package must not import the store, an executor or anything with a clock; a test reads its files to make sure.
package interp
