package mem

import "github.com/stepmill/stepmill/store"

// apply makes a batch durable. The batch is valid and its bytes are ours; they
// are never changed afterwards, so clones may share them.
func (d *data) apply(b store.Batch) {
	for _, e := range b.Entries {
		d.lastSeq++
		d.log[d.lastSeq] = store.OpenEntry{Seq: d.lastSeq, Exec: e.Exec, Data: e.Data}
		d.order = append(d.order, d.lastSeq)
		d.live[e.Exec] = append(d.live[e.Exec], d.lastSeq)
		d.bytes += int64(len(e.Data))
	}
	for _, r := range b.Rows {
		t := d.tables[r.Table]
		if t == nil {
			t = &table{}
			d.tables[r.Table] = t
		}
		if r.Value == nil {
			d.bytes -= t.delete(r.Key)
		} else {
			d.bytes += t.put(r.Key, r.Value)
		}
	}
	for _, exec := range b.Archive {
		d.archive(exec)
	}
}

func (d *data) archive(exec store.Number) {
	for _, seq := range d.live[exec] {
		d.history[exec] = append(d.history[exec], store.Chunk{Seq: seq, Data: d.log[seq].Data})
		delete(d.log, seq)
	}
	delete(d.live, exec)
	// Closing the holes only when they are the larger part keeps an archive's
	// cost in proportion to what it moved.
	if len(d.order) > 2*len(d.log) {
		kept := make([]uint64, 0, len(d.log))
		for _, seq := range d.order {
			if _, ok := d.log[seq]; ok {
				kept = append(kept, seq)
			}
		}
		d.order = kept
	}
}
