package sns

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// inbox keeps what is delivered to queues.
type inbox struct{ got []value.Value }

func open(t *testing.T) (*Store, *inbox) {
	t.Helper()
	in := &inbox{}
	s, err := Open(Config{Region: "us-east-1", Account: "000000000000", Deliver: func(_ context.Context, arn string, m value.Value) *aws.Error {
		in.got = append(in.got, m.With("to", value.Text(arn)))
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, in
}

func query(t *testing.T, s *Store, form string) string {
	t.Helper()
	r := httptest.NewRequest("POST", "/", strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if err := r.ParseForm(); err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	s.Service().ServeQuery(w, r)
	return w.Body.String()
}

const arn = "arn:aws:sns:us-east-1:000000000000:t"

func TestPublishOverHTTP(t *testing.T) {
	s, in := open(t)
	if got := query(t, s, "Action=CreateTopic&Name=t"); !strings.Contains(got, "<CreateTopicResult><TopicArn>"+arn+"</TopicArn></CreateTopicResult>") {
		t.Fatal(got)
	}
	query(t, s, "Action=Subscribe&TopicArn="+arn+"&Protocol=sqs&Endpoint=arn:q1")
	query(t, s, "Action=Subscribe&TopicArn="+arn+"&Protocol=sqs&Endpoint=arn:q2&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=true"+
		"&Attributes.entry.2.key=FilterPolicy&Attributes.entry.2.value="+url.QueryEscape(`{"kind":["x"]}`))
	got := query(t, s, "Action=Publish&TopicArn="+arn+"&Message=a%26b&MessageAttributes.entry.1.Name=kind&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=x")
	if !strings.Contains(got, "<MessageId>") || len(in.got) != 2 {
		t.Fatalf("%s %v", got, in.got)
	}
	var enveloped, raw value.Value
	for _, m := range in.got {
		if m.Get("to").Str() == "arn:q1" {
			enveloped = value.MustParse(m.Get("MessageBody").Str())
		} else {
			raw = m
		}
	}
	if enveloped.Get("Type").Str() != "Notification" || enveloped.Get("Message").Str() != "a&b" ||
		enveloped.Get("MessageAttributes").Compact() != `{"kind":{"Type":"String","Value":"x"}}` {
		t.Errorf("envelope %s", enveloped)
	}
	if raw.Get("MessageBody").Str() != "a&b" || raw.Get("MessageAttributes").Get("kind").Get("StringValue").Str() != "x" {
		t.Errorf("raw %s", raw)
	}
	in.got = nil
	query(t, s, "Action=Publish&TopicArn="+arn+"&Message=m") // the filter lets nothing without the attribute through
	if len(in.got) != 1 {
		t.Errorf("%d queues got a message without attributes", len(in.got))
	}
	if got := query(t, s, "Action=Publish&TopicArn="+arn+"x&Message=m"); !strings.Contains(got, "<Code>NotFound</Code>") {
		t.Error(got)
	}
	if got := query(t, s, "Action=GetTopicAttributes&TopicArn="+arn); !strings.Contains(got, "<Attributes><entry><key>Owner</key><value>000000000000</value></entry>") {
		t.Error(got)
	}
}

func TestTask(t *testing.T) {
	s, in := open(t)
	for _, name := range []string{"t", "t.fifo"} {
		s.createTopic(t.Context(), value.MustParse(`{"Name":"`+name+`"}`))
		s.subscribe(t.Context(), value.MustParse(`{"TopicArn":"arn:aws:sns:us-east-1:000000000000:`+name+`","Protocol":"sqs","Endpoint":"q"}`))
	}
	mux := executor.NewMux()
	Register(mux, s.Service())
	tests := []struct{ resource, parameters, want string }{
		{"sns:publish", `{"TopicArn":"` + arn + `","Message":{"a": 1}}`, `{"a":1}`},
		{"sns:publish.waitForTaskToken", `{"TargetArn":"` + arn + `","Message":"text"}`, `text`},
		{"sns:publish", `{"TopicArn":"` + arn + `.fifo","Message":"m"}`, "SNS.InvalidParameterException: Invalid parameter: The MessageGroupId parameter is required " +
			"for FIFO topics (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter; Request ID: "},
		{"sns:publish", `{"TopicArn":"` + arn + `no","Message":"m"}`, "SNS.NotFoundException: Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: "},
		{"aws-sdk:sns:publish", `{"TopicArn":"` + arn + `no","Message":"m"}`, "Sns.NotFoundException: Topic does not exist (Service: Sns, Status Code: 404, Request ID: "},
	}
	for _, tt := range tests {
		in.got = nil
		task := executor.Task{Resource: "arn:aws:states:::" + tt.resource, Parameters: value.MustParse(tt.parameters)}
		x, _ := mux.Lookup(task.Resource)
		out, f := x.Run(t.Context(), task, nil)
		if f != nil {
			if !strings.HasPrefix(f.Error+": "+f.Cause, tt.want) {
				t.Errorf("%s %s gives %v\nwant %s", tt.resource, tt.parameters, f, tt.want)
			}
			continue
		}
		if len(in.got) != 1 || value.MustParse(in.got[0].Get("MessageBody").Str()).Get("Message").Str() != tt.want || out.Get("MessageId").Str() == "" {
			t.Errorf("%s %s gives %s and delivers %v", tt.resource, tt.parameters, out, in.got)
		}
	}
}
