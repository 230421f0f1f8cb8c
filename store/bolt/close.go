package bolt

import (
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"
)

// Close marks the file as closed in good order and lets go of it. It waits for
// the commit and the read pages that are under way.
func (s *Store) Close() error {
	s.commitMu.Lock()
	defer s.commitMu.Unlock()
	if s.handle.db == nil {
		return nil
	}
	var err error
	if s.stopped == nil {
		err = s.markClean()
	}
	if err = errors.Join(err, s.release()); err != nil {
		return fmt.Errorf("close the store: %w", explain(s.cfg.Path, err))
	}
	return nil
}

// markClean writes the list of free pages along with the mark, so that the next
// Open need not look for them.
func (s *Store) markClean() error {
	s.handle.db.NoFreelistSync = false
	return s.update(func(tx *bbolt.Tx) error {
		return tx.Bucket(metaBucket).Put(cleanKey, []byte{1})
	})
}

// release closes the file. commitMu is held, or the store is not yet shared.
func (s *Store) release() error {
	s.handleMu.Lock()
	defer s.handleMu.Unlock()
	h := s.handle
	s.handle = handle{}
	if s.wedged {
		return abandon(h.file)
	}
	return h.db.Close()
}

// abandon closes a file that bbolt can no longer close. Its mapping stays, and
// would keep the lock along with it.
func abandon(f *os.File) error {
	return errors.Join(unlock(f), f.Close())
}
