package storetest

import (
	"bytes"
	"maps"
	"slices"

	"github.com/stepmill/stepmill/store"
)

// model is the plainest thing that could be a store: every entry ever, which of
// them are archived, and maps for tables.
type model struct {
	entries  []store.OpenEntry
	archived map[uint64]bool
	tables   map[store.Table]map[string][]byte
}

func newModel() *model {
	return &model{archived: map[uint64]bool{}, tables: map[store.Table]map[string][]byte{}}
}

func (m *model) append(b store.Batch) {
	for _, e := range b.Entries {
		m.entries = append(m.entries, store.OpenEntry{Seq: uint64(len(m.entries) + 1), Exec: e.Exec, Data: e.Data})
	}
	for _, r := range b.Rows {
		if m.tables[r.Table] == nil {
			m.tables[r.Table] = map[string][]byte{}
		}
		if r.Value == nil {
			delete(m.tables[r.Table], string(r.Key))
		} else {
			m.tables[r.Table][string(r.Key)] = r.Value
		}
	}
	for _, exec := range b.Archive {
		for _, e := range m.entries {
			if e.Exec == exec {
				m.archived[e.Seq] = true
			}
		}
	}
}

func (m *model) read(exec store.Number, from uint64) []store.Chunk {
	chunks := []store.Chunk{}
	for _, e := range m.entries {
		if e.Exec == exec && e.Seq >= from {
			chunks = append(chunks, store.Chunk{Seq: e.Seq, Data: e.Data})
		}
	}
	return chunks
}

func (m *model) open() []store.OpenEntry {
	live := []store.OpenEntry{}
	for _, e := range m.entries {
		if !m.archived[e.Seq] {
			live = append(live, e)
		}
	}
	return live
}

func (m *model) scan(t store.Table, from, to []byte, reverse bool) []store.Row {
	rows := []store.Row{}
	for _, k := range slices.Sorted(maps.Keys(m.tables[t])) {
		if bytes.Compare([]byte(k), from) >= 0 && (to == nil || bytes.Compare([]byte(k), to) < 0) {
			rows = append(rows, store.Row{Table: t, Key: []byte(k), Value: m.tables[t][k]})
		}
	}
	if reverse {
		slices.Reverse(rows)
	}
	return rows
}
