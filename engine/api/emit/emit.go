package emit

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/registry"
)

// Config says where records and events go. Registry and Input are required.
type Config struct {
	// Registry knows the logging configurations.
	Registry func() *registry.Registry
	// Input returns the input of an execution.
	Input func(context.Context, engine.Head) (string, error)
	// Log adds a record to a stream of a log group, named by its ARN. Default: nothing is logged.
	Log func(group, stream string, at time.Time, record string) error
	// Event sends an event to EventBridge. Default: none are sent.
	Event func(context.Context, value.Value)
	// Now is the time of events. Default: time.Now.
	Now func() time.Time
	// Logger takes what an operator should know. Default: nothing is logged.
	Logger *slog.Logger
}

func (c Config) withDefaults() Config {
	if c.Log == nil {
		c.Log = func(string, string, time.Time, string) error { return nil }
	}
	if c.Event == nil {
		c.Event = func(context.Context, value.Value) {}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

func (c Config) validate() error {
	if c.Registry == nil || c.Input == nil {
		return errors.New("emit: Config.Registry and Config.Input are required")
	}
	return nil
}

// maxBehind is how many steps may wait. Beyond that the newest are not told of: an engine must not fill the memory because a log is slow.
const maxBehind = 100_000

// Emitter is an engine.Observer. Close ends it.
type Emitter struct {
	cfg    Config
	ctx    context.Context // of events that are sent
	cancel context.CancelFunc
	ended  sync.WaitGroup

	mu      sync.Mutex
	queue   []engine.Step
	dropped int
	closed  bool
	wake    chan struct{} // holds one token while there may be something in the queue
}

// New returns an emitter that works.
func New(cfg Config) (*Emitter, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	e := &Emitter{cfg: cfg, wake: make(chan struct{}, 1)}
	e.ctx, e.cancel = context.WithCancel(context.Background())
	e.ended.Go(e.loop)
	return e, nil
}

// Observe queues what became durable.
func (e *Emitter) Observe(c engine.Commit) {
	e.mu.Lock()
	room := max(0, maxBehind-len(e.queue))
	if room < len(c.Steps) {
		e.dropped += len(c.Steps) - room
		c.Steps = c.Steps[:room]
	}
	e.queue = append(e.queue, c.Steps...)
	e.mu.Unlock()
	e.poke()
}

func (e *Emitter) poke() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// Close tells of what is queued still, and returns when nothing runs any more. A second Close does nothing.
func (e *Emitter) Close() error {
	e.mu.Lock()
	e.closed = true
	e.mu.Unlock()
	e.poke()
	e.ended.Wait()
	e.cancel()
	return nil
}

func (e *Emitter) loop() {
	var batch []engine.Step
	for range e.wake {
		e.mu.Lock()
		batch, e.queue = e.queue, batch[:0]
		closed, dropped := e.closed, e.dropped
		e.dropped = 0
		e.mu.Unlock()
		if dropped > 0 {
			e.cfg.Logger.Warn("logs and events are behind; some steps are not told of", "steps", dropped)
		}
		for i := range batch {
			e.log(&batch[i])
			e.status(&batch[i])
		}
		clear(batch)
		if closed {
			return
		}
	}
}
