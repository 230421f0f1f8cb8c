package engine

import "github.com/stepmill/stepmill/engine/history"

// ring holds the last events of an Express execution.
type ring struct {
	records []history.Record
	dropped int64
}

// add appends records and forgets the oldest beyond limit. A nil ring keeps nothing.
func (r *ring) add(rs []history.Record, limit int) {
	if r == nil || limit <= 0 {
		return
	}
	r.records = append(r.records, rs...)
	if over := len(r.records) - limit; over > 0 {
		r.dropped += int64(over)
		r.records = append(r.records[:0], r.records[over:]...)
	}
}
