package storetest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/store"
)

func checkEmpty(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{})
	mustAppend(t, s, store.Batch{Archive: []store.Number{7}}) // nothing to move
	wantEqual(t, "read", readAll(t, s, 7), []store.Chunk{})
	wantEqual(t, "open", openAll(t, s), []store.OpenEntry{})
	wantEqual(t, "scan", scanAll(t, s, "none", false), []store.Row{})
	wantEqual(t, "scan down", scanAll(t, s, "none", true), []store.Row{})
	value, err := s.Get("none", []byte("k"))
	if value != nil || err != nil {
		t.Fatalf("get of a table that is not there: %q, %v", value, err)
	}
}

func checkLogOrder(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(2, "a"), entry(1, "b")}})
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(2, ""), entry(2, "d")}})
	check := func(s store.Store) {
		t.Helper()
		wantEqual(t, "open", openAll(t, s), []store.OpenEntry{
			{Seq: 1, Exec: 2, Data: []byte("a")}, {Seq: 2, Exec: 1, Data: []byte("b")},
			{Seq: 3, Exec: 2, Data: []byte{}}, {Seq: 4, Exec: 2, Data: []byte("d")},
		})
		wantEqual(t, "read 1", readAll(t, s, 1), []store.Chunk{chunk(2, "b")})
		wantEqual(t, "read 2", readAll(t, s, 2), []store.Chunk{chunk(1, "a"), chunk(3, ""), chunk(4, "d")})
		st, err := s.Stats()
		if err != nil || st.LogEntries != 4 || st.LiveExecutions != 2 || st.LastSeq != 4 {
			t.Fatalf("stats: %+v, %v", st, err)
		}
	}
	check(s)
	check(h.Reopen(t, s))
}

// checkLogPages reads more than any store fetches at a time, in rows and in
// bytes, half of it archived.
func checkLogPages(t *testing.T, h Harness) {
	s := h.open(t)
	const rounds, perRound = 5, 700
	var want []store.Chunk
	seq := uint64(0)
	for round := range rounds {
		b := store.Batch{}
		for i := range perRound {
			data := fmt.Sprintf("%d/%d ", round, i) + strings.Repeat("x", i*2)
			b.Entries = append(b.Entries, entry(5, data), entry(6, "other"))
			want = append(want, chunk(seq+1, data))
			seq += 2
		}
		if round == rounds/2 {
			b.Archive = []store.Number{5}
		}
		mustAppend(t, s, b)
	}
	wantEqual(t, "read", readAll(t, s, 5), want)
	st, err := s.Stats()
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, "entries by Open and by Stats", len(openAll(t, s)), st.LogEntries)
	wantEqual(t, "live entries", st.LogEntries, rounds*perRound+2*perRound)
}

func checkReadFrom(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(1, "a"), entry(9, "-"), entry(1, "b")}, Archive: []store.Number{1}})
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(9, "-"), entry(1, "c"), entry(1, "d")}})
	all := []store.Chunk{chunk(1, "a"), chunk(3, "b"), chunk(5, "c"), chunk(6, "d")}
	for from := uint64(0); from < 9; from++ {
		want := []store.Chunk{}
		for _, c := range all {
			if c.Seq >= from {
				want = append(want, c)
			}
		}
		seq := s.Read(context.Background(), 1, from)
		wantEqual(t, fmt.Sprint("read from ", from), collect(t, "read", seq), want)
		wantEqual(t, fmt.Sprint("read again from ", from), collect(t, "read", seq), want)
	}
}
