package apitest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/stepmill/stepmill/engine/api/protocol"
)

// request is one request to a world (world_test.go). {{token}} in the body stands for the token of a task that waits.
type request struct{ operation, body string }

// requests has a good request of every operation.
var requests = []request{
	{"CreateActivity", `{"name": "b", "tags": [{"key": "a", "value": "1"}], "encryptionConfiguration": {"type": "AWS_OWNED_KEY"}}`},
	{"CreateStateMachine", `{"name": "n", "definition": ` + quote(doubles) + `, "roleArn": "` + role + `", "type": "EXPRESS", "publish": true, ` +
		`"versionDescription": "v", "tags": [{"key": "a", "value": "1"}], "tracingConfiguration": {"enabled": true}, ` +
		`"loggingConfiguration": {"level": "ALL", "includeExecutionData": true, "destinations": [{"cloudWatchLogsLogGroup": ` +
		`{"logGroupArn": "arn:aws:logs:us-east-1:000000000000:log-group:l:*"}}]}}`},
	{"CreateStateMachineAlias", `{"name": "b", "routingConfiguration": [{"stateMachineVersionArn": "` + prefix + `stateMachine:m:1", "weight": 100}]}`},
	{"DeleteActivity", `{"activityArn": "` + prefix + `activity:press"}`},
	{"DeleteStateMachine", `{"stateMachineArn": "` + prefix + `stateMachine:m"}`},
	{"DeleteStateMachineAlias", `{"stateMachineAliasArn": "` + prefix + `stateMachine:m:live"}`},
	{"DeleteStateMachineVersion", `{"stateMachineVersionArn": "` + prefix + `stateMachine:m:2"}`},
	{"DescribeActivity", `{"activityArn": "` + prefix + `activity:press"}`},
	{"DescribeExecution", `{"executionArn": "` + prefix + `execution:m:done", "includedData": "METADATA_ONLY"}`},
	{"DescribeStateMachine", `{"stateMachineArn": "` + prefix + `stateMachine:m:1"}`},
	{"DescribeStateMachineAlias", `{"stateMachineAliasArn": "` + prefix + `stateMachine:m:live"}`},
	{"DescribeStateMachineForExecution", `{"executionArn": "` + prefix + `execution:m:done"}`},
	{"GetActivityTask", `{"activityArn": "` + prefix + `activity:press", "workerName": "w"}`},
	{"GetExecutionHistory", `{"executionArn": "` + prefix + `execution:m:done", "maxResults": 3, "reverseOrder": true, "includeExecutionData": true}`},
	{"ListActivities", `{"maxResults": 10}`},
	{"ListExecutions", `{"stateMachineArn": "` + prefix + `stateMachine:m", "statusFilter": "SUCCEEDED", "maxResults": 1, "redriveFilter": "NOT_REDRIVEN"}`},
	{"ListMapRuns", `{"executionArn": "` + prefix + `execution:m:done", "maxResults": 1}`},
	{"ListStateMachineAliases", `{"stateMachineArn": "` + prefix + `stateMachine:m", "maxResults": 1}`},
	{"ListStateMachineVersions", `{"stateMachineArn": "` + prefix + `stateMachine:m", "maxResults": 1}`},
	{"ListStateMachines", `{"maxResults": 1}`},
	{"ListTagsForResource", `{"resourceArn": "` + prefix + `stateMachine:m"}`},
	{"PublishStateMachineVersion", `{"stateMachineArn": "` + prefix + `stateMachine:m", "description": "d"}`},
	{"SendTaskFailure", `{"taskToken": "{{token}}", "error": "E", "cause": "c"}`},
	{"SendTaskHeartbeat", `{"taskToken": "{{token}}"}`},
	{"SendTaskSuccess", `{"taskToken": "{{token}}", "output": "{\"a\": [1, 2.5e3]}"}`},
	{"StartExecution", `{"stateMachineArn": "` + prefix + `stateMachine:m:live", "name": "x", "input": "{\"a\": [1]}", "traceHeader": "Root=1"}`},
	{"StartSyncExecution", `{"stateMachineArn": "` + prefix + `stateMachine:e", "name": "x", "input": "21", "includedData": "ALL_DATA"}`},
	{"StopExecution", `{"executionArn": "` + prefix + `execution:c:waits", "error": "E", "cause": "c"}`},
	{"TagResource", `{"resourceArn": "` + prefix + `stateMachine:m", "tags": [{"key": "a", "value": "1"}]}`},
	{"TestState", `{"definition": "{\"Type\": \"Task\", \"Resource\": \"` + double + `\", \"InputPath\": \"$.n\", \"ResultPath\": \"$.r\", \"End\": true}", ` +
		`"roleArn": "` + role + `", "input": "{\"n\": 4}", "inspectionLevel": "TRACE"}`},
	{"TestState", `{"definition": "{\"QueryLanguage\": \"JSONata\", \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Arguments\": ` +
		`{\"FunctionName\": \"f\", \"Payload\": \"{% $states.input %}\"}, \"Output\": \"{% $sum($v) %}\", \"End\": true}", "input": "[1]", "variables": "{\"v\": [1, 2]}", ` +
		`"mock": {"result": "{\"Payload\": \"1\", \"StatusCode\": 200}", "fieldValidationMode": "PRESENT"}, "stateConfiguration": {"retrierRetryCount": 1}, "context": "{}"}`},
	{"UntagResource", `{"resourceArn": "` + prefix + `activity:press", "tagKeys": ["a"]}`},
	{"UpdateStateMachine", `{"stateMachineArn": "` + prefix + `stateMachine:m", "definition": ` + quote(presses) + `, "roleArn": "` + role + `", "publish": true, ` +
		`"versionDescription": "v", "encryptionConfiguration": {"type": "CUSTOMER_MANAGED_KMS_KEY", "kmsKeyId": "k", "kmsDataKeyReusePeriodSeconds": 60}}`},
	{"UpdateStateMachineAlias", `{"stateMachineAliasArn": "` + prefix + `stateMachine:m:live", "description": "d", "routingConfiguration": [` +
		`{"stateMachineVersionArn": "` + prefix + `stateMachine:m:1", "weight": 40}, {"stateMachineVersionArn": "` + prefix + `stateMachine:m:2", "weight": 60}]}`},
	{"ValidateStateMachineDefinition", `{"definition": ` + quote(calledBy) + `, "type": "STANDARD", "severity": "WARNING", "maxResults": 2}`},

	{"Stepmill.Find", `{"id": "done"}`},
	{"Stepmill.Follow", `{"arn": "` + prefix + `execution:m:done"}`},
	{"Stepmill.Info", `{}`},
	{"Stepmill.List", `{"limit": 1, "machine": "m", "status": "SUCCEEDED"}`},
	{"Stepmill.Resume", `{"arns": []}`},
	{"Stepmill.Start", `{"machine": "n", "definition": ` + quote(passes) + `, "file": "n.json", "name": "x", "input": "1", "speed": 2, "skipWaits": true}`},
}

// refusedAlways are operations whose good requests are refused in a world: there are no map runs in it.
var refusedAlways = []request{
	{"DescribeMapRun", `{"mapRunArn": "` + prefix + `mapRun:m/l:1"}`},
	{"UpdateMapRun", `{"mapRunArn": "` + prefix + `mapRun:m/l:1", "maxConcurrency": 1, "toleratedFailureCount": 1, "toleratedFailurePercentage": 1.5}`},
	{"RedriveExecution", `{"executionArn": "` + prefix + `execution:m:done", "clientToken": "t"}`},
}

func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// The good requests are good, and there is one of every operation that the SDK has.
func TestRequests(t *testing.T) {
	have := map[string]bool{}
	for _, r := range requests {
		have[r.operation] = true
		t.Run(r.operation, func(t *testing.T) {
			w := newWorld(t)
			defer w.close()
			if status, body := w.send(t, r, time.Second); status != http.StatusOK {
				t.Errorf("%d %s", status, body)
			}
		})
	}
	for _, r := range refusedAlways {
		have[r.operation] = true
		t.Run(r.operation, func(t *testing.T) {
			w := newWorld(t)
			defer w.close()
			if status, body := w.send(t, r, time.Second); status != http.StatusBadRequest {
				t.Errorf("%d %s", status, body)
			}
		})
	}
	for m := range reflect.TypeFor[*sfn.Client]().Methods() {
		if m.Name != "Options" && !have[m.Name] {
			t.Errorf("there is no request of %s", m.Name)
		}
	}
}

// world is a server with a machine m, which has versions and an alias and an execution that is done; an Express machine e; a machine c with an
// execution that waits for a token; and an activity with a task.
type world struct {
	*server
	close func()
	token string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	s, closeAll := open(t)
	w := &world{server: s, close: closeAll}
	for _, r := range []request{
		{"CreateActivity", `{"name": "press"}`},
		{"CreateStateMachine", `{"name": "m", "definition": ` + quote(doubles) + `, "roleArn": "` + role + `", "publish": true}`},
		{"UpdateStateMachine", `{"stateMachineArn": "` + prefix + `stateMachine:m", "roleArn": "` + role + `2", "publish": true}`},
		{"CreateStateMachineAlias", `{"name": "live", "routingConfiguration": [{"stateMachineVersionArn": "` + prefix + `stateMachine:m:1", "weight": 100}]}`},
		{"CreateStateMachine", `{"name": "e", "definition": ` + quote(doubles) + `, "roleArn": "` + role + `", "type": "EXPRESS"}`},
		{"CreateStateMachine", `{"name": "c", "definition": ` + quote(calledBy) + `, "roleArn": "` + role + `"}`},
		{"CreateStateMachine", `{"name": "a", "definition": ` + quote(presses) + `, "roleArn": "` + role + `"}`},
		{"StartExecution", `{"stateMachineArn": "` + prefix + `stateMachine:m", "name": "done", "input": "21"}`},
		{"StartExecution", `{"stateMachineArn": "` + prefix + `stateMachine:c", "name": "waits"}`},
		{"StartExecution", `{"stateMachineArn": "` + prefix + `stateMachine:a", "name": "pressed"}`},
	} {
		if status, body := w.send(t, r, time.Minute); status != http.StatusOK {
			t.Fatalf("%s: %d %s", r.operation, status, body)
		}
	}
	w.wait(t, prefix+"execution:m:done")
	w.token = <-w.tokens
	return w
}

// send sends a request whose client hangs up after a while.
func (w *world) send(t *testing.T, r request, patience time.Duration) (status int, body string) {
	t.Helper()
	target := r.operation
	if !strings.Contains(target, ".") {
		target = "AWSStepFunctions." + target
	}
	ctx, hangUp := context.WithCancel(context.Background())
	defer hangUp()
	defer time.AfterFunc(patience, hangUp).Stop()
	req := httptest.NewRequestWithContext(ctx, http.MethodPost, "/", strings.NewReader(strings.ReplaceAll(r.body, "{{token}}", w.token)))
	req.Header.Set("X-Amz-Target", target)
	req.Header.Set(protocol.VersionHeader, protocol.Version)
	answer := httptest.NewRecorder()
	w.api.ServeHTTP(answer, req)
	return answer.Code, answer.Body.String()
}
