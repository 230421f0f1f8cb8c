package history

import (
	"github.com/stepmill/stepmill/asl/value"
)

// Record is one decision of the interpreter. Which fields a type uses:
//
//	all                       Type At Thread; the shown ones ID Prev
//	ExecutionStarted          Input Start
//	ExecutionSucceeded        Output
//	ExecutionFailed, Aborted  Error Cause
//	…StateEntered             Name Input
//	…StateExited              Name Output Assigned Next
//	…Scheduled                Resource Input Timeout Heartbeat Role
//	…Started (task)           Resource Worker
//	TaskSubmitted             Resource Output Handle
//	…Succeeded (task)         Resource Output
//	…Failed, …TimedOut (task) Resource Error Cause
//	ParallelStateStarted      Input (of every branch)
//	MapStateStarted           Input (the items) Length Limit
//	MapIteration…             Name Index; Started also Input (of the iteration) Child
//	EvaluationFailed          Name Error Cause Location
//	waitStarted               Until
//	retryScheduled            Index (of the retrier) Until After
type Record struct {
	Type   Type
	Thread int32 // the thread of states it belongs to; 0 is the machine's own
	ID     int64 // event id, from 1 without gaps; 0 where AWS shows no event
	Prev   int64 // previousEventId
	At     int64 // Unix time in nanoseconds, never running backwards

	Name     string
	Input    value.Value
	Output   value.Value
	Assigned []value.Member // variables set on leaving a state, in the order of the definition
	Next     string         // state to go to; "" ends the thread

	Resource  string // as in the definition
	Role      string // Credentials.RoleArn
	Worker    string // name given by the activity's worker
	Handle    string // by which an executor finds its submitted work again
	Timeout   int64  // seconds, 0: none
	Heartbeat int64  // seconds, 0: none

	Error, Cause string
	Location     string

	Index  int64
	Length int64
	Limit  int64 // iterations of a Map that may run at once
	Child  int32 // thread that begins
	Until  int64 // Unix time in nanoseconds
	After  int64 // event that failed the state: previousEventId of the next attempt

	Start *Start
}
