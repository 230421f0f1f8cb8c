// Package cli holds what all commands of stepmill share: the root command, the common flags, the streams and the exit codes.
//
// A command is a package of its own with three parts: Options (its flags and what it depends on), NewCommand (declares the flags and
// nothing else) and run (the work). It returns errors; only Main turns them into messages and exit codes.
//
// It must not import a command: main puts them together. Start with main.go, then flags.go and exit.go.
package cli
