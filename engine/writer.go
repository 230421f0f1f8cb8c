package engine

import (
	"fmt"
	"sync"
	"time"

	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// writer is one goroutine that makes durable what the shards decide, and only then lets it have effects. It takes whatever is queued and
// commits it as one batch: while a commit is under way the next batch gathers, so that batches grow with the load and no timer is needed.
type writer struct {
	e *Engine

	mu      sync.Mutex
	queue   []work
	bytes   int  // of data in the queue
	stopped bool // take no more
	err     error
	wake    chan struct{}
	closed  []store.Number // whose records are in the live log still; of the loop alone
	room    sync.Cond      // signalled when the queue was taken
}

// work is what one step of one execution leaves to do.
type work struct {
	exec     store.Number
	run      *run
	decided  bool   // the step made records, written or not
	data     []byte // chunk, nil if the step has nothing to write
	rows     []store.Row
	closed   *Head // of an execution that closes; its records are then archived
	step     *Step // for the observer
	commands []interp.Command
	again    []interp.RunTask // tasks that were in flight when the last process ended
	durable  func(error)      // nil, or called when the work is durable or has failed
}

// maxQueueBytes is how much may wait for the disk before shards wait too.
const maxQueueBytes = 64 << 20

func newWriter(e *Engine) *writer {
	w := &writer{e: e, wake: make(chan struct{}, 1)}
	w.room.L = &w.mu
	return w
}

// add queues work in order. It blocks while the disk is far behind.
func (w *writer) add(ws []work) {
	if len(ws) == 0 {
		return
	}
	w.mu.Lock()
	for w.bytes > maxQueueBytes && w.err == nil {
		w.room.Wait()
	}
	err := w.err
	if err == nil {
		w.queue = append(w.queue, ws...)
		for i := range ws {
			w.bytes += len(ws[i].data)
		}
	}
	w.mu.Unlock()
	if err != nil {
		refuse(ws, err)
		return
	}
	w.poke()
}

func (w *writer) poke() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// stop lets the writer finish what is queued and then end.
func (w *writer) stop() {
	w.mu.Lock()
	w.stopped = true
	w.mu.Unlock()
	w.poke()
}

// failure returns what stopped the store from taking more, nil while it works.
func (w *writer) failure() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

func (w *writer) loop() {
	var batch []work
	for range w.wake {
		w.mu.Lock()
		batch, w.queue, w.bytes = w.queue, batch[:0], 0
		stopped := w.stopped
		w.room.Broadcast()
		w.mu.Unlock()
		if len(batch) > 0 {
			w.commit(batch)
		}
		clear(batch)
		w.mu.Lock()
		idle := len(w.queue) == 0
		w.mu.Unlock()
		if idle {
			w.archiveRest()
		}
		if stopped && idle {
			return
		}
	}
}

// commit makes a batch durable and then acts on it, in order.
func (w *writer) commit(batch []work) {
	var b store.Batch
	bytes, closing := 0, 0
	for i := range batch {
		b.Rows = append(b.Rows, batch[i].rows...)
		if batch[i].data != nil {
			b.Entries = append(b.Entries, store.Entry{Exec: batch[i].exec, Data: batch[i].data})
			bytes += len(batch[i].data)
		}
		if batch[i].closed != nil {
			w.closed = append(w.closed, batch[i].exec)
			closing++
		}
	}
	if closing < archiveAtOnce || len(w.closed) >= archiveTogether {
		b.Archive, w.closed = w.closed, nil
	}
	var began, ended time.Time
	if !b.Empty() {
		began = w.watch()
		if err := w.e.cfg.Store.Append(b); err != nil {
			w.fail(fmt.Errorf("write the log: %w", err), batch)
			return
		}
		ended = w.watch()
	}
	w.observe(batch, bytes, ended.Sub(began))
	for i := range batch {
		w.e.act(&batch[i])
	}
}

// The records of closed executions move from the log to the history. Under load they wait for each other: executions that began together lie
// together in the log, and it is cheaper to give whole pages back than to rewrite them with every commit.
const (
	archiveAtOnce   = 32   // closings in a commit, below which they move with it
	archiveTogether = 4096 // closed executions, from which they move together
)

// archiveRest moves what still waits, now that nothing else does.
func (w *writer) archiveRest() {
	if len(w.closed) == 0 || w.failure() != nil {
		return
	}
	b := store.Batch{Archive: w.closed}
	w.closed = nil
	if err := w.e.cfg.Store.Append(b); err != nil {
		w.fail(fmt.Errorf("move closed executions to the history: %w", err), nil)
	}
}

// fail ends the engine's work: nothing that was not durable has had an effect, so that a new start finds everything as it was.
func (w *writer) fail(err error, batch []work) {
	w.mu.Lock()
	w.err = err
	queued := w.queue
	w.queue, w.bytes = nil, 0
	w.room.Broadcast()
	w.mu.Unlock()
	w.e.cfg.Logger.Error("the log cannot be written; no more work is taken", "error", err)
	refuse(batch, err)
	refuse(queued, err)
	w.e.cancel(err)
	w.e.stopWatches(err)
}

func refuse(ws []work, err error) {
	for i := range ws {
		if ws[i].durable != nil {
			ws[i].durable(err)
		}
	}
}
