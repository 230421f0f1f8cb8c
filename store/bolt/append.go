package bolt

import (
	"fmt"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// waiter is one call of Append. done and err are written under commitMu.
type waiter struct {
	batch store.Batch
	done  bool
	err   error
}

// Append queues the batch and waits for its turn to commit. Whoever gets the
// turn commits everything that is queued by then, in one transaction, so many
// callers share one fsync and a single one waits for nobody.
func (s *Store) Append(b store.Batch) error {
	if err := b.Validate(); err != nil {
		return err
	}
	w := &waiter{batch: b}
	s.queueMu.Lock()
	s.queue = append(s.queue, w)
	s.queueMu.Unlock()

	s.commitMu.Lock()
	defer s.commitMu.Unlock()
	if !w.done {
		s.commitQueue()
	}
	return w.err
}

// commitQueue answers every queued waiter. commitMu is held.
func (s *Store) commitQueue() {
	s.queueMu.Lock()
	group := s.queue
	s.queue = nil
	s.queueMu.Unlock()

	err := s.commit(group)
	for _, w := range group {
		w.done, w.err = true, err
	}
}

func (s *Store) commit(group []*waiter) error {
	if s.handle.db == nil {
		return store.ErrClosed
	}
	if s.stopped != nil {
		return store.Stopped(s.stopped)
	}
	changes := s.live.stage()
	err := s.update(func(tx *bbolt.Tx) error {
		for _, w := range group {
			if err := apply(tx, w.batch, changes); err != nil {
				return err
			}
		}
		changes.announce()
		return nil
	})
	if err != nil {
		s.stopped = fmt.Errorf("append: %w", err)
		return s.stopped
	}
	changes.settle()
	return nil
}
