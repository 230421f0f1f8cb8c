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
			`{"timestamp":1700000000.12,"type":"ExecutionStarted","id":1,"previousEventId":0,` +
				`"executionStartedEventDetails":{"input":"{ \"x\": 1}","inputDetails":{"truncated":false},"roleArn":"r"}}`,
		},
		{
			Record{Type: PassStateExited, ID: 3, Prev: 2, At: at, Name: "A", Output: value.MustParse(`1.0`), Assigned: []value.Member{{Key: "v", Value: value.Text("s")}}},
			`{"timestamp":1700000000.12,"type":"PassStateExited","id":3,"previousEventId":2,"stateExitedEventDetails":{"name":"A","output":"1.0",` +
				`"outputDetails":{"truncated":false},"assignedVariables":{"v":"\"s\""},"assignedVariablesDetails":{"truncated":false}}}`,
		},
		{
			Record{Type: TaskScheduled, ID: 3, Prev: 2, At: 0, Resource: invoke, Input: value.MustParse(`{}`), Timeout: 5, Role: "role"},
			`{"timestamp":0,"type":"TaskScheduled","id":3,"previousEventId":2,"taskScheduledEventDetails":{"resourceType":"lambda","resource":"invoke",` +
				`"region":"eu-west-1","parameters":"{}","timeoutInSeconds":5,"taskCredentials":{"roleArn":"role"}}}`,
		},
		{
			Record{Type: TaskTimedOut, ID: 3, Prev: 2, Resource: "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken", Error: "States.Timeout"},
			`{"timestamp":0,"type":"TaskTimedOut","id":3,"previousEventId":2,"taskTimedOutEventDetails":{"resourceType":"aws-sdk:sqs",` +
				`"resource":"sendMessage.waitForTaskToken","error":"States.Timeout"}}`,
		},
		{
			Record{Type: ExecutionFailed, ID: 3, Prev: 2},
			`{"timestamp":0,"type":"ExecutionFailed","id":3,"previousEventId":2,"executionFailedEventDetails":{}}`,
		},
		{
			Record{Type: MapStateSucceeded, ID: 3, Prev: 2},
			`{"timestamp":0,"type":"MapStateSucceeded","id":3,"previousEventId":2}`,
		},
		{
			Record{Type: MapIterationStarted, ID: 3, Prev: 2, Name: "M", Index: 0, Input: value.MustParse("1")},
			`{"timestamp":0,"type":"MapIterationStarted","id":3,"previousEventId":2,"mapIterationStartedEventDetails":{"name":"M","index":0}}`,
		},
	} {
		if got := (Projection{Region: "eu-west-1"}).Event(&c.record).JSON(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.record.Type, got, c.want)
		}
	}
}
