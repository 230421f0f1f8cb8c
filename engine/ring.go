package engine

import (
	"slices"
	"sync"

	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/store"
)

// rings hold the newest events of Express executions, which are not written to the store, in memory: of each execution the last few, of the
// closed ones only the newest.
type rings struct {
	events int // kept of each execution

	mu     sync.Mutex
	byExec map[store.Number]*ring
	closed []store.Number // oldest first
}

// ring holds the newest events of one execution.
type ring struct {
	records []history.Record
	dropped int // that came before them
}

// closedRings is how many closed Express executions keep their events.
const closedRings = 1000

// add appends the records of a step and forgets what is beyond the limits.
func (r *rings) add(n store.Number, rs []history.Record, closes bool) {
	if r.events <= 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byExec == nil {
		r.byExec = map[store.Number]*ring{}
	}
	one := r.byExec[n]
	if one == nil {
		one = new(ring)
		r.byExec[n] = one
	}
	one.records = append(one.records, rs...)
	if over := len(one.records) - r.events; over > 0 {
		one.records = slices.Delete(one.records, 0, over)
		one.dropped += over
	}
	if closes {
		if r.closed = append(r.closed, n); len(r.closed) > closedRings {
			delete(r.byExec, r.closed[0])
			r.closed = r.closed[1:]
		}
	}
}

// since returns the events that are kept of an execution from the given position on, and the position behind them. kept is false if nothing is
// kept of it at all.
func (r *rings) since(n store.Number, from int) (rs []history.Record, next int, kept bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.byExec[n]
	if one == nil {
		return nil, from, false
	}
	next = one.dropped + len(one.records)
	return slices.Clone(one.records[min(max(0, from-one.dropped), len(one.records)):]), next, true
}
