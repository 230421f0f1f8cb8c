package records

import (
	"context"
	"fmt"
	"hash/fnv"
	"time"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
)

// deliver emits the events of a step, and gathers its log records.
func (r *Recorder) deliver(s *engine.Step) {
	h := &s.Head
	how, known := r.logging[h.Number]
	if !known {
		how = r.cfg.Logging(h)
		r.logging[h.Number] = how
	}
	p := history.Projection{Region: r.cfg.Region, OmitData: !how.Data}
	for i := range s.Records {
		rec := &s.Records[i]
		if how.on() && how.Level.Passes(rec.Type) {
			r.pending.add(how.Group, streamName(h.MachineName, r.opened), line(h, rec, p))
		}
		if r.cfg.Events != nil && !h.Express {
			r.emit(h, rec)
		}
		if rec.Type.Closes() {
			delete(r.logging, h.Number)
		}
	}
}

// emit makes the event of a record by which the status of an execution changes.
func (r *Recorder) emit(h *engine.Head, rec *history.Record) {
	switch {
	case rec.Type == history.ExecutionStarted:
		r.cfg.Events(context.Background(), StatusChange(running(h), rec.Input.JSON()))
	case rec.Type == history.ExecutionRedriven || rec.Type.Closes():
		if rec.Type == history.ExecutionRedriven {
			h = running(h)
		}
		input, err := r.cfg.Input(context.Background(), *h)
		if err != nil {
			r.cfg.Logger.Warn("the event of an execution's status has no input", "execution", h.ARN, "error", err)
		}
		r.cfg.Events(context.Background(), StatusChange(h, input))
	}
}

// running returns the head of an execution as it was before it closed, which it may have done in the same step.
func running(h *engine.Head) *engine.Head {
	was := *h
	was.Status, was.StopDate, was.Error, was.Cause, was.Output, was.Events = interp.Running, time.Time{}, "", "", "", 0
	return &was
}

// streamName names the log stream of a state machine as AWS does: states/<machine>/<minute in UTC>/<eight hex digits>. It begins with the recorder.
func streamName(machine string, opened time.Time) string {
	hash := fnv.New32a()
	fmt.Fprintf(hash, "%s %d", machine, opened.UnixNano())
	return fmt.Sprintf("states/%s/%s/%08x", machine, opened.UTC().Format("2006-01-02-15-04"), hash.Sum32())
}

// deliveries are log records by where they go, so that each stream is written once per batch. The zero value is ready.
type deliveries struct {
	order   []target
	lines   map[target][]Line
	refused map[refusal]bool
}

type target struct{ group, stream string }

// refusal is a log group that did not take the last records, in one of the sinks.
type refusal struct {
	sink  int
	group string
}

func (d *deliveries) add(group, stream string, l Line) {
	if d.lines == nil {
		d.lines, d.refused = map[target][]Line{}, map[refusal]bool{}
	}
	t := target{group, stream}
	if len(d.lines[t]) == 0 {
		d.order = append(d.order, t)
	}
	d.lines[t] = append(d.lines[t], l)
}

// flush hands everything to the sinks. The first refusal of each group is told to the operator.
func (d *deliveries) flush(cfg Config) {
	for _, t := range d.order {
		for i, s := range cfg.Sinks {
			k := refusal{i, t.group}
			err := s.Log(t.group, t.stream, d.lines[t])
			if err != nil && !d.refused[k] {
				cfg.Logger.Warn("log records of executions are lost, which does not disturb these", "log group", t.group, "error", err)
			}
			d.refused[k] = err != nil
		}
	}
	d.order = d.order[:0]
	clear(d.lines)
}
