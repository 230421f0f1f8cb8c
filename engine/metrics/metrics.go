package metrics

import (
	"bytes"
	"net/http"
	"strings"
	"sync"

	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
)

// Config says what is asked at each scrape.
type Config struct {
	// Load returns what the engine has at hand. Default: its gauges are absent.
	Load func() engine.Load
	// Lost returns how many log records and events were lost so far. Default: its counter is absent.
	Lost func() int64
}

// Metrics counts what an engine does. All methods may be called from any goroutine.
type Metrics struct {
	cfg Config

	mu        sync.Mutex
	started   counter
	closed    counter
	duration  histogram
	events    counter
	tasks     counter
	throttles counter
	retries   counter
	commit    histogram
	size      histogram
}

// New returns metrics that have counted nothing.
func New(cfg Config) *Metrics {
	return &Metrics{
		cfg: cfg,
		started: newCounter("stepmill_executions_started_total", "Executions that began, or began anew by a redrive.",
			"state_machine", "type"),
		closed:   newCounter("stepmill_executions_closed_total", "Executions that closed, by how.", "state_machine", "type", "status"),
		duration: newHistogram("stepmill_execution_duration_seconds", "From the start of executions to their close.", "type", 0.01, 0.1, 1, 10, 60, 600, 3600, 86400),
		events:   newCounter("stepmill_history_events_total", "Events of executions, as AWS counts them."),
		tasks: newCounter("stepmill_tasks_total", "Tasks that ended, by integration and how. Those whose state or execution was aborted are not among them.",
			"integration", "outcome"),
		throttles: newCounter("stepmill_task_throttles_total", "Tasks that failed because a service took no more requests.", "integration"),
		retries:   newCounter("stepmill_retries_total", "Attempts that a retrier of a state scheduled."),
		commit: newHistogram("stepmill_commit_duration_seconds", "How long it took until records were durable.", "",
			0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1),
		size: newHistogram("stepmill_commit_bytes", "Bytes of records that one commit made durable.", "", 256, 1<<10, 4<<10, 16<<10, 64<<10, 256<<10, 1<<20, 4<<20, 16<<20),
	}
}

// Observe counts what became durable. It does not block but for a scrape under way.
func (m *Metrics) Observe(c engine.Commit) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c.Bytes > 0 {
		m.commit.observe(c.Took.Seconds(), "")
		m.size.observe(float64(c.Bytes), "")
	}
	for i := range c.Steps {
		m.count(&c.Steps[i])
	}
}

func (m *Metrics) count(s *engine.Step) {
	kind := "STANDARD"
	if s.Head.Express {
		kind = "EXPRESS"
	}
	for i := range s.Records {
		r := &s.Records[i]
		if r.Type.Shown() {
			m.events.add(1)
		}
		switch {
		case r.Type == history.ExecutionStarted || r.Type == history.ExecutionRedriven:
			m.started.add(1, s.Head.MachineName, kind)
		case r.Type.Closes():
			m.closed.add(1, s.Head.MachineName, kind, string(s.Head.Status))
			m.duration.observe(s.Head.StopDate.Sub(s.Head.StartDate).Seconds(), kind)
		case r.Type == history.RetryScheduled:
			m.retries.add(1)
		default:
			m.task(r)
		}
	}
}

// task counts a record that ends a task.
func (m *Metrics) task(r *history.Record) {
	outcome := ""
	switch r.Type {
	case history.TaskSucceeded, history.LambdaFunctionSucceeded, history.ActivitySucceeded:
		outcome = "succeeded"
	case history.TaskFailed, history.LambdaFunctionFailed, history.ActivityFailed:
		outcome = "failed"
	case history.TaskTimedOut, history.LambdaFunctionTimedOut, history.ActivityTimedOut:
		outcome = "timed_out"
	default:
		return
	}
	of := integration(r)
	m.tasks.add(1, of, outcome)
	if outcome == "failed" && throttled(r.Error) {
		m.throttles.add(1, of)
	}
}

// integration names what a task was carried out by: lambda, activity, or the service in the ARN of an integration.
func integration(r *history.Record) string {
	switch {
	case r.Type >= history.ActivityScheduled && r.Type <= history.ActivityTimedOut:
		return "activity"
	case r.Type >= history.LambdaFunctionScheduled && r.Type <= history.LambdaFunctionTimedOut:
		return "lambda"
	}
	kind, _ := history.SplitResource(r.Resource)
	return kind
}

// throttled reports whether the name of an error is one of those by which services of AWS say that there are too many requests.
// Source: the services' API references, "Common Errors".
func throttled(name string) bool {
	for _, part := range []string{"TooManyRequests", "Throttl", "ThroughputExceeded", "RequestLimitExceeded", "SlowDown", "BandwidthLimitExceeded"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// Handler answers a scrape: GET, with Prometheus's text format.
func (m *Metrics) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		w.Write(m.text()) // the client has gone if this fails, and there is nobody to tell
	})
}

func (m *Metrics) text() []byte {
	b := new(bytes.Buffer)
	if m.cfg.Load != nil {
		l := m.cfg.Load()
		gauge(b, "stepmill_executions_running", "Executions that run here.", l.Executions)
		gauge(b, "stepmill_executions_cut_off", "Executions that were cut off when the last process ended, and wait for a resume.", l.CutOff)
		gauge(b, "stepmill_tasks_in_flight", "Tasks with an executor at work.", l.Tasks)
		gauge(b, "stepmill_activity_tasks_waiting", "Tasks of activities that wait for a worker.", l.Activities)
		gauge(b, "stepmill_write_queue_bytes", "Bytes of records that wait for the disk.", l.Queued)
	}
	if m.cfg.Lost != nil {
		lost := newCounter("stepmill_log_records_lost_total", "Execution log records and events that were lost because too many waited.")
		lost.add(m.cfg.Lost())
		lost.write(b)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range []*counter{&m.started, &m.closed} {
		c.write(b)
	}
	m.duration.write(b)
	for _, c := range []*counter{&m.events, &m.tasks, &m.throttles, &m.retries} {
		c.write(b)
	}
	m.commit.write(b)
	m.size.write(b)
	return b.Bytes()
}
