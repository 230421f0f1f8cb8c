package sns

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// topicName is what a topic may be called. Source: Amazon SNS API Reference, CreateTopic.
var topicName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}(\.fifo)?$`)

var empty = value.MustParse("{}")

func (s *Store) createTopic(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	name := in.Get("Name").Str()
	if !topicName.MatchString(name) {
		return value.Value{}, invalid("Topic Name")
	}
	arn := fmt.Sprintf("arn:aws:sns:%s:%s:%s", s.cfg.Region, s.cfg.Account, name)
	out := value.ObjectOf([]value.Member{aws.Member("TopicArn", arn)})
	if _, ok := s.journal.Get(topicBucket, arn); ok {
		return out, nil
	}
	return out, s.put(topicBucket, arn, topic{texts(in.Get("Attributes"))})
}

func texts(v value.Value) map[string]string {
	m := map[string]string{}
	for k, x := range v.Members() {
		m[k] = x.Str()
	}
	return m
}

func (s *Store) deleteTopic(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	arn := in.Get("TopicArn").Str()
	changes := []journal.Change{{Bucket: topicBucket, Key: arn, Delete: true}}
	for k := range s.journal.Scan(subscriptionBucket, arn+":") {
		changes = append(changes, journal.Change{Bucket: subscriptionBucket, Key: k, Delete: true})
	}
	return empty, s.write(changes...)
}

func (s *Store) listTopics(context.Context, value.Value) (value.Value, *aws.Error) {
	topics := []value.Value{}
	for arn := range s.journal.Scan(topicBucket, "") {
		topics = append(topics, value.ObjectOf([]value.Member{aws.Member("TopicArn", arn)}))
	}
	return value.ObjectOf([]value.Member{{Key: "Topics", Value: value.ArrayOf(topics)}}), nil
}

func (s *Store) getTopicAttributes(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	arn := in.Get("TopicArn").Str()
	t, refused := s.topic(arn)
	if refused != nil {
		return value.Value{}, refused
	}
	members := []value.Member{aws.Member("TopicArn", arn), aws.Member("Owner", s.cfg.Account)}
	for k, v := range t.Attributes {
		members = append(members, aws.Member(k, v))
	}
	return value.ObjectOf([]value.Member{{Key: "Attributes", Value: aws.Ordered(members)}}), nil
}

// subscription is what is kept of a subscription.
type subscription struct {
	Topic      string            `json:"topic"`
	Protocol   string            `json:"protocol"`
	Endpoint   string            `json:"endpoint"`
	Attributes map[string]string `json:"attributes"`
}

func (s *Store) subscribe(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	sub := subscription{in.Get("TopicArn").Str(), in.Get("Protocol").Str(), in.Get("Endpoint").Str(), texts(in.Get("Attributes"))}
	if _, refused := s.topic(sub.Topic); refused != nil {
		return value.Value{}, refused
	}
	if sub.Protocol == "" {
		return value.Value{}, invalid("Protocol")
	}
	arn := sub.Topic + ":" + aws.IDOf(sub.Topic+" "+sub.Protocol+" "+sub.Endpoint)
	return value.ObjectOf([]value.Member{aws.Member("SubscriptionArn", arn)}), s.put(subscriptionBucket, arn, sub)
}

func (s *Store) unsubscribe(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return empty, s.write(journal.Change{Bucket: subscriptionBucket, Key: in.Get("SubscriptionArn").Str(), Delete: true})
}

func (s *Store) setSubscriptionAttributes(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	arn := in.Get("SubscriptionArn").Str()
	text, ok := s.journal.Get(subscriptionBucket, arn)
	if !ok {
		return value.Value{}, &aws.Error{Code: "NotFound", Message: "Subscription does not exist", Status: 404}
	}
	var sub subscription
	if err := json.Unmarshal([]byte(text), &sub); err != nil {
		return value.Value{}, internal(err)
	}
	sub.Attributes[in.Get("AttributeName").Str()] = in.Get("AttributeValue").Str()
	return empty, s.put(subscriptionBucket, arn, sub)
}

// listSubscriptions lists those of a topic, or all.
func (s *Store) listSubscriptions(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	subs := []value.Value{}
	prefix := in.Get("TopicArn").Str()
	if prefix != "" {
		prefix += ":"
	}
	for arn, text := range s.journal.Scan(subscriptionBucket, prefix) {
		var sub subscription
		if err := json.Unmarshal([]byte(text), &sub); err != nil {
			return value.Value{}, internal(err)
		}
		subs = append(subs, value.ObjectOf([]value.Member{
			aws.Member("SubscriptionArn", arn), aws.Member("Owner", s.cfg.Account), aws.Member("Protocol", sub.Protocol),
			aws.Member("Endpoint", sub.Endpoint), aws.Member("TopicArn", sub.Topic),
		}))
	}
	return value.ObjectOf([]value.Member{{Key: "Subscriptions", Value: value.ArrayOf(subs)}}), nil
}
