package records

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
)

// live is what is kept of an execution until it closes.
type live struct {
	logging Logging
	input   string // "" if it is to be read when it is needed
}

// keptInput is how many bytes an input may have to be kept while its execution lives, which spares reading the store when it closes.
const keptInput = 512

// deliver emits the events of a step, and gathers its log records.
func (r *Recorder) deliver(s *engine.Step) {
	h := &s.Head
	x, known := r.live[h.Number]
	if !known {
		x = r.meet(h, s.Records)
		r.live[h.Number] = x
	}
	how := x.logging
	p := history.Projection{Region: r.cfg.Region, OmitData: !how.Data}
	for i := range s.Records {
		rec := &s.Records[i]
		if how.on() && how.Level.Passes(rec.Type) {
			r.pending.add(how.Group, streamName(h.MachineName, r.opened), line(h, rec, p))
		}
		if r.cfg.Events != nil && !h.Express {
			r.emit(h, x, rec)
		}
		if rec.Type.Closes() {
			delete(r.live, h.Number)
		}
	}
}

// meet gathers what is kept of an execution of which nothing is known yet.
func (r *Recorder) meet(h *engine.Head, rs []history.Record) live {
	x := live{logging: r.cfg.Logging(h)}
	if first := &rs[0]; first.Type == history.ExecutionStarted && r.cfg.Events != nil && !h.Express {
		if closes := rs[len(rs)-1].Type.Closes(); closes || first.Input.Size() <= keptInput {
			x.input = strings.Clone(first.Input.JSON()) // which may be part of a longer text
		}
	}
	return x
}

// emit makes the event of a record by which the status of an execution changes.
func (r *Recorder) emit(h *engine.Head, x live, rec *history.Record) {
	switch {
	case rec.Type == history.ExecutionStarted:
		r.cfg.Events(context.Background(), StatusChange(running(h), rec.Input.JSON()))
	case rec.Type == history.ExecutionRedriven || rec.Type.Closes():
		if rec.Type == history.ExecutionRedriven {
			h = running(h)
		}
		r.cfg.Events(context.Background(), StatusChange(h, r.input(h, x)))
	}
}

func (r *Recorder) input(h *engine.Head, x live) string {
	if x.input != "" {
		return x.input
	}
	input, err := r.cfg.Input(context.Background(), *h)
	if err != nil {
		r.cfg.Logger.Warn("the event of an execution's status has no input", "execution", h.ARN, "error", err)
	}
	return input
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
