// Package records tells the outside what executions did, as AWS does: execution log records as in CloudWatch Logs, for the state machines that
// are configured to have them, and "Step Functions Execution Status Change" events as in EventBridge.
//
// A Recorder is an engine.Observer with a goroutine of its own, so that who takes the records never holds up the engine. What it delivers is
// durable in the engine's store already; like AWS's, the delivery is at best effort: what waits when the process is killed, or finds more
// waiting than Config.Backlog, is lost, and the loss is counted.
//
// Start reading at recorder.go, then line.go (a log record), level.go (which of them a level lets pass) and status.go (an event). files.go writes
// log records to a folder.
//
// The package must not import a service's stand-in, a server or a command line: what they offer comes in by Config.
package records
