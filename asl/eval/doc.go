// Package eval compiles one state of a definition and evaluates its data flow in both query languages: input and output
// processing, payload templates, Assign, Choice rules, the times of Wait and Task, the items of Map.
//
// Everything is compiled once by Compile and evaluated many times; a *State never changes and is safe for concurrent use.
// An evaluation sees only its Env and returns values or a fault of the program: no clock, no randomness and no goroutine of its
// own.
//
// It must not import engine, executor or store. Start reading at state.go (what is compiled), then complete.go (the order in which
// the fields of a state apply) and template.go (what a field is).
package eval
