package events

import (
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// Register makes m put events through a service, which may be a remote one.
func Register(m *executor.Mux, service *aws.Service) {
	aws.Integration{Service: service, Operation: "PutEvents", Bare: true, Prepare: prepare, Check: check}.Handle(m, "events:putEvents", true)
	service.HandleSDK(m)
}

// prepare turns details into texts, and names the execution and its state machine among the resources, as Step Functions does.
func prepare(t executor.Task, parameters value.Value) value.Value {
	entries := make([]value.Value, 0, parameters.Get("Entries").Len())
	for _, entry := range parameters.Get("Entries").Elems() {
		if d := entry.Get("Detail"); d.IsDefined() && d.Kind() != value.String {
			entry = entry.With("Detail", value.Text(d.Compact()))
		}
		var resources []value.Value
		for _, r := range entry.Get("Resources").Elems() {
			resources = append(resources, r)
		}
		resources = append(resources, value.Text(machineARN(t.Execution)), value.Text(t.Execution))
		entries = append(entries, entry.With("Resources", value.ArrayOf(resources)))
	}
	return parameters.With("Entries", value.ArrayOf(entries))
}

// machineARN returns the ARN of the state machine of an execution.
func machineARN(execution string) string {
	parts := strings.Split(execution, ":")
	if len(parts) < 7 {
		return ""
	}
	parts[5] = "stateMachine"
	return strings.Join(parts[:7], ":")
}

// check fails the task when any of its events failed.
func check(out value.Value) *fault.Fault {
	if n, _ := out.Get("FailedEntryCount").Int(); n == 0 {
		return nil
	}
	return &fault.Fault{Error: "EventBridge.FailedEntry", Cause: out.Compact(), Plain: true}
}
