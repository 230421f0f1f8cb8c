package sqs

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// The buckets of the journal. The key of a message is its queue's name, "/" and its number.
const (
	queueBucket   = "queues"
	messageBucket = "messages"
)

// queue is one queue with its messages, oldest first.
type queue struct {
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes"`
	Created    time.Time         `json:"created"`

	messages []*message
	seen     map[string]*message // by deduplication id, of the last five minutes
}

// message is one message.
type message struct {
	Number     int64           `json:"number"`
	ID         string          `json:"id"`
	Body       string          `json:"body"`
	Attributes json.RawMessage `json:"attributes,omitempty"`
	Group      string          `json:"group,omitempty"`
	Dedup      string          `json:"dedup,omitempty"`
	Sent       time.Time       `json:"sent"`
	Visible    time.Time       `json:"visible"` // from then on

	receipt  string // of the last time it was received, "" if it never was
	received time.Time
	receives int
}

// dedupWindow is how long a FIFO queue knows a message again.
// Source: Amazon SQS Developer Guide, "Using the message deduplication ID".
const dedupWindow = 5 * time.Minute

func (q *queue) fifo() bool { return strings.HasSuffix(q.Name, ".fifo") }

// number returns an attribute that is a number.
func (q *queue) number(attribute string, absent int) int {
	if n, err := strconv.Atoi(q.Attributes[attribute]); err == nil {
		return n
	}
	return absent
}

func (q *queue) messageKey(m *message) string { return fmt.Sprintf("%s/%020d", q.Name, m.Number) }

func (s *Store) arn(q *queue) string {
	return fmt.Sprintf("arn:aws:sqs:%s:%s:%s", s.cfg.Region, s.cfg.Account, q.Name)
}

func (s *Store) url(q *queue) string {
	return fmt.Sprintf("https://sqs.%s.amazonaws.com/%s/%s", s.cfg.Region, s.cfg.Account, q.Name)
}

// find returns the queue that a URL, an ARN or a name names. The store is locked.
func (s *Store) find(url string) (*queue, *aws.Error) {
	if url == "" {
		return nil, missing("QueueUrl")
	}
	name := url[strings.LastIndexAny(url, "/:")+1:]
	if q, ok := s.queues[name]; ok {
		return q, nil
	}
	return nil, aws.Errorf("QueueDoesNotExist", "The specified queue does not exist.")
}

func missing(parameter string) *aws.Error {
	return aws.Errorf("MissingParameter", "The request must contain the parameter %s.", parameter)
}

func internal(err error) *aws.Error {
	return &aws.Error{Code: "InternalFailure", Message: fmt.Sprintf("The stand-in cannot write its data: %v", err), Status: 500}
}

// write makes changes of the journal, which are durable when the operation answers. The store is locked.
func (s *Store) write(changes ...journal.Change) *aws.Error {
	if err := s.journal.Append(changes...); err != nil {
		return internal(err)
	}
	return nil
}

func (s *Store) load() error {
	for k, v := range s.journal.Scan(queueBucket, "") {
		q := &queue{seen: map[string]*message{}}
		if err := json.Unmarshal([]byte(v), q); err != nil {
			return fmt.Errorf("read the queue %q: %w", k, err)
		}
		s.queues[q.Name] = q
	}
	for k, v := range s.journal.Scan(messageBucket, "") {
		m := new(message)
		if err := json.Unmarshal([]byte(v), m); err != nil {
			return fmt.Errorf("read the message %q: %w", k, err)
		}
		name, _, _ := strings.Cut(k, "/")
		if q, ok := s.queues[name]; ok {
			q.messages = append(q.messages, m)
			q.remember(m)
		}
		s.next = max(s.next, m.Number+1)
	}
	return nil
}

func (q *queue) remember(m *message) {
	if m.Dedup != "" {
		q.seen[m.Dedup] = m
	}
}

// duplicate returns the message of the last five minutes with that id, and forgets older ones.
func (q *queue) duplicate(id string, now time.Time) *message {
	maps.DeleteFunc(q.seen, func(_ string, m *message) bool { return now.Sub(m.Sent) >= dedupWindow })
	return q.seen[id]
}

// remove takes a message out of the queue.
func (q *queue) remove(m *message) {
	q.messages = slices.DeleteFunc(q.messages, func(x *message) bool { return x == m })
}

// byReceipt returns the message that was received with that handle.
func (q *queue) byReceipt(handle string) *message {
	for _, m := range q.messages {
		if m.receipt == handle && handle != "" {
			return m
		}
	}
	return nil
}

// wake lets those who wait for messages look again. The store is locked.
func (s *Store) wake() {
	close(s.moved)
	s.moved = make(chan struct{})
}

func mustJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("sqs: %T does not marshal: %v", v, err)) // strings, numbers and times always do
	}
	return string(text)
}
