// Package registry keeps what the API creates beside executions: state machines with their versions, aliases and tags, and activities. Each is
// a row of a store's table, written before the call returns.
//
// It holds the rules about identity: when a second creation is the same one, when a revision is new, what a version or an alias may name. It
// knows no wire format, and names what is wrong by sentinel errors; it does not check definitions. It imports the store only.
//
// Start reading at registry.go, then machine.go.
package registry
