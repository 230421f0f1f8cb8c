package engine

import (
	"slices"
	"time"

	"github.com/stepmill/stepmill/engine/history"
)

// Observer is told what has become durable: logs, events and metrics follow from it.
type Observer interface {
	// Observe runs on the writer's goroutine, once per commit, before those who wait for the commit learn of it. Nothing else is written
	// meanwhile: it must not block, nor ask the engine. What it is given is its own.
	//
	// A process that is killed between a commit and this call never tells of it.
	Observe(Commit)
}

// Observers are several observers as one, told in this order.
type Observers []Observer

// Observe tells each of them.
func (os Observers) Observe(c Commit) {
	for _, o := range os {
		o.Observe(c)
	}
}

// Commit is what the writer made durable at once.
type Commit struct {
	Steps []Step        // in the order of the log
	Bytes int           // of records that were written, encoded
	Took  time.Duration // until they were durable; 0 if nothing had to be written
}

// Step is what an execution decided on one event.
type Step struct {
	Head Head // with the records applied: if the last one closes the execution, the head says how
	// Records are all of the step, also those that AWS does not show, and those of Express executions, of which the store has but few. Their
	// values may be read but not changed.
	Records []history.Record
}

// observed returns a step for the observer, nil without one.
func (e *Engine) observed(h *Head, rs []history.Record) *Step {
	if e.cfg.Observer == nil {
		return nil
	}
	return &Step{*h, slices.Clone(rs)}
}

// watch returns the time for the observer.
func (w *writer) watch() (now time.Time) {
	if w.e.cfg.Observer != nil {
		now = w.e.cfg.Clock.Now()
	}
	return now
}

// observe tells the observer of a batch that is durable.
func (w *writer) observe(batch []work, bytes int, took time.Duration) {
	if w.e.cfg.Observer == nil {
		return
	}
	c := Commit{Bytes: bytes, Took: took}
	for i := range batch {
		if batch[i].step != nil {
			c.Steps = append(c.Steps, *batch[i].step)
		}
	}
	if len(c.Steps) > 0 {
		w.e.cfg.Observer.Observe(c)
	}
}
