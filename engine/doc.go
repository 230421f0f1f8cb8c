// Package engine runs executions durably on one machine. It is the public Go API: Open, Start, Wait, Stop, Resume, Close.
//
// # How it works
//
// A few shards, each one goroutine, own the live executions and step them through the pure interpreter (engine/interp). What a step decided
// goes to the writer, one goroutine that commits whatever is queued as one batch of the store and only then carries out the commands: log,
// then act. Tasks run on goroutines of their own and report back to the shard. Nothing is timed but by the clock in Config, and each shard has
// one timer, for the earliest deadline of its executions.
//
//	Start, tokens ──▶ shard ──records──▶ writer ──commit──▶ store
//	      ▲             ▲                   │
//	      │             └───answers─── executors ◀──commands──┘
//	      └──────────────durable────────────┘
//
// What the API answers (Describe, List, History, Follow) it reads from the store, never from memory that runs ahead of it.
//
// # Where to start reading
//
// engine.go, start.go, shard.go, writer.go, act.go, in that order; then task.go (executors), recover.go (after a crash), read.go (answers),
// observe.go (what logs and metrics are told).
//
// The package must not import asl/check, a server or a command line.
package engine
