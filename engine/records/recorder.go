package records

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/store"
)

// Recorder is an engine.Observer that delivers log records and events. It is closed after the engine.
type Recorder struct {
	cfg    Config
	opened time.Time

	mu      sync.Mutex
	queue   []engine.Step
	waiting int  // records in the queue
	lost    bool // something since the queue was taken
	closed  bool
	wake    chan struct{} // holds one token while there may be something to do
	done    sync.WaitGroup
	dropped atomic.Int64

	// Of the goroutine alone.
	live    map[store.Number]live // executions that have not closed
	pending deliveries
}

// New starts a recorder, which Close stops.
func New(cfg Config) (*Recorder, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	r := &Recorder{cfg: cfg, opened: cfg.Now(), wake: make(chan struct{}, 1), live: map[store.Number]live{}}
	r.done.Go(r.loop)
	return r, nil
}

// Observe takes what became durable. It never blocks.
func (r *Recorder) Observe(c engine.Commit) {
	r.mu.Lock()
	for i := range c.Steps {
		n := len(c.Steps[i].Records)
		if r.closed || r.waiting > 0 && r.waiting+n > r.cfg.Backlog {
			r.lost = true
			r.dropped.Add(int64(n))
			continue
		}
		r.queue = append(r.queue, c.Steps[i])
		r.waiting += n
	}
	r.mu.Unlock()
	r.poke()
}

// Dropped returns how many records were lost because too many waited.
func (r *Recorder) Dropped() int64 { return r.dropped.Load() }

// Close delivers what waits and stops the recorder. A second Close does nothing.
func (r *Recorder) Close() error {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.poke()
	r.done.Wait()
	return nil
}

func (r *Recorder) poke() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *Recorder) loop() {
	var batch []engine.Step
	for range r.wake {
		r.mu.Lock()
		batch, r.queue, r.waiting = r.queue, batch[:0], 0
		lost, closed := r.lost, r.closed
		r.lost = false
		r.mu.Unlock()
		if lost {
			r.cfg.Logger.Warn("log records and events come faster than they are taken; some are lost", "lost so far", r.Dropped())
		}
		for i := range batch {
			r.deliver(&batch[i])
		}
		r.pending.flush(r.cfg)
		clear(batch)
		if lost {
			clear(r.live) // the close of an execution may be among what was lost
		}
		if closed {
			return
		}
	}
}
