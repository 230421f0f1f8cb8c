package history

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// Projection turns records into the events of AWS's GetExecutionHistory.
// Source: AWS Step Functions API Reference, HistoryEvent.
type Projection struct {
	Region   string // for taskScheduledEventDetails
	OmitData bool   // includeExecutionData: false
}

var notTruncated = value.ObjectOf([]value.Member{{Key: "truncated", Value: value.False}})

// Event returns the event of a record that AWS shows (Type.Shown), as the API's JSON: its members stand in alphabetical order, as AWS writes
// them.
func (p Projection) Event(r *Record) value.Value {
	members := []value.Member{
		{Key: "id", Value: value.Int(r.ID)},
		{Key: "previousEventId", Value: value.Int(r.Prev)},
		{Key: "timestamp", Value: EpochSeconds(r.At)},
		{Key: "type", Value: value.Text(r.Type.String())},
	}
	if key := detailsKey(r.Type); key != "" {
		members = append(members, value.Member{Key: key, Value: p.Details(r)})
	}
	slices.SortFunc(members, func(a, b value.Member) int { return strings.Compare(a.Key, b.Key) })
	return value.ObjectOf(members)
}

// EpochSeconds returns Unix nanoseconds as AWS's JSON timestamps: seconds with the milliseconds as a fraction.
func EpochSeconds(ns int64) value.Value {
	ms := time.Duration(ns) / time.Millisecond
	text := strconv.FormatInt(int64(ms/1000), 10)
	if frac := int(ms % 1000); frac != 0 {
		text += "." + strings.TrimRight(strconv.Itoa(1000 + frac)[1:], "0")
	}
	return value.NumberText(text)
}

// detailsKey returns the member that holds a type's details, "" for the types that have none.
func detailsKey(t Type) string {
	switch {
	case t.Entered():
		return "stateEnteredEventDetails"
	case t.Exited():
		return "stateExitedEventDetails"
	}
	switch t {
	case TaskStateAborted, WaitStateAborted, MapStateAborted, ParallelStateAborted, LambdaFunctionStarted, ParallelStateStarted,
		ParallelStateSucceeded, ParallelStateFailed, MapStateSucceeded, MapStateFailed, MapRunSucceeded, MapRunAborted:
		return ""
	}
	name := t.String()
	return strings.ToLower(name[:1]) + name[1:] + "EventDetails"
}

// Details returns the details of a shown record.
func (p Projection) Details(r *Record) value.Value {
	d := details{OmitData: p.OmitData}
	switch r.Type {
	case ExecutionStarted:
		d.payload("input", r.Input)
		d.text("roleArn", r.Start.Role)
		d.text("stateMachineAliasArn", r.Start.MachineAlias)
		d.text("stateMachineVersionArn", r.Start.MachineVersion)
	case ExecutionRedriven:
		d.Set("redriveCount", value.Int(r.Index))
	case MapStateStarted:
		d.Set("length", value.Int(r.Length))
	case MapIterationStarted, MapIterationSucceeded, MapIterationFailed, MapIterationAborted:
		d.text("name", r.Name)
		d.Set("index", value.Int(r.Index))
	case MapRunStarted:
		d.text("mapRunArn", r.Resource)
	case MapRunRedriven:
		d.text("mapRunArn", r.Resource)
		d.Set("redriveCount", value.Int(r.Index))
	case EvaluationFailed:
		d.text("state", r.Name)
		d.failure(r)
		d.text("location", r.Location)
	case TaskScheduled, LambdaFunctionScheduled, ActivityScheduled:
		d.scheduled(r, p.Region)
	case ActivityStarted:
		d.text("workerName", r.Worker)
	default:
		d.rest(r)
	}
	return d.Value()
}

// rest writes the details that follow from a type's family: the name of a state, its data, what a task answered.
func (d *details) rest(r *Record) {
	switch {
	case r.Type.Entered():
		d.Set("name", value.Text(r.Name))
		d.payload("input", r.Input)
	case r.Type.Exited():
		d.Set("name", value.Text(r.Name))
		d.payload("output", r.Output)
		d.assigned(r.Assigned)
	default:
		if r.Type >= TaskScheduled && r.Type <= TaskTimedOut {
			d.resource(r.Resource)
		}
		d.payload("output", r.Output)
		d.failure(r)
	}
}

// details builds the details of one event.
type details struct {
	value.ObjectBuilder
	OmitData bool
}

func (d *details) text(key, s string) {
	if s != "" {
		d.Set(key, value.Text(s))
	}
}

func (d *details) seconds(key string, n int64) {
	if n != 0 {
		d.Set(key, value.Int(n))
	}
}

// payload writes a payload as the string of its JSON, with the marker that it is whole.
func (d *details) payload(key string, v value.Value) {
	if !v.IsDefined() || d.OmitData {
		return
	}
	d.Set(key, value.Text(v.JSON()))
	d.Set(key+"Details", notTruncated)
}

func (d *details) failure(r *Record) {
	d.text("error", r.Error)
	d.text("cause", r.Cause)
}

func (d *details) assigned(vars []value.Member) {
	if len(vars) == 0 || d.OmitData {
		return
	}
	texts := make([]value.Member, len(vars))
	for i, m := range vars {
		texts[i] = value.Member{Key: m.Key, Value: value.Text(m.Value.JSON())}
	}
	d.Set("assignedVariables", value.ObjectOf(texts))
	d.Set("assignedVariablesDetails", notTruncated)
}

// resource splits the ARN of an integration (arn:aws:states:::sqs:sendMessage.waitForTaskToken) into the two names that AWS shows: sqs
// and sendMessage.waitForTaskToken. For the SDK integrations the first is aws-sdk:<service>.
func (d *details) resource(arn string) {
	kind, name := SplitResource(arn)
	d.Set("resourceType", value.Text(kind))
	d.Set("resource", value.Text(name))
}

func (d *details) scheduled(r *Record, region string) {
	if r.Type == TaskScheduled {
		d.resource(r.Resource)
		d.text("region", region)
		d.Set("parameters", value.Text(r.Input.JSON()))
	} else {
		d.Set("resource", value.Text(r.Resource))
		d.payload("input", r.Input)
	}
	d.seconds("timeoutInSeconds", r.Timeout)
	if r.Type != LambdaFunctionScheduled {
		d.seconds("heartbeatInSeconds", r.Heartbeat)
	}
	if r.Role != "" {
		d.Set("taskCredentials", value.ObjectOf([]value.Member{{Key: "roleArn", Value: value.Text(r.Role)}}))
	}
}

// SplitResource splits the ARN of a service integration into resourceType and resource, as AWS's task events name them.
func SplitResource(arn string) (kind, name string) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		return "", arn
	}
	rest := parts[5]
	service, action, ok := strings.Cut(rest, ":")
	if !ok {
		return "", rest
	}
	if service == "aws-sdk" {
		api, call, _ := strings.Cut(action, ":")
		return service + ":" + api, call
	}
	return service, action
}
