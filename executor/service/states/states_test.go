package states_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/service/states"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// machine answers for one state machine whose executions end as told.
type machine struct {
	end   string // members of DescribeExecution, without the head
	calls []string
	wait  func(ctx context.Context) error
	known map[string]bool
}

const arns = `"executionArn":"arn:aws:states:us-east-1:000000000000:execution:m:%s","stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:m"`

func (m *machine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := make([]byte, r.ContentLength)
	r.Body.Read(body)
	in := value.MustParse(string(body))
	op := strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "AWSStepFunctions.")
	m.calls = append(m.calls, op+" "+in.Compact())
	switch op {
	case "StartExecution":
		switch arn, name := in.Get("stateMachineArn").Str(), in.Get("name").Str(); {
		case !strings.HasSuffix(arn, ":m"):
			w.WriteHeader(400)
			fmt.Fprintf(w, `{"__type":"StateMachineDoesNotExist","message":"State Machine Does Not Exist: '%s'"}`, arn)
		case m.known[name]:
			w.WriteHeader(400)
			fmt.Fprintf(w, `{"__type":"ExecutionAlreadyExists","message":"Execution Already Exists: '%s'"}`, name)
		default:
			fmt.Fprintf(w, `{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:m:%s","startDate":1700000000.125}`, name)
		}
	case "DescribeExecution":
		name := in.Get("executionArn").Str()
		fmt.Fprintf(w, `{`+arns+`,"name":"n","input":"{}","inputDetails":{"included":true},"startDate":1700000000.125,"stopDate":1700000001,%s}`,
			name[strings.LastIndex(name, ":")+1:], m.end)
	case "SendTaskSuccess":
		w.WriteHeader(400)
		fmt.Fprint(w, `{"__type":"InvalidToken","message":"Invalid Token: 'Invalid token'"}`)
	default:
		fmt.Fprint(w, `{}`)
	}
}

type reporter struct{ submitted []string }

func (r *reporter) Submitted(out value.Value, handle []byte) {
	r.submitted = append(r.submitted, out.Get("ExecutionArn").Str()+" "+string(handle))
}
func (r *reporter) Heartbeat() {}
func (r *reporter) Log(string) {}

func run(t *testing.T, m *machine, ctx context.Context, task executor.Task, rep *reporter) (value.Value, *fault.Fault) {
	t.Helper()
	if m.wait == nil {
		m.wait = func(context.Context) error { return nil }
	}
	mux := executor.NewMux()
	states.Register(mux, states.Over(m, func(ctx context.Context, _ string) error { return m.wait(ctx) }))
	x, ok := mux.Lookup(task.Resource)
	if !ok {
		t.Fatalf("nobody carries out %s", task.Resource)
	}
	return x.Run(ctx, task, rep)
}

func task(resource, parameters string) executor.Task {
	return executor.Task{
		Resource: "arn:aws:states:::" + resource, Token: "token", Execution: "arn:aws:states:us-east-1:000000000000:execution:p:1",
		Parameters: value.MustParse(parameters),
	}
}

const (
	succeeded = `"status":"SUCCEEDED","output":"{\"a\": 1}","outputDetails":{"included":true},"redriveCount":0`
	failed    = `"status":"FAILED","error":"E","cause":"why"`
	to        = `{"Name":"n","StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:m"`
	execution = "arn:aws:states:us-east-1:000000000000:execution:m:n"
)

func TestResults(t *testing.T) {
	tests := []struct{ name, resource, parameters, end, want string }{
		{"request", "states:startExecution", to + `,"Input":{"x": 1}}`, "",
			`{"ExecutionArn":"` + execution + `","SdkHttpMetadata":"…","SdkResponseMetadata":"…","StartDate":1700000000125}`},
		{"callback", "states:startExecution.waitForTaskToken", to + `}`, "",
			`{"ExecutionArn":"` + execution + `","SdkHttpMetadata":"…","SdkResponseMetadata":"…","StartDate":1700000000125}`},
		{"no machine", "states:startExecution", `{"StateMachineArn":"arn:aws:states:::stateMachine:no","Name":"n"}`, "",
			`StepFunctions.StateMachineDoesNotExistException: State Machine Does Not Exist: 'arn:aws:states:::stateMachine:no' (Service: AWSStepFunctions; ` +
				`Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: …; Proxy: null)`},
		{"sync", "states:startExecution.sync", to + `,"Input":null}`, succeeded,
			`{"ExecutionArn":"` + execution + `","Input":"{}","InputDetails":{"Included":true},"Name":"n","Output":"{\"a\": 1}",` +
				`"OutputDetails":{"Included":true},"RedriveCount":0,"StartDate":1700000000125,` +
				`"StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:m","Status":"SUCCEEDED","StopDate":1700000001000}`},
		{"sync:2", "states:startExecution.sync:2", to + `}`, succeeded,
			`{"ExecutionArn":"` + execution + `","Input":{},"InputDetails":{"Included":true},"Name":"n","Output":{"a":1},` +
				`"OutputDetails":{"Included":true},"RedriveCount":0,"StartDate":1700000000125,` +
				`"StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:m","Status":"SUCCEEDED","StopDate":1700000001000}`},
		{"sync failed", "states:startExecution.sync", to + `}`, failed,
			`States.TaskFailed: {"Cause":"why","Error":"E","ExecutionArn":"` + execution + `","Input":"{}","InputDetails":{"Included":true},` +
				`"Name":"n","StartDate":1700000000125,"StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:m",` +
				`"Status":"FAILED","StopDate":1700000001000}`},
		{"sdk", "aws-sdk:sfn:startExecution", to + `,"Input":{"key":"value"}}`, "",
			`{"ExecutionArn":"` + execution + `","StartDate":"2023-11-14T22:13:20.125Z"}`},
		{"sdk token", "aws-sdk:sfn:sendTaskSuccess", `{"Output":"x","TaskToken":"no"}`, "",
			`Sfn.InvalidTokenException: Invalid Token: 'Invalid token' (Service: Sfn, Status Code: 400, Request ID: …) (SDK Attempt Count: 1)`},
		{"sdk unknown", "aws-sdk:sfn:dance", `{}`, "", `States.Runtime: …`},
	}
	id := regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := &machine{end: tt.end}
			out, f := run(t, m, t.Context(), task(tt.resource, tt.parameters), &reporter{})
			for _, k := range []string{"SdkHttpMetadata", "SdkResponseMetadata"} {
				if out.Get(k).IsDefined() {
					out = out.With(k, value.Text("…"))
				}
			}
			got := out.Compact()
			if f != nil {
				got = f.Error + ": " + f.Cause
			}
			got = id.ReplaceAllString(got, "…")
			if prefix, cut := strings.CutSuffix(tt.want, ": …"); cut && strings.HasPrefix(got, prefix) {
				return
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestInputIsText(t *testing.T) {
	m := &machine{}
	run(t, m, t.Context(), task("states:startExecution", to+`,"Input":{"x": 1}}`), &reporter{})
	if want := `StartExecution {"name":"n","stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:m","input":"{\"x\":1}"}`; m.calls[0] != want {
		t.Errorf("called %s\nwant   %s", m.calls[0], want)
	}
}

func TestTaskThatRunsAgainFindsItsChild(t *testing.T) {
	again := task("states:startExecution.sync", `{"StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:m"}`)
	m := &machine{end: succeeded}
	rep := &reporter{}
	if _, f := run(t, m, t.Context(), again, rep); f != nil {
		t.Fatal(f)
	}
	name := value.MustParse(strings.TrimPrefix(m.calls[0], "StartExecution ")).Get("name").Str()
	m.known = map[string]bool{name: true}
	if _, f := run(t, m, t.Context(), again, rep); f == nil || f.Error != "StepFunctions.ExecutionAlreadyExistsException" {
		t.Errorf("a second start gives %v", f)
	}
	again.Again = true
	if _, f := run(t, m, t.Context(), again, rep); f != nil {
		t.Errorf("a task that runs again fails: %v", f)
	}
	if len(rep.submitted) != 2 || rep.submitted[0] != rep.submitted[1] {
		t.Errorf("submitted %q", rep.submitted)
	}
}

func TestAbortStopsTheChild(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m := &machine{wait: func(ctx context.Context) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	}}
	run(t, m, ctx, task("states:startExecution.sync", to+"}"), &reporter{})
	want := `StopExecution {"executionArn":"` + execution + `","error":"The Task state in AWS Step Functions execution ` +
		`[arn:aws:states:us-east-1:000000000000:execution:p:1] which was managing this resource was aborted"}`
	if got := m.calls[len(m.calls)-1]; got != want {
		t.Errorf("called %s\nwant   %s", got, want)
	}
}

func TestAbortTextFits(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	m := &machine{wait: func(ctx context.Context) error {
		cancel()
		return ctx.Err()
	}}
	long := task("states:startExecution.sync", to+"}")
	long.Execution += strings.Repeat("x", 200)
	run(t, m, ctx, long, &reporter{})
	_, in, _ := strings.Cut(m.calls[len(m.calls)-1], " ")
	if got := value.MustParse(in).Get("error").Str(); len(got) != 256 {
		t.Errorf("an error of %d bytes: %s", len(got), got)
	}
}

func TestResumeWaitsOnly(t *testing.T) {
	m := &machine{end: succeeded}
	mux := executor.NewMux()
	states.Register(mux, states.Over(m, func(context.Context, string) error { return nil }))
	x, _ := mux.Lookup("arn:aws:states:::states:startExecution.sync")
	out, f := x.(executor.Resumer).Resume(t.Context(), task("states:startExecution.sync", to+"}"), []byte(execution), &reporter{})
	if f != nil || out.Get("Status").Str() != "SUCCEEDED" || len(m.calls) != 1 {
		t.Errorf("%v %v after %q", out, f, m.calls)
	}
}
