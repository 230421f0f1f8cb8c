// Package history is the command stepmill history: the events of an execution, as a table or exactly as AWS's GetExecutionHistory gives them.
//
// Start with history.go; row.go words an event.
package history
