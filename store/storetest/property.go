package storetest

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"github.com/stepmill/stepmill/store"
)

// checkProperty runs random scripts of batches, reads, reopenings and crashes
// on the store and on the model, and compares what they answer. rapid prints
// the seed of a script that fails, and shortens it.
func checkProperty(t *testing.T, h Harness) {
	rapid.Check(t, func(t *rapid.T) {
		s, m := h.open(t), newModel()
		t.Repeat(map[string]func(*rapid.T){
			"append": func(t *rapid.T) {
				b := batches.Draw(t, "batch")
				mustAppend(t, s, b)
				m.append(b)
			},
			"read": func(t *rapid.T) {
				exec := executions.Draw(t, "exec")
				from := rapid.Uint64Range(0, uint64(len(m.entries)+2)).Draw(t, "from")
				wantEqual(t, "read", collect(t, "read", s.Read(context.Background(), exec, from)), m.read(exec, from))
			},
			"open": func(t *rapid.T) { wantEqual(t, "open", openAll(t, s), m.open()) },
			"get": func(t *rapid.T) {
				table, key := tables.Draw(t, "table"), keys.Draw(t, "key")
				got, err := s.Get(table, key)
				if err != nil {
					t.Fatalf("get: %v", err)
				}
				wantEqual(t, "get", got, m.tables[table][string(key)])
			},
			"scan": func(t *rapid.T) {
				table, reverse := tables.Draw(t, "table"), rapid.Bool().Draw(t, "reverse")
				from, to := bounds.Draw(t, "from"), bounds.Draw(t, "to")
				got := collect(t, "scan", s.Scan(context.Background(), table, from, to, reverse))
				wantEqual(t, "scan", got, m.scan(table, from, to, reverse))
			},
			"reopen": func(*rapid.T) { s = h.Reopen(t, s) },
			"crash":  func(*rapid.T) { s = h.Crash(t, s) },
		})
	})
}

// Few names, so that scripts meet themselves again.
var (
	executions = rapid.Map(rapid.IntRange(1, 5), func(n int) store.Number { return store.Number(n) })
	tables     = rapid.SampledFrom([]store.Table{"a", "b"})
	keys       = rapid.SliceOfN(rapid.ByteRange('x', 'z'), 1, 2)
	bounds     = rapid.OneOf(rapid.Just[[]byte](nil), keys)
	values     = rapid.OneOf(rapid.Just[[]byte](nil), rapid.SliceOfN(rapid.Byte(), 0, 40))
	datas      = rapid.OneOf(
		rapid.SliceOfN(rapid.Byte(), 0, 40),
		rapid.Map(rapid.IntRange(4_000, 20_000), func(n int) []byte { return make([]byte, n) }), // larger than a page of a file
	)
	batches = rapid.Custom(func(t *rapid.T) store.Batch {
		return store.Batch{
			Entries: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) store.Entry {
				return store.Entry{Exec: executions.Draw(t, "exec"), Data: datas.Draw(t, "data")}
			}), 0, 6).Draw(t, "entries"),
			Rows: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) store.Row {
				return store.Row{Table: tables.Draw(t, "table"), Key: keys.Draw(t, "key"), Value: values.Draw(t, "value")}
			}), 0, 6).Draw(t, "rows"),
			Archive: rapid.SliceOfN(executions, 0, 2).Draw(t, "archive"),
		}
	})
)
