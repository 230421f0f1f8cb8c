package teststate

import (
	"math"

	"github.com/stepmill/stepmill/asl/eval"
	"github.com/stepmill/stepmill/asl/fault"
)

// broke ends a state whose own fields could not be evaluated. Only the faults of query language expressions and of an ItemReader may be
// retried and caught. Unlike in an execution, AWS puts no name of the state before the cause.
func (t *test) broke(f *fault.Fault) ending {
	if f.Query || f.Error == fault.ItemReaderFailed {
		return t.fail(f)
	}
	return ending{status: Failed, fault: f}
}

// fail ends a state whose work failed. The first retrier that matches decides, used up or not; then the first catcher that matches.
func (t *test) fail(f *fault.Fault) ending {
	for i, r := range t.flow.Retriers() {
		if !fault.Matches(r.ErrorEquals, f.Error) {
			continue
		}
		t.notes.retryIndex = &i
		if done := t.req.retries(); done < r.MaxAttempts {
			pause := t.backoff(r, done)
			t.notes.backoff = &pause
			return ending{status: Retriable, fault: f}
		}
		break
	}
	for i, c := range t.flow.Catchers() {
		if !fault.Matches(c.ErrorEquals, f.Error) {
			continue
		}
		t.notes.catchIndex = &i
		out, broken := t.flow.Caught(t.env, i, f)
		if broken == nil {
			broken = tooLarge(out.Output, t.state.Name.Value)
		}
		if broken != nil {
			return ending{status: Failed, fault: broken}
		}
		return ending{status: CaughtError, outcome: out, next: c.Next, fault: f}
	}
	return ending{status: Failed, fault: f}
}

// backoff is the pause in seconds before the next attempt.
// Source: ASL spec, "Retrying after error".
func (t *test) backoff(r eval.Retrier, done int64) int64 {
	limit := float64(maxSeconds)
	if r.MaxDelay > 0 {
		limit = float64(r.MaxDelay)
	}
	pause := math.Min(float64(r.Interval)*math.Pow(r.BackoffRate, float64(done)), limit)
	if r.FullJitter {
		pause *= float64(t.cfg.Random()>>11) / (1 << 53)
	}
	return int64(pause)
}

// maxSeconds is the greatest number of seconds that a field of the language may name.
// Source: AWS Step Functions Developer Guide, "Task workflow state".
const maxSeconds = 99_999_999
