// Package target finds what a person means by TARGET: a definition file, or the name of a state machine of the project. It also names the
// project's machines for completion, and shows findings.
//
// It runs nothing. Start with target.go.
package target
