package service

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// creation is how a service creates what its settings name.
type creation struct {
	service   *aws.Service
	operation string
	member    string   // that has the name
	exists    []string // codes of what is there already
}

func (s *Services) creations() map[string]creation {
	return map[string]creation{
		"sqs":            {s.sqs.Service(), "CreateQueue", "QueueName", []string{"QueueNameExists"}},
		"sns":            {s.sns.Service(), "CreateTopic", "Name", nil},
		"dynamodb":       {s.dynamodb.Service(), "CreateTable", "TableName", []string{"ResourceInUseException"}},
		"events":         {s.events.Service(), "CreateEventBus", "Name", []string{"ResourceAlreadyExistsException"}},
		"logs":           {s.logs.Service(), "CreateLogGroup", "logGroupName", []string{"ResourceAlreadyExistsException"}},
		"secretsmanager": {s.secrets.Service(), "CreateSecret", "Name", []string{"ResourceExistsException"}},
		"s3":             {s.s3.Service(), "CreateBucket", "Bucket", []string{"BucketAlreadyOwnedByYou"}},
	}
}

// create creates what the settings ask for.
func (s *Services) create() error {
	creations := s.creations()
	for _, name := range slices.Sorted(maps.Keys(s.cfg.Settings)) {
		wanted := s.cfg.Settings[name].Get("create")
		c, ok := creations[name]
		if !ok && wanted.IsDefined() {
			return fmt.Errorf("services.%s.create: this service has no stand-in; remove it", name)
		}
		for i, w := range wanted.Elems() {
			in := w
			if w.Kind() == value.String {
				in = value.ObjectOf([]value.Member{aws.Member(c.member, w.Str())})
			}
			if name == "dynamodb" && !in.Get("KeySchema").IsDefined() {
				in = simpleTable(in)
			}
			op, _ := c.service.Operation(c.operation)
			if _, refused := op(context.Background(), in); refused != nil && !slices.Contains(c.exists, refused.Code) {
				return fmt.Errorf("services.%s.create[%d]: %s: %s", name, i, refused.Code, refused.Message)
			}
		}
	}
	return nil
}

// simpleTable gives a table the partition key id.
func simpleTable(in value.Value) value.Value {
	return in.With("KeySchema", value.MustParse(`[{"AttributeName":"id","KeyType":"HASH"}]`)).
		With("AttributeDefinitions", value.MustParse(`[{"AttributeName":"id","AttributeType":"S"}]`))
}
