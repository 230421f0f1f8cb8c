package mem

import (
	"sync"

	"github.com/stepmill/stepmill/store"
)

// Store is a store.Store in memory. Like a file, it shows durable batches only:
// one that AppendAsync has queued is neither read nor scanned before Sync.
type Store struct {
	mu      sync.Mutex
	data    data
	queue   []*Ticket // not yet durable, oldest first
	failure error     // what the next sync will fail with
	stopped error     // the failure that stopped the store
	closed  bool
}

// data is what is durable.
type data struct {
	lastSeq uint64
	log     map[uint64]store.OpenEntry     // by sequence
	order   []uint64                       // sequences of log, ascending; may name archived ones
	live    map[store.Number][]uint64      // sequences of each execution in log, ascending
	history map[store.Number][]store.Chunk // ascending
	tables  map[store.Table]*table         //
	bytes   int64                          // of all data, keys and values
}

var _ store.Store = (*Store)(nil)

// New returns an empty store.
func New() *Store {
	return &Store{data: data{
		log:     map[uint64]store.OpenEntry{},
		live:    map[store.Number][]uint64{},
		history: map[store.Number][]store.Chunk{},
		tables:  map[store.Table]*table{},
	}}
}

// Stats measures the data; FileBytes counts the bytes of all entries, keys and
// values.
func (s *Store) Stats() (store.Stats, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return store.Stats{}, store.ErrClosed
	}
	return store.Stats{
		FileBytes:      s.data.bytes,
		LogEntries:     len(s.data.log),
		LiveExecutions: len(s.data.live),
		LastSeq:        s.data.lastSeq,
	}, nil
}

// Close makes every later call fail. What AppendAsync queued is lost.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.failQueue(store.ErrClosed)
	return nil
}
