package bolt

import (
	"slices"
	"sync"

	"github.com/stepmill/stepmill/store"
)

// positions knows which entries of the log belong to which execution, so that
// reading a live execution is a handful of point reads.
type positions struct {
	mu      sync.RWMutex
	seqs    map[store.Number][]uint64 // ascending; never changed in place, so a reader may keep a slice
	entries int                       // committed ones, of all executions
}

// of returns the sequences of an execution that are at least from.
func (p *positions) of(exec store.Number, from uint64) []uint64 {
	p.mu.RLock()
	seqs := p.seqs[exec]
	p.mu.RUnlock()
	i, _ := slices.BinarySearch(seqs, from)
	return seqs[i:]
}

func (p *positions) count() (executions, entries int) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return len(p.seqs), p.entries
}

// staged is what a transaction does to the positions.
type staged struct {
	base     *positions
	lists    map[store.Number]list
	appended int
	archived int
}

// list is an execution's sequences; the first gone of them are archived by the
// transaction.
type list struct {
	seqs []uint64
	gone int
}

func (p *positions) stage() *staged {
	return &staged{base: p, lists: map[store.Number]list{}}
}

func (s *staged) list(exec store.Number) list {
	if l, ok := s.lists[exec]; ok {
		return l
	}
	return list{seqs: s.base.of(exec, 0)}
}

// live returns the sequences that are in the log at this point of the
// transaction.
func (s *staged) live(exec store.Number) []uint64 {
	l := s.list(exec)
	return l.seqs[l.gone:]
}

// add appends in place where there is room behind the known list: nobody looks
// there before announce.
func (s *staged) add(exec store.Number, seq uint64) {
	l := s.list(exec)
	l.seqs = append(l.seqs, seq)
	s.lists[exec] = l
	s.appended++
}

func (s *staged) archive(exec store.Number) {
	l := s.list(exec)
	s.archived += len(l.seqs) - l.gone
	l.gone = len(l.seqs)
	s.lists[exec] = l
}

// announce adds what the transaction appends, before it commits. A transaction
// that can be read is thus never ahead of the positions; a reader skips the
// sequences that its own transaction has not reached.
func (s *staged) announce() {
	p := s.base
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seqs == nil {
		p.seqs = make(map[store.Number][]uint64, len(s.lists))
	}
	for exec, l := range s.lists {
		if len(l.seqs) > 0 {
			p.seqs[exec] = l.seqs
		}
	}
}

// settle takes away what the transaction archived, after it committed: whoever
// misses a sequence here finds it in the history.
func (s *staged) settle() {
	p := s.base
	p.mu.Lock()
	defer p.mu.Unlock()
	p.entries += s.appended - s.archived
	for exec, l := range s.lists {
		if l.gone == len(l.seqs) {
			delete(p.seqs, exec)
		} else {
			p.seqs[exec] = l.seqs[l.gone:]
		}
	}
}
