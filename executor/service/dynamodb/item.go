package dynamodb

import (
	"context"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// maxItemBytes is how large an item may be. Source: Amazon DynamoDB Developer Guide, "Quotas".
const maxItemBytes = 400 << 10

// keyOf returns the key of an item, and its text in the journal. exact says that the item has nothing but its key.
func (t *table) keyOf(item value.Value, exact bool) (value.Value, string, *aws.Error) {
	if exact && item.Len() != len(t.Keys.names()) {
		return value.Value{}, "", invalid("The provided key element does not match the schema")
	}
	var key value.ObjectBuilder
	for _, name := range t.Keys.names() {
		v := item.Get(name)
		kind, _ := typed(v)
		switch {
		case exact && kind != t.Types[name]:
			return value.Value{}, "", invalid("The provided key element does not match the schema")
		case !v.IsDefined():
			return value.Value{}, "", invalid("One or more parameter values were invalid: Missing the key %s in the item", name)
		case kind != t.Types[name]:
			return value.Value{}, "", invalid("One or more parameter values were invalid: Type mismatch for key %s expected: %s actual: %s",
				name, t.Types[name], kind)
		case v.Get(kind).Str() == "":
			return value.Value{}, "", invalid("One or more parameter values are not valid. The AttributeValue for a key attribute cannot "+
				"contain an empty string value. Key: %s", name)
		}
		if kind == "N" { // 1 and 1.0 are one key
			v = value.ObjectOf([]value.Member{aws.Member("N", canonicalNumber(v.Get("N").Str()))})
		}
		key.Set(name, v)
	}
	k := key.Value()
	return k, string(k.AppendCanonical(nil)), nil
}

// load returns an item, undefined if there is none.
func (s *Store) load(t *table, key string) value.Value {
	text, ok := s.journal.Get(itemBucket(t.Name), key)
	if !ok {
		return value.Value{}
	}
	return value.MustParse(text) // it was written by store
}

func store(t *table, key string, item value.Value) (journal.Change, *aws.Error) {
	item = item.Seal()
	if item.Size() > maxItemBytes {
		return journal.Change{}, invalid("Item size has exceeded the maximum allowed size")
	}
	return journal.Change{Bucket: itemBucket(t.Name), Key: key, Value: item.Compact()}, nil
}

func (s *Store) getItem(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		return value.Value{}, refused
	}
	_, key, refused := t.keyOf(in.Get("Key"), true)
	if refused != nil {
		return value.Value{}, refused
	}
	item := s.load(t, key)
	if !item.IsDefined() {
		return value.MustParse("{}"), nil
	}
	if item, refused = project(in, item); refused != nil {
		return value.Value{}, refused
	}
	return value.ObjectOf([]value.Member{{Key: "Item", Value: item}}), nil
}

// change is what a write operation does to one item.
type change struct {
	journal  journal.Change
	old, new value.Value // undefined where there is none
	touched  []path      // of an update
}

func (s *Store) putItem(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return s.one(in, s.put)
}

func (s *Store) deleteItem(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return s.one(in, s.delete)
}

func (s *Store) updateItem(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	return s.one(in, s.update)
}

// one makes one change and answers with the attributes that ReturnValues asks for.
func (s *Store) one(in value.Value, plan func(value.Value) (change, *aws.Error)) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, refused := plan(in)
	if refused != nil {
		return value.Value{}, refused
	}
	if refused := s.write(c.journal); refused != nil {
		return value.Value{}, refused
	}
	attributes := c.returned(in.Get("ReturnValues").Str())
	if attributes.Len() == 0 {
		return value.MustParse("{}"), nil
	}
	return value.ObjectOf([]value.Member{{Key: "Attributes", Value: attributes}}), nil
}

func (c change) returned(which string) value.Value {
	switch which {
	case "ALL_OLD":
		return c.old
	case "ALL_NEW":
		return c.new
	case "UPDATED_OLD":
		return pick(c.old, c.touched)
	case "UPDATED_NEW":
		return pick(c.new, c.touched)
	}
	return value.Value{}
}

func (s *Store) put(in value.Value) (change, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		return change{}, refused
	}
	item, refused := normal(in.Get("Item"))
	if refused != nil {
		return change{}, refused
	}
	_, key, refused := t.keyOf(item, false)
	if refused != nil {
		return change{}, refused
	}
	old := s.load(t, key)
	if refused := allowed(in, old); refused != nil {
		return change{}, refused
	}
	j, refused := store(t, key, item)
	return change{journal: j, old: old, new: item}, refused
}

func (s *Store) delete(in value.Value) (change, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		return change{}, refused
	}
	_, key, refused := t.keyOf(in.Get("Key"), true)
	if refused != nil {
		return change{}, refused
	}
	old := s.load(t, key)
	if refused := allowed(in, old); refused != nil {
		return change{}, refused
	}
	return change{journal: journal.Change{Bucket: itemBucket(t.Name), Key: key, Delete: true}, old: old}, nil
}

func (s *Store) update(in value.Value) (change, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		return change{}, refused
	}
	k, key, refused := t.keyOf(in.Get("Key"), true)
	if refused != nil {
		return change{}, refused
	}
	old := s.load(t, key)
	if refused := allowed(in, old); refused != nil {
		return change{}, refused
	}
	from := old
	if !from.IsDefined() {
		from = k
	}
	item, touched, refused := t.updated(in, from)
	if refused != nil {
		return change{}, refused
	}
	j, refused := store(t, key, item)
	return change{journal: j, old: old, new: item, touched: touched}, refused
}

// allowed evaluates the condition of a write on the item that is there.
func allowed(in, old value.Value) *aws.Error {
	if !in.Get("ConditionExpression").IsDefined() {
		return nil
	}
	c, refused := parseCondition(in, "ConditionExpression")
	if refused != nil {
		return refused
	}
	if !c(old) {
		return aws.Errorf("ConditionalCheckFailedException", "The conditional request failed")
	}
	return nil
}
