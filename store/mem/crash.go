package mem

import (
	"maps"
	"slices"

	"github.com/stepmill/stepmill/store"
)

// CrashOptions says how a crash goes.
type CrashOptions struct {
	// Keep is how many of the oldest batches that wait for Sync reached the
	// disk all the same, though nobody was told. Default 0; more than there are
	// means all.
	Keep int
}

// CrashClone returns the store that would be found after a crash at this
// moment: everything durable, of the rest only what the options keep. The
// original is left as it is, and the two share nothing that changes.
func (s *Store) CrashClone(opts CrashOptions) *Store {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Store{data: s.data.clone()}
	for _, t := range s.queue[:min(opts.Keep, len(s.queue))] {
		c.data.apply(t.batch)
	}
	return c
}

func (d *data) clone() data {
	c := *d
	c.log = maps.Clone(d.log)
	c.order = slices.Clone(d.order)
	c.live = make(map[store.Number][]uint64, len(d.live))
	for exec, seqs := range d.live {
		c.live[exec] = slices.Clone(seqs)
	}
	c.history = make(map[store.Number][]store.Chunk, len(d.history))
	for exec, chunks := range d.history {
		c.history[exec] = slices.Clone(chunks)
	}
	c.tables = make(map[store.Table]*table, len(d.tables))
	for name, t := range d.tables {
		c.tables[name] = t.clone()
	}
	return c
}
