package storetest

import (
	"testing"

	"github.com/stepmill/stepmill/store"
)

func checkArchive(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(1, "a"), entry(2, "b"), entry(1, "c")}})
	// The entries of the same batch move along, and a second mention is nothing.
	mustAppend(t, s, store.Batch{
		Entries: []store.Entry{entry(1, "d")},
		Rows:    []store.Row{put("heads", "1", "closed")},
		Archive: []store.Number{1, 3, 1},
	})
	check := func(s store.Store) {
		t.Helper()
		wantEqual(t, "read 1", readAll(t, s, 1), []store.Chunk{chunk(1, "a"), chunk(3, "c"), chunk(4, "d")})
		wantEqual(t, "open", openAll(t, s), []store.OpenEntry{{Seq: 2, Exec: 2, Data: []byte("b")}})
		st, err := s.Stats()
		if err != nil || st.LogEntries != 1 || st.LiveExecutions != 1 {
			t.Fatalf("stats: %+v, %v", st, err)
		}
	}
	check(s)
	check(h.Reopen(t, s))
}

// checkArchiveAgain is a redrive: a closed execution appends once more and
// closes once more. The neighbours in number keep their own chunks.
func checkArchiveAgain(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{
		Entries: []store.Entry{entry(255, "x"), entry(256, "a"), entry(257, "y")},
		Archive: []store.Number{257, 256, 255},
	})
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(256, "b")}})
	wantEqual(t, "half archived", readAll(t, s, 256), []store.Chunk{chunk(2, "a"), chunk(4, "b")})
	wantEqual(t, "open", openAll(t, s), []store.OpenEntry{{Seq: 4, Exec: 256, Data: []byte("b")}})
	mustAppend(t, s, store.Batch{Archive: []store.Number{256}})
	wantEqual(t, "archived", readAll(t, s, 256), []store.Chunk{chunk(2, "a"), chunk(4, "b")})
	wantEqual(t, "before", readAll(t, s, 255), []store.Chunk{chunk(1, "x")})
	wantEqual(t, "behind", readAll(t, s, 257), []store.Chunk{chunk(3, "y")})
	wantEqual(t, "open", openAll(t, s), []store.OpenEntry{})
}

func checkSequenceKept(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(1, "a"), entry(1, "b")}, Archive: []store.Number{1}})
	s = h.Reopen(t, s)
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(1, "c")}})
	wantEqual(t, "read", readAll(t, s, 1), []store.Chunk{chunk(1, "a"), chunk(2, "b"), chunk(3, "c")})
}
