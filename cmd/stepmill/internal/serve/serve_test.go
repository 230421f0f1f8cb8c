package serve

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
	"github.com/stepmill/stepmill/engine/api/owner"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// output collects what the server says, and tells the address once it is said.
type output struct {
	mu   sync.Mutex
	text strings.Builder
	addr chan string
}

var said = regexp.MustCompile(`http://(\S+) answers`)

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text.Write(p)
	if m := said.FindSubmatch(p); m != nil {
		o.addr <- string(m[1])
	}
	return len(p), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// server is a command that runs.
type server struct {
	url  string
	out  *output
	stop func() error // and wait for its end
}

// start runs the command in the test's process on a free port.
func start(t *testing.T, o Options) *server {
	t.Helper()
	s := &server{out: &output{addr: make(chan string, 1)}}
	o.IO = cli.IO{Out: term.Stream{Writer: io.Discard}, Err: term.Stream{Writer: s.out}}
	o.Addr, o.CrashedTasks = "127.0.0.1:0", "rerun"
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, &o) }()
	s.stop = sync.OnceValue(func() error {
		cancel()
		http.DefaultClient.CloseIdleConnections()
		return <-ended
	})
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	select {
	case addr := <-s.out.addr:
		s.url = "http://" + addr
	case err := <-ended:
		ended <- nil
		t.Fatalf("the server did not start: %v\n%s", err, s.out)
	}
	return s
}

func (s *server) call(t *testing.T, operation, body string) map[string]any {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Amz-Target", "AWSStepFunctions."+operation)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v, %v", operation, resp.Status, out, err)
	}
	return out
}

// folder is a project with one machine, in YAML, that calls a function of a list, and one that sleeps.
func folder(t *testing.T) Options {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"stepmill.yaml": "stateMachines:\n  double: {definition: double.yaml}\n  sleep: {definition: sleep.asl.json}\n",
		"double.yaml": "StartAt: Double\nStates:\n  Double:\n    Type: Task\n" +
			"    Resource: arn:aws:lambda:us-east-1:000000000000:function:double\n    End: true\n",
		"sleep.asl.json": `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}}}`,
		"functions.json": `[{"name": "double", "runtime": "python3.12", "handler": "double.handler", "path": "double.py", "timeout": 30}]`,
		"double.py":      "def handler(event, context):\n    return 2 * event\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Options{
		Globals:   cli.Globals{Data: filepath.Join(dir, ".stepmill"), Project: dir},
		Functions: filepath.Join(dir, "functions.json"),
	}
}

const arn = "arn:aws:states:us-east-1:000000000000:stateMachine:"

// The project's machines and the functions of the list are there, the socket leads to the server, and what runs when it stops goes on.
func TestServe(t *testing.T) {
	o := folder(t)
	s := start(t, o)
	if !strings.Contains(s.out.String(), "to this machine alone") {
		t.Errorf("it does not say who is answered: %s", s.out)
	}
	started := s.call(t, "StartExecution", `{"stateMachineArn": "`+arn+`double", "input": "21"}`)
	c, found, err := owner.Find(o.Data)
	if !found || err != nil {
		t.Fatalf("the socket: %v, %v", found, err)
	}
	for line, err := range c.Follow(t.Context(), started["executionArn"].(string)) {
		if err != nil {
			t.Fatal(err)
		}
		if line.Head != nil && line.Head.Output != "42" {
			t.Errorf("the execution ended as %+v", line.Head)
		}
	}
	s.call(t, "StartExecution", `{"stateMachineArn": "`+arn+`sleep", "name": "sleeper"}`)
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	s = start(t, o)
	if !strings.Contains(s.out.String(), "1 execution was cut off when the last process ended, and goes on") {
		t.Errorf("it does not say what goes on: %s", s.out)
	}
	resp, err := http.Get(s.url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, err := io.ReadAll(resp.Body); err != nil || string(text) != "ok\n" {
		t.Errorf("health: %q, %v", text, err)
	}
}

// What is wrong with the flags or the folder is wrong usage, and nothing is left open.
func TestRefusals(t *testing.T) {
	o := folder(t)
	for name, c := range map[string]struct {
		change func(*Options)
		want   string
	}{
		"no functions":  {func(o *Options) { o.Functions = "none.json" }, "read the functions"},
		"no list":       {func(o *Options) { o.Functions = filepath.Join(o.Project, "stepmill.yaml") }, "is not a list of functions"},
		"no mocks":      {func(o *Options) { o.Mocks = "none.json" }, "read the mock configuration"},
		"crashed tasks": {func(o *Options) { o.CrashedTasks = "maybe" }, "write rerun or fail"},
		"no project":    {func(o *Options) { o.Project = "none" }, "no project folder"},
		"no address":    {func(o *Options) { o.Addr = "256.0.0.1:1" }, "256.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			bad := o
			bad.IO = cli.IO{Out: term.Stream{Writer: io.Discard}, Err: term.Stream{Writer: io.Discard}}
			bad.Addr, bad.CrashedTasks, bad.Memory = "127.0.0.1:0", "rerun", true
			c.change(&bad)
			err := run(t.Context(), &bad)
			var exit *cli.ExitError
			if !errors.As(err, &exit) || exit.Code != cli.ExitUsage || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want wrong usage with %q", err, c.want)
			}
		})
	}
}
