package dynamodb

import (
	"context"
	"slices"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// query reads the items of one partition in the order of their sort keys.
func (s *Store) query(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		return value.Value{}, refused
	}
	if !in.Get("KeyConditionExpression").IsDefined() {
		return value.Value{}, invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.")
	}
	wanted, refused := parseCondition(in, "KeyConditionExpression")
	if refused != nil {
		return value.Value{}, refused
	}
	return s.read(t, in, wanted)
}

// scan reads all items.
func (s *Store) scan(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		return value.Value{}, refused
	}
	return s.read(t, in, func(value.Value) bool { return true })
}

// read returns a page of the items that are wanted and that the filter lets through.
func (s *Store) read(t *table, in value.Value, wanted condition) (value.Value, *aws.Error) {
	by := t.Keys
	if name := in.Get("IndexName").Str(); name != "" {
		var ok bool
		if by, ok = t.Indexes[name]; !ok {
			return value.Value{}, invalid("The table does not have the specified index: %s", name)
		}
	}
	filter := func(value.Value) bool { return true }
	if in.Get("FilterExpression").IsDefined() {
		f, refused := parseCondition(in, "FilterExpression")
		if refused != nil {
			return value.Value{}, refused
		}
		filter = f
	}
	items := s.items(t, by, wanted)
	if v := in.Get("ScanIndexForward"); v.Kind() == value.Bool && !v.IsTrue() {
		slices.Reverse(items)
	}
	items, refused := t.behind(items, in.Get("ExclusiveStartKey"))
	if refused != nil {
		return value.Value{}, refused
	}
	var last value.Value
	if limit, ok := in.Get("Limit").Int(); ok && limit > 0 && int(limit) < len(items) {
		items = items[:limit]
		last, _, _ = t.keyOf(items[limit-1], false) // it is in the table
	}
	return page(in, items, filter, last)
}

// items returns the wanted items that have the keys of a table or index, in their order.
func (s *Store) items(t *table, by keys, wanted condition) []value.Value {
	var items []value.Value
	for _, text := range s.journal.Scan(itemBucket(t.Name), "") {
		item := value.MustParse(text)
		if wanted(item) && item.Get(by.Partition).IsDefined() && (by.Sort == "" || item.Get(by.Sort).IsDefined()) {
			items = append(items, item)
		}
	}
	if by.Sort != "" {
		slices.SortStableFunc(items, func(a, b value.Value) int {
			c, _ := compare(a.Get(by.Sort), b.Get(by.Sort)) // of another type than defined is equal
			return c
		})
	}
	return items
}

// behind returns the items after the one with a key.
func (t *table) behind(items []value.Value, start value.Value) ([]value.Value, *aws.Error) {
	if !start.IsDefined() {
		return items, nil
	}
	_, key, refused := t.keyOf(start, false)
	if refused != nil {
		return nil, refused
	}
	i := slices.IndexFunc(items, func(item value.Value) bool {
		_, k, _ := t.keyOf(item, false)
		return k == key
	})
	if i < 0 {
		return nil, invalid("The provided starting key is invalid")
	}
	return items[i+1:], nil
}

func page(in value.Value, items []value.Value, filter condition, last value.Value) (value.Value, *aws.Error) {
	found := []value.Value{}
	for _, item := range items {
		if !filter(item) {
			continue
		}
		item, refused := project(in, item)
		if refused != nil {
			return value.Value{}, refused
		}
		found = append(found, item)
	}
	out := []value.Member{{Key: "Count", Value: value.Int(int64(len(found)))}}
	if in.Get("Select").Str() != "COUNT" {
		out = append(out, value.Member{Key: "Items", Value: value.ArrayOf(found)})
	}
	if last.IsDefined() {
		out = append(out, value.Member{Key: "LastEvaluatedKey", Value: last})
	}
	return value.ObjectOf(append(out, value.Member{Key: "ScannedCount", Value: value.Int(int64(len(items)))})), nil
}
