package dynamodb

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

// Config says where a stand-in keeps its tables.
type Config struct {
	// Path is the file of the tables. Default: "", in memory.
	Path string
	// Region and Account stand in ARNs. Required.
	Region, Account string
	// Now is the time. Default: time.Now.
	Now func() time.Time
}

func (c Config) validate() error {
	if c.Region == "" || c.Account == "" {
		return errors.New("dynamodb: Config.Region and Config.Account are required")
	}
	return nil
}

// Store holds the tables. All methods may be called from any goroutine.
type Store struct {
	cfg     Config
	journal *journal.Journal
	service *aws.Service

	mu sync.Mutex // held over each change, from reading to writing
}

// Open opens the tables of a file.
func Open(cfg Config) (*Store, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	j, err := journal.Open(cfg.Path)
	if err != nil {
		return nil, fmt.Errorf("open the tables: %w", err)
	}
	s := &Store{cfg: cfg, journal: j}
	s.service = s.describe()
	return s, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.journal.Close() }

// Service returns the operations.
func (s *Store) Service() *aws.Service { return s.service }

// Register makes m call a service, which may be a remote one.
func Register(m *executor.Mux, service *aws.Service) {
	for action, operation := range map[string]string{
		"getItem": "GetItem", "putItem": "PutItem", "updateItem": "UpdateItem", "deleteItem": "DeleteItem",
	} {
		aws.Integration{Service: service, Operation: operation}.Handle(m, "dynamodb:"+action, false)
	}
	service.HandleSDK(m)
}

// Description returns what is known of the service, without operations.
func Description() *aws.Service {
	return &aws.Service{
		SDK: "dynamodb", SDKPrefix: "DynamoDb", Client: "AmazonDynamoDBv2", Prefix: "DynamoDB", Generic: "AmazonDynamoDBException",
		Target: "DynamoDB_20120810", ContentType: "application/x-amz-json-1.0", Scope: "dynamodb", Times: []string{"CreationDateTime"},
		Modelled: []string{
			"BackupInUseException", "ConditionalCheckFailedException", "DuplicateItemException", "IdempotentParameterMismatchException",
			"InternalServerError", "ItemCollectionSizeLimitExceededException", "LimitExceededException",
			"ProvisionedThroughputExceededException", "RequestLimitExceeded", "ResourceInUseException", "ResourceNotFoundException",
			"TableNotFoundException", "ThrottlingException", "TransactionCanceledException", "TransactionConflictException",
			"TransactionInProgressException",
		},
	}
}

func (s *Store) describe() *aws.Service {
	d := Description()
	d.Operations = map[string]aws.Operation{
		"CreateTable": s.durable(s.createTable), "DeleteTable": s.durable(s.deleteTable), "DescribeTable": s.describeTable,
		"ListTables": s.listTables, "GetItem": s.getItem, "PutItem": s.durable(s.putItem), "UpdateItem": s.durable(s.updateItem),
		"DeleteItem": s.durable(s.deleteItem), "Query": s.query, "Scan": s.scan, "BatchGetItem": s.batchGetItem,
		"BatchWriteItem": s.durable(s.batchWriteItem), "TransactWriteItems": s.durable(s.transactWriteItems),
	}
	return d
}

func invalid(format string, args ...any) *aws.Error {
	return aws.Errorf("ValidationException", format, args...)
}

func internal(err error) *aws.Error {
	return &aws.Error{Code: "InternalServerError", Message: fmt.Sprintf("The stand-in cannot use its data: %v", err), Status: 500}
}

// durable lets an operation answer when what it wrote is durable. Those who wait share a flush of the disk, and nobody is locked out meanwhile.
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

// write makes changes, which are durable when the operation answers. The store is locked.
func (s *Store) write(changes ...journal.Change) *aws.Error {
	if err := s.journal.Append(changes...); err != nil {
		return internal(err)
	}
	return nil
}
