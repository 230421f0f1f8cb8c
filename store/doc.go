// Package store says what durable storage must do for the engine: one log of
// every execution's records, the history of closed executions, and small
// sorted tables for everything that is looked up (heads, names, definitions).
//
// All bytes are opaque here. The engine encodes records, chooses table names
// and keys, and gives every execution a Number; the store keeps them, in order,
// all of a Batch or nothing of it.
//
// Start reading at Store, then Batch. Package store/bolt keeps the data in one
// file, store/mem keeps it in memory and can pretend to crash, and
// store/storetest is the suite that both must pass.
//
// This package imports the standard library only, and no package of the
// project.
package store
