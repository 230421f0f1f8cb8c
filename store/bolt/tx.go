package bolt

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"syscall"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"github.com/stepmill/stepmill/store"
)

// view runs f in a read transaction. f copies out what it needs and returns:
// while a reader is open no page can be freed, and a commit that must map the
// file again waits for it.
func (s *Store) view(f func(*bbolt.Tx) error) error {
	s.handleMu.RLock()
	defer s.handleMu.RUnlock()
	if s.handle.db == nil {
		return store.ErrClosed
	}
	return explain(s.cfg.Path, guard(func() error { return s.handle.db.View(f) }))
}

// update runs f in a write transaction and commits it. commitMu is held, which
// keeps the handle in place; the store is open.
func (s *Store) update(f func(*bbolt.Tx) error) error {
	s.wedged = true
	err := guard(func() error {
		err := s.handle.db.Update(f)
		s.wedged = false
		return err
	})
	return explain(s.cfg.Path, err)
}

// guard turns the panics by which bbolt reports a damaged page, and the fault
// of reading a mapped page behind the end of a shortened file, into ErrCorrupt.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", store.ErrCorrupt, r)
		}
	}()
	return f()
}

// explain adds to an error of bbolt or the system what it means for the file
// and what to do.
func explain(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case isFull(err):
		return fmt.Errorf("%w for %s: free some space and start again, everything acknowledged is kept: %w", store.ErrFull, path, err)
	case errors.Is(err, bbolterrors.ErrTimeout):
		return fmt.Errorf("%w: %s: let that process finish or stop it", store.ErrLocked, path)
	case errors.Is(err, bbolterrors.ErrInvalid), errors.Is(err, bbolterrors.ErrVersionMismatch):
		return fmt.Errorf("%w: %s: move it away or name another data folder", store.ErrForeign, path)
	case errors.Is(err, bbolterrors.ErrChecksum), errors.Is(err, store.ErrCorrupt):
		return fmt.Errorf("%s cannot be read: restore it from a backup or move it away: %w", path, err)
	}
	return err
}

// isFull recognises the errors of a full disk, of a quota and of a limit on the
// size of files. bbolt keeps only their text when it cannot let a file grow.
func isFull(err error) bool {
	for _, full := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, full) || strings.HasSuffix(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
