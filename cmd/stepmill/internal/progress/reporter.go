package progress

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// Reporter shows executions while they run. Begin, Event, Log and Say may be called from any goroutine; after Close they do nothing.
type Reporter struct {
	out  term.Stream
	now  func() time.Time
	live term.Live

	mu     sync.Mutex
	models []*Model
	byName map[string]*Model
	above  []term.Line // to go out before the next drawing
	early  []term.Line // what tasks wrote before the first Begin
	closed bool

	stop  chan struct{}
	drawn sync.WaitGroup
}

// drawEvery is the pause between two drawings: one step of the spinner.
const drawEvery = spinnerStep

// NewReporter returns a reporter that writes to out. On a terminal a goroutine of its own draws, which Close joins.
func NewReporter(out term.Stream, now func() time.Time) *Reporter {
	r := &Reporter{out: out, now: now, live: term.Live{Out: out}, byName: map[string]*Model{}, stop: make(chan struct{})}
	if out.TTY {
		r.drawn.Go(r.loop)
	}
	return r
}

// Begin adds an execution.
func (r *Reporter) Begin(name, machine string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := NewModel(name, machine)
	r.models = append(r.models, m)
	r.byName[name] = m
	for _, l := range r.early {
		r.show(l)
	}
	r.early = nil
}

// Event shows an event of an execution.
func (r *Reporter) Event(name string, e Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := r.byName[name]
	if m == nil || r.closed {
		return
	}
	label := m.Apply(e)
	if r.out.TTY {
		return
	}
	if len(r.models) > 1 {
		label = Short(name) + "/" + label
	}
	if text := Plain(e, label); text != "" {
		r.show(term.Text(term.Plain, text))
	}
}

// Log shows a line that a task wrote. It waits for the first Begin, so that a task which is quick does not speak before its execution has a name.
func (r *Reporter) Log(name, state, text string) {
	prefix := Short(term.Clean(name)) + "/" + term.Clean(state) + " │ "
	l := term.Text(term.Dim, prefix).Add(term.Plain, term.Clean(text))
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.models) == 0 {
		r.early = append(r.early, l)
		return
	}
	r.show(l)
}

// Say shows a line of our own.
func (r *Reporter) Say(style term.Style, format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.show(term.Text(style, fmt.Sprintf(format, args...)))
}

// show puts a line above the tree, or into the pipe. The caller holds mu.
func (r *Reporter) show(l term.Line) {
	switch {
	case r.closed:
	case r.out.TTY:
		r.above = append(r.above, l)
	default:
		_, _ = io.WriteString(r.out, l.String(r.out.Color)+"\n") // nobody reads it: no reason to end the execution
	}
}

// Close draws for the last time and leaves the drawing where it is.
func (r *Reporter) Close() {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return
	}
	r.closed = true
	r.mu.Unlock()
	close(r.stop)
	r.drawn.Wait()
}

func (r *Reporter) loop() {
	tick := time.NewTicker(drawEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			r.draw()
		case <-r.stop:
			r.draw()
			return
		}
	}
}

// draw writes what there is to show. A terminal that is gone is no reason to end the execution.
func (r *Reporter) draw() {
	r.mu.Lock()
	defer r.mu.Unlock()
	width, height := r.out.Size()
	var block []term.Line
	for _, m := range r.models {
		block = append(block, m.Tree(r.now(), width-1, height/max(1, len(r.models)))...)
	}
	if len(block) == 0 && len(r.above) == 0 {
		return
	}
	_ = r.live.Draw(r.above, block)
	r.above = nil
}

// shortName is how many characters of a name the engine made are enough to tell executions apart.
const shortName = 8

// Short shortens a name that the engine made, a UUID; one that a person gave stays.
func Short(name string) string {
	if len(name) == 36 && name[8] == '-' && name[13] == '-' && name[14] == '4' {
		return name[:shortName]
	}
	return name
}

// Where returns the place at which an execution failed, "" if it has not.
func (r *Reporter) Where(name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if m := r.byName[name]; m != nil {
		return m.where
	}
	return ""
}
