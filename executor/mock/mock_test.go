package mock

import (
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

const file = `{
  "StateMachines": {"m": {"TestCases": {"Happy": {"Call": "twice", "Wait": "job"}}}},
  "MockedResponses": {
    "twice": {"0": {"Throw": {"Error": "E", "Cause": "c"}}, "1-2": {"Return": {"Payload": 1}}},
    "job": {"0": {"Return": {"ExecutionArn": "a", "StartDate": "d", "Status": "SUCCEEDED"}}}
  }
}`

// silent is a Reporter that keeps what was submitted.
type silent struct{ submitted []string }

func (s *silent) Submitted(v value.Value, _ []byte) { s.submitted = append(s.submitted, v.Compact()) }
func (*silent) Heartbeat()                          {}
func (*silent) Log(string)                          {}

func TestMocks(t *testing.T) {
	m, err := Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	if !m.HasCase("m", "Happy") || m.HasCase("m", "Sad") || m.HasCase("n", "Happy") {
		t.Fatal("the cases are not those of the file")
	}
	if _, ok := m.Lookup("m", "Happy", "Other"); ok {
		t.Fatal("a state that the case does not name is mocked")
	}
	const envelope = `"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["application/x-amz-json-1.0"]},` +
		`"HttpHeaders":{"Content-Type":"application/x-amz-json-1.0"},"HttpStatusCode":200},` +
		`"SdkResponseMetadata":{"RequestId":"00000000-0000-4000-8000-000000000000"}}`
	const lambda, sync = "arn:aws:states:::lambda:invoke", "arn:aws:states:::states:startExecution.sync"
	for i, c := range []struct{ execution, state, resource, want, submitted string }{
		{"one", "Call", lambda, "E: c", ""},
		{"one", "Call", lambda, `{"Payload":1,"ExecutedVersion":"$LATEST",` + envelope, ""},
		{"two", "Call", lambda, "E: c", ""},
		{"one", "Call", "arn:aws:lambda:us-east-1:000000000000:function:f", `{"Payload":1}`, ""},
		{"one", "Call", lambda, `States.Runtime: The mock configuration has no response 3 for the state "Call", only 3. Add it under MockedResponses.`, ""},
		{"one", "Wait", sync, `{"ExecutionArn":"a","StartDate":"d","Status":"SUCCEEDED"}`, `{"ExecutionArn":"a","StartDate":"d",` + envelope},
	} {
		x, ok := m.Lookup("m", "Happy", c.state)
		if !ok {
			t.Fatalf("%d: the state is not mocked", i)
		}
		var r silent
		out, f := x.Run(t.Context(), executor.Task{Execution: c.execution, State: c.state, Resource: c.resource}, &r)
		got := out.Compact()
		if f != nil {
			got = f.Error + ": " + f.Cause
		}
		if got != c.want || strings.Join(r.submitted, ",") != c.submitted {
			t.Errorf("%d: got %s and submitted %s, want %s and %s", i, got, r.submitted, c.want, c.submitted)
		}
	}
}

func TestParseErrors(t *testing.T) {
	responses := func(text string) string { return `{"MockedResponses": {"r": ` + text + `}}` }
	for text, want := range map[string]string{
		`{`: "invalid JSON",
		`{"StateMachines": {"m": {"TestCases": {"c": {"S": "none"}}}}}`: `names the response "none"`,
		responses(`{"1": {"Return": 1}}`):                               "without a gap",
		responses(`{"0-1": {"Return": 1}, "3": {"Return": 1}}`):         "1 is followed by 3",
		responses(`{"0": {}}`):                                          "either Return or Throw",
		responses(`{"0": {"Return": 1, "Throw": {"Error": "E"}}}`):      "either Return or Throw",
		responses(`{"0": {"Throw": {"Cause": "c"}}}`):                   "Throw has no Error",
		responses(`{"x": {"Return": 1}}`):                               "neither the number of a call nor a range",
		responses(`{"2-1": {"Return": 1}}`):                             "neither the number of a call nor a range",
		responses(`{"0-999999999": {"Return": 1}}`):                     "neither the number of a call nor a range",
	} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
