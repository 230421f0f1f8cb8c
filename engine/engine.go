package engine

import (
	"context"
	crand "crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/stepmill/stepmill/store"
)

// Errors that callers ask for with errors.Is.
var (
	ErrClosed          = errors.New("the engine is closed")
	ErrNoExecution     = errors.New("there is no such execution")
	ErrExecutionExists = errors.New("an execution of that name exists already")
	ErrNotRunning      = errors.New("the execution is not running")
	ErrNotLoaded       = errors.New("the execution was cut off and has not been resumed")
	ErrNoTask          = errors.New("no such task is open")
	ErrInputTooLarge   = errors.New("the input is larger than the payload limit of 262144 bytes")
	ErrInvalidToken    = errors.New("the task token is not one of this engine")
)

// Engine runs executions durably. All methods may be called from any goroutine.
type Engine struct {
	cfg      Config
	shards   []*shard
	writer   *writer
	names    names
	rings    rings
	programs programs
	last     atomic.Uint64 // number of the newest execution

	activities *activities

	ctx    context.Context // of everything the engine runs
	cancel context.CancelCauseFunc
	steps  sync.WaitGroup // the shards' loops
	log    sync.WaitGroup // the writer's loop
	tasks  sync.WaitGroup // executors at work

	mu       sync.Mutex
	starting map[string]chan struct{} // by the ARN of a given name, until its start is durable or has failed: then it is closed
	cutOff   map[store.Number]*Head   // running when the last owner of the store ended
	live     map[store.Number]*watch  // running here
	closed   bool
}

// Open opens an engine over a store. Executions that were cut off stay as they are until Resume; CutOff lists them.
func Open(ctx context.Context, cfg Config) (*Engine, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	e := &Engine{
		cfg: cfg, starting: map[string]chan struct{}{},
		cutOff: map[store.Number]*Head{}, live: map[store.Number]*watch{},
		activities: newActivities(),
	}
	if err := e.scan(ctx); err != nil {
		return nil, fmt.Errorf("open the engine: %w", err)
	}
	e.rings.events = cfg.ExpressEvents
	e.ctx, e.cancel = context.WithCancelCause(context.Background())
	e.writer = newWriter(e)
	for range cfg.Shards {
		e.shards = append(e.shards, newShard(e))
	}
	e.log.Go(e.writer.loop)
	for _, s := range e.shards {
		e.steps.Go(s.loop)
	}
	return e, nil
}

// Close stops the engine: executors are cancelled, nothing new is decided, what was decided is made durable. Executions that are running stay
// open in the store and go on after the next Resume. A second Close does nothing.
func (e *Engine) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil
	}
	e.closed = true
	e.mu.Unlock()
	// In the direction of the data: who decides, who writes, who works. So the last decisions are durable, and no task begins behind our back.
	for _, s := range e.shards {
		s.stop()
	}
	e.steps.Wait()
	e.writer.stop()
	e.log.Wait()
	e.cancel(ErrClosed)
	e.tasks.Wait()
	e.stopWatches(ErrClosed)
	return e.writer.failure()
}

// shard returns the shard that owns an execution.
func (e *Engine) shard(n store.Number) *shard { return e.shards[int(uint64(n)%uint64(len(e.shards)))] }

// Err returns why the engine takes no work: it is closed, or its store has failed. It is nil while all is well.
func (e *Engine) Err() error { return e.usable() }

// usable returns why the engine takes no work: it is closed, or its store has failed.
func (e *Engine) usable() error {
	e.mu.Lock()
	closed := e.closed
	e.mu.Unlock()
	if closed {
		return ErrClosed
	}
	return e.writer.failure()
}

func randomSeed() uint64 {
	var b [8]byte
	crand.Read(b[:]) // never fails: crypto/rand crashes the program instead
	return binary.LittleEndian.Uint64(b[:])
}
