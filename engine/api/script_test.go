package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// epoch is the time of the scripts: it stands still.
var epoch = time.Date(2026, 1, 2, 3, 4, 5, 678e6, time.UTC)

type stillClock struct{}

func (stillClock) Now() time.Time { return epoch }

func (stillClock) NewTimer() engine.Timer { return stillTimer{} }

type stillTimer struct{}

func (stillTimer) C() <-chan time.Time { return nil }
func (stillTimer) Reset(time.Duration) {}
func (stillTimer) Stop()               {}

// fixture is a server over a store, which can be stopped and started again.
type fixture struct {
	t      *testing.T
	store  store.Store
	engine *engine.Engine
	server *Server
	web    *httptest.Server
	kept   map[string]string // name in a script → value
}

func newFixture(t *testing.T) *fixture {
	f := &fixture{t: t, store: mem.New(), kept: map[string]string{}}
	f.start()
	t.Cleanup(func() {
		f.stop()
		f.store.Close()
	})
	return f
}

func (f *fixture) start() {
	f.t.Helper()
	var err error
	f.engine, err = engine.Open(f.t.Context(), engine.Config{
		Store: f.store, Clock: stillClock{}, Seed: func() uint64 { return 1 },
		Refuse: func(resource string, args value.Value) *fault.Fault { return f.server.Refuse(resource, args) },
	})
	if err != nil {
		f.t.Fatal(err)
	}
	f.server, err = New(Config{Engine: f.engine, Store: f.store, Now: func() time.Time { return epoch }, Draw: func() int { return 0 }})
	if err != nil {
		f.t.Fatal(err)
	}
	f.web = httptest.NewServer(f.server)
}

func (f *fixture) stop() {
	f.web.Close()
	if err := f.engine.Close(); err != nil {
		f.t.Error(err)
	}
	http.DefaultClient.CloseIdleConnections()
}

// call sends one request and returns the answer's status and body.
func (f *fixture) call(target, body string) (int, string) {
	f.t.Helper()
	req, err := http.NewRequestWithContext(f.t.Context(), http.MethodPost, f.web.URL, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header.Set("X-Amz-Target", target)
	req.Header.Set(protocol.VersionHeader, protocol.Version)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

// TestScripts runs the scripts of testdata. A command is an operation, its input the request:
//
//	StartExecution keep=(name:member.of.response, …)   remembers values; {{name}} stands for them from then on
//	wait                                                 waits until the execution with that ARN has closed
//	restart                                              stops the server and starts another one over the same store
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		f := newFixture(t)
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			f.t = t
			input := d.Input
			for _, name := range f.names() {
				input = strings.ReplaceAll(input, "{{"+name+"}}", f.kept[name])
			}
			switch d.Cmd {
			case "restart":
				f.stop()
				f.start()
				return ""
			case "wait":
				if _, err := f.engine.Wait(t.Context(), input); err != nil {
					return err.Error()
				}
				return ""
			}
			return f.operation(d, input)
		})
	})
}

func (f *fixture) operation(d *datadriven.TestData, input string) string {
	target := d.Cmd
	if !strings.Contains(target, ".") {
		target = "AWSStepFunctions." + target
	}
	status, body := f.call(target, input)
	for _, arg := range d.CmdArgs {
		if arg.Key != "keep" {
			d.Fatalf(f.t, "unknown argument %s", arg.Key)
		}
		for _, v := range arg.Vals {
			f.keep(d, v, body)
		}
	}
	for _, name := range f.names() {
		body = strings.ReplaceAll(body, f.kept[name], "{{"+name+"}}")
	}
	var pretty bytes.Buffer
	for line := range strings.Lines(body) {
		if err := json.Indent(&pretty, []byte(line), "", " "); err != nil {
			return fmt.Sprintf("%d %s", status, body)
		}
	}
	return fmt.Sprintf("%d %s\n", status, strings.TrimSpace(pretty.String()))
}

// names returns the names of what was kept, the longest value first, since one may contain another.
func (f *fixture) names() []string {
	return slices.SortedFunc(maps.Keys(f.kept), func(a, b string) int {
		return cmp.Or(len(f.kept[b])-len(f.kept[a]), strings.Compare(a, b))
	})
}

// keep remembers a member of a response: name:a.b.
func (f *fixture) keep(d *datadriven.TestData, what, body string) {
	name, path, _ := strings.Cut(what, ":")
	var v any
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		d.Fatalf(f.t, "keep %s: %v", what, err)
	}
	for part := range strings.SplitSeq(path, ".") {
		m, _ := v.(map[string]any)
		v = m[part]
	}
	text, ok := v.(string)
	if !ok {
		d.Fatalf(f.t, "keep %s: no such string in %s", what, body)
	}
	f.kept[name] = text
}
