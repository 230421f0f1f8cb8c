package list

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/session"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/query"
)

// filter is what --where says; nil takes every execution.
type filter struct {
	compiled *query.Filter
	outputs  bool // it may look at outputs, which a list does not have
	now      time.Time
}

func compile(where string, now time.Time) (*filter, error) {
	if where == "" {
		return nil, nil
	}
	f, err := query.Compile(where)
	if err != nil {
		return nil, cli.Usage(fmt.Errorf("--where: %w", err))
	}
	return &filter{f, strings.Contains(where, "output"), now}, nil
}

// match reports whether an execution is one that was asked for.
func (f *filter) match(ctx context.Context, s *session.Session, h protocol.Head) (bool, error) {
	if f == nil {
		return true, nil
	}
	if f.outputs && h.Status == "SUCCEEDED" {
		whole, err := s.Find(ctx, h.ARN)
		if err != nil {
			return false, err
		}
		h = whole
	}
	x := query.Execution{
		ARN: h.ARN, Name: h.Name, StateMachine: machineARN(h), Status: h.Status, Error: h.Error, Cause: h.Cause, Type: h.Type,
		Start: h.StartDate, Stop: h.StopDate, Now: f.now, Events: h.Events, Redrives: h.Redrives, CutOff: h.CutOff,
	}
	var broken error
	x.Input = func() value.Value {
		v, err := input(ctx, s, h)
		broken = err
		return v
	}
	if h.Output != "" {
		v, err := value.Parse(h.Output)
		if err != nil {
			return false, fmt.Errorf("read the output of %s: %w", h.Name, err)
		}
		x.Output = v
	}
	ok, err := f.compiled.MatchContext(ctx, x)
	if broken != nil {
		return false, broken
	}
	if err != nil {
		return false, cli.Usage(fmt.Errorf("--where: %w", err))
	}
	return ok, nil
}

// machineARN is the ARN of the state machine of an execution, which its own names: arn:aws:states:<region>:<account>:execution:<machine>:<name>.
func machineARN(h protocol.Head) string {
	parts := strings.SplitN(h.ARN, ":", 6)
	if len(parts) < 6 {
		return h.StateMachine
	}
	return strings.Join(parts[:5], ":") + ":stateMachine:" + h.StateMachine
}

// input reads the input of an execution from its first event.
func input(ctx context.Context, s *session.Session, h protocol.Head) (value.Value, error) {
	for line, err := range s.Follow(ctx, h.ARN) {
		if err != nil {
			return value.Value{}, err
		}
		e, err := progress.ParseEvent(line.Event)
		if err != nil {
			return value.Value{}, err
		}
		return value.Parse(e.Details.Get("input").Str())
	}
	return value.Value{}, nil
}
