package serve

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A machine that is configured to log leaves its records in the folder of --logs, whether or not there are log groups, and /metrics counts it.
func TestLogsAndMetrics(t *testing.T) {
	o := folder(t)
	o.Logs = filepath.Join(t.TempDir(), "logs")
	s := start(t, o)
	s.call(t, "CreateStateMachine", `{"name": "logged", "roleArn": "arn:aws:iam::000000000000:role/r", "type": "EXPRESS",
		"definition": "{\"StartAt\": \"F\", \"States\": {\"F\": {\"Type\": \"Fail\", \"Error\": \"Oh\"}}}",
		"loggingConfiguration": {"level": "ERROR", "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": "arn:aws:logs:us-east-1:000000000000:log-group:/a/b:*"}}]}}`)
	s.call(t, "StartSyncExecution", `{"stateMachineArn": "`+arn+`logged"}`)
	resp, err := http.Get(s.url + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if want := `stepmill_executions_closed_total{state_machine="logged",type="EXPRESS",status="FAILED"} 1`; err != nil || !strings.Contains(string(text), want) {
		t.Errorf("the metrics are %v\n%s", err, text)
	}
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	text, err = os.ReadFile(filepath.Join(o.Logs, "a", "b.jsonl"))
	if got := string(text); err != nil || strings.Count(got, "\n") != 2 || !strings.Contains(got, `"type":"FailStateEntered"`) || !strings.Contains(got, `"type":"ExecutionFailed"`) {
		t.Errorf("the log holds %q, %v", got, err)
	}
	if strings.Contains(s.out.String(), "lost") {
		t.Errorf("the operator reads:\n%s", s.out)
	}
}

// Records go to a log group of the stand-in. One that was there and is gone is refused; one that never was may be elsewhere.
func TestLogGroups(t *testing.T) {
	s := start(t, folder(t))
	logs := func(operation, body string) string {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Amz-Target", operation)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	create := func(name, group string) string {
		return logs("AWSStepFunctions.CreateStateMachine", `{"name": "`+name+`", "roleArn": "arn:aws:iam::000000000000:role/r",
			"definition": "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"End\": true}}}",
			"loggingConfiguration": {"level": "ALL", "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": "arn:aws:logs:us-east-1:000000000000:log-group:`+group+`:*"}}]}}`)
	}
	for _, step := range []struct{ got, want string }{
		{create("elsewhere", "/no"), "stateMachineArn"},
		{logs("Logs_20140328.CreateLogGroup", `{"logGroupName": "/g"}`), "{}"},
		{create("unknown", "/no"), "Log Destination not found"},
		{create("logged", "/g"), "stateMachineArn"},
		{logs("AWSStepFunctions.StartExecution", `{"stateMachineArn": "`+arn+`logged"}`), "executionArn"},
	} {
		if !strings.Contains(step.got, step.want) {
			t.Errorf("got %s, want %s", step.got, step.want)
		}
	}
	var seen string
	for deadline := time.Now().Add(time.Minute); !strings.Contains(seen, "ExecutionSucceeded"); {
		if time.Now().After(deadline) {
			t.Fatalf("the log group holds %s", seen)
		}
		seen = logs("Logs_20140328.FilterLogEvents", `{"logGroupName": "/g"}`)
	}
	if n := strings.Count(seen, `execution_arn`); n != 4 {
		t.Errorf("%d records, want 4: %s", n, seen)
	}
}

// A version is logged as it was configured when it was published, which a change of its machine does not touch.
func TestLoggingOfVersions(t *testing.T) {
	o := folder(t)
	o.Logs = filepath.Join(t.TempDir(), "logs")
	s := start(t, o)
	logging := func(group string) string {
		return `"loggingConfiguration": {"level": "ALL", "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": "arn:aws:logs:us-east-1:000000000000:log-group:` + group + `:*"}}]}`
	}
	v := s.call(t, "CreateStateMachine", `{"name": "v", "roleArn": "arn:aws:iam::000000000000:role/r", "type": "EXPRESS", "publish": true,
		"definition": "{\"StartAt\": \"P\", \"States\": {\"P\": {\"Type\": \"Pass\", \"End\": true}}}", `+logging("old")+`}`)["stateMachineVersionArn"].(string)
	s.call(t, "UpdateStateMachine", `{"stateMachineArn": "`+arn+`v", `+logging("new")+`}`)
	s.call(t, "StartSyncExecution", `{"stateMachineArn": "`+v+`"}`)
	s.call(t, "StartSyncExecution", `{"stateMachineArn": "`+arn+`v"}`)
	s.call(t, "StartSyncExecution", `{"stateMachineArn": "`+arn+`v"}`)
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	for group, want := range map[string]int{"old": 4, "new": 8} {
		text, err := os.ReadFile(filepath.Join(o.Logs, group+".jsonl"))
		if n := strings.Count(string(text), "\n"); err != nil || n != want {
			t.Errorf("%s has %d records, want %d: %v", group, n, want, err)
		}
	}
}
