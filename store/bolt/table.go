package bolt

import (
	"bytes"
	"context"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// Get returns the value of a row, or nil when there is none.
func (s *Store) Get(t store.Table, key []byte) ([]byte, error) {
	var value []byte
	err := s.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(tableBucket(t))
		if bucket == nil {
			return nil
		}
		if v := bucket.Get(key); v != nil {
			value = append([]byte{}, v...)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read table %s: %w", t, err)
	}
	return value, nil
}

// Scan yields the rows of a table between two keys.
func (s *Store) Scan(ctx context.Context, t store.Table, from, to []byte, reverse bool) iter.Seq2[store.Row, error] {
	return paged(ctx, func() fetch[store.Row] {
		from, to := from, to // the bounds close in as pages are read
		return func(p *page[store.Row]) error {
			err := s.view(func(tx *bbolt.Tx) error {
				bucket := tx.Bucket(tableBucket(t))
				if bucket == nil {
					return nil
				}
				if reverse {
					scanDown(bucket.Cursor(), p, t, from, to)
				} else {
					scanUp(bucket.Cursor(), p, t, from, to)
				}
				return nil
			})
			if err != nil {
				return fmt.Errorf("scan table %s: %w", t, err)
			}
			if p.full {
				last := p.rows[len(p.rows)-1].Key
				if reverse {
					to = bytes.Clone(last)
				} else {
					from = append(bytes.Clone(last), 0)
				}
			}
			return nil
		}
	})
}

func scanUp(c *bbolt.Cursor, p *page[store.Row], t store.Table, from, to []byte) {
	for k, v := c.Seek(from); k != nil; k, v = c.Next() {
		if to != nil && bytes.Compare(k, to) >= 0 || !p.add(copyRow(t, k, v), len(k)+len(v)) {
			return
		}
	}
}

func scanDown(c *bbolt.Cursor, p *page[store.Row], t store.Table, from, to []byte) {
	for k, v := seekBelow(c, to); k != nil; k, v = c.Prev() {
		if bytes.Compare(k, from) < 0 || !p.add(copyRow(t, k, v), len(k)+len(v)) {
			return
		}
	}
}

// seekBelow moves to the last key below to. Seek moves to the first key at or
// above it, or nowhere when there is none.
func seekBelow(c *bbolt.Cursor, to []byte) (k, v []byte) {
	if to == nil {
		return c.Last()
	}
	if k, _ := c.Seek(to); k == nil {
		return c.Last()
	}
	return c.Prev()
}

func copyRow(t store.Table, k, v []byte) store.Row {
	return store.Row{Table: t, Key: bytes.Clone(k), Value: append([]byte{}, v...)}
}
