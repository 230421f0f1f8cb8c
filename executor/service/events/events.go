package events

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// Config says where a stand-in keeps its rules and who takes its events.
type Config struct {
	// Path is the file of the rules. Default: "", in memory.
	Path string
	// Region and Account stand in ARNs and in events. Required.
	Region, Account string
	// Deliver sends an event to the target with an ARN. Default: events are dropped.
	Deliver func(ctx context.Context, targetARN string, event value.Value) *aws.Error
	// Now is the time. Default: time.Now.
	Now func() time.Time
}

func (c Config) validate() error {
	if c.Region == "" || c.Account == "" {
		return errors.New("events: Config.Region and Config.Account are required")
	}
	return nil
}

// Store holds the rules. All methods may be called from any goroutine.
type Store struct {
	cfg     Config
	journal *journal.Journal
	service *aws.Service
}

// Open opens the rules of a file.
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
		return nil, fmt.Errorf("open the rules: %w", err)
	}
	s := &Store{cfg: cfg, journal: j}
	s.service = s.describe()
	return s, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.journal.Close() }

// Service returns the operations.
func (s *Store) Service() *aws.Service { return s.service }

// Description returns what is known of the service, without operations.
func Description() *aws.Service {
	return &aws.Service{
		SDK: "eventbridge", SDKPrefix: "EventBridge", Client: "AmazonEventBridge", Prefix: "EventBridge", Generic: "AmazonEventBridgeException",
		Target: "AWSEvents", ContentType: "application/x-amz-json-1.1", Scope: "events",
		Modelled: []string{
			"ConcurrentModificationException", "IllegalStatusException", "InternalException", "InvalidEventPatternException",
			"InvalidStateException", "LimitExceededException", "ManagedRuleException", "OperationDisabledException",
			"PolicyLengthExceededException", "ResourceAlreadyExistsException", "ResourceNotFoundException",
		},
	}
}

func (s *Store) describe() *aws.Service {
	d := Description()
	d.Operations = map[string]aws.Operation{
		"PutEvents": s.putEvents, "PutRule": s.putRule, "DeleteRule": s.deleteRule, "ListRules": s.listRules,
		"PutTargets": s.putTargets, "RemoveTargets": s.removeTargets, "ListTargetsByRule": s.listTargets,
		"CreateEventBus": s.createBus, "DeleteEventBus": s.deleteBus, "ListEventBuses": s.listBuses,
	}
	return d
}

func internal(err error) *aws.Error {
	return &aws.Error{Code: "InternalException", Message: fmt.Sprintf("The stand-in cannot use its data: %v", err), Status: 500}
}

func (s *Store) write(changes ...journal.Change) *aws.Error {
	if err := s.journal.Write(changes...); err != nil {
		return internal(err)
	}
	return nil
}
