package bolt

import (
	"context"
	"iter"
)

// A page bounds how long one read transaction lives: it ends at whichever
// bound is reached first.
const (
	pageRows  = 1024
	pageBytes = 256 << 10
)

// page collects copies of rows inside one read transaction.
type page[T any] struct {
	rows  []T
	bytes int
	full  bool // there may be more
}

// add takes a row with its size and reports whether another one has room.
func (p *page[T]) add(row T, size int) bool {
	p.rows = append(p.rows, row)
	p.bytes += size
	p.full = len(p.rows) >= pageRows || p.bytes >= pageBytes
	return !p.full
}

// fetch fills the next page, in a transaction of its own.
type fetch[T any] func(*page[T]) error

// paged yields the rows of page after page, with no transaction open
// meanwhile. start begins anew each time the sequence is ranged over.
func paged[T any](ctx context.Context, start func() fetch[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		next := start()
		for {
			var p page[T]
			if err := next(&p); err != nil {
				yield(none, err)
				return
			}
			for _, row := range p.rows {
				if ctx.Err() != nil {
					yield(none, context.Cause(ctx))
					return
				}
				if !yield(row, nil) {
					return
				}
			}
			if !p.full {
				return
			}
		}
	}
}
