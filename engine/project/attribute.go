package project

import "fmt"

// attribute gives what Ref ("") and GetAtt return for a resource on this machine. It reports false where that cannot be known.
// Source: AWS CloudFormation User Guide, "Return values" of each resource type.
func (r resource) attribute(name string) (string, bool) {
	kind := scalar(field(r.node, "Type"))
	k, ok := kinds[kind]
	if !ok {
		return r.name.Value, name == "" // its Ref is some name, and the logical id is one
	}
	physical := r.physicalName(k.name...)
	arn := fmt.Sprintf(k.arn, r.p.Region, r.p.Account, physical)
	switch name {
	case "":
		switch k.ref {
		case refARN:
			return arn, true
		case refURL:
			return fmt.Sprintf("https://sqs.%s.amazonaws.com/%s/%s", r.p.Region, r.p.Account, physical), true
		}
		return physical, true
	case "Arn", k.arnAttribute:
		return arn, true
	case k.nameAttribute:
		return physical, true
	}
	return "", false
}

// What Ref returns.
type refKind int

const (
	refName refKind = iota
	refARN
	refURL
)

// resourceKind says how a type names its resources. The ARN has region, account and name as its arguments.
type resourceKind struct {
	name          []string // property with the physical name
	arn           string
	ref           refKind
	arnAttribute  string // besides Arn
	nameAttribute string
}

var kinds = map[string]resourceKind{
	functionType:            {[]string{"FunctionName"}, "arn:aws:lambda:%s:%s:function:%s", refName, "", ""},
	"AWS::Lambda::Function": {[]string{"FunctionName"}, "arn:aws:lambda:%s:%s:function:%s", refName, "", ""},
	serverlessMachine:       {[]string{"Name"}, "arn:aws:states:%s:%s:stateMachine:%s", refARN, "", "Name"},
	stateMachineType:        {[]string{"StateMachineName"}, "arn:aws:states:%s:%s:stateMachine:%s", refARN, "", "Name"},
	"AWS::StepFunctions::Activity": {
		[]string{"Name"}, "arn:aws:states:%s:%s:activity:%s", refARN, "", "Name",
	},
	"AWS::S3::Bucket":              {[]string{"BucketName"}, "arn:aws:s3:::%[3]s", refName, "", ""},
	"AWS::DynamoDB::Table":         {[]string{"TableName"}, "arn:aws:dynamodb:%s:%s:table/%s", refName, "", ""},
	"AWS::Serverless::SimpleTable": {[]string{"TableName"}, "arn:aws:dynamodb:%s:%s:table/%s", refName, "", ""},
	"AWS::SQS::Queue":              {[]string{"QueueName"}, "arn:aws:sqs:%s:%s:%s", refURL, "", "QueueName"},
	"AWS::SNS::Topic":              {[]string{"TopicName"}, "arn:aws:sns:%s:%s:%s", refARN, "TopicArn", "TopicName"},
	"AWS::Events::EventBus":        {[]string{"Name"}, "arn:aws:events:%s:%s:event-bus/%s", refName, "", "Name"},
	"AWS::IAM::Role":               {[]string{"RoleName"}, "arn:aws:iam::%[2]s:role/%[3]s", refName, "", ""},
}
