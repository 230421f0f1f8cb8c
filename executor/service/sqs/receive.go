package sqs

import (
	"context"
	"strconv"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// The limits of ReceiveMessage. Source: Amazon SQS API Reference.
const (
	maxReceived    = 10
	maxWaitSeconds = 20
	maxHideSeconds = 43200
)

// receiveMessage returns visible messages and hides them for a while. With WaitTimeSeconds it waits until there is one.
func (s *Store) receiveMessage(ctx context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		s.mu.Unlock()
		return value.Value{}, refused
	}
	wait := bounded(in.Get("WaitTimeSeconds"), q.number("ReceiveMessageWaitTimeSeconds", 0), maxWaitSeconds)
	deadline := s.cfg.Now().Add(time.Duration(wait) * time.Second)
	s.mu.Unlock()
	for {
		s.mu.Lock()
		found, next, refused := s.take(q, in)
		moved := s.moved
		s.mu.Unlock()
		now := s.cfg.Now()
		if refused != nil || len(found) > 0 || !now.Before(deadline) {
			return received(found), refused
		}
		if next.IsZero() || next.After(deadline) {
			next = deadline
		}
		timer := time.NewTimer(next.Sub(now))
		select {
		case <-moved:
		case <-timer.C:
		case <-ctx.Done():
			deadline = now
		}
		timer.Stop()
	}
}

// bounded returns a number of a request, or what holds without it, at most limit.
func bounded(v value.Value, absent, limit int) int {
	if n, ok := v.Int(); ok {
		absent = int(max(0, min(n, int64(limit))))
	}
	return min(absent, limit)
}

func received(found []value.Value) value.Value {
	if len(found) == 0 {
		return value.MustParse("{}")
	}
	return value.ObjectOf([]value.Member{{Key: "Messages", Value: value.ArrayOf(found)}})
}

// take hides visible messages and returns them, and when the next hidden one will be visible. The store is locked.
func (s *Store) take(q *queue, in value.Value) (found []value.Value, next time.Time, refused *aws.Error) {
	now := s.cfg.Now()
	most := max(1, bounded(in.Get("MaxNumberOfMessages"), 1, maxReceived))
	hide := bounded(in.Get("VisibilityTimeout"), q.number("VisibilityTimeout", 30), maxHideSeconds)
	busy := map[string]bool{} // groups of a FIFO queue that have a message in flight
	var dead []*message
	for _, m := range q.messages {
		if m.Visible.After(now) {
			busy[m.Group] = true
			if next.IsZero() || m.Visible.Before(next) {
				next = m.Visible
			}
			continue
		}
		if len(found) == most || q.fifo() && busy[m.Group] {
			continue
		}
		if limit := q.maxReceives(); limit > 0 && m.receives >= limit {
			dead = append(dead, m)
			continue
		}
		m.receives++
		if m.received.IsZero() {
			m.received = now
		}
		m.receipt = aws.NewID()
		m.Visible = now.Add(time.Duration(hide) * time.Second)
		found = append(found, shown(q, m, in))
	}
	return found, next, s.bury(q, dead)
}

// maxReceives returns how often a message may be received before it moves to the dead-letter queue, 0 without one.
func (q *queue) maxReceives() int {
	policy, err := value.Parse(q.Attributes["RedrivePolicy"])
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(policy.Get("maxReceiveCount").Str() + policy.Get("maxReceiveCount").Num())
	if err != nil {
		return 0
	}
	return n
}

// bury moves messages to the queue's dead-letter queue. The store is locked.
func (s *Store) bury(q *queue, dead []*message) *aws.Error {
	if len(dead) == 0 {
		return nil
	}
	policy := value.MustParse(q.Attributes["RedrivePolicy"]) // maxReceives has parsed it
	to, refused := s.find(policy.Get("deadLetterTargetArn").Str())
	if refused != nil {
		return refused
	}
	for _, m := range dead {
		moved := *m
		moved.receipt, moved.receives, moved.received = "", 0, time.Time{}
		refused := s.write(journal.Change{Bucket: messageBucket, Key: q.messageKey(m), Delete: true},
			journal.Change{Bucket: messageBucket, Key: to.messageKey(&moved), Value: mustJSON(moved)})
		if refused != nil {
			return refused
		}
		q.remove(m)
		to.messages = append(to.messages, &moved)
	}
	return nil
}

// shown is a message as its receiver sees it.
func shown(q *queue, m *message, in value.Value) value.Value {
	out := []value.Member{
		aws.Member("MessageId", m.ID), aws.Member("ReceiptHandle", m.receipt), aws.Member("MD5OfBody", md5Of(m.Body)), aws.Member("Body", m.Body),
	}
	var system value.ObjectBuilder
	set := func(name, text string) {
		if text != "" && (asked(in.Get("AttributeNames"), name) || asked(in.Get("MessageSystemAttributeNames"), name)) {
			system.Set(name, value.Text(text))
		}
	}
	set("SenderId", "AIDAEXAMPLE")
	set("SentTimestamp", strconv.FormatInt(m.Sent.UnixMilli(), 10))
	set("ApproximateReceiveCount", strconv.Itoa(m.receives))
	set("ApproximateFirstReceiveTimestamp", strconv.FormatInt(m.received.UnixMilli(), 10))
	set("MessageGroupId", m.Group)
	set("MessageDeduplicationId", m.Dedup)
	if q.fifo() {
		set("SequenceNumber", sequence(m))
	}
	if v := system.Value(); v.Len() > 0 {
		out = append(out, value.Member{Key: "Attributes", Value: v})
	}
	if m.Attributes != nil {
		var wanted value.ObjectBuilder
		for k, v := range value.MustParse(string(m.Attributes)).Members() {
			if asked(in.Get("MessageAttributeNames"), k) {
				wanted.Set(k, v)
			}
		}
		if v := wanted.Value(); v.Len() > 0 {
			out = append(out, aws.Member("MD5OfMessageAttributes", attributesMD5(v)), value.Member{Key: "MessageAttributes", Value: v})
		}
	}
	return value.ObjectOf(out)
}

func (s *Store) deleteMessage(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	return s.deleteOne(q, in)
}

func (s *Store) deleteMessageBatch(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return s.batch(in, s.deleteOne)
}

// deleteOne deletes a message; one that is gone already is no error. The store is locked.
func (s *Store) deleteOne(q *queue, in value.Value) (value.Value, *aws.Error) {
	if m := q.byReceipt(in.Get("ReceiptHandle").Str()); m != nil {
		if refused := s.write(journal.Change{Bucket: messageBucket, Key: q.messageKey(m), Delete: true}); refused != nil {
			return value.Value{}, refused
		}
		q.remove(m)
		s.wake()
	}
	return value.MustParse("{}"), nil
}

func (s *Store) changeMessageVisibility(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	m := q.byReceipt(in.Get("ReceiptHandle").Str())
	if m == nil {
		return value.Value{}, aws.Errorf("ReceiptHandleIsInvalid", "The input receipt handle is invalid.")
	}
	m.Visible = s.cfg.Now().Add(time.Duration(bounded(in.Get("VisibilityTimeout"), 0, maxHideSeconds)) * time.Second)
	s.wake()
	return value.MustParse("{}"), nil
}
