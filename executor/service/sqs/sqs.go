package sqs

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// Config says where a stand-in keeps its queues.
type Config struct {
	// Path is the file of the queues and their messages. Default: "", in memory.
	Path string
	// Region and Account stand in the ARNs and URLs of queues. Required.
	Region, Account string
	// Now is the time. Default: time.Now.
	Now func() time.Time
}

func (c Config) validate() error {
	if c.Region == "" || c.Account == "" {
		return errors.New("sqs: Config.Region and Config.Account are required")
	}
	return nil
}

// Store holds the queues. All methods may be called from any goroutine.
type Store struct {
	cfg     Config
	journal *journal.Journal
	service *aws.Service

	mu     sync.Mutex
	queues map[string]*queue
	next   int64         // the number of the next message
	moved  chan struct{} // closed and replaced when a message may have become visible
}

// Open opens the queues of a file.
func Open(cfg Config) (*Store, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	j, err := journal.Open(cfg.Path)
	if err != nil {
		return nil, fmt.Errorf("open the queues: %w", err)
	}
	s := &Store{cfg: cfg, journal: j, queues: map[string]*queue{}, moved: make(chan struct{})}
	s.service = s.describe()
	if err := s.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("open the queues: %w", err), j.Close())
	}
	return s, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.journal.Close() }

// Service returns the operations.
func (s *Store) Service() *aws.Service { return s.service }

// Register makes m send messages to the queues.
func (s *Store) Register(m *executor.Mux) { Register(m, s.service) }

// Register makes m send messages through a service, which may be a remote one.
func Register(m *executor.Mux, service *aws.Service) {
	aws.Integration{Service: service, Operation: "SendMessage"}.Handle(m, "sqs:sendMessage", true)
	service.HandleSDK(m)
}

// Description returns what is known of the service, without operations.
func Description() *aws.Service {
	return &aws.Service{
		SDK: "sqs", SDKPrefix: "Sqs", Client: "AmazonSQS", Prefix: "SQS", Generic: "AmazonSQSException",
		Target: "AmazonSQS", ContentType: "application/x-amz-json-1.0", Scope: "sqs", Texts: []string{"MessageBody"},
		Modelled: []string{
			"BatchEntryIdsNotDistinct", "EmptyBatchRequest", "InvalidAttributeName", "InvalidMessageContents", "MessageNotInflight",
			"OverLimit", "PurgeQueueInProgress", "QueueDeletedRecently", "QueueDoesNotExist", "QueueNameExists", "ReceiptHandleIsInvalid",
			"TooManyEntriesInBatchRequest", "UnsupportedOperation",
		},
		Codes: map[string]string{
			"QueueDoesNotExist":    "AWS.SimpleQueueService.NonExistentQueue",
			"UnsupportedOperation": "AWS.SimpleQueueService.UnsupportedOperation",
			"QueueNameExists":      "QueueAlreadyExists",
		},
	}
}

func (s *Store) describe() *aws.Service {
	d := Description()
	d.Operations = map[string]aws.Operation{
		"CreateQueue": s.durable(s.createQueue), "DeleteQueue": s.durable(s.deleteQueue), "GetQueueUrl": s.getQueueURL,
		"ListQueues": s.listQueues, "GetQueueAttributes": s.getQueueAttributes, "SetQueueAttributes": s.durable(s.setQueueAttributes),
		"PurgeQueue": s.durable(s.purgeQueue), "SendMessage": s.durable(s.sendMessage), "SendMessageBatch": s.durable(s.sendMessageBatch),
		"ReceiveMessage": s.receiveMessage, "DeleteMessage": s.durable(s.deleteMessage),
		"DeleteMessageBatch": s.durable(s.deleteMessageBatch), "ChangeMessageVisibility": s.changeMessageVisibility,
	}
	return d
}

// durable lets an operation answer when what it wrote is durable. Those who wait share a flush of the disk, and nobody is locked out
// meanwhile: a message may be received before its sender knows that it was sent.
func (s *Store) durable(op aws.Operation) aws.Operation {
	return func(ctx context.Context, in value.Value) (value.Value, *aws.Error) {
		out, refused := op(ctx, in)
		if refused == nil {
			if err := s.journal.Sync(); err != nil {
				return value.Value{}, internal(err)
			}
		}
		return out, refused
	}
}

// Deliver sends a message, with the members of SendMessage, to the queue that an ARN names, as other services do.
func (s *Store) Deliver(ctx context.Context, queueARN string, message value.Value) *aws.Error {
	_, refused := s.service.Operations["SendMessage"](ctx, message.With("QueueUrl", value.Text(queueARN)))
	return refused
}
