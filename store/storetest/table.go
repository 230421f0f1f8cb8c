package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/store"
)

func checkRows(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{Rows: []store.Row{
		put("a", "k", "1"), put("b", "k", "2"), put("a", "gone", "3"), put("a", "empty", ""),
		put("a", "k", "4"), {Table: "a", Key: []byte("gone")}, {Table: "a", Key: []byte("never")},
	}})
	check := func(s store.Store) {
		t.Helper()
		for _, want := range []struct {
			table store.Table
			key   string
			value []byte
		}{{"a", "k", []byte("4")}, {"b", "k", []byte("2")}, {"a", "gone", nil}, {"a", "empty", []byte{}}, {"b", "empty", nil}} {
			got, err := s.Get(want.table, []byte(want.key))
			if err != nil {
				t.Fatal(err)
			}
			wantEqual(t, fmt.Sprintf("get %s %s", want.table, want.key), got, want.value)
		}
		wantEqual(t, "scan", scanAll(t, s, "a", false), []store.Row{put("a", "empty", ""), put("a", "k", "4")})
	}
	check(s)
	check(h.Reopen(t, s))
}

func checkScanBounds(t *testing.T, h Harness) {
	s := h.open(t)
	keys := []string{"\x00", "a", "a\x00", "aa", "b", "c", "\xff", "\xff\xff"}
	for _, k := range []string{"c", "a", "\xff\xff", "b", "aa", "\x00", "\xff", "a\x00"} {
		mustAppend(t, s, store.Batch{Rows: []store.Row{put("t", k, "v"+k)}})
	}
	bounds := []*string{nil}
	for _, b := range append([]string{"", "aaa", "bb", "\xff\xff\xff"}, keys...) {
		bounds = append(bounds, &b)
	}
	for _, from := range bounds {
		for _, to := range bounds {
			for _, reverse := range []bool{false, true} {
				want := []store.Row{}
				for _, k := range keys {
					if (from == nil || k >= *from) && (to == nil || k < *to) {
						want = append(want, put("t", k, "v"+k))
					}
				}
				if reverse {
					slices.Reverse(want)
				}
				what := fmt.Sprintf("scan [%q, %q) reverse=%v", bound(from), bound(to), reverse)
				wantEqual(t, what, collect(t, what, s.Scan(context.Background(), "t", bound(from), bound(to), reverse)), want)
			}
		}
	}
}

func bound(s *string) []byte {
	if s == nil {
		return nil
	}
	return []byte(*s)
}

// checkScanPages scans more than any store fetches at a time.
func checkScanPages(t *testing.T, h Harness) {
	s := h.open(t)
	var want []store.Row
	for i := range 3000 {
		want = append(want, put("t", fmt.Sprintf("%05d", i), strings.Repeat("v", i%700)))
	}
	mixed := slices.Clone(want) // in an order that is neither ascending nor descending
	for i := range mixed {
		j := i * 7919 % len(mixed)
		mixed[i], mixed[j] = mixed[j], mixed[i]
	}
	mustAppend(t, s, store.Batch{Rows: mixed})
	seq := s.Scan(context.Background(), "t", nil, nil, false)
	wantEqual(t, "scan", collect(t, "scan", seq), want)
	wantEqual(t, "scan again", collect(t, "scan", seq), want)
	slices.Reverse(want)
	wantEqual(t, "scan down", scanAll(t, s, "t", true), want)
}

// checkAppendWhileScanning writes from inside each kind of loop, which a store
// that keeps a read transaction open would not survive.
func checkAppendWhileScanning(t *testing.T, h Harness) {
	s := h.open(t)
	var b store.Batch
	for i := range 2500 {
		b.Rows = append(b.Rows, put("t", fmt.Sprintf("%05d", i), "old"))
		b.Entries = append(b.Entries, entry(1, fmt.Sprint(i)))
	}
	mustAppend(t, s, b)
	ctx := context.Background()
	n := 0
	for row, err := range s.Scan(ctx, "t", nil, nil, false) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%500 == 0 {
			mustAppend(t, s, store.Batch{Rows: []store.Row{{Table: "t", Key: row.Key}, put("t", "0"+string(row.Key), "new")}})
		}
	}
	wantEqual(t, "rows", n, 2500)
	n = 0
	for c, err := range s.Read(ctx, 1, 0) {
		if err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "chunk", string(c.Data), fmt.Sprint(n))
		if n++; n%500 == 0 {
			mustAppend(t, s, store.Batch{Entries: []store.Entry{entry(1, "late")}, Archive: []store.Number{1}})
		}
	}
	wantEqual(t, "chunks", n, 2500)
	wantEqual(t, "chunks afterwards", len(readAll(t, s, 1)), 2505)
}

func checkCancelled(t *testing.T, h Harness) {
	s := h.open(t)
	mustAppend(t, s, store.Batch{
		Entries: []store.Entry{entry(1, "a"), entry(1, "b")},
		Rows:    []store.Row{put("t", "a", "1"), put("t", "b", "2")},
	})
	reason := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	rows := 0
	for _, err := range s.Scan(ctx, "t", nil, nil, false) {
		if rows++; rows == 1 {
			cancel(reason)
		} else if !errors.Is(err, reason) {
			t.Fatalf("row %d of a cancelled scan: %v", rows, err)
		}
	}
	wantEqual(t, "rows", rows, 2)
	for _, err := range s.Read(ctx, 1, 0) {
		if !errors.Is(err, reason) {
			t.Fatalf("cancelled read: %v", err)
		}
	}
	for _, err := range s.Open(ctx) {
		if !errors.Is(err, reason) {
			t.Fatalf("cancelled opening scan: %v", err)
		}
	}
}
