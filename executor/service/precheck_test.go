package service_test

import (
	"testing"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service"
)

func TestPrecheck(t *testing.T) {
	for _, tt := range []struct{ resource, parameters, want string }{
		{"apigateway:invoke", `{"ApiEndpoint":"e","Method":"GET","Headers":{"a":"text"}}`, "[The value of the field 'Headers' has an invalid format]"},
		{"apigateway:invoke.waitForTaskToken", `{"ApiEndpoint":"e","Method":"GET","Headers":{"a":["text"]}}`, ""},
		{"sqs:sendMessage", `{"QueueUrl":"q","MessageBody":null}`, ""},
		{"sqs:sendMessage.waitForTaskToken", `{"QueueUrl":7}`, "[The value of the field 'QueueUrl' has an invalid format, The field 'MessageBody' is required but was missing]"},
		{"states:startExecution.sync:2", `{}`, "[The field 'StateMachineArn' is required but was missing]"},
		{"states:startExecution.sync", `{"StateMachineArn":"a","Input":null,"Name":null}`, ""},
		{"dynamodb:getItem", `{"TableName":"t","Key":"k"}`, "[The value of the field 'Key' has an invalid format]"},
		{"aws-sdk:sqs:sendMessage", `{}`, ""},
		{"nothing:known", `{}`, ""},
	} {
		f := service.Precheck("arn:aws:states:::"+tt.resource, value.MustParse(tt.parameters))
		if tt.want == "" {
			if f != nil {
				t.Errorf("%s %s: %v", tt.resource, tt.parameters, f)
			}
			continue
		}
		want := "The Parameters '" + tt.parameters + "' could not be used to start the Task: " + tt.want
		if f == nil || f.Error != fault.Runtime || f.Cause != want || f.Plain {
			t.Errorf("%s %s gives %+v\nwant %s", tt.resource, tt.parameters, f, want)
		}
	}
	if f := service.Precheck("arn:aws:lambda:us-east-1:000000000000:function:f", value.MustParse(`[]`)); f != nil {
		t.Errorf("a function's ARN: %v", f)
	}
}
