package sns

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// Config says where a stand-in keeps its topics and who takes their messages.
type Config struct {
	// Path is the file of the topics and subscriptions. Default: "", in memory.
	Path string
	// Region and Account stand in ARNs. Required.
	Region, Account string
	// Deliver sends a message to a queue. Default: messages to queues are dropped.
	Deliver func(ctx context.Context, queueARN string, message value.Value) *aws.Error
	// Now is the time. Default: time.Now.
	Now func() time.Time
}

func (c Config) validate() error {
	if c.Region == "" || c.Account == "" {
		return errors.New("sns: Config.Region and Config.Account are required")
	}
	return nil
}

// The buckets of the journal, both by ARN.
const (
	topicBucket        = "topics"
	subscriptionBucket = "subscriptions"
)

// Store holds the topics. All methods may be called from any goroutine.
type Store struct {
	cfg     Config
	journal *journal.Journal
	service *aws.Service

	mu       sync.Mutex
	sequence int64
}

// Open opens the topics of a file.
func Open(cfg Config) (*Store, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Deliver == nil {
		cfg.Deliver = func(context.Context, string, value.Value) *aws.Error { return nil }
	}
	j, err := journal.Open(cfg.Path)
	if err != nil {
		return nil, fmt.Errorf("open the topics: %w", err)
	}
	s := &Store{cfg: cfg, journal: j, sequence: cfg.Now().UnixNano()}
	s.service = s.describe()
	return s, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.journal.Close() }

// Service returns the operations.
func (s *Store) Service() *aws.Service { return s.service }

// Register makes m publish through a service, which may be a remote one.
func Register(m *executor.Mux, service *aws.Service) {
	aws.Integration{Service: service, Operation: "Publish"}.Handle(m, "sns:publish", true)
	service.HandleSDK(m)
}

// Description returns what is known of the service, without operations.
func Description() *aws.Service {
	return &aws.Service{
		SDK: "sns", SDKPrefix: "Sns", Client: "AmazonSNS", Prefix: "SNS", Generic: "AmazonSNSException",
		Namespace: "http://sns.amazonaws.com/doc/2010-03-31/", Version: "2010-03-31", ContentType: "text/xml", Scope: "sns", Texts: []string{"Message"},
		Modelled: []string{
			"AuthorizationError", "EndpointDisabled", "FilterPolicyLimitExceeded", "InternalError", "InvalidParameter", "InvalidParameterValue",
			"NotFound", "PlatformApplicationDisabled", "SubscriptionLimitExceeded", "Throttled", "TopicLimitExceeded", "ValidationException",
		},
	}
}

func (s *Store) describe() *aws.Service {
	d := Description()
	d.Operations = map[string]aws.Operation{
		"CreateTopic": s.createTopic, "DeleteTopic": s.deleteTopic, "ListTopics": s.listTopics, "GetTopicAttributes": s.getTopicAttributes,
		"Subscribe": s.subscribe, "Unsubscribe": s.unsubscribe, "SetSubscriptionAttributes": s.setSubscriptionAttributes,
		"ListSubscriptions": s.listSubscriptions, "ListSubscriptionsByTopic": s.listSubscriptions,
		"Publish": s.publish, "PublishBatch": s.publishBatch,
	}
	return d
}

// topic is what is kept of a topic.
type topic struct {
	Attributes map[string]string `json:"attributes"`
}

func fifo(arn string) bool { return strings.HasSuffix(arn, ".fifo") }

func (s *Store) topic(arn string) (*topic, *aws.Error) {
	text, ok := s.journal.Get(topicBucket, arn)
	if !ok {
		return nil, &aws.Error{Code: "NotFound", Message: "Topic does not exist", Status: 404}
	}
	t := new(topic)
	if err := json.Unmarshal([]byte(text), t); err != nil {
		return nil, internal(fmt.Errorf("read the topic %s: %w", arn, err))
	}
	return t, nil
}

func invalid(format string, args ...any) *aws.Error {
	return aws.Errorf("InvalidParameter", "Invalid parameter: "+format, args...)
}

func internal(err error) *aws.Error {
	return &aws.Error{Code: "InternalError", Message: fmt.Sprintf("The stand-in cannot use its data: %v", err), Status: 500}
}

func (s *Store) write(changes ...journal.Change) *aws.Error {
	if err := s.journal.Write(changes...); err != nil {
		return internal(err)
	}
	return nil
}

func (s *Store) put(bucket, key string, v any) *aws.Error {
	text, err := json.Marshal(v)
	if err != nil {
		return internal(err)
	}
	return s.write(journal.Change{Bucket: bucket, Key: key, Value: string(text)})
}
