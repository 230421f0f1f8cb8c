package protocol

import (
	"encoding/json"
	"time"
)

// Version is the version of the protocol. It changes with every change that an older program would misunderstand.
const Version = "1"

// VersionHeader is the header that carries Version.
const VersionHeader = "X-Stepmill-Version"

// Target is the service name in X-Amz-Target: Stepmill.Start, Stepmill.Find, …
const Target = "Stepmill"

// The names of errors, beside those of the AWS operations.
const (
	ErrorVersion   = "VersionMismatch" // the owner is of another version
	ErrorProject   = "ProjectMismatch" // the owner serves another project
	ErrorUnknown   = "ExecutionDoesNotExist"
	ErrorAmbiguous = "AmbiguousExecution" // several executions have names that begin so
	ErrorCutOff    = "ExecutionCutOff"    // the execution was cut off and has not been resumed
	ErrorExists    = "ExecutionAlreadyExists"
	ErrorInvalid   = "InvalidDefinition"
	ErrorInput     = "InvalidExecutionInput"
)

// StartRequest starts an execution of a definition, which need not be a state machine that the API knows.
type StartRequest struct {
	Machine    string  `json:"machine" must:"required,min=1,max=80"` // name of the state machine
	Definition string  `json:"definition" must:"required"`           // text, JSON or YAML
	File       string  `json:"file,omitempty"`                       // name of the definition in findings
	Express    bool    `json:"express,omitempty"`                    //
	Name       string  `json:"name,omitempty" must:"min=1,max=80"`   // of the execution; default: made by the owner
	Input      string  `json:"input,omitempty" must:"max=262144"`    // JSON text, kept byte for byte; default {}
	Speed      float64 `json:"speed,omitempty"`                      // divides waits and retry pauses; 0: AWS's time
	SkipWaits  bool    `json:"skipWaits,omitempty"`
	Project    string  `json:"project,omitempty"` // absolute folder of the caller's project; "" is not compared
}

// StartResponse names the execution.
type StartResponse struct {
	ARN  string `json:"arn"`
	Name string `json:"name"`
}

// FindRequest asks for an execution by its ARN, its name, or the beginning of its name if only one begins so.
type FindRequest struct {
	ID string `json:"id" must:"required,min=1"`
}

// ListRequest asks for heads, the newest first. The response is a stream of JSON lines, each a Head.
type ListRequest struct {
	Limit   int    `json:"limit,omitempty"`   // 0: all
	Before  string `json:"before,omitempty"`  // ARN of an execution: only such as began before it
	Machine string `json:"machine,omitempty"` // name of a state machine; "": all
	Status  string `json:"status,omitempty"`  // "": any
}

// Head is what is known of an execution without its history.
type Head struct {
	ARN          string    `json:"arn"`
	Name         string    `json:"name"`
	StateMachine string    `json:"stateMachine"` // name
	Type         string    `json:"type"`         // STANDARD or EXPRESS
	Status       string    `json:"status"`       // RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED
	CutOff       bool      `json:"cutOff"`       // it is RUNNING, but nothing runs it until it is resumed
	StartDate    time.Time `json:"startDate"`
	StopDate     time.Time `json:"stopDate,omitzero"`
	Error        string    `json:"error,omitempty"`
	Cause        string    `json:"cause,omitempty"`
	Output       string    `json:"output,omitempty"` // JSON text; Find and the end of Follow only
	Events       int64     `json:"events"`           // in its history; 0 while it runs
	MapRun       string    `json:"mapRun,omitempty"` // ARN of the map run whose child it is
	Redrives     int64     `json:"redrives,omitempty"`
}

// Closed reports whether the execution has ended.
func (h Head) Closed() bool { return h.Status != "RUNNING" }

// FollowRequest asks for the events of an execution as they become durable, from the first on until it closes. The response is a stream of
// JSON lines, each a FollowLine; the last one has a Head or an Error.
type FollowRequest struct {
	ARN string `json:"arn" must:"required"`
}

// FollowLine has one of its members.
type FollowLine struct {
	// Event is an event as GetExecutionHistory shows it. Our own records look alike, with a type that begins in lower case and id 0:
	//
	//	{"type": "waitStarted", "waitStartedEventDetails": {"until": "2026-01-02T03:04:05.678Z"}}
	//	{"type": "retryScheduled", "retryScheduledEventDetails": {"retrier": 0, "until": "…"}}
	Event json.RawMessage `json:"event,omitempty"`
	// Head ends the stream: the execution as it closed, with its output.
	Head *Head `json:"head,omitempty"`
	// Error ends the stream too early.
	Error *Error `json:"error,omitempty"`
}

// Error is an answer that refuses a request, as AWS's JSON 1.0 has it.
type Error struct {
	Type    string `json:"__type"`
	Message string `json:"message"`
}

func (e *Error) Error() string { return e.Type + ": " + e.Message }

// ResumeRequest resumes executions that were cut off; without ARNs all of them.
type ResumeRequest struct {
	ARNs []string `json:"arns,omitempty"`
}

// ResumeResponse has those that go on.
type ResumeResponse struct {
	Executions []Head `json:"executions"`
}

// InfoRequest asks who owns the data folder.
type InfoRequest struct{}

// Info says who owns a data folder.
type Info struct {
	Version  string `json:"version"`  // of the program
	Protocol string `json:"protocol"` // Version
	PID      int    `json:"pid"`
	Data     string `json:"data,omitempty"`    // folder; "" in memory
	Project  string `json:"project,omitempty"` // folder
	CutOff   int    `json:"cutOff"`            // executions that wait for a resume
}
