package engine

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/bolt"
	"github.com/stepmill/stepmill/store/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	double = "arn:aws:lambda:us-east-1:000000000000:function:double"
	hello  = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "hello", "End": true}}}`
	twice  = `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "` + double + `", "End": true}}}`
	sleepy = `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}}}`
)

func newMem(t *testing.T) store.Store {
	s := mem.New()
	t.Cleanup(func() { s.Close() })
	return s
}

// open opens an engine over a store, with a Mux of these executors by resource; it is closed with the test.
func open(t *testing.T, s store.Store, xs map[string]executor.Executor) *Engine {
	t.Helper()
	mux := new(executor.Mux)
	for p, x := range xs {
		mux.Handle(p, x)
	}
	e, err := Open(t.Context(), Config{Store: s, Executors: mux})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return e
}

// doubler doubles a number.
type doubler struct{}

func (doubler) Run(_ context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	return value.Float(2 * t.Parameters.Float()), nil
}

func start(t *testing.T, e *Engine, req StartRequest) Head {
	t.Helper()
	if req.Machine == "" {
		req.Machine = "m"
	}
	if !req.Input.IsDefined() {
		req.Input = value.MustParse(`{}`)
	}
	h, err := e.Start(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func wait(t *testing.T, e *Engine, h Head) Head {
	t.Helper()
	h, err := e.Wait(t.Context(), h.ARN)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func types(t *testing.T, e *Engine, h Head) []string {
	t.Helper()
	var names []string
	for r, err := range e.History(t.Context(), h) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Type.Shown() {
			names = append(names, r.Type.String())
		}
	}
	return names
}

// TestRun starts an execution with a task and finds its outcome, its input and its history in the store.
func TestRun(t *testing.T) {
	e := open(t, newMem(t), map[string]executor.Executor{double: doubler{}})
	h := wait(t, e, start(t, e, StartRequest{Definition: twice, Input: value.MustParse("21")}))
	if h.Status != interp.Succeeded || h.Output != "42" || h.Events != 7 {
		t.Errorf("got %s %s after %d events, want SUCCEEDED 42 after 7", h.Status, h.Output, h.Events)
	}
	if in, err := e.Input(t.Context(), h); err != nil || in != "21" {
		t.Errorf("input %q, %v", in, err)
	}
	want := []string{
		"ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded",
		"TaskStateExited", "ExecutionSucceeded",
	}
	if got := types(t, e, h); !slices.Equal(got, want) {
		t.Errorf("history %v, want %v", got, want)
	}
	var followed int
	for _, err := range e.Follow(t.Context(), h) {
		if err != nil {
			t.Fatal(err)
		}
		followed++
	}
	if followed != len(want) {
		t.Errorf("Follow gave %d records, want %d", followed, len(want))
	}
}

// TestNames starts executions under given names, finds them by ARN, name and prefix, and refuses a name twice.
func TestNames(t *testing.T) {
	e := open(t, newMem(t), nil)
	a := wait(t, e, start(t, e, StartRequest{Definition: hello, Name: "first-one"}))
	wait(t, e, start(t, e, StartRequest{Definition: hello, Name: "first-two"}))
	b := wait(t, e, start(t, e, StartRequest{Definition: hello}))
	if _, err := e.Start(t.Context(), StartRequest{Machine: "m", Definition: hello, Name: "first-one", Input: value.True}); !errors.Is(err, ErrExecutionExists) {
		t.Errorf("a name twice: %v", err)
	}
	for _, id := range []string{a.ARN, "first-one", "first-o"} {
		if got, err := e.Find(t.Context(), id); err != nil || got.ARN != a.ARN {
			t.Errorf("Find(%q) = %s, %v", id, got.ARN, err)
		}
	}
	if got, err := e.Find(t.Context(), b.Name[:9]); err != nil || got.ARN != b.ARN {
		t.Errorf("Find by the prefix of a made name = %s, %v", got.ARN, err)
	}
	if _, err := e.Find(t.Context(), "first"); !errors.Is(err, ErrAmbiguous) {
		t.Errorf("an ambiguous prefix: %v", err)
	}
	if _, err := e.Find(t.Context(), "nobody"); !errors.Is(err, ErrNoExecution) {
		t.Errorf("an unknown name: %v", err)
	}
	var listed []string
	for h, err := range e.List(t.Context(), ListFilter{Machine: e.MachineARN("m"), Status: interp.Succeeded}) {
		if err != nil {
			t.Fatal(err)
		}
		listed = append(listed, h.Name)
	}
	if !slices.Equal(listed, []string{b.Name, "first-two", "first-one"}) {
		t.Errorf("listed %v", listed)
	}
}

// TestStop aborts an execution that waits.
func TestStop(t *testing.T) {
	e := open(t, newMem(t), nil)
	h := start(t, e, StartRequest{Definition: sleepy})
	if err := e.Stop(t.Context(), h.ARN, "Stop", "because"); err != nil {
		t.Fatal(err)
	}
	if h = wait(t, e, h); h.Status != interp.Aborted || h.Error != "Stop" || h.Cause != "because" {
		t.Errorf("got %+v", h)
	}
	if err := e.Stop(t.Context(), h.ARN, "", ""); err != nil {
		t.Errorf("stopping twice: %v", err)
	}
}

// blocker answers when told, and counts how often it was asked with which token.
type blocker struct {
	asked  chan executor.Task
	answer chan value.Value
}

func newBlocker() *blocker {
	return &blocker{asked: make(chan executor.Task, 10), answer: make(chan value.Value)}
}

func (b *blocker) Run(ctx context.Context, t executor.Task, _ executor.Reporter) (value.Value, *fault.Fault) {
	b.asked <- t
	select {
	case v := <-b.answer:
		return v, nil
	case <-ctx.Done():
		return value.Value{}, fault.New("Cancelled", "")
	}
}

// TestStopCancelsTask checks that the executor of an aborted task is told.
func TestStopCancelsTask(t *testing.T) {
	b := newBlocker()
	e := open(t, newMem(t), map[string]executor.Executor{double: b})
	h := start(t, e, StartRequest{Definition: twice})
	<-b.asked
	if err := e.Stop(t.Context(), h.ARN, "", ""); err != nil {
		t.Fatal(err)
	}
	e.tasks.Wait() // ends only because the context did
}

// TestResume closes an engine in the middle of a task and opens another over the same folder: the execution is reported as cut off, left alone
// until Resume, and its task then runs again with the same token.
func TestResume(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	openBolt := func() store.Store {
		s, err := bolt.Open(bolt.Config{Path: filepath.Join(dir, "stepmill.db")})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := openBolt()
	b := newBlocker()
	e := open(t, s, map[string]executor.Executor{double: b})
	h := start(t, e, StartRequest{Definition: twice, Input: value.MustParse("1"), Name: "cut"})
	first := <-b.asked
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	s.Close()

	s = openBolt()
	t.Cleanup(func() { s.Close() })
	b = newBlocker()
	e = open(t, s, map[string]executor.Executor{double: b})
	if cut := e.CutOff(); len(cut) != 1 || cut[0].ARN != h.ARN {
		t.Fatalf("cut off: %+v", cut)
	}
	if _, err := e.Wait(t.Context(), h.ARN); !errors.Is(err, ErrNotLoaded) {
		t.Errorf("waiting for what nobody runs: %v", err)
	}
	if hs, err := e.Resume(t.Context()); err != nil || len(hs) != 1 {
		t.Fatalf("resume: %v, %v", hs, err)
	}
	again := <-b.asked
	if again.Token != first.Token || !again.Again || first.Again {
		t.Errorf("the task came again as %+v, first as %+v", again, first)
	}
	b.answer <- value.MustParse("7")
	if h = wait(t, e, h); h.Status != interp.Succeeded || h.Output != "7" {
		t.Errorf("got %s %s", h.Status, h.Output)
	}
	if e.last.Load() != 1 {
		t.Errorf("the newest number is %d, want 1", e.last.Load())
	}
}

// TestMissingExecutor fails a task that nobody carries out, naming what to add.
func TestMissingExecutor(t *testing.T) {
	e := open(t, newMem(t), nil)
	h := wait(t, e, start(t, e, StartRequest{Definition: twice}))
	if h.Status != interp.Failed || h.Error != fault.Runtime || h.Cause == "" {
		t.Errorf("got %+v", h)
	}
}

// TestCallback completes a callback by its token, once.
func TestCallback(t *testing.T) {
	const send = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
	b := newBlocker()
	e := open(t, newMem(t), map[string]executor.Executor{send: b})
	h := start(t, e, StartRequest{Definition: `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "` + send + `", "Parameters": {"t.$": "$$.Task.Token"}, "End": true}}}`})
	task := <-b.asked
	b.answer <- value.MustParse(`{"MessageId": "1"}`)
	token := task.Parameters.Get("t").Str()
	if token != task.Token {
		t.Errorf("the token in the parameters is %q, of the task %q", token, task.Token)
	}
	if err := e.TaskHeartbeat(t.Context(), token); err != nil {
		t.Errorf("heartbeat: %v", err)
	}
	if err := e.TaskSucceeded(t.Context(), token+"x", value.True); !errors.Is(err, ErrInvalidToken) {
		t.Errorf("a token that was tampered with: %v", err)
	}
	if err := e.TaskSucceeded(t.Context(), token, value.MustParse(`{"done": true}`)); err != nil {
		t.Fatal(err)
	}
	if err := e.TaskSucceeded(t.Context(), token, value.True); !errors.Is(err, ErrNoTask) {
		t.Errorf("a token twice: %v", err)
	}
	if h = wait(t, e, h); h.Output != `{"done": true}` {
		t.Errorf("got %s", h.Output)
	}
}

// TestStoreFailure checks that work stops when the log cannot be written, and that nobody is told otherwise.
func TestStoreFailure(t *testing.T) {
	s := mem.New()
	e, err := Open(t.Context(), Config{Store: s})
	if err != nil {
		t.Fatal(err)
	}
	start(t, e, StartRequest{Definition: hello})
	s.Close()
	if _, err := e.Start(t.Context(), StartRequest{Machine: "m", Definition: hello, Input: value.True}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a start that cannot be written: %v", err)
	}
	if _, err := e.Start(t.Context(), StartRequest{Machine: "m", Definition: hello, Input: value.True}); err == nil {
		t.Error("an engine whose store failed takes work")
	}
	if err := e.Close(); !errors.Is(err, store.ErrClosed) {
		t.Errorf("close: %v", err)
	}
}

// TestExpress checks that the events of an Express execution stay in memory while its start and close are written.
func TestExpress(t *testing.T) {
	s := newMem(t)
	e := open(t, s, map[string]executor.Executor{double: doubler{}})
	h := wait(t, e, start(t, e, StartRequest{Definition: twice, Input: value.MustParse("2"), Express: true, Name: "x"}))
	if h.Output != "4" || h.ARN != "arn:aws:states:us-east-1:000000000000:express:m:x:"+e.names.of(h.Number) {
		t.Errorf("got %s of %s", h.Output, h.ARN)
	}
	if got := types(t, e, h); len(got) != 7 {
		t.Errorf("in memory: %v", got)
	}
	var written []string
	for c, err := range e.chunks(t.Context(), h.Number, 0) {
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range c.records {
			written = append(written, r.Type.String())
		}
	}
	if !slices.Equal(written, []string{"ExecutionStarted", "ExecutionSucceeded"}) {
		t.Errorf("written: %v", written)
	}
}

// TestFollowExpress follows an Express execution while it runs: its events come as they happen, though they are not written.
func TestFollowExpress(t *testing.T) {
	b := newBlocker()
	e := openAt(t, Config{Store: newMem(t)}, b)
	h := start(t, e, StartRequest{Definition: twice, Express: true})
	<-b.asked
	var seen []string
	for r, err := range e.Follow(t.Context(), h) {
		if err != nil {
			t.Fatal(err)
		}
		if seen = append(seen, r.Type.String()); len(seen) == 4 {
			b.answer <- value.True
		}
	}
	if len(seen) != 7 || seen[6] != "ExecutionSucceeded" {
		t.Errorf("saw %v", seen)
	}
}
