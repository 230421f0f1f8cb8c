package teststate

import (
	"fmt"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/teststate/shapes"
)

// mocked is what the mock gives: a result, or a fault.
type mocked struct {
	result value.Value
	fault  *fault.Fault
}

// readMock reads the mock and refuses a result that the state's work could not have given. The error is an *Error, or a fault of ours.
func (t *test) readMock() error {
	m := t.req.Mock
	if m == nil {
		return nil
	}
	if e := m.ErrorOutput; e != nil {
		f := &fault.Fault{NoError: e.Error == nil, NoCause: e.Cause == nil, Plain: true}
		if e.Error != nil {
			f.Error = *e.Error
		}
		if e.Cause != nil {
			f.Cause = *e.Cause
		}
		t.mock = &mocked{fault: f}
		return nil
	}
	result, err := value.Parse(*m.Result)
	if err != nil {
		return invalid("Mocked result must be valid JSON")
	}
	t.mock = &mocked{result: result}
	switch t.state.Type {
	case asl.MapType, asl.Parallel:
		if refused := t.checkGathered(result); refused != nil {
			return refused
		}
	case asl.Task:
		return t.checkFields(result, m.FieldValidationMode)
	}
	return nil
}

// checkGathered checks the result of a Map or Parallel state: an array, or what a ResultWriter leaves in its place.
func (t *test) checkGathered(result value.Value) *Error {
	if t.state.Map != nil && t.state.Map.ResultWriter != nil {
		if result.Kind() != value.Object {
			return invalid("Mocked result must be a JSON object.")
		}
		return nil
	}
	if result.Kind() != value.Array {
		return invalid("Mocked result must be an array.")
	}
	if t.state.Type == asl.Parallel && result.Len() != len(t.state.Branches) {
		return invalid("Mocked result must contain the same number of items as number of Parallel branches.")
	}
	return nil
}

// checkFields holds the result of a service integration against the model of the API that answers it.
func (t *test) checkFields(result value.Value, validation string) error {
	mode := shapes.Strict
	switch validation {
	case "NONE":
		return nil
	case "PRESENT":
		mode = shapes.Present
	}
	api, ok := answeringAPI(t.state.Resource.Value)
	if !ok {
		return nil
	}
	problem, err := shapes.Check(api.service, api.operation, result, mode)
	if err != nil {
		return fmt.Errorf("check a mocked result: %w", err)
	}
	if problem != "" {
		return invalid("Mock result schema validation error: %s", problem)
	}
	return nil
}
