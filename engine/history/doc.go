// Package history holds the records of an execution: the decisions the interpreter made, in order. They are the log, the
// checkpoint and the history at once. The interpreter folds them into its state (engine/interp), the engine writes them to
// the store, and Project turns those that AWS shows into the events of GetExecutionHistory.
//
// A Record is one flat struct; the table in record.go says which fields each type uses. Records travel in chunks: all the
// records of one step of one execution, encoded together (codec.go), so that a payload that several of them carry (the output
// of a state is the input of the next) is written once, and the whole compressed. The encoding is a file format for ever: type numbers and
// field bits are never reused, and every chunk begins with its version.
//
// The package imports values and faults only. It must not know the interpreter, the store or a clock.
//
// Start reading at type.go, then record.go, codec.go, project.go.
package history
