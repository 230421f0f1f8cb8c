package serve

import (
	"context"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/records"
	"github.com/stepmill/stepmill/executor/service"
	"github.com/stepmill/stepmill/executor/service/logs"
)

// openRecorder tells the log groups and the event bus of the stand-ins what executions do.
func (b *backend) openRecorder() (*records.Recorder, error) {
	r, err := records.New(records.Config{
		Logging: b.logging, Sinks: []records.Sink{logGroups{b.services.Logs()}}, Bus: bus{b.services},
		Input:  func(ctx context.Context, h engine.Head) (string, error) { return b.engine.Input(ctx, h) },
		Region: b.project.Region, Logger: b.log,
	})
	if err != nil {
		return nil, err
	}
	b.parts = append(b.parts, r)
	return r, nil
}

// logging returns how an execution is logged: as its machine is configured today.
func (b *backend) logging(h *engine.Head) records.Logging {
	m, err := b.server.Registry().Machine(h.MachineName)
	if err != nil {
		return records.Logging{} // it is not a machine of the API
	}
	l, err := records.ParseLogging(m.Logging)
	if err != nil {
		b.log.Error("an execution is not logged", "execution", h.ARN, "error", err)
	}
	return l
}

// hasLogGroup reports whether a log group exists.
func (b *backend) hasLogGroup(arn string) bool {
	describe, _ := b.services.Logs().Service().Operation("DescribeLogGroups")
	name := records.GroupName(arn)
	out, refused := describe(context.Background(), value.ObjectOf([]value.Member{{Key: "logGroupNamePrefix", Value: value.Text(name)}}))
	if refused != nil {
		return false
	}
	for _, g := range out.Get("logGroups").Elems() {
		if g.Get("logGroupName").Str() == name {
			return true
		}
	}
	return false
}

// logGroups are the log groups of the stand-in.
type logGroups struct{ store *logs.Store }

func (g logGroups) Log(group, stream string, lines []records.Line) error {
	out := make([]logs.Line, len(lines))
	for i, l := range lines {
		out[i] = logs.Line(l)
	}
	return g.store.Append(group, stream, out...)
}

// bus is the event bus of the stand-in; AWS's services emit on the default one, and so does EmitEvent.
type bus struct{ services *service.Services }

func (b bus) Emit(ctx context.Context, _ string, event value.Value) { b.services.EmitEvent(ctx, event) }
