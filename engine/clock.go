package engine

import "time"

// Clock is the engine's time. A test replaces it whole: timers as well as Now.
type Clock interface {
	Now() time.Time
	// NewTimer returns a timer that is not running.
	NewTimer() Timer
}

// Timer sends the time on its channel once the span of the last Reset has passed.
type Timer interface {
	C() <-chan time.Time
	Reset(time.Duration)
	Stop()
}

// wallClock is the system's clock.
type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) NewTimer() Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return wallTimer{t}
}

type wallTimer struct{ t *time.Timer }

func (w wallTimer) C() <-chan time.Time   { return w.t.C }
func (w wallTimer) Reset(d time.Duration) { w.t.Reset(d) }
func (w wallTimer) Stop()                 { w.t.Stop() }
