package executor

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Throttle returns an Executor that starts e at most once per interval, after a burst that may start at once; further tasks wait for
// their turn, and their timeouts run meanwhile. A burst that was used grows again by one per interval. The result is a Resumer if e
// is one. It panics when interval or burst is not positive.
func Throttle(e Executor, interval time.Duration, burst int) Executor {
	if interval <= 0 || burst <= 0 {
		panic(fmt.Sprintf("executor: Throttle to %d tasks and one per %s: both must be positive", burst, interval))
	}
	t := &throttle{interval: interval, ahead: time.Duration(burst-1) * interval}
	return gated(e, t.enter)
}

type throttle struct {
	interval time.Duration
	ahead    time.Duration // how far the turns may lag behind the clock: the burst

	mu   sync.Mutex
	next time.Time // the turn of the next task, were there no burst
}

// enter takes a turn and waits for it. A turn whose task is cancelled is lost: others have theirs by the clock already.
func (t *throttle) enter(ctx context.Context) (leave func(), ok bool) {
	wait := t.take(time.Now())
	if wait <= 0 {
		return func() {}, ctx.Err() == nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return func() {}, true
	case <-ctx.Done():
		return nil, false
	}
}

func (t *throttle) take(now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if earliest := now.Add(-t.ahead); t.next.Before(earliest) {
		t.next = earliest
	}
	wait := t.next.Sub(now)
	t.next = t.next.Add(t.interval)
	return wait
}
