// Package run is the command stepmill run: it starts an execution of a definition and waits for it.
//
// Start with run.go; input.go reads --input. What happens while the execution runs is in internal/watch.
package run
