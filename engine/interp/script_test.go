package interp_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/engine/virtual"
)

// TestScripts runs testdata/*.txt. Each file is a script of commands with what they print; -rewrite writes what they print now. The
// commands:
//
//	machine                         compile the definition below
//	start [express] [skip-waits] [speed=N] [limit=N] [timeout=N]   start with the input below (default {})
//	complete [state=NAME] [task=N]  the open task (the first, or the one named) succeeds with the output below
//	fail [state=…|task=…] [error=…] [cause=…]
//	submit, heartbeat, started [worker=…]   likewise
//	advance 1m30s                   let time pass
//	late 5s                         let time pass without a Tick, as a busy host would
//	idle                            jump to the deadlines until only tasks are open
//	abort [error=…] [cause=…]
//	crash                           forget all but the records, recover, and compare
//	history                         all events again
//
// Every command prints the events it led to, then the tasks it opened and, once, how the execution closed.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		s := &script{t: t}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			s.t = t
			return s.run(d)
		})
	})
}

// script is the state of one file: the machine and its one execution.
type script struct {
	t       *testing.T
	program *interp.Program
	host    *virtual.Host
	printed int            // records
	tasks   map[int64]bool // printed as open
	closed  bool
}

func (s *script) run(d *datadriven.TestData) string {
	switch d.Cmd {
	case "machine":
		return s.machine(d.Input)
	case "history":
		s.printed, s.tasks, s.closed = 0, map[int64]bool{}, false
		return s.news()
	}
	if s.program == nil {
		return "no machine"
	}
	var err error
	switch d.Cmd {
	case "start":
		err = s.start(d)
	case "crash":
		err = s.crash()
	case "advance":
		span, perr := time.ParseDuration(d.CmdArgs[0].Key)
		if perr != nil {
			d.Fatalf(s.t, "%v", perr)
		}
		err = s.host.Advance(span)
	case "late":
		span, perr := time.ParseDuration(d.CmdArgs[0].Key)
		if perr != nil {
			d.Fatalf(s.t, "%v", perr)
		}
		s.host.Late(span)
	case "idle":
		_, err = s.host.Idle()
	case "abort":
		err = s.host.Deliver(interp.Abort{Error: arg(d, "error"), Cause: arg(d, "cause")})
	default:
		err = s.task(d)
	}
	if err != nil {
		return s.news() + "error: " + err.Error() + "\n"
	}
	return s.news()
}

func (s *script) machine(text string) string {
	s.program, s.host = nil, nil
	m, found := asl.Parse(&diag.Source{Name: "machine.json", Text: text})
	if found.HasErrors() {
		return found.String()
	}
	p, found := interp.Compile(m)
	if p != nil {
		s.program = p
	}
	return found.String()
}

func (s *script) start(d *datadriven.TestData) error {
	s.host = virtual.New(virtual.Config{Program: s.program})
	s.printed, s.tasks, s.closed = 0, map[int64]bool{}, false
	start := &history.Start{
		Interpreter:  interp.Version,
		Execution:    "arn:aws:states:us-east-1:000000000000:execution:m:run",
		Name:         "run",
		StateMachine: "arn:aws:states:us-east-1:000000000000:stateMachine:m",
		MachineName:  "m",
		Role:         "arn:aws:iam::000000000000:role/r",
		Seed:         42,
		MaxEvents:    interp.MaxEvents,
		Express:      d.HasArg("express"),
		SkipWaits:    d.HasArg("skip-waits"),
		Timeout:      s.program.TimeoutSeconds(),
	}
	if d.HasArg("limit") {
		d.ScanArgs(s.t, "limit", &start.MaxEvents)
	}
	if d.HasArg("speed") {
		var n int
		d.ScanArgs(s.t, "speed", &n)
		start.Speed = float64(n)
	}
	return s.host.Start(start, body(d, "{}"))
}

// crash recovers the execution and checks that it is what it was.
func (s *script) crash() error {
	before := summary(s.host)
	if err := s.host.Crash(); err != nil {
		return err
	}
	if after := summary(s.host); after != before {
		return fmt.Errorf("recovered another execution:\nbefore:\n%s\nafter:\n%s", before, after)
	}
	return nil
}

func summary(h *virtual.Host) string {
	var b strings.Builder
	due, ok := h.Execution().Deadline()
	fmt.Fprintf(&b, "%d events, %v, next deadline %v %v\n", h.Execution().Events(), h.Result(), due, ok)
	for _, t := range h.Open() {
		fmt.Fprintf(&b, "task %d of %s: %s %s, attempt %d, token %s\n", t.Task, t.State, t.Resource, t.Parameters, t.Attempt, t.Token)
	}
	return b.String()
}

// task delivers an event for an open task.
func (s *script) task(d *datadriven.TestData) error {
	id := s.pick(d)
	switch d.Cmd {
	case "complete":
		return s.host.Answer(id, interp.TaskSucceeded{Task: id, Output: body(d, "{}")})
	case "fail":
		f := &fault.Fault{Error: arg(d, "error"), Cause: arg(d, "cause"), NoError: !d.HasArg("error"), NoCause: !d.HasArg("cause"), Plain: true}
		return s.host.Answer(id, interp.TaskFailed{Task: id, Fault: f})
	case "submit":
		return s.host.Deliver(interp.TaskSubmitted{Task: id, Output: body(d, "{}")})
	case "started":
		return s.host.Deliver(interp.TaskStarted{Task: id, Worker: arg(d, "worker")})
	case "heartbeat":
		return s.host.Deliver(interp.Heartbeat{Task: id})
	}
	d.Fatalf(s.t, "unknown command %q", d.Cmd)
	return nil
}

func (s *script) pick(d *datadriven.TestData) int64 {
	if d.HasArg("task") {
		var id int64
		d.ScanArgs(s.t, "task", &id)
		return id
	}
	for _, t := range s.host.Open() {
		if !d.HasArg("state") || t.State == arg(d, "state") {
			return t.Task
		}
	}
	d.Fatalf(s.t, "no such task is open")
	return 0
}

// news prints what has happened since the last command.
func (s *script) news() string {
	var b strings.Builder
	n := 0
	for r, err := range s.host.Records() {
		if err != nil {
			return err.Error()
		}
		if n++; n > s.printed {
			b.WriteString(line(r))
		}
	}
	s.printed = n
	for _, t := range s.host.Open() {
		if !s.tasks[t.Task] {
			s.tasks[t.Task] = true
			fmt.Fprintf(&b, "open task %d: %s attempt %d\n", t.Task, t.State, t.Attempt)
		}
	}
	if r := s.host.Result(); r.Status != interp.Running && !s.closed {
		s.closed = true
		fmt.Fprintf(&b, "%s", r.Status)
		if r.Output.IsDefined() {
			fmt.Fprintf(&b, " %s", r.Output)
		}
		b.WriteString("\n")
	} else if due, ok := s.host.Execution().Deadline(); ok {
		fmt.Fprintf(&b, "next deadline in %s\n", due.Sub(s.host.Now()))
	}
	return b.String()
}

// line prints a record: id<previous, type, details without the markers of truncation.
func line(r history.Record) string {
	if !r.Type.Shown() {
		return fmt.Sprintf("      %s\n", r.Type)
	}
	var b value.ObjectBuilder
	for k, v := range (history.Projection{Region: "us-east-1"}).Details(&r).Members() {
		if !strings.HasSuffix(k, "Details") && k != "roleArn" && k != "region" {
			b.Set(k, v)
		}
	}
	details := ""
	if v := b.Value(); v.Len() > 0 {
		details = " " + v.JSON()
	}
	return fmt.Sprintf("%d<%d %s%s\n", r.ID, r.Prev, r.Type, details)
}

func body(d *datadriven.TestData, fallback string) value.Value {
	text := strings.TrimSpace(d.Input)
	if text == "" {
		text = fallback
	}
	return value.MustParse(text)
}

func arg(d *datadriven.TestData, key string) string {
	for _, a := range d.CmdArgs {
		if a.Key == key && len(a.Vals) > 0 {
			return strings.Join(a.Vals, ",")
		}
	}
	return ""
}
