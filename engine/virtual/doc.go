// Package virtual hosts executions on one goroutine under a virtual clock: nothing waits, and a run is the same every time. When an execution
// is idle, the clock jumps to its next deadline. It is what the interpreter's scripts and users' tests run on.
//
// A Host keeps what an execution wrote as encoded chunks, as a store would, and can forget all else (Crash), so that every script can ask
// whether a recovered execution goes on as the live one would have.
//
// It must not start goroutines, read a clock or import a store. Start reading at host.go.
package virtual
