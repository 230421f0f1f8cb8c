package sqs

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"slices"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// maxMessageBytes is how long a message may be, its attributes included.
// Source: Amazon SQS Developer Guide, "Message quotas" (1 MiB since 2025).
const maxMessageBytes = 1 << 20

func (s *Store) sendMessage(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	return s.send(q, in)
}

// send adds a message to a queue. The store is locked.
func (s *Store) send(q *queue, in value.Value) (value.Value, *aws.Error) {
	now := s.cfg.Now()
	m, refused := s.newMessage(q, in, now)
	if refused != nil {
		return value.Value{}, refused
	}
	if old := q.duplicate(m.Dedup, now); m.Dedup != "" && old != nil {
		return answer(q, old), nil
	}
	change := journal.Change{Bucket: messageBucket, Key: q.messageKey(m), Value: mustJSON(m)}
	if refused := s.write(change); refused != nil {
		return value.Value{}, refused
	}
	s.next++
	q.messages = append(q.messages, m)
	q.remember(m)
	s.wake()
	return answer(q, m), nil
}

func (s *Store) newMessage(q *queue, in value.Value, now time.Time) (*message, *aws.Error) {
	body := in.Get("MessageBody").Str()
	if body == "" {
		return nil, missing("MessageBody")
	}
	attributes := in.Get("MessageAttributes")
	if len(body)+attributes.Size() > maxMessageBytes {
		return nil, aws.Errorf("InvalidParameterValue", "One or more parameters are invalid. Reason: Message must be shorter than %d bytes.", maxMessageBytes)
	}
	delay := q.number("DelaySeconds", 0)
	if n, ok := in.Get("DelaySeconds").Int(); ok {
		delay = int(n)
	}
	m := &message{
		Number: s.next, ID: aws.NewID(), Body: body, Group: in.Get("MessageGroupId").Str(), Dedup: in.Get("MessageDeduplicationId").Str(),
		Sent: now, Visible: now.Add(time.Duration(delay) * time.Second),
	}
	if attributes.Len() > 0 {
		m.Attributes = json.RawMessage(attributes.Compact())
	}
	if !q.fifo() {
		m.Dedup = ""
		return m, nil
	}
	if m.Group == "" {
		return nil, missing("MessageGroupId")
	}
	if m.Dedup == "" && q.Attributes["ContentBasedDeduplication"] == "true" {
		sum := sha256.Sum256([]byte(body))
		m.Dedup = hex.EncodeToString(sum[:])
	}
	if m.Dedup == "" {
		return nil, aws.Errorf("InvalidParameterValue",
			"The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly")
	}
	return m, nil
}

// answer is what the sender of a message learns.
func answer(q *queue, m *message) value.Value {
	out := []value.Member{}
	if m.Attributes != nil {
		out = append(out, aws.Member("MD5OfMessageAttributes", attributesMD5(value.MustParse(string(m.Attributes)))))
	}
	out = append(out, aws.Member("MD5OfMessageBody", md5Of(m.Body)), aws.Member("MessageId", m.ID))
	if q.fifo() {
		out = append(out, aws.Member("SequenceNumber", sequence(m)))
	}
	return value.ObjectOf(out)
}

func sequence(m *message) string { return fmt.Sprintf("%020d", m.Number) }

func md5Of(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// attributesMD5 is the digest that clients check.
// Source: Amazon SQS Developer Guide, "Calculating the MD5 message digest for message attributes".
func attributesMD5(attributes value.Value) string {
	var names []string
	for k := range attributes.Members() {
		names = append(names, k)
	}
	slices.Sort(names)
	h := md5.New()
	for _, k := range names {
		a := attributes.Get(k)
		digest(h, []byte(k))
		digest(h, []byte(a.Get("DataType").Str()))
		if strings.HasPrefix(a.Get("DataType").Str(), "Binary") {
			h.Write([]byte{2})
			raw, _ := base64.StdEncoding.DecodeString(a.Get("BinaryValue").Str()) // what is no base64 has some digest too
			digest(h, raw)
			continue
		}
		h.Write([]byte{1})
		digest(h, []byte(a.Get("StringValue").Str()))
	}
	return hex.EncodeToString(h.Sum(nil))
}

func digest(h hash.Hash, text []byte) {
	h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(text))))
	h.Write(text)
}

func (s *Store) sendMessageBatch(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return s.batch(in, func(q *queue, entry value.Value) (value.Value, *aws.Error) { return s.send(q, entry) })
}

// batch does the same with each entry of a batch, and reports what became of each.
func (s *Store) batch(in value.Value, do func(*queue, value.Value) (value.Value, *aws.Error)) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, refused := s.find(in.Get("QueueUrl").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	entries := in.Get("Entries")
	switch n := entries.Len(); {
	case n == 0:
		return value.Value{}, aws.Errorf("EmptyBatchRequest", "There should be at least one SendMessageBatchRequestEntry in the request.")
	case n > 10:
		return value.Value{}, aws.Errorf("TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10. You have sent %d.", n)
	}
	done, failed := []value.Value{}, []value.Value{}
	for _, entry := range entries.Elems() {
		out, refused := do(q, entry)
		if refused != nil {
			failed = append(failed, value.ObjectOf([]value.Member{
				aws.Member("Id", entry.Get("Id").Str()), aws.Member("Code", refused.Code), aws.Member("Message", refused.Message),
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
