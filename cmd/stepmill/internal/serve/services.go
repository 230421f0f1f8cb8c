package serve

import (
	"cmp"
	"context"
	"net/http"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service"
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

// refuse says why a task cannot be scheduled.
func (b *backend) refuse(resource string, parameters value.Value) *fault.Fault {
	if f := service.Precheck(resource, parameters); f != nil {
		return f
	}
	return b.server.Refuse(resource, parameters)
}

// handler answers the API of Step Functions, those of the stand-ins, GET /healthz and GET /metrics, all on one port.
func (b *backend) handler() http.Handler {
	standIns, metrics := b.services.Handler(), b.metrics.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet && r.URL.Path == "/healthz":
			b.health(w)
		case r.Method == http.MethodGet && r.URL.Path == "/metrics":
			metrics.ServeHTTP(w, r)
		case b.services.Serves(r):
			standIns.ServeHTTP(w, r)
		default:
			b.server.ServeHTTP(w, r)
		}
	})
}
