package lambda

import (
	"slices"
	"sync"
	"time"
)

// reloadInterval is how often a function's code is looked at for changes, at most.
const reloadInterval = time.Second

// function is one function and its idle processes, the last used at the end.
type function struct {
	Function
	slots chan struct{} // one for each call at a time

	mu      sync.Mutex
	program *program // how to start a process; nil until that is known
	code    int64    // stamp of the program's files
	looked  time.Time
	idle    []*worker
}

// start returns how to start a process, and the stamp of its code. What was found is kept; a failure is looked into again at the
// next call.
func (f *function) start(in *interpreters) (*program, int64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.program == nil {
		p, err := f.resolve(in)
		if err != nil {
			return nil, 0, err
		}
		f.program, f.code, f.looked = p, p.stamp(), time.Now()
	}
	return f.program, f.code, nil
}

// take returns the idle worker that was used last, nil when there is none. When the code has changed, the idle ones end.
func (f *function) take() *worker {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reload()
	if len(f.idle) == 0 {
		return nil
	}
	w := f.idle[len(f.idle)-1]
	f.idle = f.idle[:len(f.idle)-1]
	return w
}

// reload ends idle workers with old code, so that someone who edits a function need not restart stepmill. Those at work end when they
// are put back.
func (f *function) reload() {
	if f.program == nil || time.Since(f.looked) < reloadInterval {
		return
	}
	f.looked = time.Now()
	code := f.program.stamp()
	if code == f.code {
		return
	}
	f.code = code
	for _, w := range f.idle {
		w.kill()
	}
	f.idle = nil
}

// put makes w idle, or ends it when its code has changed.
func (f *function) put(w *worker) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if w.code != f.code {
		w.kill()
		return
	}
	select {
	case <-w.gone:
	default:
		f.idle = append(f.idle, w)
	}
}

// forget drops a worker that is gone.
func (f *function) forget(w *worker) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.idle = slices.DeleteFunc(f.idle, func(x *worker) bool { return x == w })
}
