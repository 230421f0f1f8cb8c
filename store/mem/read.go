package mem

import (
	"bytes"
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/stepmill/stepmill/store"
)

// pageRows is how many rows are taken at a time under the lock.
const pageRows = 256

// Read yields the chunks of one execution: the archived ones, then the live
// ones.
func (s *Store) Read(ctx context.Context, exec store.Number, from uint64) iter.Seq2[store.Chunk, error] {
	return paged(ctx, s, func() func() []store.Chunk {
		next, last := from, uint64(0)
		return func() []store.Chunk {
			if last == 0 {
				last = s.data.lastSeq
			}
			chunks := s.data.chunks(exec, next, last, pageRows)
			if len(chunks) > 0 {
				next = chunks[len(chunks)-1].Seq + 1
			}
			return chunks
		}
	})
}

// chunks copies at most n chunks with from <= sequence <= last.
func (d *data) chunks(exec store.Number, from, last uint64, n int) []store.Chunk {
	var page []store.Chunk
	add := func(seq uint64, data []byte) bool {
		if seq > last || len(page) == n {
			return false
		}
		page = append(page, store.Chunk{Seq: seq, Data: copied(data)})
		return true
	}
	archived := d.history[exec]
	i, _ := slices.BinarySearchFunc(archived, from, func(c store.Chunk, from uint64) int { return cmp.Compare(c.Seq, from) })
	for _, c := range archived[i:] {
		if !add(c.Seq, c.Data) {
			return page
		}
	}
	live := d.live[exec]
	i, _ = slices.BinarySearch(live, from)
	for _, seq := range live[i:] {
		if !add(seq, d.log[seq].Data) {
			return page
		}
	}
	return page
}

// Open yields the live log in the order of its sequence.
func (s *Store) Open(ctx context.Context) iter.Seq2[store.OpenEntry, error] {
	return paged(ctx, s, func() func() []store.OpenEntry {
		var next, last uint64
		return func() []store.OpenEntry {
			if last == 0 {
				last = s.data.lastSeq
			}
			var page []store.OpenEntry
			i, _ := slices.BinarySearch(s.data.order, next)
			for _, seq := range s.data.order[i:] {
				e, ok := s.data.log[seq]
				if !ok {
					continue // archived
				}
				if seq > last || len(page) == pageRows {
					break
				}
				page = append(page, store.OpenEntry{Seq: seq, Exec: e.Exec, Data: copied(e.Data)})
				next = seq + 1
			}
			return page
		}
	})
}

// Get returns the value of a row, or nil when there is none.
func (s *Store) Get(t store.Table, key []byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, store.ErrClosed
	}
	rows := s.data.tables[t]
	if rows == nil {
		return nil, nil
	}
	return bytes.Clone(rows.get(key)), nil
}

// Scan yields the rows of a table between two keys.
func (s *Store) Scan(ctx context.Context, t store.Table, from, to []byte, reverse bool) iter.Seq2[store.Row, error] {
	return paged(ctx, s, func() func() []store.Row {
		from, to := from, to // the bounds close in as pages are read
		return func() []store.Row {
			rows := s.data.tables[t]
			if rows == nil {
				return nil
			}
			var found []row
			if reverse {
				if found = rows.below(from, to, pageRows); len(found) > 0 {
					to = found[len(found)-1].key
				}
			} else {
				if found = rows.above(from, to, pageRows); len(found) > 0 {
					from = append(bytes.Clone(found[len(found)-1].key), 0)
				}
			}
			page := make([]store.Row, len(found))
			for i, r := range found {
				page[i] = store.Row{Table: t, Key: copied(r.key), Value: copied(r.value)}
			}
			return page
		}
	})
}

// paged yields page after page until one is empty. Only fetching takes the
// lock. start begins anew each time the sequence is ranged over.
func paged[T any](ctx context.Context, s *Store, start func() func() []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		fetch := start()
		for {
			rows, err := locked(s, fetch)
			if err != nil {
				yield(none, err)
				return
			}
			if len(rows) == 0 {
				return
			}
			for _, row := range rows {
				if ctx.Err() != nil {
					yield(none, context.Cause(ctx))
					return
				}
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

func locked[T any](s *Store, fetch func() []T) ([]T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, store.ErrClosed
	}
	return fetch(), nil
}

// copied returns a copy that is never nil, as the bytes of a file are.
func copied(b []byte) []byte { return append([]byte{}, b...) }
