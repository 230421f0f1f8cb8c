package events

import (
	"context"
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// The buckets of the journal. The key of a rule is its bus, "/" and its name; that of a target goes on with "/" and its id.
const (
	busBucket    = "buses"
	ruleBucket   = "rules"
	targetBucket = "targets"
)

var empty = value.MustParse("{}")

// bus returns the name of a bus, which a request may name by its ARN.
func bus(in value.Value, field string) string {
	name := in.Get(field).Str()
	if name == "" {
		return "default"
	}
	return name[strings.LastIndex(name, "/")+1:]
}

func (s *Store) arn(kind, name string) string {
	return fmt.Sprintf("arn:aws:events:%s:%s:%s/%s", s.cfg.Region, s.cfg.Account, kind, name)
}

func (s *Store) ruleARN(key string) string {
	return s.arn("rule", strings.TrimPrefix(key, "default/"))
}

func (s *Store) putRule(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	name := in.Get("Name").Str()
	if name == "" {
		return value.Value{}, aws.Errorf("ValidationException", "Parameter Name is not valid. Reason: Name is a required argument.")
	}
	pattern := in.Get("EventPattern").Str()
	if pattern != "" {
		if p, err := value.Parse(pattern); err != nil || p.Kind() != value.Object {
			return value.Value{}, aws.Errorf("InvalidEventPatternException", "Event pattern is not valid. Reason: Filter is not an object")
		}
	}
	key := bus(in, "EventBusName") + "/" + name
	kept := value.ObjectOf([]value.Member{aws.Member("EventPattern", pattern), aws.Member("State", orDefault(in.Get("State").Str(), "ENABLED"))})
	return value.ObjectOf([]value.Member{aws.Member("RuleArn", s.ruleARN(key))}),
		s.write(journal.Change{Bucket: ruleBucket, Key: key, Value: kept.Compact()})
}

func orDefault(text, absent string) string {
	if text == "" {
		return absent
	}
	return text
}

func (s *Store) deleteRule(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	key := bus(in, "EventBusName") + "/" + in.Get("Name").Str()
	for range s.journal.Scan(targetBucket, key+"/") {
		return value.Value{}, aws.Errorf("ValidationException", "Rule can't be deleted since it has targets.")
	}
	return empty, s.write(journal.Change{Bucket: ruleBucket, Key: key, Delete: true})
}

func (s *Store) listRules(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	rules := []value.Value{}
	prefix := bus(in, "EventBusName") + "/"
	for key, text := range s.journal.Scan(ruleBucket, prefix+in.Get("NamePrefix").Str()) {
		kept := value.MustParse(text) // putRule wrote it
		rules = append(rules, value.ObjectOf([]value.Member{
			aws.Member("Name", strings.TrimPrefix(key, prefix)), aws.Member("Arn", s.ruleARN(key)),
			{Key: "EventPattern", Value: kept.Get("EventPattern")}, {Key: "State", Value: kept.Get("State")},
			aws.Member("EventBusName", bus(in, "EventBusName")),
		}))
	}
	return value.ObjectOf([]value.Member{{Key: "Rules", Value: value.ArrayOf(rules)}}), nil
}

func (s *Store) putTargets(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	key := bus(in, "EventBusName") + "/" + in.Get("Rule").Str()
	if _, ok := s.journal.Get(ruleBucket, key); !ok {
		return value.Value{}, aws.Errorf("ResourceNotFoundException", "Rule %s does not exist on EventBus %s.",
			in.Get("Rule").Str(), bus(in, "EventBusName"))
	}
	var changes []journal.Change
	for _, t := range in.Get("Targets").Elems() {
		changes = append(changes, journal.Change{Bucket: targetBucket, Key: key + "/" + t.Get("Id").Str(), Value: t.Compact()})
	}
	return noFailures(), s.write(changes...)
}

func noFailures() value.Value { return value.MustParse(`{"FailedEntryCount":0,"FailedEntries":[]}`) }

func (s *Store) removeTargets(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	key := bus(in, "EventBusName") + "/" + in.Get("Rule").Str()
	var changes []journal.Change
	for _, id := range in.Get("Ids").Elems() {
		changes = append(changes, journal.Change{Bucket: targetBucket, Key: key + "/" + id.Str(), Delete: true})
	}
	return noFailures(), s.write(changes...)
}

func (s *Store) listTargets(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	targets := []value.Value{}
	for _, text := range s.journal.Scan(targetBucket, bus(in, "EventBusName")+"/"+in.Get("Rule").Str()+"/") {
		targets = append(targets, value.MustParse(text)) // putTargets wrote it
	}
	return value.ObjectOf([]value.Member{{Key: "Targets", Value: value.ArrayOf(targets)}}), nil
}

func (s *Store) createBus(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	name := in.Get("Name").Str()
	if _, ok := s.journal.Get(busBucket, name); ok || name == "default" {
		return value.Value{}, aws.Errorf("ResourceAlreadyExistsException", "Event bus %s already exists.", name)
	}
	return value.ObjectOf([]value.Member{aws.Member("EventBusArn", s.arn("event-bus", name))}),
		s.write(journal.Change{Bucket: busBucket, Key: name})
}

func (s *Store) deleteBus(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return empty, s.write(journal.Change{Bucket: busBucket, Key: in.Get("Name").Str(), Delete: true})
}

func (s *Store) listBuses(context.Context, value.Value) (value.Value, *aws.Error) {
	buses := []value.Value{value.ObjectOf([]value.Member{aws.Member("Name", "default"), aws.Member("Arn", s.arn("event-bus", "default"))})}
	for name := range s.journal.Scan(busBucket, "") {
		buses = append(buses, value.ObjectOf([]value.Member{aws.Member("Name", name), aws.Member("Arn", s.arn("event-bus", name))}))
	}
	return value.ObjectOf([]value.Member{{Key: "EventBuses", Value: value.ArrayOf(buses)}}), nil
}
