// Package logs is the stand-in for Amazon CloudWatch Logs: groups, streams and their events in a file of their own,
// arn:aws:states:::aws-sdk:cloudwatchlogs:…, and the API in AWS's JSON protocol. An engine that logs executions writes to it with Append.
// Start reading at logs.go, then streams.go.
package logs
