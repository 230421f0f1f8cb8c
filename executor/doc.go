// Package executor is where a Task state leaves the interpreter: an Executor carries out one task, a Mux finds the Executor
// for a Resource in the manner of http.ServeMux, and Limit and Throttle put a cap on any of them.
//
// It owns the contract between the engine and everything that does work; it does no work itself. It may import asl/value and
// asl/fault only. The executors live below it: gofunc (Go functions), lambda (local Lambda processes) and service/… (AWS
// integrations); none of them imports another.
//
// Start with executor.go, then mux.go.
package executor
