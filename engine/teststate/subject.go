package teststate

import (
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/eval"
)

// subject is the state under test.
type subject struct {
	state *asl.State
	flow  *eval.State
	inMap bool // a Map state is around it
}

// find reads the definition and finds the state. A lone state is called asl.LoneState.
func find(req *Request) (*subject, *Error) {
	src, name := &diag.Source{Name: "definition", Text: req.Definition}, req.StateName
	read := check.JSON
	if name == "" {
		name, read = asl.LoneState, check.State
	}
	m, found := read(src, check.Config{})
	if message := check.InvalidDefinition(found); message != "" {
		return nil, &Error{Code: "InvalidDefinition", Message: message}
	}
	s := locate(&m.Scope, name, false)
	switch {
	case s == nil && req.StateName == "":
		return nil, invalid("The definition is that of a state machine. Name the state to test in stateName.")
	case s == nil:
		return nil, invalid("State not found in definition")
	}
	s.flow, found = eval.Compile(s.state)
	if message := check.InvalidDefinition(found); message != "" {
		return nil, &Error{Code: "InvalidDefinition", Message: message}
	}
	return s, nil
}

// locate finds a state by its name, in document order and at any depth.
func locate(s *asl.Scope, name string, inMap bool) *subject {
	for _, st := range s.States {
		if st.Name.Value == name {
			return &subject{state: st, inMap: inMap}
		}
		for _, inner := range st.Scopes() {
			if found := locate(inner, name, inMap || st.Type == asl.MapType); found != nil {
				return found
			}
		}
	}
	return nil
}

// accepts refuses what AWS cannot do with a state of this type, with or without a mock.
func (s *subject) accepts(req *Request) *Error {
	switch typ := s.state.Type; {
	case typ == asl.MapType || typ == asl.Parallel:
		if req.Mock == nil {
			return &Error{Code: "InvalidDefinition", Message: "TestState API does not support Map or Parallel states. Supported state " +
				"types include: [Task, Wait, Pass, Succeed, Fail, Choice]"}
		}
		return s.acceptsCulprit(req)
	case req.Mock != nil && (typ == asl.Pass || typ == asl.Succeed || typ == asl.Fail):
		return invalid("State type '%s' is not supported when a mock is specified", typ)
	case typ == asl.Task && req.Mock == nil:
		if req.RoleARN == "" {
			return invalid("RoleArn must be specified when testing a Task state")
		}
		if p := s.pattern(); p != requestResponse {
			return invalid("TestState supports %s only when a mock is specified.", p)
		}
	}
	return nil
}

// acceptsCulprit refuses an errorCausedByState that is not inside the state.
func (s *subject) acceptsCulprit(req *Request) *Error {
	c := req.StateConfiguration
	if c == nil || c.ErrorCausedByState == nil {
		return nil
	}
	for _, inner := range s.state.Scopes() {
		if locate(inner, *c.ErrorCausedByState, false) != nil {
			return nil
		}
	}
	return invalid("The state '%s' in errorCausedByState was not found in the %s state", *c.ErrorCausedByState, s.state.Type)
}

// pattern is how a Task state waits for its work, in the words of a message.
type pattern string

const (
	requestResponse pattern = ""
	syncJob         pattern = "the '.sync' service integration pattern"
	callback        pattern = "the '.waitForTaskToken' service integration pattern"
	activity        pattern = "an Activity task"
)

func (s *subject) pattern() pattern {
	if s.state.Type != asl.Task || s.state.Resource == nil {
		return requestResponse
	}
	arn := s.state.Resource.Value
	switch {
	case strings.HasSuffix(arn, ".sync"), strings.HasSuffix(arn, ".sync:2"):
		return syncJob
	case strings.HasSuffix(arn, ".waitForTaskToken"):
		return callback
	case strings.Contains(arn, ":activity:"):
		return activity
	}
	return requestResponse
}
