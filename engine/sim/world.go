package sim

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/engine/virtual"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/mem"
)

// world is a machine with a disk, workers and a host, all driven by one random source.
type world struct {
	r       *rand.Rand
	now     time.Time
	disk    *mem.Store
	actors  []*actor
	models  []*model
	letters []letter // on their way to the host
	writes  []write  // on their way to the disk
	unacked []write  // of letters from outside, whose sender sends again what was not acknowledged
	faults  bool
	crashes int
	encoder history.Encoder
}

// actor is one execution and what its host knows of it.
type actor struct {
	number      store.Number
	program     *interp.Program
	start       *history.Start
	input       value.Value
	x           *interp.Execution
	folded      *interp.Execution // what the records fold to
	born        [][]byte          // chunks at its birth or its last recovery
	chunks      [][]byte          // all chunks, durable or not
	inputs      []input           // since then
	outstanding map[int64]bool
}

// input is one call of Step.
type input struct {
	at    time.Time
	event interp.Event
}

// letter is a message to the host. One that survives comes from outside the process.
type letter struct {
	actor    int
	event    interp.Event
	survives bool
}

// write is a batch on its way to the disk, and what may happen after it.
type write struct {
	actor    int
	ticket   *mem.Ticket
	commands []interp.Command
	letter   letter // of unacked
}

// turn makes one random move. It returns false when there is nothing left to do.
func (w *world) turn() bool {
	switch n := w.r.IntN(100); {
	case w.faults && n < 2 && w.crashes < 20:
		w.crash()
	case n < 60 && len(w.letters) > 0:
		w.deliver()
	case len(w.writes) > 0:
		w.sync(1 + w.r.IntN(len(w.writes)))
	case len(w.letters) > 0:
		w.deliver()
	default:
		return w.jump()
	}
	return true
}

// deliver takes a random letter, now and then twice, and lets time pass a little.
func (w *world) deliver() {
	i := w.r.IntN(len(w.letters))
	l := w.letters[i]
	if !w.faults || w.r.IntN(10) > 0 {
		w.letters = slices.Delete(w.letters, i, i+1)
	}
	w.now = w.now.Add(time.Duration(w.r.IntN(3)) * time.Millisecond)
	t := w.step(l.actor, l.event)
	if l.survives && t != nil {
		w.unacked = append(w.unacked, write{ticket: t, letter: l})
	}
}

// jump goes to the next deadline of all executions, now that everything else has come to rest.
func (w *world) jump() bool {
	who, when := -1, time.Time{}
	for i, a := range w.actors {
		if due, ok := a.x.Deadline(); ok && (who < 0 || due.Before(when)) {
			who, when = i, due
		}
	}
	if who < 0 {
		return false
	}
	if when.After(w.now) {
		w.now = when
	}
	w.step(who, interp.Tick{})
	return true
}

// step lets an execution take an event, and sends what it decided to the disk; nil if it decided nothing.
func (w *world) step(i int, ev interp.Event) *mem.Ticket {
	a := w.actors[i]
	at := w.now
	if w.faults && w.r.IntN(20) == 0 {
		at = at.Add(-time.Duration(w.r.IntN(5000)) * time.Millisecond) // the clock was set back
	}
	a.inputs = append(a.inputs, input{at, ev})
	ready, _ := a.x.Step(at, ev) // a task that is not open any more is no news
	checkStep(a, ready)
	for _, c := range ready.Commands {
		switch c := c.(type) {
		case interp.RunTask:
			a.outstanding[c.Task] = true
		case interp.CancelTask:
			delete(a.outstanding, c.Task)
		}
	}
	a.forget(ready.Records)
	checkPending(a)
	if ready.More {
		w.letters = append(w.letters, letter{actor: i, event: interp.Continue{}})
	}
	if len(ready.Records) == 0 {
		return nil
	}
	chunk := w.encoder.Chunk(ready.Records)
	a.chunks = append(a.chunks, chunk)
	t := w.disk.AppendAsync(store.Batch{Entries: []store.Entry{{Exec: a.number, Data: chunk}}})
	w.writes = append(w.writes, write{actor: i, ticket: t, commands: slices.Clone(ready.Commands)})
	checkFold(a, chunk)
	return t
}

// forget drops from the tasks that are out those that the records end.
func (a *actor) forget(rs []history.Record) {
	open := map[int64]bool{}
	for _, c := range a.x.Pending() {
		if t, ok := c.(interp.RunTask); ok {
			open[t.Task] = true
		}
	}
	for _, r := range rs {
		switch r.Type {
		case history.TaskSucceeded, history.TaskFailed, history.LambdaFunctionSucceeded, history.LambdaFunctionFailed:
			for task := range a.outstanding {
				if !open[task] && task < r.ID {
					delete(a.outstanding, task)
					break
				}
			}
		}
	}
}

// sync makes the oldest writes durable and lets their commands out.
func (w *world) sync(n int) {
	if err := w.disk.Sync(n); err != nil {
		panic(err)
	}
	w.observe()
	for len(w.writes) > 0 {
		if done, err := w.writes[0].ticket.Done(); !done || err != nil {
			return
		}
		first := w.writes[0]
		w.writes = w.writes[1:]
		w.act(first.actor, first.commands)
	}
}

// act carries out commands: a worker gets the task and its answer is on the way.
func (w *world) act(i int, cs []interp.Command) {
	for _, c := range cs {
		t, ok := c.(interp.RunTask)
		if !ok || t.Submitted {
			continue
		}
		checkAct(w.models[i], t)
		if r := work(t); t.Pattern == interp.Callback {
			w.letters = append(w.letters, letter{actor: i, event: interp.TaskSubmitted{Task: t.Task, Output: value.True}})
			if !r.hangs {
				w.letters = append(w.letters, letter{actor: i, event: r.event(t.Task), survives: true})
			}
		} else if !r.hangs {
			w.letters = append(w.letters, letter{actor: i, event: r.event(t.Task)})
		}
	}
}

// observe shows the checkers what has become durable.
func (w *world) observe() {
	for i, a := range w.actors {
		m := w.models[i]
		for c, err := range w.disk.Read(context.Background(), a.number, m.seq) {
			if err != nil {
				panic(err)
			}
			rs, err := history.DecodeChunk(c.Data)
			if err != nil {
				panic(err)
			}
			m.seq = c.Seq + 1
			for _, r := range rs {
				m.observe(r)
			}
		}
	}
}

// crash ends the process: what was not durable is lost, but for what had reached the disk unnoticed. Workers die with it, the outside world does
// not. Then everything is recovered.
func (w *world) crash() {
	w.crashes++
	for _, a := range w.actors {
		checkReplay(a)
	}
	for _, u := range w.unacked {
		if done, _ := u.ticket.Done(); !done {
			w.letters = append(w.letters, u.letter)
		}
	}
	w.unacked = nil
	w.disk = w.disk.CrashClone(mem.CrashOptions{Keep: w.r.IntN(w.disk.Unsynced() + 1)})
	w.writes = nil
	w.letters = slices.DeleteFunc(w.letters, func(l letter) bool { return !l.survives })
	w.observe()
	w.now = w.now.Add(time.Duration(w.r.IntN(2000)) * time.Millisecond)
	for i, a := range w.actors {
		w.recover(i, a)
	}
}

func (w *world) recover(i int, a *actor) {
	a.chunks, a.inputs, a.outstanding = nil, nil, map[int64]bool{}
	for c, err := range w.disk.Read(context.Background(), a.number, 0) {
		if err != nil {
			panic(err)
		}
		a.chunks = append(a.chunks, c.Data)
	}
	a.born = slices.Clone(a.chunks)
	if len(a.chunks) == 0 { // its start was lost: whoever asked for it asks again
		a.x, a.folded = interp.New(a.program), interp.New(a.program)
		w.letters = append(w.letters, letter{actor: i, event: interp.Started{Start: a.start, Input: a.input}})
		return
	}
	a.x, a.folded = a.refold(), a.refold()
	pending := a.x.Pending()
	for _, c := range pending {
		if t, ok := c.(interp.RunTask); ok {
			a.outstanding[t.Task] = true
		}
	}
	w.act(i, pending)
	w.letters = append(w.letters, letter{actor: i, event: interp.Continue{}})
}

// refold recovers the execution from all its chunks.
func (a *actor) refold() *interp.Execution {
	x, err := interp.Recover(a.program, decoded(a.chunks))
	if err != nil {
		violate("CheckFold", "the durable records do not fold: %v", err)
	}
	return x
}

func decoded(chunks [][]byte) iter.Seq2[history.Record, error] {
	return func(yield func(history.Record, error) bool) {
		for _, c := range chunks {
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

// add puts another execution into the world.
func (w *world) add(p *interp.Program, in value.Value, limit int64) {
	n := store.Number(len(w.actors) + 1)
	a := &actor{
		number: n, program: p, input: in, x: interp.New(p), folded: interp.New(p), outstanding: map[int64]bool{},
		start: startRecord(fmt.Sprintf("run%d", n), w.r.Uint64(), limit),
	}
	w.actors, w.models = append(w.actors, a), append(w.models, newModel())
	w.letters = append(w.letters, letter{actor: len(w.actors) - 1, event: interp.Started{Start: a.start, Input: in}})
}

func startRecord(name string, seed uint64, limit int64) *history.Start {
	return &history.Start{
		Interpreter: interp.Version, Execution: "arn:aws:states:us-east-1:000000000000:execution:m:" + name, Name: name,
		StateMachine: "arn:aws:states:us-east-1:000000000000:stateMachine:m", MachineName: "m", Role: "r", Seed: seed, MaxEvents: limit,
	}
}

// reference runs the machine once without faults.
func reference(p *interp.Program, in value.Value, limit int64) (interp.Result, error) {
	h := virtual.New(virtual.Config{Program: p})
	if err := h.Start(startRecord("reference", 1, limit), in); err != nil {
		return interp.Result{}, err
	}
	for h.Result().Status == interp.Running {
		if open := h.Open(); len(open) > 0 {
			if t, r := firstAnswer(open); t != nil {
				if err := h.Answer(t.Task, r.event(t.Task)); err != nil {
					return interp.Result{}, err
				}
				continue
			}
		}
		due, ok := h.Execution().Deadline()
		if !ok {
			return interp.Result{}, virtual.ErrStuck
		}
		if err := h.Advance(due.Sub(h.Now())); err != nil {
			return interp.Result{}, err
		}
	}
	return h.Result(), nil
}

// firstAnswer returns the first task whose worker answers.
func firstAnswer(open []interp.RunTask) (*interp.RunTask, reply) {
	for i := range open {
		if r := work(open[i]); !r.hangs {
			return &open[i], r
		}
	}
	return nil, reply{}
}

// source returns the random source of a seed.
func source(seed uint64) *rand.Rand {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return rand.New(rand.NewChaCha8(key))
}
