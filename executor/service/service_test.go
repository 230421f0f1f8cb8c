package service_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service"
	"github.com/stepmill/stepmill/executor/service/logs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, cfg service.Config) *service.Services {
	t.Helper()
	s, err := service.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func settings(text string) map[string]value.Value {
	m := map[string]value.Value{}
	for k, v := range value.MustParse(text).Members() {
		m[k] = v
	}
	return m
}

// send sends a request; a target is a header, a form a body of its own type.
func send(t *testing.T, s *service.Services, method, path, target, body string) string {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if target != "" {
		r.Header.Set("X-Amz-Target", target)
	} else if strings.HasPrefix(body, "Action=") {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=000000000000/20250101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0")
	}
	if !s.Serves(r) {
		t.Errorf("%s %s %s is not served", method, path, target)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w.Body.String()
}

func run(t *testing.T, s *service.Services, resource, parameters string) string {
	t.Helper()
	mux := executor.NewMux()
	s.Register(mux)
	x, ok := mux.Lookup("arn:aws:states:::" + resource)
	if !ok {
		return "nobody"
	}
	out, f := x.Run(t.Context(), executor.Task{
		Resource: "arn:aws:states:::" + resource, Parameters: value.MustParse(parameters), Token: "t",
		Execution: "arn:aws:states:us-east-1:000000000000:execution:m:e",
	}, nil)
	if f != nil {
		return f.Error + ": " + f.Cause
	}
	return out.Compact()
}

func TestServicesTogether(t *testing.T) {
	s := open(t, service.Config{Dir: t.TempDir(), Settings: settings(`{"sqs":{"create":["q"]},"sns":{"create":["topic"]},"dynamodb":{"create":["table"]},
		"s3":{"create":["bucket"]},"logs":{"create":["/group"]},"events":{"create":["bus"]}}`)})
	send(t, s, "POST", "/", "", "Action=Subscribe&TopicArn=arn:aws:sns:us-east-1:000000000000:topic&Protocol=sqs&Endpoint=arn:aws:sqs:us-east-1:000000000000:q")
	send(t, s, "POST", "/", "AWSEvents.PutRule", `{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}`)
	send(t, s, "POST", "/", "AWSEvents.PutTargets", `{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q"},{"Id":"2","Arn":"arn:aws:logs:us-east-1:000000000000:log-group:/group"},{"Id":"3","Arn":"arn:aws:lambda:x:y:function:f"}]}`)
	for _, tt := range []struct{ resource, parameters, want string }{
		{"sns:publish", `{"TopicArn":"arn:aws:sns:us-east-1:000000000000:topic","Message":"from sns"}`, `{"MessageId":`},
		{"events:putEvents", `{"Entries":[{"Source":"app","DetailType":"d","Detail":{"from":"events"}}]}`, `"FailedEntryCount":0`},
		{"sqs:sendMessage", `{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/000000000000/q","MessageBody":"from sqs"}`, `{"MD5OfMessageBody":`},
		{"dynamodb:putItem", `{"TableName":"table","Item":{"id":{"S":"1"}}}`, `{"SdkHttpMetadata":`},
		{"aws-sdk:s3:putObject", `{"Bucket":"bucket","Key":"k","Body":"text"}`, `"ETag"`},
	} {
		if got := run(t, s, tt.resource, tt.parameters); !strings.Contains(got, tt.want) {
			t.Errorf("%s gives %s, want %s", tt.resource, got, tt.want)
		}
	}
	got := send(t, s, "POST", "/", "AmazonSQS.ReceiveMessage", `{"QueueUrl":"https://sqs.us-east-1.amazonaws.com/000000000000/q","MaxNumberOfMessages":10}`)
	for _, want := range []string{"from sns", "from", "from sqs"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q has not arrived: %s", want, got)
		}
	}
	if got := send(t, s, "GET", "/bucket/k", "", ""); got != "text" {
		t.Errorf("the object is %q", got)
	}
	if got := send(t, s, "POST", "/", "Logs_20140328.FilterLogEvents", `{"logGroupName":"/group"}`); !strings.Contains(got, `\"from\":\"events\"`) {
		t.Errorf("the log has %s", got)
	}
	if got := send(t, s, "POST", "/", "", "Action=Dance"); !strings.Contains(got, "InvalidAction") {
		t.Error(got)
	}
	other := httptest.NewRequest("POST", "/", nil)
	other.Header.Set("X-Amz-Target", "AWSStepFunctions.StartExecution")
	if s.Serves(other) {
		t.Error("it answers for Step Functions")
	}
	if err := s.Logs().Append("/group", "s", logs.Line{Message: "m"}); err != nil {
		t.Error(err)
	}
}

// starter is a Starter whose executions end at once.
type starter struct{ calls []string }

func (s *starter) Wait(context.Context, string) error { return nil }
func (s *starter) Call(_ context.Context, op string, in value.Value) (value.Value, *executor.APIError) {
	s.calls = append(s.calls, op+" "+in.Compact())
	return value.MustParse(`{"executionArn":"arn","startDate":1}`), nil
}

func TestStarter(t *testing.T) {
	x := &starter{}
	s := open(t, service.Config{Starter: x})
	if got := run(t, s, "states:startExecution", `{"StateMachineArn":"m","Name":"n"}`); !strings.HasPrefix(got, `{"ExecutionArn":"arn"`) {
		t.Error(got)
	}
	send(t, s, "POST", "/", "AWSEvents.PutRule", `{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}`)
	send(t, s, "POST", "/", "AWSEvents.PutTargets", `{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:aws:states:r:a:stateMachine:m","Input":"{}"}]}`)
	s.EmitEvent(t.Context(), value.MustParse(`{"source":"app"}`))
	want := `[StartExecution {"stateMachineArn":"m","name":"n"} StartExecution {"stateMachineArn":"arn:aws:states:r:a:stateMachine:m","input":"{}"}]`
	if got := fmt.Sprint(x.calls); got != want {
		t.Errorf("calls %s\nwant  %s", got, want)
	}
	if got := run(t, open(t, service.Config{}), "states:startExecution", `{}`); got != "nobody" {
		t.Errorf("without a Starter: %s", got)
	}
}

func TestEndpoints(t *testing.T) {
	far := open(t, service.Config{Settings: settings(`{"sqs":{"create":["q"]},"sns":{"create":["topic"]}}`)})
	var seen http.Header
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header
		switch r.Header.Get("X-Amz-Target") {
		case "AmazonSSM.GetParameter":
			w.WriteHeader(400)
			fmt.Fprint(w, `{"__type":"com.amazonaws.ssm#ParameterNotFound:","Message":"gone"}`)
			return
		case "AmazonSSM.PutParameter":
			fmt.Fprint(w, `{"Version":1}`)
			return
		case "secretsmanager.CreateSecret":
			w.WriteHeader(400)
			fmt.Fprint(w, `{"__type":"ValidationException","message":"Invalid name."}`)
			return
		}
		far.Handler().ServeHTTP(w, r)
	}))
	defer server.Close()
	client := server.Client()
	defer client.CloseIdleConnections()
	e := `{"endpoint":"` + server.URL + `"}`
	s := open(t, service.Config{Client: client, Settings: settings(`{"sqs":` + e + `,"sns":` + e + `,"secretsmanager":` + e + `,"ssm":` + e + `,"lexmodels":` + e + `}`)})
	for _, tt := range []struct{ resource, parameters, want string }{
		{"sqs:sendMessage", `{"QueueUrl":"x/0/q","MessageBody":"b"}`, `{"MD5OfMessageBody":"92eb5ffee6ae2fec3ad71c777531578f","MessageId":`},
		{"sqs:sendMessage", `{"QueueUrl":"x/0/no","MessageBody":"b"}`, `SQS.QueueDoesNotExistException: The specified queue does not exist. (Service: AmazonSQS`},
		{"sns:publish", `{"TopicArn":"arn:aws:sns:us-east-1:000000000000:topic","Message":"m","MessageAttributes":{"a":{"DataType":"String","StringValue":"x"}}}`, `{"MessageId":`},
		{"sns:publish", `{"TopicArn":"arn:no","Message":"m"}`, `SNS.NotFoundException: Topic does not exist (Service: AmazonSNS; Status Code: 404`},
		{"aws-sdk:secretsmanager:createSecret", `{"Name":"Invalid Name"}`, `SecretsManager.SecretsManagerException: Invalid name. (Service: SecretsManager, Status Code: 400, Request ID: `},
		{"aws-sdk:ssm:getParameter", `{"Name":"n"}`, `Ssm.ParameterNotFoundException: gone (Service: Ssm, Status Code: 400, Request ID: `},
		{"aws-sdk:ssm:putParameter", `{"Name":"n"}`, `{"Version":1}`},
		{"aws-sdk:kms:encrypt", `{}`, `States.Runtime: The task calls encrypt of kms, which has no stand-in here. Name an endpoint`},
		{"aws-sdk:lexmodels:getBot", `{}`, `States.Runtime: The task calls getBot of lexmodels, whose protocol is not known here`},
		{"aws-sdk:nothing:x", `{}`, `States.Runtime: The task calls the service integration aws-sdk:nothing:x`},
		{"aws-sdk:nothing", `{}`, `States.Runtime: `},
	} {
		if got := run(t, s, tt.resource, tt.parameters); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s gives %s\nwant %s", tt.resource, got, tt.want)
		}
	}
	if a := seen.Get("Authorization"); !strings.Contains(a, "/us-east-1/ssm/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=") {
		t.Errorf("Authorization %s", a)
	}
	server.Close()
	if got := run(t, s, "sqs:sendMessage", `{"QueueUrl":"x/0/q","MessageBody":"b"}`); !strings.HasPrefix(got, "SQS.SdkClientException: Unable to execute HTTP request: ") {
		t.Errorf("without a server: %s", got)
	}
}

func TestConfigErrors(t *testing.T) {
	for text, want := range map[string]string{
		`{"sqs":{"endpoint":"nowhere"}}`:              "services.sqs.endpoint",
		`{"s3":{"endpoint":"http://x"}}`:              "always local",
		`{"kms":{"create":["k"]}}`:                    "no stand-in",
		`{"sqs":{"create":["q","not a name"]}}`:       "services.sqs.create[1]",
		`{"dynamodb":{"create":[{"TableName":"/"}]}}`: "services.dynamodb.create[0]",
	} {
		if s, err := service.Open(service.Config{Settings: settings(text)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v %v", text, s, err)
		}
	}
}
