package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// inspect checks an existing file before bbolt opens it for writing and lists
// the positions of the log.
//
// Opened for writing, bbolt looks for free pages in a goroutine of its own, and
// a damaged page there would end the process. So unless the file was closed in
// good order every page is visited here first, where a panic can be caught.
func (s *Store) inspect() error {
	info, err := os.Stat(s.cfg.Path)
	if errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	h, err := openFile(s.cfg, s.cfg.Path, true)
	if err != nil {
		return err
	}
	err = guard(func() error {
		return h.db.View(func(tx *bbolt.Tx) error {
			if tx.Size() > info.Size() {
				return fmt.Errorf("%w: it has %d bytes and should have %d", store.ErrCorrupt, info.Size(), tx.Size())
			}
			return s.survey(tx)
		})
	})
	return errors.Join(err, h.db.Close())
}

func (s *Store) survey(tx *bbolt.Tx) error {
	meta := tx.Bucket(metaBucket)
	if meta == nil {
		if k, _ := tx.Cursor().First(); k != nil {
			return fmt.Errorf("%w: %s is a bbolt file of another program: move it away or name another data folder", store.ErrForeign, s.cfg.Path)
		}
		return nil // a crash came between making the file and its first commit
	}
	if err := checkFormat(meta.Get(formatKey), s.cfg.Path); err != nil {
		return err
	}
	if meta.Get(cleanKey) == nil {
		if err := tx.ForEach(visitPages); err != nil {
			return err
		}
	}
	changes := s.live.stage()
	err := eachLogEntry(tx, 0, func(seq uint64, exec store.Number, _ []byte) bool {
		changes.add(exec, seq)
		return true
	})
	if err != nil {
		return err
	}
	changes.announce()
	changes.settle()
	return nil
}

func checkFormat(v []byte, path string) error {
	if len(v) != 8 {
		return fmt.Errorf("%w: the format version has %d bytes", store.ErrCorrupt, len(v))
	}
	if found := binary.BigEndian.Uint64(v); found > formatVersion {
		return &store.FormatError{Path: path, Found: found, Known: formatVersion}
	}
	return nil
}

// visitPages walks a bucket to its last page. bbolt checks each page that it
// enters and panics at a damaged one.
func visitPages(_ []byte, b *bbolt.Bucket) error {
	return b.ForEach(func(_, _ []byte) error { return nil })
}
