package virtual

import (
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
)

// Host runs one execution. It is not safe for concurrent use.
type Host struct {
	program *interp.Program
	now     time.Time
	x       *interp.Execution
	encoder history.Encoder
	chunks  [][]byte
	open    []interp.RunTask // tasks that nobody has answered, in the order in which they came
	steps   int
}

// Config says how an execution is hosted.
type Config struct {
	Program *interp.Program
	Now     time.Time // when the clock begins; default 2024-01-01 00:00 UTC
}

// Epoch is when the clock begins unless told otherwise.
var Epoch = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// New returns a host for an execution of a program.
func New(cfg Config) *Host {
	if cfg.Now.IsZero() {
		cfg.Now = Epoch
	}
	return &Host{program: cfg.Program, now: cfg.Now, x: interp.New(cfg.Program)}
}

// Start begins the execution and lets it go as far as it goes by itself.
func (h *Host) Start(start *history.Start, input value.Value) error {
	return h.Deliver(interp.Started{Start: start, Input: input})
}

// Deliver gives the execution an event at the clock's time, and then all the turns it wants.
func (h *Host) Deliver(ev interp.Event) error {
	for {
		ready, err := h.x.Step(h.now, ev)
		h.steps++
		if len(ready.Records) > 0 {
			h.chunks = append(h.chunks, h.encoder.Chunk(ready.Records))
		}
		h.act(ready.Commands)
		if err != nil || !ready.More {
			return err
		}
		ev = interp.Continue{}
	}
}

func (h *Host) act(cs []interp.Command) {
	for _, c := range cs {
		switch c := c.(type) {
		case interp.RunTask:
			h.open = append(h.open, c)
		case interp.CancelTask:
			h.close(c.Task)
		}
	}
}

func (h *Host) close(task int64) {
	for i, t := range h.open {
		if t.Task == task {
			h.open = append(h.open[:i], h.open[i+1:]...)
			return
		}
	}
}

// Answer delivers an event that ends a task, which is then no longer open.
func (h *Host) Answer(task int64, ev interp.Event) error {
	h.close(task)
	return h.Deliver(ev)
}

// Advance lets time pass, stopping at every deadline on the way.
func (h *Host) Advance(d time.Duration) error {
	end := h.now.Add(d)
	for {
		due, ok := h.x.Deadline()
		if !ok || due.After(end) {
			break
		}
		if err := h.jump(due); err != nil {
			return err
		}
	}
	h.now = end
	return nil
}

// Late lets time pass without telling the execution, as a host that is late with its timer does.
func (h *Host) Late(d time.Duration) { h.now = h.now.Add(d) }

// Idle jumps from deadline to deadline until the execution closes or waits for tasks alone. It reports whether it jumped at all.
func (h *Host) Idle() (jumped bool, err error) {
	for len(h.open) == 0 {
		due, ok := h.x.Deadline()
		if !ok {
			return jumped, nil
		}
		jumped = true
		if err := h.jump(due); err != nil {
			return jumped, err
		}
	}
	return jumped, nil
}

func (h *Host) jump(due time.Time) error {
	if due.After(h.now) {
		h.now = due
	}
	return h.Deliver(interp.Tick{})
}

// Crash forgets everything but the chunks and recovers the execution from them. The tasks that were out come again.
func (h *Host) Crash() error {
	x, err := interp.Recover(h.program, h.Records())
	if err != nil {
		return fmt.Errorf("recover after a crash: %w", err)
	}
	h.x, h.open = x, nil
	h.act(x.Pending())
	return h.Deliver(interp.Continue{})
}

// Records iterates over what the execution has written, decoded from its chunks.
func (h *Host) Records() iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) {
		for _, c := range h.chunks {
			rs, err := history.DecodeChunk(c)
			if err != nil {
				yield(history.Record{}, err)
				return
			}
			for _, r := range rs {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// Open returns the tasks that nobody has answered, in the order in which they came.
func (h *Host) Open() []interp.RunTask { return h.open }

// Now returns the time on the virtual clock.
func (h *Host) Now() time.Time { return h.now }

// Execution returns the execution, for looking at.
func (h *Host) Execution() *interp.Execution { return h.x }

// Result returns how the execution closed.
func (h *Host) Result() interp.Result { return h.x.Result() }

// ErrStuck reports an execution that waits for tasks which nobody will answer.
var ErrStuck = errors.New("virtual: the execution waits for a task that nobody answers")

// Run starts the execution and answers its tasks by worker, in the order in which they came, until it closes.
func (h *Host) Run(start *history.Start, input value.Value, worker func(interp.RunTask) interp.Event) (interp.Result, error) {
	if err := h.Start(start, input); err != nil {
		return interp.Result{}, err
	}
	for h.Result().Status == interp.Running {
		if len(h.open) > 0 {
			t := h.open[0]
			if err := h.Answer(t.Task, worker(t)); err != nil {
				return interp.Result{}, err
			}
			continue
		}
		jumped, err := h.Idle()
		if err != nil {
			return interp.Result{}, err
		}
		if !jumped && len(h.open) == 0 && h.Result().Status == interp.Running {
			return interp.Result{}, ErrStuck
		}
	}
	return h.Result(), nil
}
