package logs

import (
	"errors"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(Config{Region: "us-east-1", Account: "000000000000", Path: path, Now: func() time.Time { return time.UnixMilli(9) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestLogsOverHTTP(t *testing.T) {
	path := filepath.Join(t.TempDir(), "logs.journal")
	s := open(t, path)
	for i, tt := range []struct{ operation, body, want string }{
		{"CreateLogGroup", `{"logGroupName":"/g"}`, `{}`},
		{"CreateLogGroup", `{"logGroupName":"/g"}`, `ResourceAlreadyExistsException`},
		{"CreateLogStream", `{"logGroupName":"/g","logStreamName":"s"}`, `{}`},
		{"PutLogEvents", `{"logGroupName":"/g","logStreamName":"s","logEvents":[{"timestamp":2,"message":"two"},{"timestamp":1,"message":"one"}]}`, `nextSequenceToken`},
		{"PutLogEvents", `{"logGroupName":"/g","logStreamName":"no","logEvents":[]}`, `The specified log stream does not exist.`},
		{"restart", ``, ``},
		{"GetLogEvents", `{"logGroupName":"/g","logStreamName":"s","startFromHead":true}`, `{"events":[{"timestamp":1,"message":"one","ingestionTime":9},` +
			`{"timestamp":2,"message":"two","ingestionTime":9}],"nextForwardToken":"f/2","nextBackwardToken":"f/0"}`},
		{"GetLogEvents", `{"logGroupName":"/g","logStreamName":"s","nextToken":"f/2"}`, `{"events":[],"nextForwardToken":"f/2"`},
		{"GetLogEvents", `{"logGroupName":"/g","logStreamName":"s","limit":1}`, `"nextForwardToken":"f/1"`},
		{"FilterLogEvents", `{"logGroupIdentifier":"arn:aws:logs:r:a:log-group:/g:*","filterPattern":"\"tw\""}`, `{"events":[{"timestamp":2,"message":"two"`},
		{"DescribeLogStreams", `{"logGroupName":"/g"}`, `{"logStreams":[{"logStreamName":"s"`},
		{"DescribeLogGroups", `{}`, `"arn":"arn:aws:logs:us-east-1:000000000000:log-group:/g:*"`},
		{"DeleteLogGroup", `{"logGroupName":"/g"}`, `{}`},
		{"DescribeLogStreams", `{"logGroupName":"/g"}`, `The specified log group does not exist.`},
	} {
		if tt.operation == "restart" {
			s.Close()
			s = open(t, path)
			continue
		}
		r := httptest.NewRequest("POST", "/", strings.NewReader(tt.body))
		r.Header.Set("X-Amz-Target", "Logs_20140328."+tt.operation)
		w := httptest.NewRecorder()
		s.Service().ServeJSON(w, r)
		if got := w.Body.String(); !strings.Contains(got, tt.want) {
			t.Errorf("%d %s gives %s, want %s", i, tt.operation, got, tt.want)
		}
	}
}

func TestAppendAndTask(t *testing.T) {
	s := open(t, "")
	if s.Used() || s.HasGroup("/g") {
		t.Error("it is used before there is a group")
	}
	if err := s.Append("/g", "s"); !errors.Is(err, ErrNoGroup) {
		t.Errorf("Append gives %v", err)
	}
	mux := executor.NewMux()
	s.Service().HandleSDK(mux)
	run := func(action, parameters string) string {
		resource := "arn:aws:states:::aws-sdk:cloudwatchlogs:" + action
		x, _ := mux.Lookup(resource)
		out, f := x.Run(t.Context(), executor.Task{Resource: resource, Parameters: value.MustParse(parameters)}, nil)
		if f != nil {
			return f.Error
		}
		return out.Compact()
	}
	if got := run("createLogGroup", `{"LogGroupName":"/g"}`); got != "{}" {
		t.Error(got)
	}
	if err := s.Append("/g", "s", Line{time.UnixMilli(5), "hello"}); err != nil {
		t.Fatal(err)
	}
	if got := run("getLogEvents", `{"LogGroupName":"/g","LogStreamName":"s"}`); !strings.HasPrefix(got, `{"Events":[{"Timestamp":5,"Message":"hello","IngestionTime":9}]`) {
		t.Error(got)
	}
	if !s.HasGroup("/g") || run("deleteLogGroup", `{"LogGroupName":"/g"}`) != "{}" || s.HasGroup("/g") || !s.Used() {
		t.Error("a deleted group is there, or it is forgotten that there was one")
	}
	if got := run("deleteLogGroup", `{"LogGroupName":"/no"}`); got != "CloudWatchLogs.ResourceNotFoundException" {
		t.Error(got)
	}
}
