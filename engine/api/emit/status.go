package emit

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
)

// status sends an event when a Standard execution starts and when it closes.
func (e *Emitter) status(s *engine.Step) {
	if s.Head.Express || s.Head.MapRun != "" || len(s.Records) == 0 {
		return
	}
	first, last := &s.Records[0], &s.Records[len(s.Records)-1]
	if first.Type == history.ExecutionStarted {
		running := s.Head
		running.Status, running.StopDate, running.Output, running.Error, running.Cause = interp.Running, time.Time{}, "", "", ""
		e.cfg.Event(e.ctx, e.statusEvent(running, first.Input.JSON()))
	}
	if last.Type.Closes() {
		input, err := e.input(s.Head, first)
		if err != nil {
			e.cfg.Logger.Warn("the event of an execution that closed is not sent", "execution", s.Head.ARN, "error", err)
			return
		}
		e.cfg.Event(e.ctx, e.statusEvent(s.Head, input))
	}
}

func (e *Emitter) input(h engine.Head, first *history.Record) (string, error) {
	if first.Type == history.ExecutionStarted {
		return first.Input.JSON(), nil
	}
	return e.cfg.Input(context.WithoutCancel(e.ctx), h)
}

// statusEvent is the event "Step Functions Execution Status Change"; what is absent is null in it.
// Source: AWS Step Functions Developer Guide, "Automating Step Functions event delivery with EventBridge".
func (e *Emitter) statusEvent(h engine.Head, input string) value.Value {
	part := strings.SplitN(h.ARN, ":", 6)
	now := e.cfg.Now()
	status, reason := h.RedriveStatus(now)
	detail := value.ObjectOf([]value.Member{
		{Key: "executionArn", Value: value.Text(h.ARN)},
		{Key: "stateMachineArn", Value: value.Text(h.StateMachine)},
		{Key: "name", Value: value.Text(h.Name)},
		{Key: "status", Value: value.Text(string(h.Status))},
		{Key: "startDate", Value: value.Int(h.StartDate.UnixMilli())},
		{Key: "stopDate", Value: millis(h.StopDate)},
		{Key: "input", Value: value.Text(input)},
		{Key: "output", Value: orNull(h.Output)},
		{Key: "stateMachineVersionArn", Value: orNull(h.MachineVersion)},
		{Key: "stateMachineAliasArn", Value: orNull(h.MachineAlias)},
		{Key: "redriveCount", Value: value.Int(h.RedriveCount)},
		{Key: "redriveDate", Value: value.NullValue},
		{Key: "redriveStatus", Value: value.Text(status)},
		{Key: "redriveStatusReason", Value: orNull(reason)},
		{Key: "inputDetails", Value: included},
		{Key: "outputDetails", Value: includedIf(h.Output != "")},
		{Key: "error", Value: orNull(h.Error)},
		{Key: "cause", Value: orNull(h.Cause)},
	})
	return value.ObjectOf([]value.Member{
		{Key: "version", Value: value.Text("0")},
		{Key: "id", Value: value.Text(eventID())},
		{Key: "detail-type", Value: value.Text("Step Functions Execution Status Change")},
		{Key: "source", Value: value.Text("aws.states")},
		{Key: "account", Value: value.Text(part[4])},
		{Key: "time", Value: value.Text(now.UTC().Format(time.RFC3339))},
		{Key: "region", Value: value.Text(part[3])},
		{Key: "resources", Value: value.ArrayOf([]value.Value{value.Text(h.ARN)})},
		{Key: "detail", Value: detail},
	})
}

var included = value.ObjectOf([]value.Member{{Key: "included", Value: value.True}})

func includedIf(there bool) value.Value {
	if there {
		return included
	}
	return value.NullValue
}

func orNull(s string) value.Value {
	if s == "" {
		return value.NullValue
	}
	return value.Text(s)
}

func millis(t time.Time) value.Value {
	if t.IsZero() {
		return value.NullValue
	}
	return value.Int(t.UnixMilli())
}

func eventID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: crypto/rand crashes the program instead
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-4" + h[13:16] + "-8" + h[17:20] + "-" + h[20:]
}
