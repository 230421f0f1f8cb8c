package serve

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/metrics"
	"github.com/stepmill/stepmill/engine/records"
	"github.com/stepmill/stepmill/engine/registry"
	"github.com/stepmill/stepmill/executor/service/logs"
)

// openObservers opens who is told of executions: metrics, and the recorder of execution logs and status changes. The engine is asked only once there
// is something to tell.
func (b *backend) openObservers(o *Options) (engine.Observer, error) {
	sinks := []records.Sink{logGroups{b.services.Logs()}}
	if o.Logs != "" {
		files, err := records.OpenFiles(o.Logs)
		if err != nil {
			return nil, err
		}
		b.parts = append(b.parts, files)
		sinks = []records.Sink{files, quiet{sinks[0]}}
	}
	recorder, err := records.New(records.Config{
		Logging: b.loggingOf, Sinks: sinks, Events: b.services.EmitEvent, Region: b.project.Region, Logger: b.log,
		Input: func(ctx context.Context, h engine.Head) (string, error) { return b.engine.Input(ctx, h) },
	})
	if err != nil {
		return nil, err
	}
	b.parts = append(b.parts, recorder)
	b.metrics = metrics.New(metrics.Config{Load: func() engine.Load { return b.engine.Load() }, Lost: recorder.Dropped})
	return engine.Observers{b.metrics, recorder}, nil
}

// loggingOf returns how an execution is logged: as the version that it was started by says, or else its machine.
func (b *backend) loggingOf(h *engine.Head) records.Logging {
	settings, err := b.settingsOf(h)
	if errors.Is(err, registry.ErrNotFound) {
		return records.Logging{} // deleted meanwhile, or never known to the API
	}
	if err == nil {
		var how records.Logging
		if how, err = records.ParseLogging(settings.Logging); err == nil {
			return how
		}
	}
	b.log.Warn("an execution is not logged", "execution", h.ARN, "error", err)
	return records.Logging{}
}

func (b *backend) settingsOf(h *engine.Head) (registry.Settings, error) {
	number := h.MachineVersion[strings.LastIndexByte(h.MachineVersion, ':')+1:]
	if n, err := strconv.ParseInt(number, 10, 64); err == nil {
		v, err := b.server.Registry().Version(h.MachineName, n)
		return v.Settings, err
	}
	m, err := b.server.Registry().Machine(h.MachineName)
	return m.Settings, err
}

// hasLogGroup reports whether a machine may log to a log group, by its ARN. Whoever has no groups here keeps theirs elsewhere, or reads files.
func (b *backend) hasLogGroup(arn string) bool {
	groups := b.services.Logs()
	return !groups.Used() || groups.HasGroup(records.GroupName(arn))
}

// logGroups are the stand-in's log groups as a sink.
type logGroups struct{ store *logs.Store }

func (s logGroups) Log(group, stream string, lines []records.Line) error {
	events := make([]logs.Line, len(lines))
	for i, l := range lines {
		events[i] = logs.Line(l)
	}
	return s.store.Append(group, stream, events...)
}

// quiet is a sink beside files, which has only the groups that somebody created in it.
type quiet struct{ records.Sink }

func (q quiet) Log(group, stream string, lines []records.Line) error {
	if err := q.Sink.Log(group, stream, lines); !errors.Is(err, logs.ErrNoGroup) {
		return err
	}
	return nil
}
