// Package sim runs the interpreter on a machine that goes wrong: messages come late, twice and out of order, un-synced writes are lost, the
// process dies at any commit. One 64-bit seed decides everything, so that a failure is found again by its seed.
//
// A run makes a random state machine (program.go), runs it once without faults for reference, and then in a world (world.go) whose host is as
// simple as a host can be: it steps, appends to a store, and acts on commands once the store says that they are durable. Workers answer by
// a hash of what they are asked (worker.go), so that the outcome must be the reference's whatever happens on the way. When the faults have had their
// turn they stop, and the run must then end within a bounded number of moves.
//
// One named checker watches over each of the rules (check.go):
//
//	one mutator          CheckFold       folding the records gives the live execution
//	commands from state  CheckPending    Pending agrees with the commands that were handed out
//	log, then act        CheckActs       nothing runs before its record is durable, nor after its success is
//	inputs only          CheckReplay     the same inputs give the same bytes; time never runs backwards
//	limits               CheckLimits     a step's work and a history are bounded
//	(all)                CheckIDs        event ids have no gap; previous events come before
//	(all)                CheckOutcome    status and output are those of the reference
//
// The mutation test breaks each rule on purpose in a copy of the sources and demands that its checker says so.
package sim
