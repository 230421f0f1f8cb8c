package logs

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// Config says where a stand-in keeps its logs.
type Config struct {
	// Path is the file of the logs. Default: "", in memory.
	Path string
	// Region and Account stand in ARNs. Required.
	Region, Account string
	// Now is the time. Default: time.Now.
	Now func() time.Time
}

func (c Config) validate() error {
	if c.Region == "" || c.Account == "" {
		return errors.New("logs: Config.Region and Config.Account are required")
	}
	return nil
}

// Store holds the logs. All methods may be called from any goroutine.
type Store struct {
	cfg     Config
	journal *journal.Journal
	service *aws.Service

	mu   sync.Mutex // held over each change, from reading to writing
	next map[string]int64
	used bool // there is a group, or was since the file was opened
}

// Open opens the logs of a file.
func Open(cfg Config) (*Store, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	j, err := journal.Open(cfg.Path)
	if err != nil {
		return nil, fmt.Errorf("open the logs: %w", err)
	}
	s := &Store{cfg: cfg, journal: j, next: map[string]int64{}}
	s.service = s.describe()
	for range j.Scan(groupBucket, "") {
		s.used = true
		break
	}
	for k := range j.Scan(eventBucket, "") {
		s.next[streamOf(k)]++
	}
	return s, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.journal.Close() }

// Service returns the operations.
func (s *Store) Service() *aws.Service { return s.service }

// Description returns what is known of the service, without operations.
func Description() *aws.Service {
	return &aws.Service{
		SDK: "cloudwatchlogs", SDKPrefix: "CloudWatchLogs", LowerNames: true, Target: "Logs_20140328",
		ContentType: "application/x-amz-json-1.1", Scope: "logs",
		Modelled: []string{
			"DataAlreadyAcceptedException", "InvalidOperationException", "InvalidParameterException", "InvalidSequenceTokenException",
			"LimitExceededException", "OperationAbortedException", "ResourceAlreadyExistsException", "ResourceNotFoundException",
			"ServiceUnavailableException", "ThrottlingException", "UnrecognizedClientException", "ValidationException",
		},
	}
}

func (s *Store) describe() *aws.Service {
	d := Description()
	d.Operations = map[string]aws.Operation{
		"CreateLogGroup": s.createGroup, "DeleteLogGroup": s.deleteGroup, "DescribeLogGroups": s.describeGroups,
		"CreateLogStream": s.createStream, "DescribeLogStreams": s.describeStreams,
		"PutLogEvents": s.putEvents, "GetLogEvents": s.getEvents, "FilterLogEvents": s.filterEvents,
	}
	return d
}

func internal(err error) *aws.Error {
	return &aws.Error{Code: "ServiceUnavailableException", Message: fmt.Sprintf("The stand-in cannot use its data: %v", err), Status: 500}
}

func (s *Store) write(changes ...journal.Change) *aws.Error {
	if err := s.journal.Write(changes...); err != nil {
		return internal(err)
	}
	return nil
}
