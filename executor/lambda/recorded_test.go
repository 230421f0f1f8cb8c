package lambda_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/lambda"
)

// TestRecorded calls the functions of the conformance cases with the inputs that AWS recorded, and compares results and faults with
// AWS's. The folder lies beside the repository, or where STEPMILL_CONFORMANCE says.
func TestRecorded(t *testing.T) {
	needs(t, "python3")
	files := conformanceFiles(t)
	var cases []recordedCase
	cfg := lambda.Config{}
	for _, path := range files {
		for _, c := range readCases(t, path) {
			if len(c.Functions) != 1 { // recordings replace the names, so that one of several would be unknown
				continue
			}
			f, dir := c.Functions[0], t.TempDir()
			write(t, dir, f.File, f.Source)
			cfg.Functions = append(cfg.Functions, lambda.Function{
				Name: f.Name, Runtime: f.Runtime, Handler: f.Handler, Code: dir, Timeout: time.Minute,
			})
			cases = append(cases, c)
		}
	}
	fs, err := lambda.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(t, fs)
	compared := 0
	for _, c := range cases {
		compared += c.compare(t, fs)
	}
	t.Logf("%d recorded calls compared", compared)
	if compared == 0 {
		t.Error("no recorded call was found")
	}
}

func readCases(t *testing.T, path string) (cases []recordedCase) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func conformanceFiles(t *testing.T) []string {
	dir := os.Getenv("STEPMILL_CONFORMANCE")
	if dir == "" {
		root, err := os.Getwd()
		for ; err == nil && root != "/"; root = filepath.Dir(root) {
			if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
				break
			}
		}
		dir = filepath.Join(root, "..", "shared", "conformance")
	}
	files, err := filepath.Glob(filepath.Join(dir, "open", "*lambda*.json"))
	if err != nil || len(files) == 0 {
		t.Skipf("there are no conformance cases in %s", dir)
	}
	return files
}

type recordedCase struct {
	ID        string
	Functions []struct{ Name, Runtime, Handler, File, Source string }
	Expected  json.RawMessage
}

// details are the parts of a history event that a call shows in. JSON texts in strings are recorded as the values they hold.
type details struct {
	Input, Parameters, Output, Cause json.RawMessage
	Error                            string
}

type event struct {
	LambdaFunctionScheduledEventDetails *details
	LambdaFunctionSucceededEventDetails *details
	LambdaFunctionFailedEventDetails    *details
	TaskScheduledEventDetails           *details
	TaskSucceededEventDetails           *details
	TaskFailedEventDetails              *details
}

// compare makes each call that the case records.
func (c recordedCase) compare(t *testing.T, fs *lambda.Functions) (compared int) {
	var scheduled *event
	for _, e := range eventsOf(c.Expected) {
		switch {
		case e.LambdaFunctionScheduledEventDetails != nil || e.TaskScheduledEventDetails != nil:
			scheduled = &e
		case scheduled == nil:
		case e.LambdaFunctionSucceededEventDetails != nil:
			compared += c.check(t, fs, scheduled, e.LambdaFunctionSucceededEventDetails)
		case e.LambdaFunctionFailedEventDetails != nil:
			compared += c.check(t, fs, scheduled, e.LambdaFunctionFailedEventDetails)
		case e.TaskSucceededEventDetails != nil:
			compared += c.check(t, fs, scheduled, e.TaskSucceededEventDetails)
		case e.TaskFailedEventDetails != nil:
			compared += c.check(t, fs, scheduled, e.TaskFailedEventDetails)
		}
	}
	return compared
}

// check makes one recorded call and compares; it returns the number of calls made.
func (c recordedCase) check(t *testing.T, fs *lambda.Functions, e *event, want *details) int {
	task := executor.Task{Resource: "arn:aws:lambda:us-east-1:000000000000:function:" + c.Functions[0].Name}
	x := fs.Task()
	if d := e.LambdaFunctionScheduledEventDetails; d != nil {
		task.Parameters = decoded(d.Input)
	} else {
		task.Parameters = decoded(e.TaskScheduledEventDetails.Parameters)
		name := task.Parameters.Get("FunctionName").Str()
		if name == "" {
			return 0 // another service
		}
		if strings.HasPrefix(name, "<") || name == "lambda_function_name" {
			task.Parameters = task.Parameters.With("FunctionName", value.Text(c.Functions[0].Name))
		}
		if p := task.Parameters.Get("Payload"); p.Kind() == value.String {
			task.Parameters = task.Parameters.With("Payload", decoded([]byte(p.JSON())))
		}
		x = fs.Integration()
	}
	out, flt := x.Run(context.Background(), task, &recorder{})
	if got, want := answer(out, flt), recorded(want); got != want {
		t.Errorf("%s: with %s\ngot  %s\nwant %s", c.ID, task.Parameters, got, want)
	}
	return 1
}

// decoded undoes the recording of a JSON text: a string that holds JSON is that JSON.
func decoded(raw json.RawMessage) value.Value {
	v := value.MustParse(string(raw))
	if inner, err := value.Parse(v.Str()); err == nil && v.Kind() == value.String {
		return inner
	}
	return v
}

func answer(out value.Value, flt *fault.Fault) string {
	if flt != nil {
		text, _ := json.Marshal(flt.Cause)
		return masked(flt.Error + " " + decoded(text).Compact())
	}
	return masked(out.Compact())
}

func recorded(d *details) string {
	if d.Error != "" {
		return masked(d.Error + " " + decoded(d.Cause).Compact())
	}
	return masked(decoded(d.Output).Compact())
}

// masks replace what differs from run to run, and the words that the recordings have in its place.
var masks = []struct {
	find *regexp.Regexp
	by   string
}{
	{regexp.MustCompile(`<uuid:\d+>|<request_id>|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`), "ID"},
	{regexp.MustCompile(`("(?:Date|x-amzn-RequestId|X-Amzn-Trace-Id|RequestId)":)(\["[^"]*"\]|"[^"]*")`), `$1"MASKED"`},
	{regexp.MustCompile(`arn:[^:]*:lambda:[^:]*:[^:]*:function:`), "ARN:"},
	{regexp.MustCompile(`no_such_[<>a-z0-9_]*`), "no_such"},
}

func masked(text string) string {
	for _, m := range masks {
		text = m.find.ReplaceAllString(text, m.by)
	}
	return text
}

// eventsOf finds every list of history events in a recording.
func eventsOf(raw json.RawMessage) (events []event) {
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return nil
	}
	if list, ok := object["events"]; ok && json.Unmarshal(list, &events) == nil {
		return events
	}
	for _, v := range object {
		events = append(events, eventsOf(v)...)
	}
	return events
}
