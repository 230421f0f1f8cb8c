// Package bench is the command stepmill bench: it measures the engine on this machine, in one run, and prints what it found as a table or as
// JSON. One file holds one measurement: loop.go, concurrent.go, ceiling.go, startup.go.
//
// It must not change what it measures: the engine is opened as run and serve open it, on a bbolt file with fsync on.
package bench
