package emit

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/registry"
)

// logging is a logging configuration as the registry keeps it: AWS's own JSON.
type logging struct {
	Level                string
	IncludeExecutionData bool
	Destinations         []struct {
		CloudWatchLogsLogGroup struct {
			LogGroupARN string `json:"logGroupArn"`
		}
	}
}

// logged returns the configuration of an execution's machine; false if nothing is logged.
func (e *Emitter) logged(h *engine.Head) (logging, bool) {
	var c logging
	m, err := e.cfg.Registry().Machine(h.MachineName)
	if err == nil && m.Logging != "" {
		err = json.Unmarshal([]byte(m.Logging), &c)
	}
	if err != nil && !errors.Is(err, registry.ErrNotFound) {
		e.cfg.Logger.Error("the logging configuration cannot be read", "machine", h.MachineName, "error", err)
	}
	return c, err == nil && len(c.Destinations) > 0
}

// log writes the records of a step that the level of its machine asks for.
func (e *Emitter) log(s *engine.Step) {
	c, ok := e.logged(&s.Head)
	if !ok {
		return
	}
	group := c.Destinations[0].CloudWatchLogsLogGroup.LogGroupARN
	stream := "states/" + s.Head.MachineName + "/" + s.Head.StartDate.Format("2006-01-02-15-04") + "/stepmill"
	p := history.Projection{Region: strings.SplitN(s.Head.ARN, ":", 5)[3], OmitData: !c.IncludeExecutionData}
	for i := range s.Records {
		r := &s.Records[i]
		if !r.Type.Shown() || !wanted(c.Level, r.Type) {
			continue
		}
		if err := e.cfg.Log(group, stream, time.Unix(0, r.At), record(&s.Head, r, p)); err != nil {
			e.cfg.Logger.Warn("an execution cannot be logged", "execution", s.Head.ARN, "group", group, "error", err)
			return
		}
	}
}

// wanted reports whether a level logs events of a type.
// Source: AWS Step Functions Developer Guide, "Log levels for Step Functions execution events".
func wanted(level string, t history.Type) bool {
	fatal := t == history.ExecutionFailed || t == history.ExecutionAborted || t == history.ExecutionTimedOut
	switch level {
	case "ALL":
		return true
	case "ERROR":
		name := t.String()
		return fatal || t == history.FailStateEntered || strings.HasSuffix(name, "Failed") || strings.HasSuffix(name, "TimedOut") ||
			strings.HasSuffix(name, "Aborted")
	case "FATAL":
		return fatal
	}
	return false
}

// record is one event in AWS's form of a log record: its numbers are texts.
func record(h *engine.Head, r *history.Record, p history.Projection) string {
	text := func(n int64) value.Value { return value.Text(strconv.FormatInt(n, 10)) }
	return value.ObjectOf([]value.Member{
		{Key: "id", Value: text(r.ID)},
		{Key: "type", Value: value.Text(r.Type.String())},
		{Key: "details", Value: p.Details(r)},
		{Key: "previous_event_id", Value: text(r.Prev)},
		{Key: "event_timestamp", Value: text(r.At / int64(time.Millisecond))},
		{Key: "execution_arn", Value: value.Text(h.ARN)},
		{Key: "redrive_count", Value: text(h.RedriveCount)},
	}).Compact()
}
