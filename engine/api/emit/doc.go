// Package emit tells others what executions do, as AWS Step Functions does: records in CloudWatch log groups, by the logging configuration of the
// machine, and the event "Step Functions Execution Status Change" on EventBridge.
//
// An Emitter observes an engine and works behind it, on a goroutine of its own, so that nobody waits for a log. It owns the form of the records and
// events; where they go is its Config's. Start reading at emit.go, then log.go and status.go.
package emit
