package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

const (
	compactTxBytes   = 16 << 20 // bounds the memory of one transaction of the copy
	compactGrowBytes = 64 << 10 // the copy ends at most this far behind its last page
)

func compactPath(path string) string { return path + ".compact" }

// Compact copies the store to a new file without its unused pages and puts it
// in the place of the old one. Appends wait meanwhile, readers go on. Until the
// swap a failure, a cancelled context or a crash leaves the store as it was. It
// needs as much free disk as the store has data.
func (s *Store) Compact(ctx context.Context) error {
	s.commitMu.Lock()
	defer s.commitMu.Unlock()
	if s.handle.db == nil {
		return store.ErrClosed
	}
	if s.stopped != nil {
		return store.Stopped(s.stopped)
	}
	if err := s.compact(ctx); err != nil {
		return fmt.Errorf("compact the store: %w", explain(s.cfg.Path, err))
	}
	return nil
}

func (s *Store) compact(ctx context.Context) error {
	temp := compactPath(s.cfg.Path)
	if err := os.Remove(temp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	h, err := openFile(s.cfg, temp, false)
	if err != nil {
		return err
	}
	if err := s.fill(ctx, h.db); err != nil {
		return errors.Join(err, h.db.Close(), os.Remove(temp))
	}
	if err := os.Rename(temp, s.cfg.Path); err != nil {
		return errors.Join(err, h.db.Close(), os.Remove(temp))
	}

	s.handleMu.Lock()
	old := s.handle
	s.handle = h
	s.handleMu.Unlock()
	return errors.Join(syncFolder(s.cfg.Path), old.db.Close())
}

// fill copies every bucket in the order of its keys and syncs the copy once.
func (s *Store) fill(ctx context.Context, dst *bbolt.DB) error {
	dst.NoSync, dst.AllocSize = true, compactGrowBytes
	w := &copier{ctx: ctx, dst: dst}
	// Appends wait, so this long reader keeps no page from being reused.
	err := s.view(func(tx *bbolt.Tx) error { return tx.ForEach(w.copyBucket) })
	if err := errors.Join(err, w.close(err == nil)); err != nil {
		return err
	}
	dst.NoSync, dst.AllocSize = false, growBytes
	return dst.Sync()
}

// copier writes rows into transactions of a bounded size.
type copier struct {
	ctx    context.Context
	dst    *bbolt.DB
	tx     *bbolt.Tx
	name   []byte
	bucket *bbolt.Bucket
	bytes  int
}

func (c *copier) copyBucket(name []byte, from *bbolt.Bucket) error {
	c.name = name
	if err := c.next(); err != nil {
		return err
	}
	if err := c.bucket.SetSequence(from.Sequence()); err != nil {
		return err
	}
	return from.ForEach(func(k, v []byte) error {
		if c.bytes > compactTxBytes {
			if err := c.next(); err != nil {
				return err
			}
		}
		c.bytes += len(k) + len(v)
		return c.bucket.Put(k, v)
	})
}

// next commits what is written and begins a transaction in the same bucket.
func (c *copier) next() error {
	if c.ctx.Err() != nil {
		return context.Cause(c.ctx)
	}
	err := c.close(true)
	if err != nil {
		return err
	}
	if c.tx, err = c.dst.Begin(true); err != nil {
		return err
	}
	c.bytes = 0
	if c.bucket, err = c.tx.CreateBucketIfNotExists(c.name); err != nil {
		return err
	}
	c.bucket.FillPercent = 1
	return nil
}

func (c *copier) close(commit bool) error {
	tx := c.tx
	c.tx = nil
	if tx == nil {
		return nil
	}
	if commit {
		return tx.Commit()
	}
	return tx.Rollback()
}

// syncFolder makes the renaming of a file durable.
func syncFolder(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
