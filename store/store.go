package store

import (
	"context"
	"iter"
)

// Store is what the engine writes to and answers from. It may be used by many
// goroutines. Bytes that a Store returns belong to the caller; bytes that are
// handed to Append are copied before it returns.
//
// A sequence that yields an error ends with it.
type Store interface {
	// Append makes the whole batch durable and returns, or changes nothing.
	//
	// A batch that breaks a limit is refused with ErrInvalidBatch and the store
	// goes on. Any other failure stops the store: it is returned as it is, and
	// every later Append fails with ErrStopped, which wraps it. Whether the
	// batch that failed reached the disk is known only after reopening.
	Append(Batch) error

	// Read yields the chunks of one execution whose sequence is at least from,
	// in the order they were appended: the archived ones, then the live ones.
	// It sees everything that was acknowledged before the ranging began, and not
	// what is appended meanwhile. No transaction is open while the caller works,
	// so the caller may append.
	Read(ctx context.Context, exec Number, from uint64) iter.Seq2[Chunk, error]

	// Open yields every entry of the live log in the order of its sequence.
	// Recovery folds what it yields. Entries that are appended meanwhile are not
	// seen, and such that are archived meanwhile may be missed.
	Open(ctx context.Context) iter.Seq2[OpenEntry, error]

	// Get returns the value of a row, or nil without an error when there is no
	// such row. The value of a row that exists is never nil.
	Get(t Table, key []byte) ([]byte, error)

	// Scan yields the rows of a table with from <= key < to, ascending, or
	// descending when reverse is set. A nil bound is open. Rows are fetched by
	// the page and no transaction is open while the caller works: a row that
	// changes during the scan is seen as it was or as it is, once at most.
	Scan(ctx context.Context, t Table, from, to []byte, reverse bool) iter.Seq2[Row, error]

	// Stats measures the store.
	Stats() (Stats, error)

	// Close releases the store. Every later call fails with ErrClosed; a second
	// Close does nothing.
	Close() error
}

// Number names an execution, or one child of a map run. The engine gives it
// and never gives it twice.
type Number uint64

// Table names a sorted table. A table comes to be with its first row.
type Table string

// Batch is the unit of durability: all of it or nothing of it. Its parts take
// effect in the order of the fields.
type Batch struct {
	Entries []Entry  // appended to the log in this order
	Rows    []Row    // applied in this order, so the last one of a key wins
	Archive []Number // executions whose live entries, with those above, move to the history
}

// Entry is one chunk of an execution's records on its way into the log.
type Entry struct {
	Exec Number
	Data []byte
}

// Row is one row of a table. In a Batch a nil Value deletes the row, and an
// empty one that is not nil is a value.
type Row struct {
	Table Table
	Key   []byte
	Value []byte
}

// Chunk is one entry as Read returns it.
type Chunk struct {
	Seq  uint64 // position among the entries of all executions; from 1, never reused
	Data []byte
}

// OpenEntry is one entry of the live log.
type OpenEntry struct {
	Seq  uint64
	Exec Number
	Data []byte
}

// Stats is a measurement of a Store.
type Stats struct {
	FileBytes      int64  // size of the data file, or of the data when it is in memory
	FreeBytes      int64  // part of FileBytes that is unused and could be given back by compaction
	LogEntries     int    // entries in the live log
	LiveExecutions int    // executions with entries in the live log
	LastSeq        uint64 // sequence of the newest entry ever appended, 0 before the first
}
