package history

// Type is the type of a record. The numbers are part of the file format and are never reused.
type Type uint8

// Types that AWS shows as history events, by family. AWS's names are in the table below.
// Source: AWS Step Functions API Reference, HistoryEvent.
const (
	ExecutionStarted   Type = 1
	ExecutionSucceeded Type = 2
	ExecutionFailed    Type = 3
	ExecutionAborted   Type = 4
	ExecutionTimedOut  Type = 5
	ExecutionRedriven  Type = 6

	PassStateEntered     Type = 10
	PassStateExited      Type = 11
	TaskStateEntered     Type = 12
	TaskStateExited      Type = 13
	TaskStateAborted     Type = 14
	ChoiceStateEntered   Type = 15
	ChoiceStateExited    Type = 16
	WaitStateEntered     Type = 17
	WaitStateExited      Type = 18
	WaitStateAborted     Type = 19
	SucceedStateEntered  Type = 20
	SucceedStateExited   Type = 21
	FailStateEntered     Type = 22
	ParallelStateEntered Type = 23
	ParallelStateExited  Type = 24
	ParallelStateAborted Type = 25
	MapStateEntered      Type = 26
	MapStateExited       Type = 27
	MapStateAborted      Type = 28

	TaskScheduled Type = 40
	TaskStarted   Type = 41
	TaskSubmitted Type = 42
	TaskSucceeded Type = 43
	TaskFailed    Type = 44
	TaskTimedOut  Type = 45

	LambdaFunctionScheduled Type = 50
	LambdaFunctionStarted   Type = 51
	LambdaFunctionSucceeded Type = 52
	LambdaFunctionFailed    Type = 53
	LambdaFunctionTimedOut  Type = 54

	ActivityScheduled Type = 60
	ActivityStarted   Type = 61
	ActivitySucceeded Type = 62
	ActivityFailed    Type = 63
	ActivityTimedOut  Type = 64

	ParallelStateStarted   Type = 70
	ParallelStateSucceeded Type = 71
	ParallelStateFailed    Type = 72

	MapStateStarted       Type = 80
	MapStateSucceeded     Type = 81
	MapStateFailed        Type = 82
	MapIterationStarted   Type = 83
	MapIterationSucceeded Type = 84
	MapIterationFailed    Type = 85
	MapIterationAborted   Type = 86
	MapRunStarted         Type = 87
	MapRunSucceeded       Type = 88
	MapRunFailed          Type = 89
	MapRunAborted         Type = 90
	MapRunRedriven        Type = 91

	EvaluationFailed Type = 100
)

// Types that AWS does not show. They carry what a recovery needs and have no event id.
const (
	// WaitStarted: a Wait state sleeps until Until.
	WaitStarted Type = 200
	// RetryScheduled: the state failed, its retrier Index matched, and the next attempt begins at Until.
	RetryScheduled Type = 201
	// HeartbeatReceived: the task of this thread is alive.
	HeartbeatReceived Type = 202
)

// names are AWS's names of the types it shows, ours for the rest.
var names = [256]string{
	ExecutionStarted: "ExecutionStarted", ExecutionSucceeded: "ExecutionSucceeded", ExecutionFailed: "ExecutionFailed",
	ExecutionAborted: "ExecutionAborted", ExecutionTimedOut: "ExecutionTimedOut", ExecutionRedriven: "ExecutionRedriven",

	PassStateEntered: "PassStateEntered", PassStateExited: "PassStateExited",
	TaskStateEntered: "TaskStateEntered", TaskStateExited: "TaskStateExited", TaskStateAborted: "TaskStateAborted",
	ChoiceStateEntered: "ChoiceStateEntered", ChoiceStateExited: "ChoiceStateExited",
	WaitStateEntered: "WaitStateEntered", WaitStateExited: "WaitStateExited", WaitStateAborted: "WaitStateAborted",
	SucceedStateEntered: "SucceedStateEntered", SucceedStateExited: "SucceedStateExited", FailStateEntered: "FailStateEntered",
	ParallelStateEntered: "ParallelStateEntered", ParallelStateExited: "ParallelStateExited", ParallelStateAborted: "ParallelStateAborted",
	MapStateEntered: "MapStateEntered", MapStateExited: "MapStateExited", MapStateAborted: "MapStateAborted",

	TaskScheduled: "TaskScheduled", TaskStarted: "TaskStarted", TaskSubmitted: "TaskSubmitted",
	TaskSucceeded: "TaskSucceeded", TaskFailed: "TaskFailed", TaskTimedOut: "TaskTimedOut",
	LambdaFunctionScheduled: "LambdaFunctionScheduled", LambdaFunctionStarted: "LambdaFunctionStarted",
	LambdaFunctionSucceeded: "LambdaFunctionSucceeded", LambdaFunctionFailed: "LambdaFunctionFailed",
	LambdaFunctionTimedOut: "LambdaFunctionTimedOut",
	ActivityScheduled:      "ActivityScheduled", ActivityStarted: "ActivityStarted", ActivitySucceeded: "ActivitySucceeded",
	ActivityFailed: "ActivityFailed", ActivityTimedOut: "ActivityTimedOut",

	ParallelStateStarted: "ParallelStateStarted", ParallelStateSucceeded: "ParallelStateSucceeded", ParallelStateFailed: "ParallelStateFailed",
	MapStateStarted: "MapStateStarted", MapStateSucceeded: "MapStateSucceeded", MapStateFailed: "MapStateFailed",
	MapIterationStarted: "MapIterationStarted", MapIterationSucceeded: "MapIterationSucceeded",
	MapIterationFailed: "MapIterationFailed", MapIterationAborted: "MapIterationAborted",
	MapRunStarted: "MapRunStarted", MapRunSucceeded: "MapRunSucceeded", MapRunFailed: "MapRunFailed",
	MapRunAborted: "MapRunAborted", MapRunRedriven: "MapRunRedriven",
	EvaluationFailed: "EvaluationFailed",

	WaitStarted: "waitStarted", RetryScheduled: "retryScheduled", HeartbeatReceived: "heartbeatReceived",
}

// String returns AWS's name of the event type.
func (t Type) String() string { return names[t] }

// Shown reports whether AWS shows records of this type as history events; only those have an event id.
func (t Type) Shown() bool { return t < 200 && names[t] != "" }

// Known reports whether t is a type of this version of the format.
func (t Type) Known() bool { return names[t] != "" }

// Closes reports whether t is the last event of an execution (until it is redriven).
func (t Type) Closes() bool { return t >= ExecutionSucceeded && t <= ExecutionTimedOut }

// Entered reports whether t is one of the eight …StateEntered types.
func (t Type) Entered() bool {
	switch t {
	case PassStateEntered, TaskStateEntered, ChoiceStateEntered, WaitStateEntered, SucceedStateEntered, FailStateEntered,
		ParallelStateEntered, MapStateEntered:
		return true
	}
	return false
}

// Exited reports whether t is one of the seven …StateExited types.
func (t Type) Exited() bool {
	switch t {
	case PassStateExited, TaskStateExited, ChoiceStateExited, WaitStateExited, SucceedStateExited, ParallelStateExited, MapStateExited:
		return true
	}
	return false
}
