// Package bolt keeps a store in one bbolt file.
//
// # Reading the source
//
// layout.go draws the file: which buckets there are and what their keys are
// made of. bolt.go has the Store and says which lock guards what.
//
// Open (open.go) looks at an existing file read-only first (inspect.go): is it
// ours, can this program read it, is it whole. On that walk it lists which
// sequences of the log belong to which execution (positions.go). Then it opens
// the file for writing and removes the mark of an orderly close.
//
// Append (append.go) validates a batch, queues it, and takes the commit lock.
// Whoever holds the lock writes everything that is queued into one transaction
// (apply.go): entries at the right edge of the log, rows into their tables, and
// closed executions from the log to the history. tx.go commits it. Only then do
// the positions change and the callers return. A failure stops the store.
//
// Readers (read.go, table.go) fetch page by page (page.go), each in a short
// transaction of its own, and work on copies. bbolt makes this a matter of
// survival: a reader that stays open makes the file grow without bound, and a
// commit that must map the file again waits for it.
//
// compact.go gives unused pages back by copying, backup.go writes a snapshot,
// and close.go saves the list of free pages so that the next Open is quick.
//
// The package imports store and bbolt, and nothing else of the project.
package bolt
