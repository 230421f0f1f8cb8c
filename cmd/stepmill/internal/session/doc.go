// Package session is how every command reaches executions: through a client of the API, which speaks either to the process that owns the data
// folder or to an engine that this process opens on it. A command cannot tell which, and need not.
//
// One process owns a data folder at a time. Open first looks for the owner's socket; without an owner it takes the folder itself, and a session
// that runs executions then listens on the socket, so that other terminals find it. No command waits for the lock of the file for longer than
// Config.Patience.
//
// It alone puts store, executors, engine and API together. Start with session.go, then local.go and error.go.
package session
