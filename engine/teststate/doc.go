// Package teststate tests one state at a time, as AWS's TestState does: it takes a definition, an input and perhaps a mock in place of the
// state's work, and says how the state ends, where it leads and what its data flow did on the way.
//
// A tested state is evaluated once. It is not retried, its branches and iterations never run, and it has no history; a mock, a context object
// or a retry count take the place of what an execution would have brought along. So the package evaluates the state with asl/eval, which is
// also all that the interpreter knows of data flow, and a test holds the two against each other.
//
// A request that AWS refuses gives *Error; a state that fails is a Result.
//
// The package must not import the engine or a store. Start reading at request.go and run.go; step.go, task.go and mapping.go do the work,
// inspection.go says what a caller sees of it.
package teststate
