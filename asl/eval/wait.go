package eval

import (
	"math"
	"time"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

// maxWait is the longest delay that AWS takes, in seconds: recorded histories accept 24,855 days and refuse 24,856.
const maxWait = math.MaxInt32

// wait is what only a Wait state has; one of its members is set.
type wait struct {
	seconds       *integer // constant or expression
	secondsPath   *path
	timestamp     time.Time
	timestampExpr *expression
	timestampPath *path
}

// wait compiles the time of a Wait state. Nil: it has none, or a wrong one.
func (c *compiler) wait() *wait {
	s := c.state
	switch {
	case s.Seconds != nil:
		x := c.integer("Seconds", place{s.Seconds, "Seconds"}, place{}, bounds{0, maxSeconds})
		if x != nil {
			return &wait{seconds: x}
		}
	case s.Timestamp != nil:
		return c.timestampOf(place{s.Timestamp, "Timestamp"})
	case s.SecondsPath != nil && !c.jsonata():
		if p := c.reference(place{s.SecondsPath, "SecondsPath"}); p != nil {
			return &wait{secondsPath: p}
		}
	case s.TimestampPath != nil && !c.jsonata():
		if p := c.reference(place{s.TimestampPath, "TimestampPath"}); p != nil {
			return &wait{timestampPath: p}
		}
	default:
		c.report(place{s.Node, ""}, codeSchema, "Add one of them.",
			"This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]")
	}
	return nil
}

func (c *compiler) timestampOf(p place) *wait {
	if text, is := expressionText(p.node.Text()); is && c.jsonata() {
		if x, ok := c.expression(p, text).(*expression); ok {
			return &wait{timestampExpr: x}
		}
		return nil
	}
	if !c.timestamp(p) {
		return nil
	}
	t, _ := parseTimestamp(p.node.Text())
	return &wait{timestamp: t}
}

// WaitUntil returns the time at which a Wait state that was entered at the given time ends. It is never before entered: a
// timestamp in the past means no wait.
// Source: ASL spec, "Wait State".
func (s *State) WaitUntil(e *Env, effective value.Value, entered time.Time) (time.Time, *fault.Fault) {
	if s.wait == nil {
		return entered, nil
	}
	until, f := s.wait.until(&scope{env: e, root: effective}, entered)
	switch {
	case f != nil:
		return time.Time{}, f
	case until.Before(entered):
		return entered, nil
	case until.Sub(entered) > maxWait*time.Second:
		return time.Time{}, tooLong()
	}
	return until, nil
}

func tooLong() *fault.Fault { return fault.New(fault.Runtime, "Wait state delay is too long.") }

func (w *wait) until(sc *scope, entered time.Time) (time.Time, *fault.Fault) {
	switch {
	case w.seconds != nil:
		n, f := w.seconds.eval(sc)
		return entered.Add(time.Duration(n) * time.Second), f
	case w.secondsPath != nil:
		n, f := w.fromSecondsPath(sc)
		return entered.Add(time.Duration(n) * time.Second), f
	case w.timestampPath != nil:
		return w.fromTimestampPath(sc)
	case w.timestampExpr != nil:
		return w.fromExpression(sc)
	}
	return w.timestamp, nil
}

func (w *wait) fromSecondsPath(sc *scope) (int64, *fault.Fault) {
	v, err := w.secondsPath.p.Eval(sc.roots())
	if err != nil {
		return 0, fault.New(fault.Runtime, "The SecondsPath parameter does not reference an input value: "+w.secondsPath.text)
	}
	seen := w.secondsPath.text + " == " + plain(v)
	n, ok := v.Int()
	switch {
	case !ok:
		return 0, fault.New(fault.Runtime, "The SecondsPath parameter cannot be parsed as a long value: "+seen)
	case n < 0:
		return 0, fault.New(fault.Runtime, "The SecondsPath parameter references a negative value: "+seen)
	case n > maxWait:
		return 0, tooLong()
	}
	return n, nil
}

func (w *wait) fromTimestampPath(sc *scope) (time.Time, *fault.Fault) {
	v, err := w.timestampPath.p.Eval(sc.roots())
	if err != nil {
		return time.Time{}, fault.New(fault.Runtime, "The TimestampPath parameter does not reference an input value: "+w.timestampPath.text)
	}
	t, ok := parseTimestamp(v.Str())
	if !ok {
		return time.Time{}, fault.New(fault.Runtime, "The TimestampPath parameter does not reference a valid ISO-8601 extended offset "+
			"date-time format string: "+w.timestampPath.text+" == "+plain(v))
	}
	return t, nil
}

func (w *wait) fromExpression(sc *scope) (time.Time, *fault.Fault) {
	v, f := w.timestampExpr.eval(sc)
	if f != nil {
		return time.Time{}, f
	}
	if v.Kind() != value.String {
		return time.Time{}, w.timestampExpr.unexpected("string", v)
	}
	t, ok := parseTimestamp(v.Str())
	if !ok {
		return time.Time{}, queryFault(w.timestampExpr.field,
			"The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "+v.Str())
	}
	return t, nil
}
