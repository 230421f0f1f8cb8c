package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"go.etcd.io/bbolt"
)

// Open opens the store at cfg.Path and makes it when there is none. It fails
// with ErrLocked when another process has it, ErrNewerFormat, ErrForeign,
// ErrCorrupt, ErrFull, or the system's reason why the file cannot be used.
//
// After an orderly Close it reads the live log once. After a crash it reads the
// whole file, because the list of free pages is written by Close only.
func Open(cfg Config) (*Store, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	cfg = cfg.withDefaults()
	s := &Store{cfg: cfg}
	if err := s.open(); err != nil {
		return nil, fmt.Errorf("open the store: %w", explain(cfg.Path, err))
	}
	return s, nil
}

func (s *Store) open() error {
	if err := os.MkdirAll(filepath.Dir(s.cfg.Path), 0o700); err != nil {
		return err
	}
	if err := s.inspect(); err != nil {
		return err
	}
	h, err := openFile(s.cfg, s.cfg.Path, false)
	if err != nil {
		return err
	}
	s.handle = h
	if err := s.begin(); err != nil {
		return errors.Join(err, s.release())
	}
	return nil
}

// begin makes the buckets of a new file and takes the mark of an orderly Close
// away from an old one, in the first commit.
func (s *Store) begin() error {
	// A compaction that a crash cut off leaves its copy behind.
	if err := os.Remove(compactPath(s.cfg.Path)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return s.update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{metaBucket, logBucket, historyBucket} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		meta := tx.Bucket(metaBucket)
		if err := meta.Delete(cleanKey); err != nil {
			return err
		}
		return meta.Put(formatKey, binary.BigEndian.AppendUint64(nil, formatVersion))
	})
}

// openFile opens a bbolt file and locks it. A file that was replaced by a
// compaction while it waited for the lock is let go and opened anew.
func openFile(cfg Config, path string, readOnly bool) (handle, error) {
	for {
		var h handle
		opts := options(cfg, readOnly)
		opts.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag, mode)
			h.file = f
			return f, err
		}
		err := guard(func() (err error) {
			h.db, err = bbolt.Open(path, 0o600, opts)
			if err == nil {
				h.db.AllocSize = growBytes
			}
			return err
		})
		if err != nil {
			if h.file != nil {
				_ = abandon(h.file) // bbolt has closed it, unless it broke off
			}
			return handle{}, err
		}
		same, err := isFileAt(h.file, path)
		if same {
			return h, nil
		}
		if err := errors.Join(err, h.db.Close()); err != nil {
			return handle{}, err
		}
	}
}

// growBytes is by how much a full file grows at a time. Each growth costs a
// sync of its own; bbolt's default of 16 MiB is much for a small project.
const growBytes = 4 << 20

func options(cfg Config, readOnly bool) *bbolt.Options {
	return &bbolt.Options{
		Timeout:         cfg.LockTimeout,
		NoFreelistSync:  true, // the free pages need not be written with every commit
		FreelistType:    bbolt.FreelistArrayType,
		InitialMmapSize: int(cfg.MapBytes),
		ReadOnly:        readOnly,
	}
}

// isFileAt reports whether f is still the file that path leads to.
func isFileAt(f *os.File, path string) (bool, error) {
	if runtime.GOOS == "windows" {
		return true, nil // an open file cannot be replaced there
	}
	open, err := f.Stat()
	if err != nil {
		return false, err
	}
	named, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return os.SameFile(open, named), nil
}
