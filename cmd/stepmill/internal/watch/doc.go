// Package watch follows executions for a person until they close: events to the progress display, Ctrl-C and other signals to a stop, the outcome to stdout,
// stderr and the exit code. It is what run and resume share.
//
// Start with watch.go, then signal.go and outcome.go.
package watch
