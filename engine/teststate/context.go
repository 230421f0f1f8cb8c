package teststate

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

// contextObject gives the context object of the state: the one that the request supplies, as it is, or that of an Express execution which has
// just entered the state.
// Source: AWS Step Functions Developer Guide, "Accessing execution data from the Context object".
func (t *test) contextObject(supplied value.Value) func() value.Value {
	c := supplied
	return func() value.Value {
		if !c.IsDefined() {
			c = t.defaultContext()
		}
		return c
	}
}

func (t *test) defaultContext() value.Value {
	machine, name := t.uuid(), t.uuid()
	now := value.Text(t.env.Now.Truncate(time.Millisecond).Format("2006-01-02T15:04:05.999Z07:00"))
	arn := "arn:aws:states:" + t.cfg.Region + ":" + t.cfg.Account + ":"

	var execution value.ObjectBuilder
	execution.Set("Id", value.Text(arn+"express:"+machine+":"+name))
	execution.Set("Input", t.input)
	execution.Set("Name", value.Text(name))
	if t.req.RoleARN != "" {
		execution.Set("RoleArn", value.Text(t.req.RoleARN))
	}
	execution.Set("StartTime", now)

	state := []value.Member{{Key: "Name", Value: value.Text(t.state.Name.Value)}, {Key: "EnteredTime", Value: now}}
	if t.canRetry() {
		state = append(state, value.Member{Key: "RetryCount", Value: value.Int(t.req.retries())})
	}

	var c value.ObjectBuilder
	c.Set("Execution", execution.Value())
	c.Set("StateMachine", object("Id", value.Text(arn+"stateMachine:"+machine), "Name", value.Text(machine)))
	c.Set("State", value.ObjectOf(state))
	if t.pattern() != requestResponse {
		c.Set("Task", object("Token", value.Text(t.token())))
	}
	if t.inMap {
		c.Set("Map", object("Item", object("Index", value.Int(0), "Value", t.input)))
	}
	return c.Value()
}

// canRetry reports whether the state is of a type that has Retry.
func (t *test) canRetry() bool {
	switch t.state.Type {
	case asl.Task, asl.Parallel, asl.MapType:
		return true
	}
	return false
}

// item is one of the items of a Map state; key is "" unless they are the members of an object.
type item struct {
	index int
	key   string
	value value.Value
}

// itemContext is the context object as the ItemSelector sees it for one item.
func (t *test) itemContext(outer value.Value, it item) value.Value {
	var entry value.ObjectBuilder
	entry.Set("Index", value.Int(int64(it.index)))
	if it.key != "" {
		entry.Set("Key", value.Text(it.key))
	}
	entry.Set("Value", it.value)
	return outer.With("Map", object("Item", entry.Value()))
}

func (t *test) uuid() string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], t.cfg.Random())
	binary.BigEndian.PutUint64(b[8:], t.cfg.Random())
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80 // version 4
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func (t *test) token() string {
	var b [48]byte
	for i := 0; i < len(b); i += 8 {
		binary.BigEndian.PutUint64(b[i:], t.cfg.Random())
	}
	return base64.StdEncoding.EncodeToString(b[:])
}

// object makes an object of names and values in turn.
func object(pairs ...any) value.Value {
	members := make([]value.Member, len(pairs)/2)
	for i := range members {
		members[i] = value.Member{Key: pairs[2*i].(string), Value: pairs[2*i+1].(value.Value)}
	}
	return value.ObjectOf(members)
}
