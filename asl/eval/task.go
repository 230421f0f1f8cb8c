package eval

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// task is what only a Task state has.
type task struct {
	timeout, heartbeat *integer
	role               *text
}

func (c *compiler) task() task {
	s, b := c.state, bounds{1, maxSeconds}
	t := task{
		timeout: c.integer("TimeoutSeconds", place{s.TimeoutSeconds, "TimeoutSeconds"},
			place{s.TimeoutSecondsPath, "TimeoutSecondsPath"}, b),
		heartbeat: c.integer("HeartbeatSeconds", place{s.HeartbeatSeconds, "HeartbeatSeconds"},
			place{s.HeartbeatSecondsPath, "HeartbeatSecondsPath"}, b),
	}
	if s.Credentials != nil {
		t.role = c.role(place{s.Credentials, "Credentials"})
	}
	return t
}

// role compiles Credentials.
// Source: AWS Step Functions Developer Guide, "Accessing resources in other AWS accounts".
func (c *compiler) role(p place) *text {
	if !c.is(p, value.Object) {
		return nil
	}
	arn, byPath := p.node.Get("RoleArn"), (*asl.Node)(nil)
	if !c.jsonata() {
		byPath = p.node.Get("RoleArn.$")
	}
	if arn == nil && byPath == nil {
		c.report(p, codeSchema, "Name the role that the task assumes, or drop Credentials.",
			"The field 'RoleArn' is required but was missing")
		return nil
	}
	t := c.text(p.member("RoleArn", arn), p.member("RoleArn.$", byPath))
	if t != nil && t.path != nil {
		t.name = strings.TrimPrefix(t.name, "Credentials/")
		if l, is := t.path.(*pathLeaf); is {
			l.field = t.name
		}
	}
	return t
}

// Timeout returns TimeoutSeconds of a Task state in seconds; 0 is none given.
func (s *State) Timeout(e *Env, effective value.Value) (int64, *fault.Fault) {
	return s.task.timeout.eval(&scope{env: e, root: effective})
}

// Heartbeat returns HeartbeatSeconds of a Task state in seconds; 0 is none given.
func (s *State) Heartbeat(e *Env, effective value.Value) (int64, *fault.Fault) {
	return s.task.heartbeat.eval(&scope{env: e, root: effective})
}

// Credentials returns the role that a Task state assumes; "" is none.
func (s *State) Credentials(e *Env, effective value.Value) (roleARN string, f *fault.Fault) {
	arn, f := s.task.role.eval(&scope{env: e, root: effective})
	if f != nil || arn == nil {
		return "", f
	}
	return *arn, nil
}
