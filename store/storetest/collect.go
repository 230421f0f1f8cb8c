package storetest

import (
	"context"
	"fmt"
	"iter"
	"reflect"

	"github.com/stepmill/stepmill/store"
)

// collect returns all rows of a sequence that must not fail.
func collect[V any](t T, what string, seq iter.Seq2[V, error]) []V {
	t.Helper()
	rows := []V{}
	for row, err := range seq {
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		rows = append(rows, row)
	}
	return rows
}

func mustAppend(t T, s store.Store, b store.Batch) {
	t.Helper()
	if err := s.Append(b); err != nil {
		t.Fatalf("append: %v", err)
	}
}

func wantEqual(t T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s:\n got %v\nwant %v", what, brief(got), brief(want))
	}
}

// brief cuts long values, whose difference nobody reads.
func brief(v any) string {
	s := fmt.Sprintf("%q", v)
	if len(s) > 2000 {
		return s[:2000] + "…"
	}
	return s
}

func readAll(t T, s store.Store, exec store.Number) []store.Chunk {
	t.Helper()
	return collect(t, "read", s.Read(context.Background(), exec, 0))
}

func openAll(t T, s store.Store) []store.OpenEntry {
	t.Helper()
	return collect(t, "open", s.Open(context.Background()))
}

func scanAll(t T, s store.Store, table store.Table, reverse bool) []store.Row {
	t.Helper()
	return collect(t, "scan", s.Scan(context.Background(), table, nil, nil, reverse))
}

func entry(exec store.Number, data string) store.Entry {
	return store.Entry{Exec: exec, Data: []byte(data)}
}

func put(t store.Table, key, value string) store.Row {
	return store.Row{Table: t, Key: []byte(key), Value: []byte(value)}
}

func chunk(seq uint64, data string) store.Chunk {
	return store.Chunk{Seq: seq, Data: []byte(data)}
}
