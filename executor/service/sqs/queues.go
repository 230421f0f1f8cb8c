package sqs

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// queueName is what a queue may be called: up to 80 characters, .fifo included.
// Source: Amazon SQS Developer Guide, "Queue quotas".
var queueName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,80}(\.fifo)?$`)

func (s *Store) createQueue(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	name := in.Get("QueueName").Str()
	if !queueName.MatchString(name) || len(name) > 80 {
		return value.Value{}, aws.Errorf("InvalidParameterValue",
			"Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length")
	}
	attributes := map[string]string{}
	for k, v := range in.Get("Attributes").Members() {
		attributes[k] = v.Str()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if old, ok := s.queues[name]; ok {
		for k, v := range attributes {
			if old.Attributes[k] != v {
				return value.Value{}, aws.Errorf("QueueNameExists",
					"A queue already exists with the same name and a different value for attribute %s", k)
			}
		}
		return s.urlOf(old), nil
	}
	q := &queue{Name: name, Attributes: attributes, Created: s.cfg.Now(), seen: map[string]*message{}}
	if refused := s.write(journal.Change{Bucket: queueBucket, Key: name, Value: mustJSON(q)}); refused != nil {
		return value.Value{}, refused
	}
	s.queues[name] = q
	return s.urlOf(q), nil
}

func (s *Store) urlOf(q *queue) value.Value {
	return value.ObjectOf([]value.Member{aws.Member("QueueUrl", s.url(q))})
}

func (s *Store) deleteQueue(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	changes := append(q.emptying(), journal.Change{Bucket: queueBucket, Key: q.Name, Delete: true})
	if refused := s.write(changes...); refused != nil {
		return value.Value{}, refused
	}
	delete(s.queues, q.Name)
	return value.MustParse("{}"), nil
}

func (s *Store) purgeQueue(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused == nil {
		refused = s.write(q.emptying()...)
	}
	if refused != nil {
		return value.Value{}, refused
	}
	q.messages = nil
	return value.MustParse("{}"), nil
}

// emptying returns the changes that remove all messages.
func (q *queue) emptying() []journal.Change {
	var changes []journal.Change
	for _, m := range q.messages {
		changes = append(changes, journal.Change{Bucket: messageBucket, Key: q.messageKey(m), Delete: true})
	}
	return changes
}

func (s *Store) getQueueURL(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueName").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	return s.urlOf(q), nil
}

func (s *Store) listQueues(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var urls []value.Value
	for _, name := range slices.Sorted(maps.Keys(s.queues)) {
		if strings.HasPrefix(name, in.Get("QueueNamePrefix").Str()) {
			urls = append(urls, value.Text(s.url(s.queues[name])))
		}
	}
	if urls == nil {
		return value.MustParse("{}"), nil
	}
	return value.ObjectOf([]value.Member{{Key: "QueueUrls", Value: value.ArrayOf(urls)}}), nil
}

func (s *Store) setQueueAttributes(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	changed := *q
	changed.Attributes = maps.Clone(q.Attributes)
	for k, v := range in.Get("Attributes").Members() {
		changed.Attributes[k] = v.Str()
	}
	if refused := s.write(journal.Change{Bucket: queueBucket, Key: q.Name, Value: mustJSON(changed)}); refused != nil {
		return value.Value{}, refused
	}
	q.Attributes = changed.Attributes
	return value.MustParse("{}"), nil
}

func (s *Store) getQueueAttributes(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	all := map[string]string{
		"VisibilityTimeout": "30", "MaximumMessageSize": strconv.Itoa(maxMessageBytes), "MessageRetentionPeriod": "345600", "DelaySeconds": "0",
		"ReceiveMessageWaitTimeSeconds": "0", "SqsManagedSseEnabled": "true",
	}
	maps.Copy(all, q.Attributes)
	now := s.cfg.Now()
	var visible, hidden, delayed int
	for _, m := range q.messages {
		switch {
		case !m.Visible.After(now):
			visible++
		case m.receipt != "":
			hidden++
		default:
			delayed++
		}
	}
	all["QueueArn"] = s.arn(q)
	all["CreatedTimestamp"] = strconv.FormatInt(q.Created.Unix(), 10)
	all["LastModifiedTimestamp"] = all["CreatedTimestamp"]
	all["ApproximateNumberOfMessages"] = strconv.Itoa(visible)
	all["ApproximateNumberOfMessagesNotVisible"] = strconv.Itoa(hidden)
	all["ApproximateNumberOfMessagesDelayed"] = strconv.Itoa(delayed)
	var out value.ObjectBuilder
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if asked(in.Get("AttributeNames"), k) {
			out.Set(k, value.Text(all[k]))
		}
	}
	return value.ObjectOf([]value.Member{{Key: "Attributes", Value: out.Value()}}), nil
}

// asked reports whether a list of names has name, or All.
func asked(names value.Value, name string) bool {
	for _, v := range names.Elems() {
		if v.Str() == name || v.Str() == "All" || v.Str() == ".*" {
			return true
		}
	}
	return false
}
