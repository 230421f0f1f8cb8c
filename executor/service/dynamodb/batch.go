package dynamodb

import (
	"context"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// The limits of batches. Source: Amazon DynamoDB API Reference.
const (
	maxBatchGet      = 100
	maxBatchWrite    = 25
	maxTransactItems = 100
)

func (s *Store) batchGetItem(ctx context.Context, in value.Value) (value.Value, *aws.Error) {
	var responses value.ObjectBuilder
	n := 0
	for name, request := range in.Get("RequestItems").Members() {
		found := []value.Value{}
		for _, key := range request.Get("Keys").Elems() {
			if n++; n > maxBatchGet {
				return value.Value{}, invalid("Too many items requested for the BatchGetItem call")
			}
			out, refused := s.getItem(ctx, request.With("TableName", value.Text(name)).With("Key", key))
			if refused != nil {
				return value.Value{}, refused
			}
			if item := out.Get("Item"); item.IsDefined() {
				found = append(found, item)
			}
		}
		responses.Set(name, value.ArrayOf(found))
	}
	return value.ObjectOf([]value.Member{
		{Key: "Responses", Value: responses.Value()}, {Key: "UnprocessedKeys", Value: value.MustParse("{}")},
	}), nil
}

func (s *Store) batchWriteItem(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var changes []journal.Change
	for name, requests := range in.Get("RequestItems").Members() {
		for _, r := range requests.Elems() {
			plan, request := s.put, r.Get("PutRequest")
			if !request.IsDefined() {
				plan, request = s.delete, r.Get("DeleteRequest")
			}
			c, refused := plan(request.With("TableName", value.Text(name)))
			if refused != nil {
				return value.Value{}, refused
			}
			changes = append(changes, c.journal)
		}
	}
	if len(changes) > maxBatchWrite {
		return value.Value{}, invalid("Too many items requested for the BatchWriteItem call")
	}
	return value.ObjectOf([]value.Member{{Key: "UnprocessedItems", Value: value.MustParse("{}")}}), s.write(changes...)
}

// transactWriteItems makes all changes or none.
func (s *Store) transactWriteItems(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := in.Get("TransactItems").Len(); n == 0 || n > maxTransactItems {
		return value.Value{}, invalid("Member must have length between 1 and %d", maxTransactItems)
	}
	plans := map[string]func(value.Value) (change, *aws.Error){"Put": s.put, "Delete": s.delete, "Update": s.update, "ConditionCheck": s.check}
	var changes []journal.Change
	reasons := make([]string, 0, in.Get("TransactItems").Len())
	failed := false
	for _, x := range in.Get("TransactItems").Elems() {
		reason := "None"
		for kind, request := range x.Members() {
			plan, ok := plans[kind]
			if !ok {
				return value.Value{}, invalid("TransactItems can only contain one of Check, Put, Update or Delete")
			}
			c, refused := plan(request)
			switch {
			case refused != nil && refused.Code == "ConditionalCheckFailedException":
				reason, failed = "ConditionalCheckFailed", true
			case refused != nil:
				return value.Value{}, refused
			case c.journal.Key != "":
				changes = append(changes, c.journal)
			}
		}
		reasons = append(reasons, reason)
	}
	if failed {
		return value.Value{}, aws.Errorf("TransactionCanceledException",
			"Transaction cancelled, please refer cancellation reasons for specific reasons [%s]", strings.Join(reasons, ", "))
	}
	return value.MustParse("{}"), s.write(changes...)
}

// check changes nothing.
func (s *Store) check(in value.Value) (change, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		return change{}, refused
	}
	_, key, refused := t.keyOf(in.Get("Key"), true)
	if refused != nil {
		return change{}, refused
	}
	return change{}, allowed(in, s.load(t, key))
}
