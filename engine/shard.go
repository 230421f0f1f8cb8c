package engine

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// shard is one goroutine that steps the executions it owns: nobody else touches them. It takes messages, lets the interpreter decide, and hands
// what was decided to the writer; it never waits for the disk.
type shard struct {
	e     *Engine
	timer Timer
	due   deadlines // of its executions
	runs  map[store.Number]*run

	encoder history.Encoder
	scratch interp.Scratch

	mu      sync.Mutex
	inbox   []message
	stopped bool
	cancels map[taskKey]context.CancelCauseFunc // of the executors at work
	wake    chan struct{}                       // holds one token while there may be something in the inbox
}

// message is an event for one execution. With run set, the execution begins to live in the shard.
type message struct {
	exec  store.Number
	run   *run
	event interp.Event
	look  func(*run) // instead of event: reads the execution on its shard's goroutine
	reply chan error // nil, or gets what Step returned
}

// run is a live execution.
type run struct {
	number    store.Number
	head      Head
	x         *interp.Execution
	express   bool  // events are not written
	first     *work // what is written with the first step of a new execution
	recovered bool  // its outstanding tasks run again after its first step here
	due       time.Time
	place     int // in deadlines, -1 if absent
}

func newShard(e *Engine) *shard {
	return &shard{e: e, timer: e.cfg.Clock.NewTimer(), runs: map[store.Number]*run{}, cancels: map[taskKey]context.CancelCauseFunc{}, wake: make(chan struct{}, 1)}
}

// send queues a message. It never blocks.
func (s *shard) send(ms ...message) {
	s.mu.Lock()
	stopped := s.stopped
	if !stopped {
		s.inbox = append(s.inbox, ms...)
	}
	s.mu.Unlock()
	if stopped {
		for _, m := range ms {
			m.refuse(ErrClosed)
		}
		return
	}
	s.poke()
}

func (s *shard) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (m message) refuse(err error) {
	if m.reply != nil {
		m.reply <- err
	}
	if m.run != nil && m.run.first != nil && m.run.first.durable != nil {
		m.run.first.durable(err)
	}
}

func (s *shard) stop() {
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	s.poke()
}

// loop runs until stop. It is the only place that touches runs and due.
func (s *shard) loop() {
	defer s.timer.Stop()
	var batch []message
	for {
		select {
		case <-s.wake:
		case <-s.timer.C():
		}
		s.mu.Lock()
		batch, s.inbox = s.inbox, batch[:0]
		stopped := s.stopped
		s.mu.Unlock()
		if stopped {
			for _, m := range batch {
				m.refuse(ErrClosed)
			}
			return
		}
		var ws []work
		for _, m := range batch {
			ws = s.handle(ws, m)
		}
		clear(batch)
		ws = s.tick(ws)
		s.e.writer.add(ws)
		s.rearm()
	}
}

// tick sends Tick to the executions whose deadline has passed.
func (s *shard) tick(ws []work) []work {
	now := s.e.cfg.Clock.Now()
	var due []*run // gathered first: one whose next deadline has passed already must not keep the others waiting
	for r := s.due.first(); r != nil && !r.due.After(now); r = s.due.first() {
		s.due.remove(r)
		due = append(due, r)
	}
	for _, r := range due {
		ws = s.step(ws, r, interp.Tick{}, nil)
	}
	return ws
}

func (s *shard) rearm() {
	if r := s.due.first(); r != nil {
		s.timer.Reset(max(0, r.due.Sub(s.e.cfg.Clock.Now())))
	} else {
		s.timer.Stop()
	}
}

func (s *shard) handle(ws []work, m message) []work {
	if m.run != nil {
		s.runs[m.exec] = m.run
		m.run.place = -1
		m.run.x.Refuse = s.e.cfg.Refuse
		m.run.x.Share(&s.scratch)
	}
	r := s.runs[m.exec]
	if r == nil {
		m.refuse(ErrNotRunning)
		return ws
	}
	if m.look != nil {
		m.look(r)
		return ws
	}
	return s.step(ws, r, m.event, m.reply)
}

// step lets one execution take one event and adds what follows to ws.
func (s *shard) step(ws []work, r *run, ev interp.Event, reply chan error) []work {
	ready, err, broken := s.guarded(r, ev)
	if broken {
		message{run: r, reply: reply}.refuse(err)
		return ws
	}
	w := work{exec: r.number, run: r, commands: slices.Clone(ready.Commands)}
	if r.first != nil {
		w.rows, w.durable = r.first.rows, r.first.durable
		r.first = nil
	}
	if r.recovered {
		r.recovered = false
		w.again = outstanding(r.x.Pending(), ready.Commands)
	}
	// An event that came too late is refused, and yet deadlines before it may have led to decisions.
	if w.decided = len(ready.Records) > 0; w.decided {
		s.record(&w, r, ready.Records)
	}
	if reply != nil {
		if err == nil {
			w.durable = func(err error) { reply <- err }
		} else {
			reply <- err
		}
	}
	if ready.More {
		s.send(message{exec: r.number, event: interp.Continue{}})
	}
	s.schedule(r)
	if len(ready.Records) > 0 || len(w.commands) > 0 || len(w.again) > 0 || w.durable != nil {
		ws = append(ws, w)
	}
	return ws
}

// outstanding are the tasks that were out before the step that handed out fresh commands.
func outstanding(pending, fresh []interp.Command) []interp.RunTask {
	begun := map[int64]bool{}
	for _, c := range fresh {
		if t, ok := c.(interp.RunTask); ok {
			begun[t.Task] = true
		}
	}
	var out []interp.RunTask
	for _, c := range pending {
		if t, ok := c.(interp.RunTask); ok && !begun[t.Task] {
			out = append(out, t)
		}
	}
	return out
}

// guarded is Step, with a panic of the interpreter turned into the end of this one execution here: a broken invariant must not take the others
// along. What is durable of it stays, as if the process had ended.
func (s *shard) guarded(r *run, ev interp.Event) (ready interp.Ready, err error, broken bool) {
	defer func() {
		if p := recover(); p != nil {
			s.e.cfg.Logger.Error("the interpreter broke an invariant; the execution is set aside",
				"execution", r.head.ARN, "event", fmt.Sprintf("%T", ev), "panic", p, "stack", string(debug.Stack()))
			delete(s.runs, r.number)
			s.due.remove(r)
			ready, err, broken = interp.Ready{}, fmt.Errorf("the interpreter broke an invariant in %s: %v", r.head.ARN, p), true
			s.e.setAside(r, err)
		}
	}()
	ready, err = r.x.Step(s.e.cfg.Clock.Now(), ev)
	return ready, err, false
}

// record turns the records of a step into what is written: the chunk, and the head when the execution starts or closes.
func (s *shard) record(w *work, r *run, rs []history.Record) {
	last := &rs[len(rs)-1]
	starts, closes := rs[0].Type == history.ExecutionStarted, last.Type.Closes()
	all := rs
	if r.express {
		s.e.rings.add(r.number, rs, closes)
		rs = boundaries(rs, starts, closes)
	}
	if len(rs) > 0 {
		w.data = s.encoder.Chunk(rs)
	}
	if closes {
		r.close(last)
		closed := r.head
		w.closed = &closed
		delete(s.runs, r.number)
	}
	w.step = s.e.observed(&r.head, all)
	if starts || closes {
		w.rows = append(w.rows, r.head.row())
	}
}

// boundaries keeps what is written of an Express execution: its start and its close.
func boundaries(rs []history.Record, starts, closes bool) []history.Record {
	var kept []history.Record
	if starts {
		kept = append(kept, rs[0])
	}
	if closes {
		kept = append(kept, rs[len(rs)-1])
	}
	return kept
}

// close fills the head with how the execution ended.
func (r *run) close(last *history.Record) {
	res := r.x.Result()
	r.head.Status, r.head.Error, r.head.Cause = res.Status, res.Error, res.Cause
	if res.Output.IsDefined() {
		r.head.Output = res.Output.JSON()
	}
	r.head.StopDate = time.Unix(0, last.At).UTC().Truncate(time.Millisecond)
	r.head.Events = r.x.Events()
}

// schedule keeps the execution's place among the deadlines.
func (s *shard) schedule(r *run) {
	due, ok := r.x.Deadline()
	if !ok || s.runs[r.number] == nil {
		s.due.remove(r)
		return
	}
	s.due.set(r, due)
}
