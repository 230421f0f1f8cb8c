package engine

import (
	"container/heap"
	"time"
)

// deadlines orders executions by when they want a Tick.
type deadlines struct{ runs runHeap }

// first returns the execution that is due first, nil if none is.
func (d *deadlines) first() *run {
	if len(d.runs) == 0 {
		return nil
	}
	return d.runs[0]
}

// set gives an execution a deadline, or another one.
func (d *deadlines) set(r *run, due time.Time) {
	switch {
	case r.place < 0:
		r.due = due
		heap.Push(&d.runs, r)
	case !r.due.Equal(due):
		r.due = due
		heap.Fix(&d.runs, r.place)
	}
}

// remove takes an execution out, if it is in.
func (d *deadlines) remove(r *run) {
	if r.place >= 0 {
		heap.Remove(&d.runs, r.place)
	}
}

// runHeap implements heap.Interface; each run knows its place.
type runHeap []*run

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return h[i].due.Before(h[j].due) }

func (h runHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].place, h[j].place = i, j
}

func (h *runHeap) Push(x any) {
	r := x.(*run)
	r.place = len(*h)
	*h = append(*h, r)
}

func (h *runHeap) Pop() any {
	old := *h
	r := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	r.place = -1
	return r
}
