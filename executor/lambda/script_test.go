package lambda_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/lambda"
)

// TestScripts runs the files of testdata/script, whose folder or file name says which interpreter they need.
//
//	file name=handler.py     the text becomes a file of the code folder
//	function name=f runtime=python3.12 handler=handler.handler [timeout=1s] [concurrency=1] [env=NAME:TEXT]
//	                         defines a function; "self" as its runtime is this test binary
//	task f                   calls the ARN of f with the payload
//	integration              calls lambda:invoke with these parameters
//
// Both print the function's log, then the result or the fault. Request ids, dates and paths are made the same in every run.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata/script", func(t *testing.T, path string) {
		for word, program := range map[string]string{"python": "python3", "node": "node"} {
			if _, err := exec.LookPath(program); err != nil && strings.Contains(filepath.Base(path), word) {
				t.Skipf("%s is not on this machine", program)
			}
		}
		s := &script{t: t, dir: t.TempDir()}
		defer s.close()
		datadriven.RunTest(t, path, s.run)
	})
}

type script struct {
	t   *testing.T
	dir string
	cfg lambda.Config
	fs  *lambda.Functions // opened by the first call
}

func (s *script) run(t *testing.T, d *datadriven.TestData) string {
	switch d.Cmd {
	case "file":
		var name string
		d.ScanArgs(t, "name", &name)
		s.close()
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(d.Input+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return ""
	case "function":
		s.close()
		s.cfg.Functions = append(s.cfg.Functions, s.function(d))
		return ""
	case "task":
		arn := "arn:aws:lambda:us-east-1:000000000000:function:" + d.CmdArgs[0].Key
		return s.call(executor.Task{Resource: arn}, d.Input)
	case "integration":
		return s.call(executor.Task{Resource: "arn:aws:states:::lambda:invoke"}, d.Input)
	}
	t.Fatalf("%s: unknown command %s", d.Pos, d.Cmd)
	return ""
}

func (s *script) function(d *datadriven.TestData) lambda.Function {
	f := lambda.Function{Code: s.dir, Timeout: 20 * time.Second, Environment: map[string]string{}}
	for _, a := range d.CmdArgs {
		text := strings.Join(a.Vals, ",")
		switch a.Key {
		case "name":
			f.Name = text
		case "runtime":
			f.Runtime = text
		case "handler":
			f.Handler = text
		case "code":
			f.Code = filepath.Join(s.dir, text)
		case "timeout":
			d.ScanArgs(s.t, "timeout", &text)
			f.Timeout, _ = time.ParseDuration(text)
		case "env":
			name, v, _ := strings.Cut(text, ":")
			f.Environment[name] = v
		default:
			s.t.Fatalf("%s: unknown argument %s", d.Pos, a.Key)
		}
	}
	if f.Runtime == "self" {
		f.Runtime, f.Command = "", []string{self(s.t)}
	}
	return f
}

func (s *script) call(task executor.Task, input string) string {
	if s.fs == nil {
		fs, err := lambda.Open(s.cfg)
		if err != nil {
			s.t.Fatal(err)
		}
		s.fs = fs
	}
	var mux executor.Mux
	s.fs.Register(&mux)
	e, ok := mux.Lookup(task.Resource)
	if !ok {
		s.t.Fatalf("no executor for %s", task.Resource)
	}
	task.Parameters = value.MustParse(input)
	var r recorder
	out, flt := e.Run(context.Background(), task, &r)
	return s.normalise(strings.Join(append(r.all(), show(out, flt)), "\n"))
}

func show(out value.Value, flt *fault.Fault) string {
	if flt != nil {
		return fmt.Sprintf("fault %s\n%s", flt.Error, flt.Cause)
	}
	return "result " + out.JSON()
}

var (
	uuid      = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	trace     = regexp.MustCompile(`Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16}`)
	date      = regexp.MustCompile(`\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT`)
	goTime    = regexp.MustCompile(`\d{4}/\d{2}/\d{2} \d{2}:\d{2}:\d{2}`)
	internal  = regexp.MustCompile(`,"    at [^"]*node:internal[^"]*"`)
	logResult = regexp.MustCompile(`"LogResult":"([^"]*)"`)
	timestamp = regexp.MustCompile(`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z`)
)

func (s *script) normalise(text string) string {
	text = logResult.ReplaceAllStringFunc(text, func(m string) string {
		log, err := base64.StdEncoding.DecodeString(logResult.FindStringSubmatch(m)[1])
		if err != nil {
			s.t.Error(err)
		}
		return fmt.Sprintf(`"LogResult":base64(%q)`, log)
	})
	text = strings.ReplaceAll(text, s.dir, "<code>")
	text = internal.ReplaceAllString(text, "")
	text = goTime.ReplaceAllString(text, "<time>")
	text = uuid.ReplaceAllString(text, "<uuid>")
	text = trace.ReplaceAllString(text, "<trace>")
	text = timestamp.ReplaceAllString(text, "<time>")
	return date.ReplaceAllString(text, "<date>") + "\n"
}

func (s *script) close() {
	if s.fs == nil {
		return
	}
	if err := s.fs.Close(); err != nil {
		s.t.Error(err)
	}
	s.fs = nil
}

// recorder is a Reporter that keeps the log.
type recorder struct {
	mu    sync.Mutex
	lines []string
}

func (r *recorder) Submitted(value.Value, []byte) {}
func (r *recorder) Heartbeat()                    {}

func (r *recorder) Log(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, "log "+line)
}

func (r *recorder) all() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.lines...)
}

func self(t testing.TB) string {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}
