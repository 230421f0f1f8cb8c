package sim

import (
	"bytes"
	"fmt"

	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
)

// Violation says which checker found what.
type Violation struct {
	Checker string
	Detail  string
}

func (v *Violation) Error() string { return v.Checker + ": " + v.Detail }

// violate ends the run.
func violate(checker, format string, args ...any) {
	panic(&Violation{checker, fmt.Sprintf(format, args...)})
}

// maxStepRecords bounds the records of one step: its units of work, each of which writes a handful, and the siblings that one failure aborts.
const maxStepRecords = 1800

// checkFold holds rule 1: the live execution is what its records fold to. It folds the newest chunk, as it was written, into a second execution.
func checkFold(a *actor, chunk []byte) {
	rs, err := history.DecodeChunk(chunk)
	if err != nil {
		violate("CheckFold", "a chunk cannot be read: %v", err)
	}
	for i := range rs {
		if err := a.folded.Fold(&rs[i]); err != nil {
			violate("CheckFold", "the records do not fold: %v", err)
		}
	}
	if live, folded := a.x.Dump(), a.folded.Dump(); live != folded {
		violate("CheckFold", "live:\n%s\nfolded:\n%s", live, folded)
	}
}

// checkPending holds rule 2: what the state says is outstanding is what commands were handed out for.
func checkPending(a *actor) {
	if a.x.Result().Status != interp.Running {
		return
	}
	pending := map[int64]bool{}
	for _, c := range a.x.Pending() {
		if t, ok := c.(interp.RunTask); ok {
			pending[t.Task] = true
			if !a.outstanding[t.Task] {
				violate("CheckPending", "task %d (%s) is pending, but no command for it is out", t.Task, t.State)
			}
		}
	}
	for task := range a.outstanding {
		if !pending[task] {
			violate("CheckPending", "a command for task %d is out, but it is not pending", task)
		}
	}
}

// checkAct holds rule 3 for one command that is about to act: its record is durable, its end is not, and a repeat is the same task.
func checkAct(m *model, t interp.RunTask) {
	if !m.scheduled[t.Task] {
		violate("CheckActs", "task %d (%s) runs before its record is durable", t.Task, t.State)
	}
	if m.ended[t.Task] {
		violate("CheckActs", "task %d (%s) runs again although its end is durable", t.Task, t.State)
	}
	if token, again := m.tokens[t.Task]; again && token != t.Token {
		violate("CheckActs", "task %d (%s) runs again with another token", t.Task, t.State)
	}
	m.tokens[t.Task] = t.Token
}

// checkReplay holds rule 4: from the same beginning, the same inputs give the same bytes.
func checkReplay(a *actor) {
	x, err := interp.Recover(a.program, decoded(a.born))
	if err != nil {
		violate("CheckReplay", "the beginning does not fold: %v", err)
	}
	var enc history.Encoder
	chunks := a.chunks[len(a.born):]
	for _, in := range a.inputs {
		ready, _ := x.Step(in.at, in.event)
		if len(ready.Records) == 0 {
			continue
		}
		if got := enc.Chunk(ready.Records); len(chunks) == 0 || !bytes.Equal(got, chunks[0]) {
			violate("CheckReplay", "%T at %s decided otherwise the second time", in.event, in.at)
		}
		chunks = chunks[1:]
	}
	if len(chunks) > 0 {
		violate("CheckReplay", "the second time decided %d steps fewer", len(chunks))
	}
}

// checkStep holds rule 5 for one step.
func checkStep(a *actor, ready interp.Ready) {
	if n := len(ready.Records); n > maxStepRecords {
		violate("CheckLimits", "one step decided %d records", n)
	}
	if limit := a.start.MaxEvents; limit > 0 && a.x.Events() > limit {
		violate("CheckLimits", "the history has %d events, the limit is %d", a.x.Events(), limit)
	}
}

// model is what a checker knows of one execution from the durable records alone.
type model struct {
	seq       uint64 // next to read
	last      history.Record
	events    int64
	scheduled map[int64]bool
	ended     map[int64]bool
	tokens    map[int64]string
	open      map[int32]int64 // task of each thread
}

func newModel() *model {
	return &model{scheduled: map[int64]bool{}, ended: map[int64]bool{}, tokens: map[int64]string{}, open: map[int32]int64{}}
}

// observe takes one record that became durable, checks its ids and its time and learns what it says of tasks.
func (m *model) observe(r history.Record) {
	if r.At < m.last.At {
		violate("CheckReplay", "time runs backwards at event %d", r.ID)
	}
	if r.Type.Shown() {
		if m.events++; r.ID != m.events {
			violate("CheckIDs", "event %d follows %d", r.ID, m.events-1)
		}
		if r.Prev < 0 || r.Prev >= r.ID {
			violate("CheckIDs", "event %d has previous event %d", r.ID, r.Prev)
		}
	}
	switch r.Type {
	case history.TaskScheduled, history.LambdaFunctionScheduled:
		m.scheduled[r.ID], m.open[r.Thread] = true, r.ID
	case history.TaskSucceeded, history.TaskFailed, history.TaskTimedOut,
		history.LambdaFunctionSucceeded, history.LambdaFunctionFailed, history.LambdaFunctionTimedOut:
		m.ended[m.open[r.Thread]] = true
	}
	m.last = r
}

// checkOutcome demands the reference's outcome.
func checkOutcome(a *actor, want interp.Result) {
	got := a.x.Result()
	if got.Status != want.Status || got.Error != want.Error || got.Output.JSON() != want.Output.JSON() {
		violate("CheckOutcome", "ended %s %s %s, without faults %s %s %s", got.Status, got.Error, got.Output, want.Status, want.Error, want.Output)
	}
}
