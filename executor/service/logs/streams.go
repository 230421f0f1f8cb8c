package logs

import (
	"context"
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// The buckets of the journal. The key of a stream is its group, a line break and its name; that of an event goes on with a line break and a
// number. Names have no line breaks.
const (
	groupBucket  = "groups"
	streamBucket = "streams"
	eventBucket  = "events"
)

var empty = value.MustParse("{}")

func streamKey(group, stream string) string { return group + "\n" + stream }

// streamOf returns the key of an event's stream.
func streamOf(eventKey string) string { return eventKey[:strings.LastIndexByte(eventKey, '\n')] }

// groupOf returns the group that a request names, by name or ARN.
func groupOf(in value.Value) string {
	name := in.Get("logGroupName").Str()
	if id := in.Get("logGroupIdentifier").Str(); name == "" {
		name = id
	}
	if strings.HasPrefix(name, "arn:") {
		return GroupName(name)
	}
	return name
}

// GroupName returns the name in the ARN of a log group: arn:aws:logs:<region>:<account>:log-group:<name>[:*].
func GroupName(arn string) string {
	_, name, _ := strings.Cut(arn, ":log-group:")
	return strings.TrimSuffix(name, ":*")
}

func (s *Store) arn(group string) string {
	return fmt.Sprintf("arn:aws:logs:%s:%s:log-group:%s", s.cfg.Region, s.cfg.Account, group)
}

// group checks that a group exists.
func (s *Store) group(name string) *aws.Error {
	if _, ok := s.journal.Get(groupBucket, name); !ok {
		return aws.Errorf("ResourceNotFoundException", "The specified log group does not exist.")
	}
	return nil
}

// HasGroup reports whether a log group exists, by its name.
func (s *Store) HasGroup(name string) bool { return s.group(name) == nil }

// Used reports whether there is any log group, or was since the file was opened. Whoever logs elsewhere has none here.
func (s *Store) Used() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.used
}

func (s *Store) createGroup(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := groupOf(in)
	switch {
	case name == "" || strings.Contains(name, "\n"):
		return value.Value{}, aws.Errorf("InvalidParameterException", "1 validation error detected: Value at 'logGroupName' failed to satisfy "+
			"constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+")
	case s.group(name) == nil:
		return value.Value{}, aws.Errorf("ResourceAlreadyExistsException", "The specified log group already exists")
	}
	s.used = true
	return empty, s.write(journal.Change{Bucket: groupBucket, Key: name, Value: s.now()})
}

func (s *Store) now() string { return fmt.Sprint(s.cfg.Now().UnixMilli()) }

func (s *Store) deleteGroup(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := groupOf(in)
	if refused := s.group(name); refused != nil {
		return value.Value{}, refused
	}
	changes := []journal.Change{{Bucket: groupBucket, Key: name, Delete: true}}
	for _, bucket := range []string{streamBucket, eventBucket} {
		for k := range s.journal.Scan(bucket, name+"\n") {
			changes = append(changes, journal.Change{Bucket: bucket, Key: k, Delete: true})
			delete(s.next, k)
		}
	}
	return empty, s.write(changes...)
}

func (s *Store) describeGroups(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	groups := []value.Value{}
	for name, created := range s.journal.Scan(groupBucket, in.Get("logGroupNamePrefix").Str()) {
		groups = append(groups, value.ObjectOf([]value.Member{
			aws.Member("logGroupName", name), {Key: "creationTime", Value: value.NumberText(created)},
			{Key: "metricFilterCount", Value: value.Int(0)}, aws.Member("arn", s.arn(name)+":*"), {Key: "storedBytes", Value: value.Int(0)},
			aws.Member("logGroupClass", "STANDARD"), aws.Member("logGroupArn", s.arn(name)),
		}))
	}
	return value.ObjectOf([]value.Member{{Key: "logGroups", Value: value.ArrayOf(groups)}}), nil
}

func (s *Store) createStream(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	group, name := groupOf(in), in.Get("logStreamName").Str()
	if refused := s.group(group); refused != nil {
		return value.Value{}, refused
	}
	if name == "" || strings.ContainsAny(name, "\n:*") {
		return value.Value{}, aws.Errorf("InvalidParameterException", "1 validation error detected: Value at 'logStreamName' failed to satisfy "+
			"constraint: Member must satisfy regular expression pattern: [^:*]*")
	}
	key := streamKey(group, name)
	if _, ok := s.journal.Get(streamBucket, key); ok {
		return value.Value{}, aws.Errorf("ResourceAlreadyExistsException", "The specified log stream already exists")
	}
	return empty, s.write(journal.Change{Bucket: streamBucket, Key: key, Value: s.now()})
}

func (s *Store) describeStreams(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	group := groupOf(in)
	if refused := s.group(group); refused != nil {
		return value.Value{}, refused
	}
	streams := []value.Value{}
	for key, created := range s.journal.Scan(streamBucket, streamKey(group, in.Get("logStreamNamePrefix").Str())) {
		name := strings.TrimPrefix(key, group+"\n")
		streams = append(streams, value.ObjectOf([]value.Member{
			aws.Member("logStreamName", name), {Key: "creationTime", Value: value.NumberText(created)},
			aws.Member("arn", s.arn(group)+":log-stream:"+name), {Key: "storedBytes", Value: value.Int(0)},
		}))
	}
	return value.ObjectOf([]value.Member{{Key: "logStreams", Value: value.ArrayOf(streams)}}), nil
}
