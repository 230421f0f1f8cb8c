package lambda_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/lambda"
)

func TestLongLinesComeInPieces(t *testing.T) {
	needs(t, "python3")
	dir := t.TempDir()
	write(t, dir, "handler.py", "def handler(n, c): print('x' * n)\n")
	fs := open(t, lambda.Function{Name: "f", Runtime: "python3.12", Handler: "handler.handler", Code: dir, Timeout: time.Minute})
	var lengths []int
	_, flt := fs.Invoke(context.Background(), "f", value.Int(600_000), func(line string) { lengths = append(lengths, len(line)) })
	if flt != nil || fmt.Sprint(lengths) != "[262144 262144 75712]" {
		t.Errorf("lines of %v bytes, %v", lengths, flt)
	}
}

// TestLinesComeWhileTheCallRuns lets the handler wait for what the test does when it sees its line.
func TestLinesComeWhileTheCallRuns(t *testing.T) {
	needs(t, "python3")
	dir := makeFIFO(t)
	write(t, dir, "handler.py", "def handler(path, c):\n  print('waiting')\n  return open(path).read()\n")
	fs := open(t, lambda.Function{Name: "f", Runtime: "python3.12", Handler: "handler.handler", Code: dir, Timeout: time.Minute})
	fifo := filepath.Join(dir, "fifo")
	reply, flt := fs.Invoke(context.Background(), "f", value.Text(fifo), func(line string) {
		if line != "waiting" {
			t.Errorf("line %q", line)
		}
		if err := os.WriteFile(fifo, []byte("go on"), 0); err != nil {
			t.Error(err)
		}
	})
	if flt != nil || reply.Payload.Str() != "go on" {
		t.Errorf("reply %s, %v", reply.Payload, flt)
	}
}

// TestOutputHeldByAnEscapedChild has a child leave the process group with the output open, and the handler's process end: the call
// must end too.
func TestOutputHeldByAnEscapedChild(t *testing.T) {
	needs(t, "python3")
	dir := t.TempDir()
	write(t, dir, "handler.py", "import os, subprocess\ndef handler(path, c):\n"+
		"  child = subprocess.Popen(['sleep', '100000'], start_new_session=True)\n"+
		"  open(path, 'w').write(str(child.pid))\n  print('last words')\n  os._exit(1)\n")
	fs := open(t, lambda.Function{Name: "f", Runtime: "python3.12", Handler: "handler.handler", Code: dir, Timeout: lambda.MaxTimeout})
	file := filepath.Join(dir, "pid")
	var r recorder
	_, flt := fs.Invoke(context.Background(), "f", value.Text(file), r.Log)
	if flt == nil || flt.Error != "Runtime.ExitError" || strings.Join(r.all(), ",") != "log last words" {
		t.Errorf("fault %+v, log %v", flt, r.all())
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Errorf("the child that escaped was not alive: %v", err)
	}
}
