package metrics

import (
	"context"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stillClock is time that does not pass.
type stillClock struct{}

func (stillClock) Now() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }

func (stillClock) NewTimer() engine.Timer { return noTimer{} }

type noTimer struct{}

func (noTimer) C() <-chan time.Time { return nil }
func (noTimer) Reset(time.Duration) {}
func (noTimer) Stop()               {}

// echo answers a task with its parameters, or with the fault that they ask for.
type echo struct{}

func (echo) Run(_ context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	if name := t.Parameters.Get("Throw").Str(); name != "" {
		return value.Value{}, fault.New(name, "")
	}
	return t.Parameters, nil
}

// TestScripts runs the scripts in testdata. With -rewrite it writes down what happens. The commands are
//
//	run [machine=m] [express] [open]   runs a definition to its end; with open it only starts
//	scrape                             shows the metrics, without the values that depend on who is faster: how work is batched in commits, and
//	                                   whether the executor of a task that has ended is still there
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		m, e := open(t)
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "run":
				name := "m"
				d.MaybeScanArgs(t, "machine", &name)
				h, err := e.Start(t.Context(), engine.StartRequest{Machine: name, Definition: d.Input, Input: value.MustParse("{}"), Express: d.HasArg("express")})
				if err == nil && !d.HasArg("open") {
					h, err = e.Wait(t.Context(), h.ARN)
				}
				if err != nil {
					return err.Error()
				}
				return string(h.Status)
			case "scrape":
				return scrape(t, m)
			}
			d.Fatalf(t, "there is no command %s", d.Cmd)
			return ""
		})
	})
}

func open(t *testing.T) (*Metrics, *engine.Engine) {
	t.Helper()
	var e *engine.Engine
	m := New(Config{Load: func() engine.Load { return e.Load() }, Lost: func() int64 { return 7 }})
	mux := executor.NewMux()
	mux.Handle("arn:aws:states:::sqs:sendMessage", echo{})
	mux.Handle("arn:aws:lambda:us-east-1:000000000000:function:f", echo{})
	s := mem.New()
	e, err := engine.Open(t.Context(), engine.Config{Store: s, Executors: mux, Clock: stillClock{}, Observer: m, Shards: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		s.Close()
	})
	return m, e
}

func scrape(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if kind := w.Header().Get("Content-Type"); kind != "text/plain; version=0.0.4; charset=utf-8" {
		t.Errorf("the content type is %s", kind)
	}
	return racing.ReplaceAllString(w.Body.String(), "$1 …")
}

var racing = regexp.MustCompile(`(?m)^(stepmill_(?:commit_.*|tasks_in_flight)) [0-9.e+]+$`)

// TestCommits finds each commit in one bucket of both histograms, and what was not written in none.
func TestCommits(t *testing.T) {
	m := New(Config{})
	for _, c := range []engine.Commit{{Bytes: 100, Took: time.Millisecond}, {Bytes: 4096, Took: 2 * time.Second}, {Bytes: 4097, Took: 200 * time.Millisecond}, {}} {
		m.Observe(c)
	}
	got := string(m.text())
	for _, want := range []string{
		`stepmill_commit_bytes_bucket{le="256"} 1`, `stepmill_commit_bytes_bucket{le="4096"} 2`, `stepmill_commit_bytes_bucket{le="16384"} 3`,
		`stepmill_commit_bytes_bucket{le="+Inf"} 3`, `stepmill_commit_bytes_sum 8293`, `stepmill_commit_bytes_count 3`,
		`stepmill_commit_duration_seconds_bucket{le="0.0003"} 0`, `stepmill_commit_duration_seconds_bucket{le="0.001"} 1`,
		`stepmill_commit_duration_seconds_bucket{le="1"} 2`, `stepmill_commit_duration_seconds_bucket{le="+Inf"} 3`,
		`stepmill_commit_duration_seconds_sum 2.201`,
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "_running") || strings.Contains(got, "_lost_") {
		t.Errorf("what nobody can tell is told:\n%s", got)
	}
}

// TestLabels finds that label values are escaped.
func TestLabels(t *testing.T) {
	if got, want := labelText([]string{"a", "b"}, []string{"x\\\"\n", "é"}), `{a="x\\\"\n",b="é"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
