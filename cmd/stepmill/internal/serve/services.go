package serve

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/emit"
	"github.com/stepmill/stepmill/engine/registry"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service"
	"github.com/stepmill/stepmill/executor/service/logs"
	"github.com/stepmill/stepmill/executor/service/states"
)

// openServices opens the stand-ins for AWS services. They reach the engine through the API, which is there before a task runs.
func (b *backend) openServices(o *Options, mux *executor.Mux) error {
	settings := map[string]value.Value{}
	for name, s := range b.project.Services {
		settings[name] = s.Settings
	}
	api := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { b.server.ServeHTTP(w, r) })
	services, err := service.Open(service.Config{
		Dir: dataFolder(o), Region: b.project.Region, Account: b.project.Account, Settings: settings,
		S3Root: cmp.Or(o.S3, b.project.Services["s3"].Root),
		Starter: states.Over(api, func(ctx context.Context, arn string) error {
			_, err := b.engine.Wait(ctx, arn)
			return err
		}),
	})
	if err != nil {
		return err
	}
	b.parts = append(b.parts, services)
	b.services = services
	services.Register(mux)
	return nil
}

// openEmitter tells log groups and EventBridge of executions.
func (b *backend) openEmitter() (*emit.Emitter, error) {
	emitter, err := emit.New(emit.Config{
		Registry: func() *registry.Registry { return b.server.Registry() },
		Input:    func(ctx context.Context, h engine.Head) (string, error) { return b.engine.Input(ctx, h) },
		Log: func(group, stream string, at time.Time, record string) error {
			return b.services.Logs().Append(logs.GroupName(group), stream, logs.Line{Time: at, Message: record})
		},
		Event: b.services.EmitEvent, Logger: b.log,
	})
	if err != nil {
		return nil, err
	}
	b.parts = append(b.parts, emitter)
	return emitter, nil
}

// hasLogGroup reports whether a log group exists.
func (b *backend) hasLogGroup(arn string) bool {
	describe, _ := b.services.Logs().Service().Operation("DescribeLogGroups")
	name := logs.GroupName(arn)
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

// refuse says why a task cannot be scheduled.
func (b *backend) refuse(resource string, parameters value.Value) *fault.Fault {
	if f := service.Precheck(resource, parameters); f != nil {
		return f
	}
	return b.server.Refuse(resource, parameters)
}

// handler answers the API of Step Functions, those of the stand-ins, and GET /healthz, all on one port.
func (b *backend) handler() http.Handler {
	standIns := b.services.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet && r.URL.Path == "/healthz":
			b.health(w)
		case b.services.Serves(r):
			standIns.ServeHTTP(w, r)
		default:
			b.server.ServeHTTP(w, r)
		}
	})
}
