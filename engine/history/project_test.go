package history

import (
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

// TestProjection compares events with the JSON that AWS's API gives.
func TestProjection(t *testing.T) {
	const invoke = "arn:aws:states:::lambda:invoke"
	at := int64(1700000000_120_000_000)
	for _, c := range []struct {
		record Record
		want   string
	}{
		{
			Record{Type: ExecutionStarted, ID: 1, At: at, Input: value.MustParse(`{ "x": 1}`), Start: &Start{Role: "r"}},
			`{"executionStartedEventDetails":{"input":"{ \"x\": 1}","inputDetails":{"truncated":false},"roleArn":"r"},"id":1,"previousEventId":0,"timestamp":1700000000.12,"type":"ExecutionStarted"}`,
		},
		{
			Record{Type: PassStateExited, ID: 3, Prev: 2, At: at, Name: "A", Output: value.MustParse(`1.0`), Assigned: []value.Member{{Key: "v", Value: value.Text("s")}}},
			`{"id":3,"previousEventId":2,"stateExitedEventDetails":{"name":"A","output":"1.0",` +
				`"outputDetails":{"truncated":false},"assignedVariables":{"v":"\"s\""},"assignedVariablesDetails":{"truncated":false}},"timestamp":1700000000.12,"type":"PassStateExited"}`,
		},
		{
			Record{Type: TaskScheduled, ID: 3, Prev: 2, At: 0, Resource: invoke, Input: value.MustParse(`{}`), Timeout: 5, Role: "role"},
			`{"id":3,"previousEventId":2,"taskScheduledEventDetails":{"resourceType":"lambda","resource":"invoke",` +
				`"region":"eu-west-1","parameters":"{}","timeoutInSeconds":5,"taskCredentials":{"roleArn":"role"}},"timestamp":0,"type":"TaskScheduled"}`,
		},
		{
			Record{Type: TaskTimedOut, ID: 3, Prev: 2, Resource: "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken", Error: "States.Timeout"},
			`{"id":3,"previousEventId":2,"taskTimedOutEventDetails":{"resourceType":"aws-sdk:sqs",` +
				`"resource":"sendMessage.waitForTaskToken","error":"States.Timeout"},"timestamp":0,"type":"TaskTimedOut"}`,
		},
		{
			Record{Type: ExecutionFailed, ID: 3, Prev: 2},
			`{"executionFailedEventDetails":{},"id":3,"previousEventId":2,"timestamp":0,"type":"ExecutionFailed"}`,
		},
		{
			Record{Type: MapStateSucceeded, ID: 3, Prev: 2},
			`{"id":3,"previousEventId":2,"timestamp":0,"type":"MapStateSucceeded"}`,
		},
		{
			Record{Type: MapIterationStarted, ID: 3, Prev: 2, Name: "M", Index: 0, Input: value.MustParse("1")},
			`{"id":3,"mapIterationStartedEventDetails":{"name":"M","index":0},"previousEventId":2,"timestamp":0,"type":"MapIterationStarted"}`,
		},
	} {
		if got := (Projection{Region: "eu-west-1"}).Event(&c.record).JSON(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.record.Type, got, c.want)
		}
	}
}
