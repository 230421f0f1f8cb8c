package teststate

import (
	"github.com/stepmill/stepmill/asl/value"
)

// contextFields are the members that a supplied context object may have, and the kinds of their values. Undefined takes any.
// Source: AWS Step Functions Developer Guide, "Accessing execution data from the Context object".
var contextFields = map[string]map[string]value.Kind{
	"Execution": {
		"Id": value.String, "Input": value.Undefined, "Name": value.String, "RoleArn": value.String, "StartTime": value.String,
		"RedriveCount": value.Number, "RedriveTime": value.String,
	},
	"StateMachine": {"Id": value.String, "Name": value.String},
	"State":        {"EnteredTime": value.String, "Name": value.String, "RetryCount": value.Number},
	"Task":         {"Token": value.String},
}

var kindNames = map[value.Kind]string{value.String: "a string", value.Number: "a number", value.Object: "an object"}

// readContext reads the context object of the request; undefined is none.
func (t *test) readContext(text string) (value.Value, *Error) {
	if text == "" {
		return value.Value{}, nil
	}
	c, err := value.Parse(text)
	if err != nil || c.Kind() != value.Object {
		return c, badContext("Context must be a valid JSON object")
	}
	for name, part := range c.Members() {
		if refused := t.checkContext(name, part); refused != nil {
			return c, refused
		}
	}
	return c, nil
}

// checkContext refuses a member of the context object that AWS does not take.
func (t *test) checkContext(name string, part value.Value) *Error {
	fields, known := contextFields[name]
	switch {
	case name == "Map":
		return badContext("'Map' field is not supported when mocking a Context object")
	case !known:
		return badContext("Field '" + name + "' is not allowed")
	case name == "Task" && t.pattern() != syncJob && t.pattern() != callback:
		return badContext("Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' " +
			"service integration pattern")
	case part.Kind() != value.Object:
		return badContext(name + " must be an object")
	}
	for field, v := range part.Members() {
		kind, known := fields[field]
		if !known {
			return badContext("Field '" + field + "' is not allowed")
		}
		if kind != value.Undefined && v.Kind() != kind {
			return badContext(name + "." + field + " must be " + kindNames[kind])
		}
	}
	return nil
}

func badContext(why string) *Error { return invalid("Invalid Context object provided: %s", why) }
