package aws

import (
	"context"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// SDK is the executor of a service's aws-sdk integrations.
type SDK struct{ Service *Service }

// HandleSDK registers the service for all its actions in arn:aws:states:::aws-sdk:….
func (s *Service) HandleSDK(m *executor.Mux) {
	m.Handle("arn:aws:states:::aws-sdk:"+s.SDK+":*", SDK{s})
}

// Run calls the operation that the resource names.
func (x SDK) Run(ctx context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	_, action, ok := ParseSDK(t.Resource)
	if !ok {
		return value.Value{}, executor.Missing(t.Resource)
	}
	op, ok := x.Service.Operation(OperationName(action))
	if !ok {
		return value.Value{}, executor.Missing(t.Resource)
	}
	out, refused := op(ctx, x.Service.Native(t.Parameters))
	if refused != nil {
		return value.Value{}, x.Service.SDKFault(refused)
	}
	return x.Service.ISOTimes(x.Service.Shown(out)), nil
}

// ParseSDK splits arn:aws:states:::aws-sdk:<service>:<action>[.waitForTaskToken].
func ParseSDK(resource string) (service, action string, ok bool) {
	rest, ok := strings.CutPrefix(resource, "arn:aws:states:::aws-sdk:")
	if !ok {
		return "", "", false
	}
	service, action, ok = strings.Cut(strings.TrimSuffix(rest, Callback), ":")
	return service, action, ok && service != "" && action != ""
}
