package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// StartRequest asks for an execution.
type StartRequest struct {
	Machine    string // name of the state machine
	Definition string // its text, JSON or YAML
	File       string // name of the definition in findings; default: the machine's name
	Version    string // ARN of the version it was started by, if any
	Alias      string // ARN of the alias it was started by, if any
	Role       string // ARN; default: the engine's
	Name       string // default: made by the engine
	Input      value.Value
	Express    bool
	Sync       bool // StartSyncExecution: not started again after a crash
	Trace      string
	Speed      float64 // divides the length of Wait states and retry pauses; 0: AWS's time
	SkipWaits  bool
	MapRun     string
	TestCase   string // of Config.Mocks that answers tasks; default: none
}

// ExpressTimeout is AWS's limit in seconds on an Express execution. Source: AWS Step Functions Developer Guide, "Service quotas".
const ExpressTimeout = 300

// StandardTimeout is AWS's limit in seconds on a Standard execution, one year. Source: as above.
const StandardTimeout = 31536000

// Start starts an execution and returns when that is durable; when ctx ends before, the execution may yet begin. A name that was used before gives ErrExecutionExists, with the head of the
// execution that has it.
func (e *Engine) Start(ctx context.Context, req StartRequest) (Head, error) {
	if err := e.usable(); err != nil {
		return Head{}, fmt.Errorf("start an execution: %w", err)
	}
	if req.File == "" {
		req.File = req.Machine
	}
	if req.Input.Size() > interp.MaxPayload {
		return Head{}, fmt.Errorf("start an execution: %w", ErrInputTooLarge)
	}
	p, hash, fresh, err := e.program(req.File, req.Definition)
	if err != nil {
		return Head{}, err
	}
	n := store.Number(e.last.Add(1))
	h := e.head(n, req, hash)
	given := req.Name != "" && !req.Express
	if given {
		old, err := e.reserve(ctx, h.ARN)
		if err != nil {
			return old, fmt.Errorf("start %s: %w", h.ARN, err)
		}
	}
	w := work{exec: n, rows: startRows(&h, given)}
	if fresh {
		w.rows = append(w.rows, store.Row{Table: tableMachines, Key: []byte(hash), Value: []byte(req.Definition)})
	}
	done := make(chan error, 1)
	r := &run{number: n, head: h, x: interp.New(p), express: req.Express && !e.cfg.ExpressHistory, first: &w}
	w.durable = func(err error) { // not here below, for the caller may have left
		if given {
			e.release(h.ARN)
		}
		switch {
		case err != nil:
			e.unwatch(n, err)
		case fresh:
			e.programs.put(hash, compiled{program: p, stored: true})
		}
		done <- err
	}
	e.watchRun(r)
	e.shard(n).send(message{exec: n, run: r, event: interp.Started{Start: e.startRecord(h, req, p), Input: req.Input}})
	select {
	case err = <-done:
	case <-ctx.Done():
		return h, fmt.Errorf("start %s: %w", h.ARN, context.Cause(ctx))
	}
	if err != nil {
		return Head{}, fmt.Errorf("start %s: %w", h.ARN, err)
	}
	return h, nil
}

func (e *Engine) head(n store.Number, req StartRequest, hash string) Head {
	h := Head{
		Number: n, Name: req.Name, StateMachine: e.MachineARN(req.Machine), MachineName: req.Machine, MachineVersion: req.Version,
		MachineAlias: req.Alias, Definition: hash, TraceHeader: req.Trace, Express: req.Express, Sync: req.Sync, MapRun: req.MapRun, TestCase: req.TestCase,
		Status: interp.Running, StartDate: e.cfg.Clock.Now().UTC().Truncate(time.Millisecond),
	}
	unique := e.names.of(n)
	if h.Name == "" {
		h.Name = unique
	}
	h.ARN = e.executionARN(req.Machine, h.Name, req.Express, unique)
	return h
}

// startRows are the rows of a new execution other than its head, which follows from its first step.
func startRows(h *Head, given bool) []store.Row {
	rows := []store.Row{{Table: tableByStart, Key: startKey(h.StateMachine, h.Number), Value: []byte{}}}
	if given {
		rows = append(rows, store.Row{Table: tableNames, Key: []byte(h.ARN), Value: numberKey(h.Number)})
	}
	return rows
}

func (e *Engine) startRecord(h Head, req StartRequest, p *interp.Program) *history.Start {
	s := &history.Start{
		Interpreter: interp.Version, Execution: h.ARN, Name: h.Name, StateMachine: h.StateMachine, MachineName: h.MachineName,
		MachineVersion: h.MachineVersion, MachineAlias: h.MachineAlias, Role: req.Role, Definition: h.Definition,
		TraceHeader: req.Trace, Seed: e.cfg.Seed(), Express: req.Express, Sync: req.Sync, Timeout: p.TimeoutSeconds(),
		MaxEvents: interp.MaxEvents, MapRun: req.MapRun, Speed: req.Speed, SkipWaits: req.SkipWaits,
	}
	limit := int64(StandardTimeout)
	if s.Role == "" {
		s.Role = e.cfg.Role
	}
	if req.Express {
		s.MaxEvents, limit = 0, ExpressTimeout
	}
	if s.Timeout == 0 || s.Timeout > limit {
		s.Timeout = limit
	}
	return s
}

// reserve makes sure that nobody else starts an execution with that ARN, now or before. It waits for a start that is under way.
func (e *Engine) reserve(ctx context.Context, arn string) (Head, error) {
	for {
		e.mu.Lock()
		other := e.starting[arn]
		if other == nil {
			e.starting[arn] = make(chan struct{})
		}
		e.mu.Unlock()
		if other == nil {
			break
		}
		select {
		case <-other:
		case <-ctx.Done():
			return Head{}, context.Cause(ctx)
		}
	}
	old, err := e.Describe(ctx, arn)
	if errors.Is(err, ErrNoExecution) {
		return Head{}, nil
	}
	e.release(arn)
	if err == nil {
		err = ErrExecutionExists
	}
	return old, err
}

func (e *Engine) release(arn string) {
	e.mu.Lock()
	close(e.starting[arn])
	delete(e.starting, arn)
	e.mu.Unlock()
}
