package lambda

import (
	"context"
	"errors"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// call is one invocation on its way through a process.
type call struct {
	id      string
	payload []byte
	client  string // ClientContext, as JSON
	patient bool   // waits for a slot where others are refused
	answer  chan answer
}

// answer is what came of a call.
type answer struct {
	payload []byte
	fault   *fault.Fault
}

// Reply is the result of a call that succeeded.
type Reply struct {
	RequestID string
	Payload   value.Value
	Size      int // bytes of the payload as the function wrote it
}

var errClosed = errors.New("the functions are being closed")

// Invoke calls a function, named in any way the API allows, and waits for its result. Each line that the function prints goes to
// log, which may be nil and is not called again after Invoke has returned. When ctx ends, the process is killed.
func (fs *Functions) Invoke(ctx context.Context, name string, payload value.Value, log func(line string)) (Reply, *fault.Fault) {
	f, flt := fs.find(fs.config.parseName(name, ""))
	if flt != nil {
		return Reply{}, flt
	}
	return fs.invoke(ctx, f, newCall(payload, ""), log)
}

func newCall(payload value.Value, client string) *call {
	if !payload.IsDefined() {
		payload = value.ObjectOf(nil)
	}
	return &call{id: newRequestID(), payload: payload.AppendCompact(nil), client: client, answer: make(chan answer, 1)}
}

func (fs *Functions) invoke(ctx context.Context, f *function, c *call, log func(line string)) (Reply, *fault.Fault) {
	if log == nil {
		log = func(string) {}
	}
	if flt := fs.enter(ctx, f, c.patient); flt != nil {
		return Reply{}, flt
	}
	defer func() { <-f.slots }()
	a := fs.attempt(ctx, f, c, log)
	if a.fault != nil {
		return Reply{}, a.fault
	}
	if len(a.payload) == 0 {
		return Reply{RequestID: c.id, Payload: value.NullValue}, nil
	}
	v, err := value.Parse(string(a.payload))
	if err != nil && len(a.payload) <= maxTaskResult {
		return Reply{}, notJSON(a.payload, err)
	} else if err != nil {
		v = value.Text(string(a.payload)) // too long a result for a task, which is what Step Functions minds first
	}
	return Reply{RequestID: c.id, Payload: v, Size: len(a.payload)}, nil
}

// enter takes one of f's slots.
func (fs *Functions) enter(ctx context.Context, f *function, patient bool) *fault.Fault {
	select {
	case f.slots <- struct{}{}:
		return nil
	default:
	}
	if f.Concurrency > 0 && !patient {
		return tooManyRequests()
	}
	select {
	case f.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return cancelled(f)
	case <-fs.closing:
		return cannotRun(f, errClosed)
	}
}

// attempt gives c to a process: a warm one, as long as one is found that is still alive to take it, then a new one.
func (fs *Functions) attempt(ctx context.Context, f *function, c *call, log func(line string)) answer {
	for {
		if w := f.take(); w != nil {
			if a, taken := fs.handle(ctx, w, c, log); taken {
				return a
			}
			continue
		}
		w, err := fs.startWorker(f)
		if err != nil {
			return answer{fault: cannotRun(f, err)}
		}
		a, _ := fs.handle(ctx, w, c, log)
		return a
	}
}

// handle runs c on w, which goes back to the idle ones when it is fit for another call. It reports false when w died before it took
// the call.
func (fs *Functions) handle(ctx context.Context, w *worker, c *call, log func(line string)) (a answer, taken bool) {
	w.assign(c)
	w.logs.begin(log)
	a, fit, taken := fs.converse(ctx, w, c)
	if !fit {
		w.kill()
		<-w.gone
	}
	w.logs.end()
	w.assign(nil)
	if fit {
		w.f.put(w)
	}
	return a, taken
}

// converse waits for w to take c and to answer it. It reports whether w is fit for another call.
func (fs *Functions) converse(ctx context.Context, w *worker, c *call) (a answer, fit, taken bool) {
	limit := fs.config.InitTimeout
	timer := time.NewTimer(limit)
	defer timer.Stop()
	next := w.next
	for {
		select {
		case next <- c:
			next, taken = nil, true // a nil channel is never ready
			limit = w.f.Timeout
			timer.Reset(limit)
		case a := <-c.answer:
			return a, taken, true // an answer to a call not taken reports a failed start
		case <-w.gone:
			select {
			case a := <-c.answer: // its last words
				return a, false, true
			default:
				return answer{fault: exited(c.id, w.how)}, false, taken
			}
		case <-timer.C:
			return answer{fault: timedOut(c.id, limit)}, false, true
		case <-ctx.Done():
			return answer{fault: cancelled(w.f)}, false, true
		case <-fs.closing:
			return answer{fault: cannotRun(w.f, errClosed)}, false, true
		}
	}
}

// assign makes c the call that w answers next.
func (w *worker) assign(c *call) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.current = c
}

// complete delivers the answer to the call with the given id; "" means whichever there is. It reports false when there is no such
// call, or it was answered before.
func (w *worker) complete(id string, a answer) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.current
	if c == nil || id != "" && c.id != id {
		return false
	}
	w.current = nil
	c.answer <- a
	return true
}
