package lambda_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/lambda"
)

// The tests of this file watch processes through a FIFO that the function opens and a child of it, which never ends by itself,
// inherits: reading reaches the end of the FIFO when both are dead, and no sooner.

// victimVariable makes the test binary a victim; it holds the folder with the FIFO.
const victimVariable = "STEPMILL_TEST_VICTIM"

// hold starts a child that has the FIFO open, as this process has from here on, and says so in it.
func hold(fifo string) error {
	f, err := os.OpenFile(fifo, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	cmd := exec.Command("sleep", "100000")
	cmd.Stdout, cmd.ExtraFiles = os.Stdout, []*os.File{f}
	if err := cmd.Start(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, "held")
	held = f
	return err
}

var held *os.File // keeps the FIFO open

func holder(dir string, self string) lambda.Config {
	return lambda.Config{Functions: []lambda.Function{{
		Name: "holder", Command: []string{self}, Timeout: time.Second,
		Environment: map[string]string{"FIFO": filepath.Join(dir, "fifo")},
	}}}
}

// beVictim calls the holder and waits to be killed.
func beVictim(dir string) {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cfg := holder(dir, self)
	cfg.Functions[0].Timeout = lambda.MaxTimeout
	fs, err := lambda.Open(cfg)
	if err != nil {
		panic(err)
	}
	_, flt := fs.Invoke(context.Background(), "holder", value.MustParse(`{"do":"hang"}`), nil)
	panic(fmt.Sprint("the call that hangs came back: ", flt))
}

func makeFIFO(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o600); err != nil {
		t.Skipf("no FIFO can be made here: %v", err)
	}
	return dir
}

// follow opens the FIFO, which waits for the writer, and returns when the child holds it.
func follow(t *testing.T, dir string) *bufio.Reader {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "fifo"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if err := f.SetReadDeadline(time.Now().Add(time.Minute)); err != nil { // so that a failure is not a hang
		t.Fatal(err)
	}
	r := bufio.NewReader(f)
	if line, err := r.ReadString('\n'); line != "held\n" {
		t.Fatalf("the FIFO gives %q, %v", line, err)
	}
	return r
}

func awaitDeath(t *testing.T, r io.Reader) {
	t.Helper()
	if _, err := io.ReadAll(r); err != nil {
		t.Errorf("a process of the function is still alive: %v", err)
	}
}

func TestKilledProcessLeavesNothing(t *testing.T) {
	dir := makeFIFO(t)
	victim := exec.Command(self(t))
	victim.Env = append(os.Environ(), victimVariable+"="+dir)
	victim.Stderr = os.Stderr
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	r := follow(t, dir)
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = victim.Wait()
	awaitDeath(t, r)
}

func TestCloseLeavesNothing(t *testing.T) {
	dir := makeFIFO(t)
	fs, err := lambda.Open(holder(dir, self(t)))
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		_, flt := fs.Invoke(context.Background(), "holder", value.MustParse(`{"do":"hold"}`), nil)
		if flt != nil {
			done <- fmt.Errorf("%s: %s", flt.Error, flt.Cause)
		}
		done <- fs.Close()
	}()
	r := follow(t, dir)
	awaitDeath(t, r)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestTimeoutKillsTheWholeGroup(t *testing.T) {
	dir := makeFIFO(t)
	fs, err := lambda.Open(holder(dir, self(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(t, fs)
	done := make(chan string, 1)
	go func() {
		_, flt := fs.Invoke(context.Background(), "holder", value.MustParse(`{"do":"hang"}`), nil)
		done <- flt.Error + " " + uuid.ReplaceAllString(flt.Cause, "<uuid>")
	}()
	awaitDeath(t, follow(t, dir))
	want := `Sandbox.Timedout {"errorType":"Sandbox.Timedout","errorMessage":"RequestId: <uuid> Error: Task timed out after 1.00 seconds"}`
	if got := <-done; got != want {
		t.Errorf("fault %s\nwant  %s", got, want)
	}
}

func TestCancelKillsTheCall(t *testing.T) {
	dir := makeFIFO(t)
	cfg := holder(dir, self(t))
	cfg.Functions[0].Timeout = lambda.MaxTimeout
	fs, err := lambda.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(t, fs)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan string, 1)
	go func() {
		_, flt := fs.Invoke(ctx, "holder", value.MustParse(`{"do":"hang"}`), nil)
		done <- flt.Cause
	}()
	r := follow(t, dir)
	cancel()
	awaitDeath(t, r)
	if got := <-done; !strings.Contains(got, "cancelled") {
		t.Errorf("cause %q", got)
	}
}

func TestCloseEndsCalls(t *testing.T) {
	dir := makeFIFO(t)
	cfg := holder(dir, self(t))
	cfg.Functions[0].Timeout = lambda.MaxTimeout
	fs, err := lambda.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan string, 1)
	go func() {
		_, flt := fs.Invoke(context.Background(), "holder", value.MustParse(`{"do":"hang"}`), nil)
		done <- flt.Cause
	}()
	r := follow(t, dir)
	closeAll(t, fs)
	awaitDeath(t, r)
	if got := <-done; !strings.Contains(got, "being closed") {
		t.Errorf("cause %q", got)
	}
	if _, flt := fs.Invoke(context.Background(), "holder", value.MustParse(`{}`), nil); flt == nil || !strings.Contains(flt.Cause, "being closed") {
		t.Errorf("a call after Close gives %v", flt)
	}
}

func closeAll(t testing.TB, fs *lambda.Functions) {
	t.Helper()
	if err := fs.Close(); err != nil {
		t.Error(err)
	}
}

// TestFailureBetweenCalls lets a handler leave work behind that fails when its call is over: the process ends, and the next call gets
// another.
func TestFailureBetweenCalls(t *testing.T) {
	needs(t, "node")
	dir := makeFIFO(t)
	write(t, dir, "index.js", "exports.handler = async (fifo) => {\n  if (!fifo) return 'fine';\n"+
		"  const fs = require('fs');\n  fs.writeSync(fs.openSync(fifo, 'w'), 'held\\n');\n"+
		"  setTimeout(() => Promise.reject(new Error('left behind')), 20);\n  return 'left';\n};\n")
	fs := open(t, lambda.Function{Name: "f", Runtime: "nodejs20.x", Handler: "index.handler", Code: dir, Timeout: time.Minute})
	done := make(chan string, 1)
	go func() {
		reply, flt := fs.Invoke(context.Background(), "f", value.Text(filepath.Join(dir, "fifo")), nil)
		done <- fmt.Sprint(reply.Payload, flt == nil)
	}()
	awaitDeath(t, follow(t, dir))
	if got := <-done; got != `"left" true` {
		t.Errorf("the call gives %s", got)
	}
	reply, flt := fs.Invoke(context.Background(), "f", value.Text(""), nil)
	if flt != nil { // handed to the process at the moment of its death
		reply, flt = fs.Invoke(context.Background(), "f", value.Text(""), nil)
	}
	if flt != nil || reply.Payload.Str() != "fine" {
		t.Errorf("the next call gives %s, %v", reply.Payload, flt)
	}
}
