package sns

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/pattern"
)

// maxMessageBytes is how long a message may be. Source: Amazon SNS API Reference, Publish.
const maxMessageBytes = 256 << 10

// publish delivers a message to the subscriptions of a topic. One to a phone or to a mobile endpoint is accepted and dropped.
func (s *Store) publish(ctx context.Context, in value.Value) (value.Value, *aws.Error) {
	message := in.Get("Message").Str()
	switch {
	case message == "":
		return value.Value{}, invalid("Empty message")
	case len(message) > maxMessageBytes:
		return value.Value{}, invalid("Message too long")
	}
	arn := in.Get("TopicArn").Str()
	if arn == "" {
		arn = in.Get("TargetArn").Str()
	}
	id := aws.NewID()
	if arn == "" {
		if in.Get("PhoneNumber").Str() == "" {
			return value.Value{}, invalid("TopicArn or TargetArn Reason: no value for required parameter")
		}
		return value.ObjectOf([]value.Member{aws.Member("MessageId", id)}), nil
	}
	t, refused := s.topic(arn)
	if refused == nil {
		refused = checkFIFO(arn, t, in)
	}
	if refused != nil {
		return value.Value{}, refused
	}
	if refused := s.fanOut(ctx, arn, id, in); refused != nil {
		return value.Value{}, refused
	}
	out := []value.Member{aws.Member("MessageId", id)}
	if fifo(arn) {
		s.mu.Lock()
		s.sequence++
		out = append(out, aws.Member("SequenceNumber", fmt.Sprintf("%020d", s.sequence)))
		s.mu.Unlock()
	}
	return value.ObjectOf(out), nil
}

func checkFIFO(arn string, t *topic, in value.Value) *aws.Error {
	if !fifo(arn) {
		return nil
	}
	if in.Get("MessageGroupId").Str() == "" {
		return invalid("The MessageGroupId parameter is required for FIFO topics")
	}
	if in.Get("MessageDeduplicationId").Str() == "" && t.Attributes["ContentBasedDeduplication"] != "true" {
		return invalid("The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly")
	}
	return nil
}

func (s *Store) fanOut(ctx context.Context, arn, id string, in value.Value) *aws.Error {
	for subARN, text := range s.journal.Scan(subscriptionBucket, arn+":") {
		var sub subscription
		if err := json.Unmarshal([]byte(text), &sub); err != nil {
			return internal(err)
		}
		if sub.Protocol != "sqs" || !sub.wants(in) {
			continue
		}
		// SNS tries on its own when a queue is gone; the publisher never learns.
		_ = s.cfg.Deliver(ctx, sub.Endpoint, s.message(subARN, sub, id, in))
	}
	return nil
}

// wants applies the subscription's filter policy.
func (sub subscription) wants(in value.Value) bool {
	policy, err := value.Parse(sub.Attributes["FilterPolicy"])
	if err != nil {
		return true // there is none
	}
	if sub.Attributes["FilterPolicyScope"] == "MessageBody" {
		body, err := value.Parse(in.Get("Message").Str())
		return err == nil && pattern.Match(policy, body)
	}
	var attributes value.ObjectBuilder
	for k, a := range in.Get("MessageAttributes").Members() {
		v := a.Get("StringValue")
		if parsed, err := value.Parse(v.Str()); err == nil && a.Get("DataType").Str() != "String" {
			v = parsed // Number and String.Array
		}
		attributes.Set(k, v)
	}
	return pattern.Match(policy, attributes.Value())
}

// message is what a queue gets.
func (s *Store) message(subARN string, sub subscription, id string, in value.Value) value.Value {
	text := in.Get("Message").Str()
	if in.Get("MessageStructure").Str() == "json" {
		if by, err := value.Parse(text); err == nil {
			text = by.Get("default").Str()
			if v := by.Get(sub.Protocol); v.Kind() == value.String {
				text = v.Str()
			}
		}
	}
	var out value.ObjectBuilder
	if sub.Attributes["RawMessageDelivery"] == "true" {
		out.Set("MessageBody", value.Text(text))
		if a := in.Get("MessageAttributes"); a.Len() > 0 {
			out.Set("MessageAttributes", a)
		}
	} else {
		out.Set("MessageBody", value.Text(s.envelope(subARN, sub, id, text, in).Compact()))
	}
	for _, k := range []string{"MessageGroupId", "MessageDeduplicationId"} {
		if v := in.Get(k); v.IsDefined() {
			out.Set(k, v)
		}
	}
	return out.Value()
}

// envelope is the notification around a message. Its signature is not one: there is no certificate.
func (s *Store) envelope(subARN string, sub subscription, id, text string, in value.Value) value.Value {
	host := "https://sns." + s.cfg.Region + ".amazonaws.com/"
	members := []value.Member{aws.Member("Type", "Notification"), aws.Member("MessageId", id), aws.Member("TopicArn", sub.Topic)}
	if v := in.Get("Subject"); v.IsDefined() {
		members = append(members, value.Member{Key: "Subject", Value: v})
	}
	members = append(members,
		aws.Member("Message", text), aws.Member("Timestamp", s.cfg.Now().UTC().Format("2006-01-02T15:04:05.000Z")),
		aws.Member("SignatureVersion", "1"), aws.Member("Signature", "unsigned"),
		aws.Member("SigningCertURL", host+"SimpleNotificationService-unsigned.pem"),
		aws.Member("UnsubscribeURL", host+"?Action=Unsubscribe&SubscriptionArn="+subARN))
	if attributes := in.Get("MessageAttributes"); attributes.Len() > 0 {
		var b value.ObjectBuilder
		for k, a := range attributes.Members() {
			v := a.Get("StringValue")
			if !v.IsDefined() {
				v = a.Get("BinaryValue")
			}
			b.Set(k, value.ObjectOf([]value.Member{{Key: "Type", Value: a.Get("DataType")}, {Key: "Value", Value: v}}))
		}
		members = append(members, value.Member{Key: "MessageAttributes", Value: b.Value()})
	}
	return value.ObjectOf(members)
}

func (s *Store) publishBatch(ctx context.Context, in value.Value) (value.Value, *aws.Error) {
	done, failed := []value.Value{}, []value.Value{}
	for _, entry := range in.Get("PublishBatchRequestEntries").Elems() {
		out, refused := s.publish(ctx, entry.With("TopicArn", in.Get("TopicArn")))
		if refused != nil {
			failed = append(failed, value.ObjectOf([]value.Member{
				{Key: "Id", Value: entry.Get("Id")}, aws.Member("Code", refused.Code), aws.Member("Message", refused.Message),
				{Key: "SenderFault", Value: value.True},
			}))
			continue
		}
		done = append(done, out.With("Id", entry.Get("Id")))
	}
	return value.ObjectOf([]value.Member{
		{Key: "Successful", Value: value.ArrayOf(done)}, {Key: "Failed", Value: value.ArrayOf(failed)},
	}), nil
}
