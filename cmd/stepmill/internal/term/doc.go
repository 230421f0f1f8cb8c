// Package term is the only one that knows what a terminal is: whether a stream is one, how wide it is, colours, tables with their two
// faces, and a block of lines that redraws in place.
//
// What is drawn is made elsewhere, by pure functions that return Lines. The package knows nothing of executions.
//
// Start with stream.go, then line.go, table.go and live.go.
package term
