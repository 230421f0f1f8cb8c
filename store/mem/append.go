package mem

import (
	"bytes"
	"slices"

	"github.com/stepmill/stepmill/store"
)

// Ticket tells what became of a batch that AppendAsync queued.
type Ticket struct {
	s     *Store
	batch store.Batch
	done  bool
	err   error
}

// Done reports whether the batch is settled: durable when err is nil, refused
// otherwise. A host that acts on a batch whose ticket is not done acts too
// early, and a crash will show it.
func (t *Ticket) Done() (done bool, err error) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	return t.done, t.err
}

// Append makes the batch durable, after all that are queued.
func (s *Store) Append(b store.Batch) error {
	t := s.AppendAsync(b)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !t.done {
		s.sync(len(s.queue))
	}
	return t.err
}

// AppendAsync queues a copy of the batch and returns at once, as a disk does
// that has the bytes in its cache. It becomes durable and visible with Sync. An
// invalid batch, a stopped or a closed store settles the ticket with an error.
func (s *Store) AppendAsync(b store.Batch) *Ticket {
	t := &Ticket{s: s, err: b.Validate()}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		t.err = store.ErrClosed
	case t.err != nil:
	case s.stopped != nil:
		t.err = store.Stopped(s.stopped)
	}
	if t.err != nil {
		t.done = true
		return t
	}
	t.batch = clone(b)
	s.queue = append(s.queue, t)
	return t
}

// Unsynced counts the batches that wait for Sync.
func (s *Store) Unsynced() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}

// Sync makes the n oldest queued batches durable, or all when there are fewer,
// and returns the failure that stopped the store on the way.
func (s *Store) Sync(n int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sync(min(n, len(s.queue)))
}

// Fail makes the next sync fail with err, which stops the store.
func (s *Store) Fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failure = err
}

func (s *Store) sync(n int) error {
	if n > 0 && s.failure != nil {
		s.stopped = s.failure
		s.failQueue(s.stopped)
		return s.stopped
	}
	for _, t := range s.queue[:n] {
		s.data.apply(t.batch)
		t.done, t.batch = true, store.Batch{}
	}
	s.queue = slices.Delete(s.queue, 0, n)
	return nil
}

func (s *Store) failQueue(err error) {
	for _, t := range s.queue {
		t.done, t.err, t.batch = true, err, store.Batch{}
	}
	s.queue = nil
}

// clone copies a batch, so that the caller may use its bytes again.
func clone(b store.Batch) store.Batch {
	c := store.Batch{Entries: slices.Clone(b.Entries), Rows: slices.Clone(b.Rows), Archive: slices.Clone(b.Archive)}
	for i := range c.Entries {
		c.Entries[i].Data = bytes.Clone(c.Entries[i].Data)
	}
	for i := range c.Rows {
		c.Rows[i].Key = bytes.Clone(c.Rows[i].Key)
		c.Rows[i].Value = bytes.Clone(c.Rows[i].Value)
	}
	return c
}
