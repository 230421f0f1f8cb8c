package storetest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stepmill/stepmill/store"
)

// checkConcurrentReaders appends, archives and counts in one row while readers
// look: each must see every chunk that was acknowledged before it began, in
// order and without a hole, wherever the chunks lie at that moment.
func checkConcurrentReaders(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Rows: []store.Row{put("t", "n", string(make([]byte, 8)))}})
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for {
				if err := readOnce(s); err != nil {
					t.Error(err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for i := range 200 {
		b := store.Batch{
			Entries: []store.Entry{entry(1, fmt.Sprint(2*i)), entry(2, "-"), entry(1, fmt.Sprint(2*i+1))},
			Rows:    []store.Row{{Table: "t", Key: []byte("n"), Value: binary.BigEndian.AppendUint64(nil, uint64(2*i+2))}},
		}
		if i%3 == 0 {
			b.Archive = []store.Number{1}
		}
		mustAppend(t, s, b)
	}
	close(done)
	wg.Wait()
	wantEqual(t, "chunks", len(readAll(t, s, 1)), 400)
}

func readOnce(s store.Store) error {
	counter, err := s.Get("t", []byte("n"))
	if err != nil {
		return err
	}
	atLeast, n := binary.BigEndian.Uint64(counter), uint64(0)
	for c, err := range s.Read(context.Background(), 1, 0) {
		if err != nil {
			return err
		}
		if string(c.Data) != fmt.Sprint(n) {
			return fmt.Errorf("chunk %d is %q", n, c.Data)
		}
		n++
	}
	if n < atLeast || n%2 != 0 {
		return fmt.Errorf("saw %d chunks where %d were acknowledged, in pairs", n, atLeast)
	}
	return nil
}

// checkConcurrentWriters shows that batches of different callers do not mix:
// each batch lies in the log as one run.
func checkConcurrentWriters(t *testing.T, h Harness) {
	s := h.open(t)
	const writers, batches, run = 8, 25, 3
	var wg sync.WaitGroup
	errs := make([]error, writers)
	for w := range writers {
		wg.Go(func() {
			for b := range batches {
				e := entry(store.Number(w), fmt.Sprint(b))
				errs[w] = errors.Join(errs[w], s.Append(store.Batch{Entries: []store.Entry{e, e, e}}))
			}
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	log := openAll(t, s)
	wantEqual(t, "entries", len(log), writers*batches*run)
	next := map[store.Number]int{}
	for i := 0; i < len(log); i += run {
		exec := log[i].Exec
		for j, e := range log[i : i+run] {
			want := store.OpenEntry{Seq: uint64(i + j + 1), Exec: exec, Data: fmt.Append(nil, next[exec])}
			wantEqual(t, "entry", e, want)
		}
		next[exec]++
	}
}
