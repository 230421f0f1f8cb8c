package interp

import (
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/engine/history"
)

// maxWait is the longest that AWS lets a Wait state sleep: 2^31 seconds, some 24,855 days.
const maxWait = (1 << 31) * time.Second

// stepWait runs a Wait state: it sleeps, or goes on at once where the time has passed. Source: ASL spec, "Wait State".
func (x *Execution) stepWait(t *thread) {
	effective, ok := x.effective(t)
	if !ok {
		return
	}
	now := time.Unix(0, x.at).UTC()
	until, f := t.state.flow.WaitUntil(x.env(t), effective, now)
	if f == nil && until.Unix()-now.Unix() >= int64(maxWait/time.Second) {
		f = fault.New(fault.Runtime, "Wait state delay is too long.")
	}
	if f != nil {
		x.broke(t, f)
		return
	}
	pause := x.shortened(int64(until.Sub(now)))
	if pause <= 0 {
		x.leave(t, effective, effective)
		return
	}
	x.emit(history.Record{Type: history.WaitStarted, Thread: t.id, Until: x.at + pause})
}

// wake ends a Wait state whose time has come.
func (x *Execution) wake(t *thread) {
	if effective, ok := x.effective(t); ok {
		x.leave(t, effective, effective)
	}
}

// shortened scales a pause as the start of the execution asks: pauses of Wait states and retries may be run faster or skipped, time-outs never.
func (x *Execution) shortened(pause int64) int64 {
	switch {
	case x.start.SkipWaits:
		return 0
	case x.start.Speed > 0:
		return int64(float64(pause) / x.start.Speed)
	}
	return pause
}
