package events

import (
	"context"
	"fmt"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/pattern"
)

// maxEntries is how many events one request may put. Source: Amazon EventBridge API Reference, PutEvents.
const maxEntries = 10

// putEvents delivers events; each succeeds or fails for itself.
func (s *Store) putEvents(ctx context.Context, in value.Value) (value.Value, *aws.Error) {
	entries := in.Get("Entries")
	if n := entries.Len(); n == 0 || n > maxEntries {
		return value.Value{}, aws.Errorf("ValidationException", "1 validation error detected: Value '%s' at 'entries' failed to satisfy "+
			"constraint: Member must have length between 1 and %d", entries.Compact(), maxEntries)
	}
	results := make([]value.Value, 0, entries.Len())
	failed := 0
	for _, entry := range entries.Elems() {
		code, message := refusal(entry)
		if code != "" {
			failed++
			results = append(results, value.ObjectOf([]value.Member{aws.Member("ErrorCode", code), aws.Member("ErrorMessage", message)}))
			continue
		}
		id := aws.NewID()
		s.Emit(ctx, bus(entry, "EventBusName"), s.event(id, entry))
		results = append(results, value.ObjectOf([]value.Member{aws.Member("EventId", id)}))
	}
	return value.ObjectOf([]value.Member{
		{Key: "Entries", Value: value.ArrayOf(results)}, {Key: "FailedEntryCount", Value: value.Int(int64(failed))},
	}), nil
}

// refusal says why an entry is none.
func refusal(entry value.Value) (code, message string) {
	for _, field := range []string{"Source", "DetailType", "Detail"} {
		if v := entry.Get(field); !v.IsDefined() || v.Kind() == value.Null || v.Kind() == value.String && v.Str() == "" {
			return "InvalidArgument", fmt.Sprintf("Parameter %s is not valid. Reason: %s is a required argument.", field, field)
		}
	}
	if detail(entry).Kind() != value.Object {
		return "MalformedDetail", "Detail is malformed."
	}
	return "", ""
}

// detail returns the detail of an entry, which is the text of an object, or from an SDK integration the object.
func detail(entry value.Value) value.Value {
	v := entry.Get("Detail")
	if v.Kind() != value.String {
		return v
	}
	parsed, err := value.Parse(v.Str())
	if err != nil {
		return value.Value{}
	}
	return parsed
}

// event is what a target gets.
func (s *Store) event(id string, entry value.Value) value.Value {
	resources := entry.Get("Resources")
	if resources.Kind() != value.Array {
		resources = value.ArrayOf(nil)
	}
	return value.ObjectOf([]value.Member{
		aws.Member("version", "0"), aws.Member("id", id), {Key: "detail-type", Value: entry.Get("DetailType")},
		{Key: "source", Value: entry.Get("Source")}, aws.Member("account", s.cfg.Account),
		aws.Member("time", s.cfg.Now().UTC().Format("2006-01-02T15:04:05Z")), aws.Member("region", s.cfg.Region),
		{Key: "resources", Value: resources}, {Key: "detail", Value: detail(entry)},
	})
}

// Emit sends an event, as a target gets it, to the rules of a bus. Services of AWS emit theirs on the bus "default".
func (s *Store) Emit(ctx context.Context, bus string, event value.Value) {
	for key, text := range s.journal.Scan(ruleBucket, bus+"/") {
		rule := value.MustParse(text) // putRule wrote it
		wanted, err := value.Parse(rule.Get("EventPattern").Str())
		if err != nil || rule.Get("State").Str() == "DISABLED" || !pattern.Match(wanted, event) {
			continue // a rule without a pattern runs on a schedule, which is nobody's task here
		}
		for _, text := range s.journal.Scan(targetBucket, key+"/") {
			target := value.MustParse(text)
			body := event
			if constant, err := value.Parse(target.Get("Input").Str()); err == nil {
				body = constant
			}
			// EventBridge tries on its own when a target refuses; who put the event never learns.
			_ = s.cfg.Deliver(ctx, target.Get("Arn").Str(), body)
		}
	}
}
