package dynamodb

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

const tableBucket = "tables"

// itemBucket is the bucket of a table's items, by the canonical JSON of their keys.
func itemBucket(table string) string { return "items/" + table }

// table is what is kept of a table.
type table struct {
	Name    string            `json:"name"`
	Created int64             `json:"created"` // milliseconds
	Keys    keys              `json:"keys"`
	Types   map[string]string `json:"types"` // of key attributes: S, N or B
	Indexes map[string]keys   `json:"indexes,omitempty"`
	Billing string            `json:"billing,omitempty"`
}

// keys are the names of the key attributes of a table or an index; Sort may be "".
type keys struct {
	Partition string `json:"partition"`
	Sort      string `json:"sort,omitempty"`
}

func (k keys) names() []string {
	if k.Sort == "" {
		return []string{k.Partition}
	}
	return []string{k.Partition, k.Sort}
}

// namePattern is the form of a table's name. Source: Amazon DynamoDB API Reference, CreateTable.
const namePattern = "[a-zA-Z0-9_.-]+"

var tableName = regexp.MustCompile(`^` + namePattern + `$`)

func checkTableName(name string) *aws.Error {
	switch {
	case name == "":
		return invalid("1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null")
	case !tableName.MatchString(name):
		return invalid("1 validation error detected: Value '%s' at 'tableName' failed to satisfy constraint: Member must satisfy regular "+
			"expression pattern: %s", name, namePattern)
	}
	return nil
}

// table returns a table that exists.
func (s *Store) table(in value.Value) (*table, *aws.Error) {
	name := in.Get("TableName").Str()
	if refused := checkTableName(name); refused != nil {
		return nil, refused
	}
	text, ok := s.journal.Get(tableBucket, name)
	if !ok {
		return nil, aws.Errorf("ResourceNotFoundException", "Requested resource not found")
	}
	t := new(table)
	if err := json.Unmarshal([]byte(text), t); err != nil {
		return nil, internal(fmt.Errorf("read the table %s: %w", name, err))
	}
	return t, nil
}

func (s *Store) createTable(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	t := table{
		Name: in.Get("TableName").Str(), Created: s.cfg.Now().UnixMilli(), Keys: keysOf(in.Get("KeySchema")), Types: map[string]string{},
		Indexes: map[string]keys{}, Billing: in.Get("BillingMode").Str(),
	}
	if refused := checkTableName(t.Name); refused != nil {
		return value.Value{}, refused
	}
	for _, a := range in.Get("AttributeDefinitions").Elems() {
		t.Types[a.Get("AttributeName").Str()] = a.Get("AttributeType").Str()
	}
	for _, kind := range []string{"GlobalSecondaryIndexes", "LocalSecondaryIndexes"} {
		for _, x := range in.Get(kind).Elems() {
			t.Indexes[x.Get("IndexName").Str()] = keysOf(x.Get("KeySchema"))
		}
	}
	for _, k := range t.Keys.names() {
		if t.Types[k] == "" {
			return value.Value{}, invalid("One or more parameter values were invalid: Some index key attributes are not defined in " +
				"AttributeDefinitions.")
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.journal.Get(tableBucket, t.Name); ok {
		return value.Value{}, aws.Errorf("ResourceInUseException", "Table already exists: %s", t.Name)
	}
	text, err := json.Marshal(t)
	if err != nil {
		return value.Value{}, internal(err)
	}
	if refused := s.write(journal.Change{Bucket: tableBucket, Key: t.Name, Value: string(text)}); refused != nil {
		return value.Value{}, refused
	}
	return value.ObjectOf([]value.Member{{Key: "TableDescription", Value: s.description(&t)}}), nil
}

func keysOf(schema value.Value) keys {
	var k keys
	for _, e := range schema.Elems() {
		if e.Get("KeyType").Str() == "HASH" {
			k.Partition = e.Get("AttributeName").Str()
		} else {
			k.Sort = e.Get("AttributeName").Str()
		}
	}
	return k
}

// description is a table as DescribeTable shows it.
func (s *Store) description(t *table) value.Value {
	var schema, types []value.Value
	for i, name := range t.Keys.names() {
		kind := []string{"HASH", "RANGE"}[i]
		schema = append(schema, value.ObjectOf([]value.Member{aws.Member("AttributeName", name), aws.Member("KeyType", kind)}))
		types = append(types, value.ObjectOf([]value.Member{aws.Member("AttributeName", name), aws.Member("AttributeType", t.Types[name])}))
	}
	count, size := 0, 0
	for _, item := range s.journal.Scan(itemBucket(t.Name), "") {
		count++
		size += len(item)
	}
	return value.ObjectOf([]value.Member{
		{Key: "AttributeDefinitions", Value: value.ArrayOf(types)}, aws.Member("TableName", t.Name),
		{Key: "KeySchema", Value: value.ArrayOf(schema)}, aws.Member("TableStatus", "ACTIVE"),
		{Key: "CreationDateTime", Value: value.Float(float64(t.Created) / 1000)},
		{Key: "TableSizeBytes", Value: value.Int(int64(size))}, {Key: "ItemCount", Value: value.Int(int64(count))},
		aws.Member("TableArn", fmt.Sprintf("arn:aws:dynamodb:%s:%s:table/%s", s.cfg.Region, s.cfg.Account, t.Name)),
		aws.Member("TableId", aws.IDOf(t.Name)),
	})
}

func (s *Store) describeTable(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	t, refused := s.table(in)
	if refused != nil {
		if refused.Code == "ResourceNotFoundException" {
			refused.Message += ": Table: " + in.Get("TableName").Str() + " not found"
		}
		return value.Value{}, refused
	}
	return value.ObjectOf([]value.Member{{Key: "Table", Value: s.description(t)}}), nil
}

func (s *Store) deleteTable(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, refused := s.table(in)
	if refused != nil {
		return value.Value{}, refused
	}
	description := s.description(t).With("TableStatus", value.Text("DELETING"))
	changes := []journal.Change{{Bucket: tableBucket, Key: t.Name, Delete: true}}
	for k := range s.journal.Scan(itemBucket(t.Name), "") {
		changes = append(changes, journal.Change{Bucket: itemBucket(t.Name), Key: k, Delete: true})
	}
	return value.ObjectOf([]value.Member{{Key: "TableDescription", Value: description}}), s.write(changes...)
}

func (s *Store) listTables(context.Context, value.Value) (value.Value, *aws.Error) {
	names := []value.Value{}
	for name := range s.journal.Scan(tableBucket, "") {
		names = append(names, value.Text(name))
	}
	return value.ObjectOf([]value.Member{{Key: "TableNames", Value: value.ArrayOf(names)}}), nil
}
