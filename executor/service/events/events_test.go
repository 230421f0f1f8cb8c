package events

import (
	"context"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/aws"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var id = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

func open(t *testing.T) (*Store, *[]string) {
	t.Helper()
	got := &[]string{}
	s, err := Open(Config{
		Region: "us-east-1", Account: "000000000000", Now: func() time.Time { return time.Unix(1700000000, 0) },
		Deliver: func(_ context.Context, arn string, e value.Value) *aws.Error {
			*got = append(*got, arn+" "+id.ReplaceAllString(e.Compact(), "<id>"))
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, got
}

func call(t *testing.T, s *Store, operation, body string) string {
	t.Helper()
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("X-Amz-Target", "AWSEvents."+operation)
	w := httptest.NewRecorder()
	s.Service().ServeJSON(w, r)
	return id.ReplaceAllString(w.Body.String(), "<id>")
}

func run(t *testing.T, s *Store, resource, parameters string) string {
	t.Helper()
	mux := executor.NewMux()
	Register(mux, s.Service())
	x, ok := mux.Lookup(resource)
	if !ok {
		t.Fatalf("nobody carries out %s", resource)
	}
	out, f := x.Run(t.Context(), executor.Task{
		Resource: resource, Parameters: value.MustParse(parameters), Execution: "arn:aws:states:us-east-1:000000000000:execution:m:e",
	}, nil)
	if f != nil {
		return id.ReplaceAllString(f.Error+": "+f.Cause, "<id>")
	}
	return id.ReplaceAllString(out.Compact(), "<id>")
}

func TestPutEvents(t *testing.T) {
	s, got := open(t)
	call(t, s, "PutRule", `{"Name":"r","EventPattern":"{\"detail-type\":[\"d\"]}"}`)
	call(t, s, "PutTargets", `{"Rule":"r","Targets":[{"Id":"1","Arn":"arn:q"}]}`)
	tests := []struct{ resource, parameters, want, delivered string }{
		{
			"events:putEvents", `{"Entries":[{"Detail":"{\"a\": 1}","DetailType":"d","Source":"s"},{"Detail":{"b":2},"DetailType":"d","Source":"s","Resources":["r"]}]}`,
			`{"Entries":[{"EventId":"<id>"},{"EventId":"<id>"}],"FailedEntryCount":0}`,
			`arn:q {"version":"0","id":"<id>","detail-type":"d","source":"s","account":"000000000000","time":"2023-11-14T22:13:20Z","region":"us-east-1",` +
				`"resources":["arn:aws:states:us-east-1:000000000000:stateMachine:m","arn:aws:states:us-east-1:000000000000:execution:m:e"],"detail":{"a":1}}` + "\n" +
				`arn:q {"version":"0","id":"<id>","detail-type":"d","source":"s","account":"000000000000","time":"2023-11-14T22:13:20Z","region":"us-east-1",` +
				`"resources":["r","arn:aws:states:us-east-1:000000000000:stateMachine:m","arn:aws:states:us-east-1:000000000000:execution:m:e"],"detail":{"b":2}}`,
		},
		{
			"events:putEvents", `{"Entries":[{"Detail":{},"DetailType":"x","Source":"s"},{"Detail":{},"DetailType":"x"}]}`,
			`EventBridge.FailedEntry: {"Entries":[{"EventId":"<id>"},{"ErrorCode":"InvalidArgument","ErrorMessage":"Parameter Source is not valid. Reason: ` +
				`Source is a required argument."}],"FailedEntryCount":1}`, "",
		},
		{"aws-sdk:eventbridge:putEvents", `{"Entries":[{"Detail":{},"DetailType":"x"}]}`, `{"Entries":[{"ErrorCode":"InvalidArgument",` +
			`"ErrorMessage":"Parameter Source is not valid. Reason: Source is a required argument."}],"FailedEntryCount":1}`, ""},
	}
	for _, tt := range tests {
		*got = nil
		if out := run(t, s, "arn:aws:states:::"+tt.resource, tt.parameters); out != tt.want {
			t.Errorf("%s %s\ngives %s\nwant  %s", tt.resource, tt.parameters, out, tt.want)
		}
		if d := strings.Join(*got, "\n"); d != tt.delivered {
			t.Errorf("%s %s\ndelivers %s\nwant     %s", tt.resource, tt.parameters, d, tt.delivered)
		}
	}
}

func TestRules(t *testing.T) {
	s, got := open(t)
	call(t, s, "PutRule", `{"Name":"r","EventPattern":"{\"source\":[\"s\"]}"}`)
	for _, tt := range []struct{ operation, body, want string }{
		{"PutRule", `{"Name":"bad","EventPattern":"x"}`, `InvalidEventPatternException`},
		{"PutTargets", `{"Rule":"no","Targets":[{"Id":"1","Arn":"a"}]}`, `ResourceNotFoundException`},
		{"PutTargets", `{"Rule":"r","Targets":[{"Id":"1","Arn":"a","Input":"{\"fixed\":true}"}]}`, `{"FailedEntryCount":0,"FailedEntries":[]}`},
		{"ListTargetsByRule", `{"Rule":"r"}`, `{"Targets":[{"Id":"1","Arn":"a","Input":"{\"fixed\":true}"}]}`},
		{"ListRules", `{}`, `{"Rules":[{"Name":"r","Arn":"arn:aws:events:us-east-1:000000000000:rule/r"`},
		{"DeleteRule", `{"Name":"r"}`, `has targets`},
		{"PutEvents", `{"Entries":[{"Source":"s","DetailType":"d","Detail":"{}"},{"Source":"s","DetailType":"d","Detail":"no"}]}`, `"ErrorCode":"MalformedDetail"`},
		{"RemoveTargets", `{"Rule":"r","Ids":["1"]}`, `{"FailedEntryCount":0,"FailedEntries":[]}`},
		{"DeleteRule", `{"Name":"r"}`, `{}`},
		{"PutEvents", `{"Entries":[]}`, `ValidationException`},
		{"CreateEventBus", `{"Name":"b"}`, `event-bus/b`},
		{"CreateEventBus", `{"Name":"b"}`, `ResourceAlreadyExistsException`},
		{"ListEventBuses", `{}`, `"Name":"b"`},
	} {
		if out := call(t, s, tt.operation, tt.body); !strings.Contains(out, tt.want) {
			t.Errorf("%s %s gives %s, want %s", tt.operation, tt.body, out, tt.want)
		}
	}
	if d := strings.Join(*got, "\n"); d != `a {"fixed":true}` {
		t.Errorf("delivered %s", d)
	}
}
