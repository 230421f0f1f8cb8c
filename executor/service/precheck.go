package service

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// Precheck says why a task cannot be scheduled with these parameters: a field that an integration needs is missing, or has a value of
// another form. AWS then fails the state with States.Runtime before TaskScheduled. It is nil for what may be sent, and for resources that
// are not in its table. A null counts as present: AWS schedules such a task, and the service refuses it.
//
// It is a pure function of its arguments. Source: recordings of AWS's answers, for the text and for the form of Headers; AWS Step Functions
// Developer Guide, "Integrating optimized services", for the fields.
func Precheck(resource string, parameters value.Value) *fault.Fault {
	name, ok := strings.CutPrefix(resource, "arn:aws:states:::")
	if !ok {
		return nil
	}
	for _, end := range []string{aws.Callback, aws.Sync2, aws.Sync} {
		name = strings.TrimSuffix(name, end)
	}
	var problems []string
	for _, f := range fields[name] {
		v := parameters.Get(f.name)
		switch {
		case !v.IsDefined():
			if f.required {
				problems = append(problems, fmt.Sprintf("The field '%s' is required but was missing", f.name))
			}
		case v.Kind() != value.Null && !f.form(v):
			problems = append(problems, fmt.Sprintf("The value of the field '%s' has an invalid format", f.name))
		}
	}
	if problems == nil {
		return nil
	}
	return fault.New(fault.Runtime, fmt.Sprintf("The Parameters '%s' could not be used to start the Task: [%s]",
		parameters.Compact(), strings.Join(problems, ", ")))
}

// field is a parameter of an integration.
type field struct {
	name     string
	form     func(value.Value) bool
	required bool
}

// The forms of parameters.
var (
	anything = func(value.Value) bool { return true }
	text     = func(v value.Value) bool { return v.Kind() == value.String }
	object   = func(v value.Value) bool { return v.Kind() == value.Object }
	list     = func(v value.Value) bool { return v.Kind() == value.Array }
	number   = func(v value.Value) bool { return v.Kind() == value.Number }
	// lists are the headers and query parameters of API Gateway: each is a list.
	lists = func(v value.Value) bool {
		for _, x := range v.Members() {
			if x.Kind() != value.Array {
				return false
			}
		}
		return v.Kind() == value.Object
	}
)

const required = true

// fields are the parameters by integration, as far as their form is certain.
var fields = map[string][]field{
	"apigateway:invoke": {
		{"ApiEndpoint", text, required}, {"Method", text, required}, {"Headers", lists, false}, {"QueryParameters", lists, false},
		{"Path", text, false}, {"Stage", text, false},
	},
	"athena:startQueryExecution": {{"QueryString", text, required}, {"WorkGroup", text, false}},
	"batch:submitJob":            {{"JobName", text, required}, {"JobDefinition", text, required}, {"JobQueue", text, required}},
	"codebuild:startBuild":       {{"ProjectName", text, required}},
	"databrew:startJobRun":       {{"Name", text, required}},
	"dynamodb:deleteItem":        {{"TableName", text, required}, {"Key", object, required}},
	"dynamodb:getItem":           {{"TableName", text, required}, {"Key", object, required}},
	"dynamodb:putItem":           {{"TableName", text, required}, {"Item", object, required}},
	"dynamodb:updateItem":        {{"TableName", text, required}, {"Key", object, required}},
	"ecs:runTask":                {{"TaskDefinition", text, required}},
	"events:putEvents":           {{"Entries", list, required}},
	"glue:startJobRun":           {{"JobName", text, required}, {"Arguments", object, false}},
	"http:invoke":                {{"ApiEndpoint", text, required}, {"Method", text, required}, {"Headers", object, false}, {"QueryParameters", object, false}},
	"lambda:invoke":              {{"FunctionName", text, required}, {"Payload", anything, false}},
	"sns:publish":                {{"Message", anything, required}, {"TopicArn", text, false}, {"MessageAttributes", object, false}},
	"sqs:sendMessage": {
		{"QueueUrl", text, required}, {"MessageBody", anything, required}, {"DelaySeconds", number, false}, {"MessageAttributes", object, false},
	},
	"states:startExecution": {{"StateMachineArn", text, required}, {"Input", anything, false}, {"Name", text, false}},
}
