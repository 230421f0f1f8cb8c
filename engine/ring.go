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
	byExec map[store.Number][]history.Record
	closed []store.Number // oldest first
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
		r.byExec = map[store.Number][]history.Record{}
	}
	all := append(r.byExec[n], rs...)
	if over := len(all) - r.events; over > 0 {
		all = append(all[:0], all[over:]...)
	}
	r.byExec[n] = all
	if closes {
		if r.closed = append(r.closed, n); len(r.closed) > closedRings {
			delete(r.byExec, r.closed[0])
			r.closed = r.closed[1:]
		}
	}
}

// of returns the events that are kept of an execution, nil if none are.
func (r *rings) of(n store.Number) []history.Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.byExec[n])
}
