// Package watch follows executions for a person until they close: events to the progress display, Ctrl-C to a stop, the outcome to stdout,
// stderr and the exit code. It is what run and resume share.
//
// Start with watch.go, then outcome.go.
package watch
