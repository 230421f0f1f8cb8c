package teststate

// Request is the input of TestState. The json tags are AWS's names; the must tags are the constraints of AWS's model, which the API checks
// before Run. Absent strings are "", where the difference does not matter.
// Source: AWS Step Functions API Reference, TestState.
type Request struct {
	// Definition is that of a lone state, or of a whole machine if StateName is given.
	Definition string `json:"definition" must:"required,max=1048576"`
	RoleARN    string `json:"roleArn" must:"min=1,max=256"`
	// Input is the raw input of the state. Default: {}.
	Input string `json:"input" must:"max=262144"`
	// InspectionLevel is INFO, DEBUG or TRACE. Default: INFO.
	InspectionLevel string `json:"inspectionLevel" must:"enum=inspectionLevel"`
	RevealSecrets   bool   `json:"revealSecrets"`
	// Variables is a JSON object with the variables in scope.
	Variables string `json:"variables" must:"max=262144"`
	// StateName is the name of the state to test, which may lie inside a Map or Parallel state.
	StateName string `json:"stateName" must:"min=1,max=80"`
	Mock      *Mock  `json:"mock"`
	// Context replaces the whole context object. It needs a mock.
	Context            string         `json:"context" must:"max=262144"`
	StateConfiguration *Configuration `json:"stateConfiguration"`
}

// Mock stands for the work of a state. Exactly one of Result and ErrorOutput is set.
// Source: AWS Step Functions API Reference, MockInput.
type Mock struct {
	Result      *string      `json:"result" must:"max=262144"` // JSON
	ErrorOutput *ErrorOutput `json:"errorOutput"`
	// FieldValidationMode says how closely Result is held against the API model of a service integration: STRICT, PRESENT or NONE.
	// Default: STRICT.
	FieldValidationMode string `json:"fieldValidationMode" must:"enum=mockValidation"`
}

// ErrorOutput is the error that a mock makes a state fail with.
// Source: AWS Step Functions API Reference, MockErrorOutput.
type ErrorOutput struct {
	Error *string `json:"error" must:"max=256"`
	Cause *string `json:"cause" must:"max=32768"`
}

// Configuration is what an execution would have brought to the state. It needs a mock.
// Source: AWS Step Functions API Reference, TestStateConfiguration.
type Configuration struct {
	// RetrierRetryCount is how often the retrier that matches the mocked error has retried already. Default: 0.
	RetrierRetryCount *int64 `json:"retrierRetryCount" must:"min=0"`
	// ErrorCausedByState names the state inside a Map or Parallel state from which the mocked error comes.
	ErrorCausedByState *string `json:"errorCausedByState" must:"min=1,max=80"`
	// MapIterationFailureCount is how many iterations of a Map state failed. Default: 0.
	MapIterationFailureCount *int64 `json:"mapIterationFailureCount" must:"min=0"`
	// MapItemReaderData is what the ItemReader of a distributed Map read, as it was in its source.
	MapItemReaderData *string `json:"mapItemReaderData" must:"max=262144"`
}

// compatible refuses members that AWS does not take together.
func (r *Request) compatible() *Error {
	if r.Mock == nil {
		return r.withoutMock()
	}
	switch {
	case r.Mock.Result != nil && r.Mock.ErrorOutput != nil:
		return invalid("A test mock should have only one of the following fields: [result, errorOutput].")
	case r.Mock.Result == nil && r.Mock.ErrorOutput == nil:
		return invalid("A test mock should have one of the following fields: [result, errorOutput].")
	case r.RevealSecrets:
		return invalid("TestState does not support RevealSecrets when a mock is specified.")
	}
	return nil
}

func (r *Request) withoutMock() *Error {
	name := ""
	c := r.StateConfiguration
	switch {
	case r.Context != "":
		name = "Context"
	case c == nil:
	case c.RetrierRetryCount != nil:
		name = "RetrierRetryCount"
	case c.ErrorCausedByState != nil:
		name = "ErrorCausedByState"
	case c.MapIterationFailureCount != nil:
		name = "MapIterationFailureCount"
	case c.MapItemReaderData != nil:
		name = "MapItemReaderData"
	}
	if name == "" {
		return nil
	}
	return invalid("TestState does not support %s when a mock is not specified.", name)
}

// retries is how often the state was retried already.
func (r *Request) retries() int64 {
	if c := r.StateConfiguration; c != nil && c.RetrierRetryCount != nil {
		return *c.RetrierRetryCount
	}
	return 0
}

// failures is how many iterations failed; false if the request does not say.
func (r *Request) failures() (int64, bool) {
	if c := r.StateConfiguration; c != nil && c.MapIterationFailureCount != nil {
		return *c.MapIterationFailureCount, true
	}
	return 0, false
}

// readerData is what the ItemReader read; false if the request does not say.
func (r *Request) readerData() (string, bool) {
	if c := r.StateConfiguration; c != nil && c.MapItemReaderData != nil {
		return *c.MapItemReaderData, true
	}
	return "", false
}
