package service

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/dynamodb"
	"github.com/stepmill/stepmill/executor/service/events"
	"github.com/stepmill/stepmill/executor/service/logs"
	"github.com/stepmill/stepmill/executor/service/s3"
	"github.com/stepmill/stepmill/executor/service/secretsmanager"
	"github.com/stepmill/stepmill/executor/service/sns"
	"github.com/stepmill/stepmill/executor/service/sqs"
)

// Services are the stand-ins. They run no goroutine of their own. All methods may be called from any goroutine.
type Services struct {
	cfg Config

	sqs      *sqs.Store
	sns      *sns.Store
	dynamodb *dynamodb.Store
	events   *events.Store
	logs     *logs.Store
	s3       *s3.Store
	secrets  *secretsmanager.Store
}

// Open opens the stand-ins and creates what the settings ask for.
func Open(cfg Config) (*Services, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	s := &Services{cfg: cfg}
	err := s.open()
	if err == nil {
		err = s.create()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the services: %w", err), s.Close())
	}
	return s, nil
}

func (s *Services) open() (err error) {
	c := s.cfg
	if s.sqs, err = sqs.Open(sqs.Config{Path: s.path("sqs"), Region: c.Region, Account: c.Account, Now: c.Now}); err != nil {
		return err
	}
	if s.sns, err = sns.Open(sns.Config{Path: s.path("sns"), Region: c.Region, Account: c.Account, Now: c.Now, Deliver: s.sqs.Deliver}); err != nil {
		return err
	}
	if s.dynamodb, err = dynamodb.Open(dynamodb.Config{Path: s.path("dynamodb"), Region: c.Region, Account: c.Account, Now: c.Now}); err != nil {
		return err
	}
	if s.events, err = events.Open(events.Config{Path: s.path("events"), Region: c.Region, Account: c.Account, Now: c.Now, Deliver: s.deliver}); err != nil {
		return err
	}
	if s.logs, err = logs.Open(logs.Config{Path: s.path("logs"), Region: c.Region, Account: c.Account, Now: c.Now}); err != nil {
		return err
	}
	if s.secrets, err = secretsmanager.Open(secretsmanager.Config{Path: s.path("secretsmanager"), Region: c.Region, Account: c.Account, Now: c.Now}); err != nil {
		return err
	}
	root := c.S3Root
	if root == "" && c.Dir != "" {
		root = filepath.Join(c.Dir, "services", "s3")
	}
	s.s3, err = s3.Open(s3.Config{Root: root, Path: s.path("s3"), Region: c.Region})
	return err
}

// path returns the file of a stand-in.
func (s *Services) path(name string) string {
	if s.cfg.Dir == "" {
		return ""
	}
	return filepath.Join(s.cfg.Dir, "services", name+".journal")
}

// Close closes the stand-ins' files.
func (s *Services) Close() error {
	var errs []error
	if s.sqs != nil {
		errs = append(errs, s.sqs.Close())
	}
	if s.sns != nil {
		errs = append(errs, s.sns.Close())
	}
	if s.dynamodb != nil {
		errs = append(errs, s.dynamodb.Close())
	}
	if s.events != nil {
		errs = append(errs, s.events.Close())
	}
	if s.logs != nil {
		errs = append(errs, s.logs.Close())
	}
	if s.s3 != nil {
		errs = append(errs, s.s3.Close())
	}
	if s.secrets != nil {
		errs = append(errs, s.secrets.Close())
	}
	return errors.Join(errs...)
}

// Logs is where an engine may log executions, by the names of log groups.
func (s *Services) Logs() *logs.Store { return s.logs }

// Objects are the objects of the buckets, for readers and writers of items.
func (s *Services) Objects() *s3.Store { return s.s3 }

// EmitEvent sends an event of AWS itself, in the form that targets get, to the rules of the default bus. An engine may tell of changes of an
// execution's status so.
func (s *Services) EmitEvent(ctx context.Context, event value.Value) {
	s.events.Emit(ctx, "default", event)
}

// deliver sends an event to the target of a rule: a queue, a topic, a state machine or a log group. Others are not here.
func (s *Services) deliver(ctx context.Context, arn string, event value.Value) *aws.Error {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		return aws.Errorf("ValidationException", "Parameter Arn is not valid: %s", arn)
	}
	body := event.Compact()
	switch parts[2] {
	case "sqs":
		return s.sqs.Deliver(ctx, arn, value.ObjectOf([]value.Member{aws.Member("MessageBody", body)}))
	case "sns":
		op, _ := s.sns.Service().Operation("Publish")
		_, refused := op(ctx, value.ObjectOf([]value.Member{aws.Member("TopicArn", arn), aws.Member("Message", body)}))
		return refused
	case "logs":
		if err := s.logs.Append(logs.GroupName(arn), "events", logs.Line{Time: s.cfg.Now(), Message: body}); err != nil {
			return aws.Errorf("ResourceNotFoundException", "%v", err)
		}
		return nil
	case "states":
		if s.cfg.Starter == nil {
			break
		}
		_, refused := s.cfg.Starter.Call(ctx, "StartExecution", value.ObjectOf([]value.Member{
			aws.Member("stateMachineArn", arn), aws.Member("input", body),
		}))
		return refused
	}
	return aws.Errorf("ValidationException", "There is no target %s here.", arn)
}
