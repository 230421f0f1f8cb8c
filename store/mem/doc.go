// Package mem keeps a store in memory: for runs that need not outlive the
// process, for tests, and for the simulator, to which it lends a disk that can
// lag behind, fail and lose what was not synced.
//
// Start reading at Store (mem.go), then Append and AppendAsync (append.go) and
// CrashClone (crash.go). table.go is the sorted table below everything.
//
// Nothing here waits, reads a clock or starts a goroutine: with one caller the
// store is a function of its calls. The package imports store and the standard
// library only.
package mem
