package lambda

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// drainTime is how long a dead process's pipe is read when someone who left its process group still holds it open.
const drainTime = 200 * time.Millisecond

// worker is one process of a function. It has one owner at a time, the call that took it, and one goroutine that waits for its
// end.
type worker struct {
	f    *function
	key  string // the first part of its paths in the Runtime API
	cmd  *exec.Cmd
	pid  atomic.Int64 // 0 until the process has started
	logs *logs
	code int64         // stamp of the code it runs
	next chan *call    // to the process, when it asks
	gone chan struct{} // closed when the process group is dead and its logs are read
	how  string        // how it ended; to be read once gone is closed

	mu      sync.Mutex
	current *call // that has no answer yet
}

// startWorker starts a process. It is killed by kill, or by Close.
func (fs *Functions) startWorker(f *function) (*worker, error) {
	p, code, err := f.start(&fs.interpreters)
	if err != nil {
		return nil, err
	}
	out, in, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("make a pipe for its output: %w", err)
	}
	defer func() { _ = in.Close() }()
	l, err := newLogs(out)
	if err != nil {
		_ = out.Close()
		return nil, fmt.Errorf("read its output: %w", err)
	}
	w := &worker{f: f, key: newSecret(), logs: l, code: code, next: make(chan *call), gone: make(chan struct{})}
	w.cmd = exec.Command(p.argv[0], p.argv[1:]...)
	w.cmd.Dir = p.dir
	w.cmd.Env = fs.environment(f, p, fs.api.address+"/"+w.key, newSecret())
	w.cmd.Stdout, w.cmd.Stderr = in, in
	if p.stdin != "" {
		w.cmd.Stdin = strings.NewReader(p.stdin)
	}
	if !fs.track() {
		_ = out.Close()
		return nil, errClosed
	}
	fs.api.add(w)
	if err := fs.starter.start(w.cmd); err != nil {
		fs.api.remove(w)
		fs.running.Done()
		_ = out.Close()
		return nil, fmt.Errorf("start %s: %w", p.argv[0], err)
	}
	w.pid.Store(int64(w.cmd.Process.Pid))
	go fs.watch(w)
	select {
	case <-fs.closing: // Close may have looked before the process was there
		w.kill()
	default:
	}
	fs.config.Logger.Debug("started a Lambda process", "function", f.Name, "pid", w.cmd.Process.Pid)
	return w, nil
}

// watch waits for the end of a process, ends what it left behind in its group, and reads its last words.
func (fs *Functions) watch(w *worker) {
	defer fs.running.Done()
	read := make(chan struct{})
	go func() {
		defer close(read)
		w.logs.follow()
	}()
	_ = w.cmd.Wait() // the state says more than the error
	if state := w.cmd.ProcessState; state.ExitCode() != 0 {
		w.how = state.String()
	}
	w.kill()
	w.pid.Store(0) // the number may soon mean somebody else
	fs.starter.ended(w.cmd.Process.Pid)
	_ = w.logs.pipe.SetReadDeadline(time.Now().Add(drainTime))
	<-read
	_ = w.logs.pipe.Close()
	fs.api.remove(w)
	close(w.gone) // before forget, so that put cannot come in between
	w.f.forget(w)
	fs.config.Logger.Debug("a Lambda process ended", "function", w.f.Name, "pid", w.cmd.Process.Pid, "how", w.how)
}

// kill ends the process and its group, if it has been started.
func (w *worker) kill() {
	if pid := int(w.pid.Load()); pid != 0 {
		_ = syscall.Kill(-pid, syscall.SIGKILL)
	}
}
