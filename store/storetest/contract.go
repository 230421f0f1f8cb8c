package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/stepmill/stepmill/store"
)

func checkCopies(t *testing.T, h Harness) {
	s := h.open(t)
	data, key, value := []byte("data"), []byte("key"), []byte("value")
	mustAppend(t, s, store.Batch{
		Entries: []store.Entry{{Exec: 1, Data: data}, {Exec: 2, Data: data}},
		Rows:    []store.Row{{Table: "t", Key: key, Value: value}},
		Archive: []store.Number{2},
	})
	for _, b := range [][]byte{data, key, value} {
		clear(b)
	}
	for range 2 { // the second time round sees what the first one overwrote, if anything
		for _, exec := range []store.Number{1, 2} {
			for _, c := range readAll(t, s, exec) {
				wantEqual(t, "chunk", string(c.Data), "data")
				clear(c.Data)
			}
		}
		for _, e := range openAll(t, s) {
			wantEqual(t, "entry", string(e.Data), "data")
			clear(e.Data)
		}
		for _, r := range scanAll(t, s, "t", false) {
			wantEqual(t, "row", string(r.Key)+"="+string(r.Value), "key=value")
			clear(r.Key)
			clear(r.Value)
		}
		got, err := s.Get("t", []byte("key"))
		if err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "get", string(got), "value")
		clear(got)
	}
}

// checkInvalidBatch shows that a refused batch leaves nothing behind and does
// not stop the store.
func checkInvalidBatch(t *testing.T, h Harness) {
	s := h.open(t)
	good := store.Batch{Entries: []store.Entry{entry(1, "a")}, Rows: []store.Row{put("t", "k", "v")}}
	for _, bad := range []store.Row{
		put("t", "", "v"), put("", "k", "v"),
		put(store.Table(make([]byte, store.MaxTableBytes+1)), "k", "v"),
		put("t", string(make([]byte, store.MaxKeyBytes+1)), "v"),
		put("t", "k", string(make([]byte, store.MaxDataBytes+1))),
	} {
		b := good
		b.Rows = append(b.Rows[:1:1], bad)
		if err := s.Append(b); !errors.Is(err, store.ErrInvalidBatch) {
			t.Fatalf("append of a row with key of %d bytes: %v", len(bad.Key), err)
		}
	}
	wantEqual(t, "open", openAll(t, s), []store.OpenEntry{})
	wantEqual(t, "scan", scanAll(t, s, "t", false), []store.Row{})
	longest := put(store.Table(make([]byte, store.MaxTableBytes)), string(make([]byte, store.MaxKeyBytes)), "v")
	mustAppend(t, s, store.Batch{Rows: []store.Row{longest}})
	wantEqual(t, "longest key", scanAll(t, s, longest.Table, true), []store.Row{longest})
	mustAppend(t, s, good)
}

func checkCrash(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(1, "a"), entry(2, "b")}, Rows: []store.Row{put("t", "k", "v")}})
	mustAppend(t, s, store.Batch{Archive: []store.Number{1}})
	s = h.Crash(t, s)
	wantEqual(t, "archived", readAll(t, s, 1), []store.Chunk{chunk(1, "a")})
	wantEqual(t, "live", readAll(t, s, 2), []store.Chunk{chunk(2, "b")})
	wantEqual(t, "rows", scanAll(t, s, "t", false), []store.Row{put("t", "k", "v")})
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(2, "c")}})
	wantEqual(t, "live", readAll(t, s, 2), []store.Chunk{chunk(2, "b"), chunk(3, "c")})
}

func checkStops(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(1, "a")}, Rows: []store.Row{put("t", "k", "v")}})
	h.Break(t, s)
	cause := s.Append(store.Batch{Entries: []store.Entry{entry(1, "b")}, Rows: []store.Row{put("t", "k", "w")}})
	if cause == nil || errors.Is(cause, store.ErrStopped) {
		t.Fatalf("first failure: %v", cause)
	}
	for range 2 {
		err := s.Append(store.Batch{Entries: []store.Entry{entry(2, "c")}})
		if !errors.Is(err, store.ErrStopped) || !errors.Is(err, cause) {
			t.Fatalf("append to a stopped store: %v", err)
		}
	}
	// Readers go on, and see what was acknowledged.
	wantEqual(t, "read", readAll(t, s, 1), []store.Chunk{chunk(1, "a")})
	wantEqual(t, "read", readAll(t, s, 2), []store.Chunk{})
	wantEqual(t, "scan", scanAll(t, s, "t", false), []store.Row{put("t", "k", "v")})
	s = h.Crash(t, s)
	wantEqual(t, "after reopening", readAll(t, s, 1)[:1], []store.Chunk{chunk(1, "a")})
	mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(2, "c")}})
}

func checkClosed(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Rows: []store.Row{put("t", "k", "v")}})
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
	}
	ctx := context.Background()
	errs := []error{s.Append(store.Batch{}), first(s.Read(ctx, 1, 0)), first(s.Open(ctx)), first(s.Scan(ctx, "t", nil, nil, true))}
	_, err := s.Get("t", []byte("k"))
	errs = append(errs, err)
	_, err = s.Stats()
	for i, err := range append(errs, err) {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("call %d on a closed store: %v", i, err)
		}
	}
}

func first[V any](seq func(func(V, error) bool)) error {
	for _, err := range seq {
		return err
	}
	return nil
}
