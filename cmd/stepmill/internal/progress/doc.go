// Package progress shows an execution while it runs: on a terminal as a tree that redraws in place, in a pipe as one line for each event.
//
// Model folds the events of an execution, as the API tells them, into what is going on; Tree and Plain turn a model into lines. Both are pure
// functions of the model and the time. Only Reporter (reporter.go) writes, and has a goroutine.
//
// The package knows the events and the terminal; it must not import the engine. Start with model.go, then tree.go.
package progress
