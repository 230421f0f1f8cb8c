package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"iter"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// Read yields the chunks of one execution: the archived ones, then the live
// ones.
func (s *Store) Read(ctx context.Context, exec store.Number, from uint64) iter.Seq2[store.Chunk, error] {
	return paged(ctx, func() fetch[store.Chunk] {
		r := reader{exec: exec, next: from}
		return func(p *page[store.Chunk]) error {
			// The positions come first: what is archived between here and the
			// transaction is then found in the history, and nothing is missed
			// in both.
			live := s.live.of(exec, r.next)
			err := s.view(func(tx *bbolt.Tx) error {
				if r.last == 0 {
					r.last = tx.Bucket(logBucket).Sequence()
				}
				if err := r.history(tx, p); err != nil || p.full {
					return err
				}
				return r.log(tx, p, live)
			})
			if err != nil {
				return fmt.Errorf("read execution %d: %w", exec, err)
			}
			return nil
		}
	})
}

// reader goes through the chunks of one execution.
type reader struct {
	exec store.Number
	next uint64 // sequence to go on from
	last uint64 // newest sequence when the reading began, so that it ends
}

// history fills the page with archived chunks.
func (r *reader) history(tx *bbolt.Tx, p *page[store.Chunk]) error {
	c := tx.Bucket(historyBucket).Cursor()
	prefix := historyKey(r.exec, 0)[:8]
	for k, v := c.Seek(historyKey(r.exec, r.next)); bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if len(k) != 16 {
			return fmt.Errorf("%w: a history key has %d bytes", store.ErrCorrupt, len(k))
		}
		seq := binary.BigEndian.Uint64(k[8:])
		if seq > r.last {
			return nil
		}
		r.next = seq + 1
		if !p.add(store.Chunk{Seq: seq, Data: append([]byte{}, v...)}, len(v)) {
			return nil
		}
	}
	return nil
}

// log fills the page with live chunks.
func (r *reader) log(tx *bbolt.Tx, p *page[store.Chunk], live []uint64) error {
	log := tx.Bucket(logBucket)
	for _, seq := range live {
		if seq < r.next {
			continue // archived since the positions were taken
		}
		if seq > r.last {
			return nil
		}
		owner, data, ok := splitLogValue(log.Get(logKey(seq)))
		if !ok || owner != r.exec {
			return fmt.Errorf("%w: log entry %d should belong to execution %d", store.ErrCorrupt, seq, r.exec)
		}
		r.next = seq + 1
		if !p.add(store.Chunk{Seq: seq, Data: append([]byte{}, data...)}, len(data)) {
			return nil
		}
	}
	return nil
}

// Open yields the live log in the order of its sequence.
func (s *Store) Open(ctx context.Context) iter.Seq2[store.OpenEntry, error] {
	return paged(ctx, func() fetch[store.OpenEntry] {
		var next, last uint64
		return func(p *page[store.OpenEntry]) error {
			err := s.view(func(tx *bbolt.Tx) error {
				if last == 0 {
					last = tx.Bucket(logBucket).Sequence()
				}
				return eachLogEntry(tx, next, func(seq uint64, exec store.Number, data []byte) bool {
					if seq > last {
						return false
					}
					next = seq + 1
					return p.add(store.OpenEntry{Seq: seq, Exec: exec, Data: append([]byte{}, data...)}, len(data))
				})
			})
			if err != nil {
				return fmt.Errorf("read the log: %w", err)
			}
			return nil
		}
	})
}

// eachLogEntry calls f for the log entries from a sequence on until it returns
// false. The data is valid inside the transaction only.
func eachLogEntry(tx *bbolt.Tx, from uint64, f func(uint64, store.Number, []byte) bool) error {
	c := tx.Bucket(logBucket).Cursor()
	for k, v := c.Seek(logKey(from)); k != nil; k, v = c.Next() {
		exec, data, ok := splitLogValue(v)
		if !ok || len(k) != 8 {
			return fmt.Errorf("%w: log entry %x has %d bytes", store.ErrCorrupt, k, len(v))
		}
		if !f(binary.BigEndian.Uint64(k), exec, data) {
			return nil
		}
	}
	return nil
}
