package sqs

import (
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(Config{Region: "us-east-1", Account: "000000000000", Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// call sends a request over HTTP and returns the answer.
func call(t *testing.T, s *Store, operation, body string) value.Value {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "POST", "/", strings.NewReader(body))
	r.Header.Set("X-Amz-Target", "AmazonSQS."+operation)
	w := httptest.NewRecorder()
	s.Service().ServeJSON(w, r)
	v, err := value.Parse(w.Body.String())
	if err != nil {
		t.Fatalf("%s answers %d %q", operation, w.Code, w.Body)
	}
	return v
}

func TestQueueOverHTTP(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sqs.journal")
	s := open(t, path)
	url := call(t, s, "CreateQueue", `{"QueueName":"q","Attributes":{}}`).Get("QueueUrl").Str()
	if url != "https://sqs.us-east-1.amazonaws.com/000000000000/q" {
		t.Errorf("URL %s", url)
	}
	sent := call(t, s, "SendMessage", `{"QueueUrl":"`+url+`","MessageBody":"hello","MessageAttributes":{"a":{"DataType":"String","StringValue":"x"}}}`)
	if got := sent.Get("MD5OfMessageBody").Str(); got != "5d41402abc4b2a76b9719d911017c592" {
		t.Errorf("MD5 %s", got)
	}
	m := call(t, s, "ReceiveMessage", `{"QueueUrl":"`+url+`","MessageAttributeNames":["All"],"AttributeNames":["ApproximateReceiveCount"]}`).Get("Messages").Index(0)
	if m.Get("Body").Str() != "hello" || m.Get("MessageId").Str() != sent.Get("MessageId").Str() ||
		m.Get("MD5OfMessageAttributes").Str() != sent.Get("MD5OfMessageAttributes").Str() ||
		m.Get("Attributes").Compact() != `{"ApproximateReceiveCount":"1"}` {
		t.Errorf("received %s", m)
	}
	if again := call(t, s, "ReceiveMessage", `{"QueueUrl":"`+url+`"}`); again.Len() != 0 {
		t.Errorf("a message in flight was received again: %s", again)
	}
	// What was in flight at a restart is visible again; what was deleted stays deleted.
	s.Close()
	s = open(t, path)
	m = call(t, s, "ReceiveMessage", `{"QueueUrl":"`+url+`"}`).Get("Messages").Index(0)
	call(t, s, "DeleteMessage", `{"QueueUrl":"`+url+`","ReceiptHandle":"`+m.Get("ReceiptHandle").Str()+`"}`)
	s.Close()
	s = open(t, path)
	if got := call(t, s, "GetQueueAttributes", `{"QueueUrl":"`+url+`","AttributeNames":["ApproximateNumberOfMessages","QueueArn"]}`); got.Compact() !=
		`{"Attributes":{"ApproximateNumberOfMessages":"0","QueueArn":"arn:aws:sqs:us-east-1:000000000000:q"}}` {
		t.Errorf("attributes %s", got)
	}
}

func TestFaults(t *testing.T) {
	s := open(t, "")
	call(t, s, "CreateQueue", `{"QueueName":"q"}`)
	call(t, s, "CreateQueue", `{"QueueName":"q.fifo"}`)
	mux := executor.NewMux()
	s.Register(mux)
	tests := []struct{ resource, parameters, want string }{
		{"sqs:sendMessage", `{"QueueUrl":"http://x/0/q","MessageBody":null}`, "SQS.AmazonSQSException: The request must contain the parameter MessageBody. " +
			"(Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: "},
		{"sqs:sendMessage", `{"QueueUrl":"http://x/0/none","MessageBody":"b"}`, "SQS.QueueDoesNotExistException: The specified queue does not exist. " +
			"(Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: "},
		{"aws-sdk:sqs:sendMessage", `{"QueueUrl":"http://x/0/none","MessageBody":"b"}`, "Sqs.QueueDoesNotExistException: The specified queue does not exist. " +
			"(Service: Sqs, Status Code: 400, Request ID: "},
		{"sqs:sendMessage.waitForTaskToken", `{"QueueUrl":"http://x/0/q.fifo","MessageBody":"b"}`, "SQS.AmazonSQSException: The request must contain the parameter MessageGroupId. "},
	}
	for _, tt := range tests {
		task := executor.Task{Resource: "arn:aws:states:::" + tt.resource, Parameters: value.MustParse(tt.parameters)}
		x, _ := mux.Lookup(task.Resource)
		_, f := x.Run(t.Context(), task, nil)
		if f == nil || !strings.HasPrefix(f.Error+": "+f.Cause, tt.want) || !f.Plain {
			t.Errorf("%s %s\ngives %+v\nwant  %s", tt.resource, tt.parameters, f, tt.want)
		}
	}
}

func TestTaskResult(t *testing.T) {
	s := open(t, "")
	call(t, s, "CreateQueue", `{"QueueName":"q"}`)
	mux := executor.NewMux()
	s.Register(mux)
	for resource, want := range map[string]string{
		"sqs:sendMessage":                  "MD5OfMessageBody MessageId SdkHttpMetadata SdkResponseMetadata ",
		"sqs:sendMessage.waitForTaskToken": "MD5OfMessageBody MessageId SdkHttpMetadata SdkResponseMetadata ",
		"aws-sdk:sqs:sendMessage":          "MD5OfMessageBody MessageId ",
	} {
		task := executor.Task{Resource: "arn:aws:states:::" + resource, Parameters: value.MustParse(`{"QueueUrl":"https://x/0/q","MessageBody":{"a": 1}}`)}
		x, _ := mux.Lookup(task.Resource)
		out, f := x.Run(t.Context(), task, nil)
		if f != nil {
			t.Fatal(f)
		}
		got := ""
		for k := range out.Members() {
			got += k + " "
		}
		if got != want {
			t.Errorf("%s gives %s", resource, got)
		}
		if m := call(t, s, "ReceiveMessage", `{"QueueUrl":"q"}`).Get("Messages").Index(0); m.Get("Body").Str() != `{"a":1}` {
			t.Errorf("%s sent %s", resource, m)
		}
	}
}

func TestTimesInBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, "")
		call(t, s, "CreateQueue", `{"QueueName":"dead"}`)
		call(t, s, "CreateQueue", `{"QueueName":"q","Attributes":{"VisibilityTimeout":"5","RedrivePolicy":"{\"maxReceiveCount\":2,\"deadLetterTargetArn\":\"arn:aws:sqs:r:a:dead\"}"}}`)
		call(t, s, "SendMessage", `{"QueueUrl":"q","MessageBody":"m","DelaySeconds":3}`)
		began := time.Now()
		receive := func(queue string, wait int) string {
			v := call(t, s, "ReceiveMessage", fmt.Sprintf(`{"QueueUrl":"%s","WaitTimeSeconds":%d}`, queue, wait))
			return fmt.Sprint(time.Since(began), " ", v.Get("Messages").Index(0).Get("Body").Str())
		}
		for i, want := range []string{"2s ", "3s m", "8s m"} { // too early, after the delay, after the visibility timeout
			if got := receive("q", []int{2, 20, 20}[i]); got != want {
				t.Errorf("receive %d gives %q, want %q", i, got, want)
			}
		}
		if got := receive("q", 10) + receive("dead", 0); got != "18s 18s m" {
			t.Errorf("after two receives: %q", got)
		}
		// A message wakes the one who waits.
		go s.sendMessage(t.Context(), value.MustParse(`{"QueueUrl":"q","MessageBody":"n"}`))
		if got := receive("q", 20); got != "18s n" {
			t.Errorf("got %q", got)
		}
		// So does the end of the request.
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		out, refused := s.receiveMessage(ctx, value.MustParse(`{"QueueUrl":"q","WaitTimeSeconds":20}`))
		if refused != nil || out.Len() != 0 || time.Since(began) != 18*time.Second {
			t.Errorf("%v %v after %s", out, refused, time.Since(began))
		}
	})
}

func TestFIFO(t *testing.T) {
	s := open(t, "")
	call(t, s, "CreateQueue", `{"QueueName":"q.fifo","Attributes":{"FifoQueue":"true","ContentBasedDeduplication":"true"}}`)
	send := func(group, body string) value.Value {
		return call(t, s, "SendMessage", `{"QueueUrl":"q.fifo","MessageGroupId":"`+group+`","MessageBody":"`+body+`"}`)
	}
	first := send("g", "1")
	if again := send("g", "1"); again.Get("MessageId").Str() != first.Get("MessageId").Str() || again.Get("SequenceNumber").Str() == "" {
		t.Errorf("a duplicate is a message of its own: %s, %s", first, again)
	}
	send("g", "2")
	send("h", "3")
	bodies := func(n int) string {
		got := ""
		for _, m := range call(t, s, "ReceiveMessage", fmt.Sprintf(`{"QueueUrl":"q.fifo","MaxNumberOfMessages":%d}`, n)).Get("Messages").Elems() {
			got += m.Get("Body").Str()
		}
		return got
	}
	if got := bodies(1) + " " + bodies(10); got != "1 3" { // 2 waits for 1
		t.Errorf("received %q", got)
	}
}
