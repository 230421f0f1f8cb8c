package lambda_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
	"github.com/stepmill/stepmill/executor/lambda"
)

// open opens one function that is this test binary.
func open(t testing.TB, f lambda.Function) *lambda.Functions {
	t.Helper()
	if f.Command == nil && f.Runtime == "" {
		f.Command = []string{self(t)}
	}
	fs, err := lambda.Open(lambda.Config{Functions: []lambda.Function{f}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeAll(t, fs) })
	return fs
}

func TestConcurrencyLimitThrottles(t *testing.T) {
	dir := makeFIFO(t)
	cfg := holder(dir, self(t))
	cfg.Functions[0].Timeout, cfg.Functions[0].Concurrency = lambda.MaxTimeout, 1
	fs, err := lambda.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(t, fs)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = fs.Invoke(ctx, "holder", value.MustParse(`{"do":"hang"}`), nil)
	}()
	follow(t, dir) // the one call is on its way

	_, flt := fs.Invoke(context.Background(), "holder", value.MustParse(`{}`), nil)
	const want = "Rate Exceeded. (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: <uuid>; Proxy: null)"
	if flt == nil || flt.Error != "Lambda.TooManyRequestsException" || uuid.ReplaceAllString(flt.Cause, "<uuid>") != want {
		t.Errorf("a second call gives %+v", flt)
	}
	cancel()
	<-done
	if _, flt := fs.Invoke(context.Background(), "holder", value.MustParse(`{}`), nil); flt != nil {
		t.Errorf("a call after the first has ended gives %+v", flt)
	}
}

func TestManyCallsAtOnce(t *testing.T) {
	const calls = 200
	fs := open(t, lambda.Function{Name: "f"})
	var wg sync.WaitGroup
	for i := range calls {
		wg.Go(func() {
			var r recorder
			in := fmt.Sprintf(`{"do":"print","i":%d}`, i)
			reply, flt := fs.Invoke(context.Background(), "f", value.MustParse(in), r.Log)
			if flt != nil || reply.Payload.Compact() != in {
				t.Errorf("call %d gives %s, %v", i, reply.Payload, flt)
			}
			if got := strings.Join(r.all(), ","); got != "log on stdout,log on stderr" {
				t.Errorf("call %d logs %q", i, got)
			}
		})
	}
	wg.Wait()
}

func TestWarmProcessKilledFromOutsideIsReplaced(t *testing.T) {
	needs(t, "python3")
	dir := t.TempDir()
	write(t, dir, "handler.py", "import os\ndef handler(e, c): return os.getpid()\n")
	fs := open(t, lambda.Function{Name: "f", Runtime: "python3.12", Handler: "handler.handler", Code: dir, Timeout: time.Minute})
	pid := func() int64 {
		reply, flt := fs.Invoke(context.Background(), "f", value.MustParse(`{}`), nil)
		if flt != nil && flt.Error != "Runtime.ExitError" {
			t.Fatal(flt)
		}
		n, _ := reply.Payload.Int()
		return n
	}
	for range 3 {
		first := pid()
		if first == 0 {
			t.Fatal("a process nobody killed has died")
		}
		if err := syscall.Kill(int(first), syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		next := pid()
		if next == 0 { // handed to the process at the moment of its death
			next = pid()
		}
		if next == 0 || next == first {
			t.Errorf("process %d was killed, and then process %d answers", first, next)
		}
	}
}

func TestResponseTooLarge(t *testing.T) {
	needs(t, "python3")
	dir := t.TempDir()
	write(t, dir, "handler.py", "def handler(n, c): return 'x' * (n - 2)\n")
	fs := open(t, lambda.Function{Name: "f", Runtime: "python3.12", Handler: "handler.handler", Code: dir, Timeout: time.Minute})
	for _, tt := range []struct {
		size int64
		want string
	}{
		{lambda.MaxPayload, ""},
		{lambda.MaxPayload + 1, `{"errorMessage":"Response payload size (6291557 bytes) exceeded maximum allowed payload size (6291556 bytes).",` +
			`"errorType":"Function.ResponseSizeTooLarge"}`},
		{lambda.MaxPayload, ""}, // the process goes on
	} {
		reply, flt := fs.Invoke(context.Background(), "f", value.Int(tt.size), nil)
		switch {
		case flt == nil && (tt.want != "" || int64(reply.Size) != tt.size):
			t.Errorf("%d bytes come back as %d", tt.size, reply.Size)
		case flt != nil && flt.Cause != tt.want:
			t.Errorf("%d bytes give %+v", tt.size, flt)
		}
	}
}

func TestInitThatNeverEnds(t *testing.T) {
	fs, err := lambda.Open(lambda.Config{InitTimeout: 10 * time.Millisecond, Functions: []lambda.Function{{Name: "f", Command: []string{"sleep", "100000"}}}})
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(t, fs)
	_, flt := fs.Invoke(context.Background(), "f", value.MustParse(`{}`), nil)
	if flt == nil || flt.Error != "Sandbox.Timedout" || !strings.Contains(flt.Cause, "after 0.01 seconds") {
		t.Errorf("fault %+v", flt)
	}
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "plain", "no program")
	tests := []struct {
		f    lambda.Function
		want string
	}{
		{lambda.Function{Command: []string{self(t)}}, ""},
		{lambda.Function{Command: []string{"./plain"}, Code: dir}, "its command ./plain cannot be started (permission denied); build it"},
		{lambda.Function{Command: []string{"no-such-program"}}, "its command no-such-program cannot be started (executable file not found in $PATH)"},
		{lambda.Function{Runtime: "provided.al2023", Code: dir}, "needs an executable bootstrap in " + dir},
		{lambda.Function{Runtime: "go1.x", Handler: "main", Code: dir}, "needs an executable bootstrap or main in " + dir},
		{lambda.Function{Runtime: "java21", Code: dir}, "its runtime java21 is not supported"},
		{lambda.Function{Runtime: "python3.12", Code: filepath.Join(dir, "plain"), Handler: "a.b"}, "is not there; correct code:"},
	}
	for _, tt := range tests {
		err := tt.f.Check()
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("Check(%+v) = %v, want %q", tt.f, err, tt.want)
		}
	}
	t.Setenv("PATH", dir)
	err := lambda.Function{Runtime: "python3.12", Code: dir, Handler: "a.b"}.Check()
	if want := "needs python3 3.8 or later on the PATH; install it (python3.12: executable file not found in $PATH; python3:"; err == nil ||
		!strings.Contains(err.Error(), want) {
		t.Errorf("without Python: %v, want %q", err, want)
	}
}

func TestOpenRefuses(t *testing.T) {
	ok := lambda.Function{Name: "f", Command: []string{"x"}}
	with := func(change func(*lambda.Function)) []lambda.Function {
		f := ok
		change(&f)
		return []lambda.Function{f}
	}
	tests := []struct {
		fs   []lambda.Function
		want string
	}{
		{[]lambda.Function{ok, ok}, "is there twice"},
		{with(func(f *lambda.Function) { f.Name = "a:b" }), "without colons"},
		{with(func(f *lambda.Function) { f.Command = nil }), "neither a runtime nor a command"},
		{with(func(f *lambda.Function) { f.Timeout = time.Hour }), "allows up to 15m0s"},
		{with(func(f *lambda.Function) { f.Concurrency = -1 }), "concurrency of -1"},
	}
	for _, tt := range tests {
		if _, err := lambda.Open(lambda.Config{Functions: tt.fs}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Open gives %v, want %q", err, tt.want)
		}
	}
}

func needs(t testing.TB, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("%s is not on this machine", program)
	}
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAsynchronousCallsWaitForASlot(t *testing.T) {
	needs(t, "python3")
	const calls = 3
	dir := t.TempDir()
	write(t, dir, "handler.py", "import os\ndef handler(name, c):\n  os.rename(name + '.tmp', name)\n  print('renamed')\n")
	var logged lines
	fs, err := lambda.Open(lambda.Config{
		Logger: slog.New(slog.NewTextHandler(&logged, nil)),
		Functions: []lambda.Function{{
			Name: "f", Runtime: "python3.12", Handler: "handler.handler", Code: dir, Timeout: time.Minute, Concurrency: 1,
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(t, fs)
	logged.all.Add(calls)
	for i := range calls {
		name := filepath.Join(dir, fmt.Sprint(i))
		write(t, dir, fmt.Sprint(i, ".tmp"), "")
		_, flt := fs.Integration().Run(context.Background(), executor.Task{
			Parameters: value.MustParse(fmt.Sprintf(`{"FunctionName":"f","InvocationType":"Event","Payload":%q}`, name)),
		}, &recorder{})
		if flt != nil {
			t.Fatal(flt)
		}
	}
	logged.all.Wait()
	for i := range calls {
		if _, err := os.Stat(filepath.Join(dir, fmt.Sprint(i))); err != nil {
			t.Errorf("call %d has not run: %v", i, err)
		}
	}
}

// lines counts the log records that come from calls.
type lines struct{ all sync.WaitGroup }

func (l *lines) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "msg=renamed") {
		l.all.Done()
	}
	return len(p), nil
}
