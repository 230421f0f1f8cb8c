package records

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/history"
)

// Line is one log record.
type Line struct {
	Time    time.Time
	Message string // JSON
}

// maxPayload is how long an input or an output may be in a log record or an event, in bytes of its text as a JSON string. Log records cut what
// is longer, events leave it out. Source: AWS Step Functions Developer Guide, "CloudWatch Logs payloads" and "EventBridge payloads".
const maxPayload = 248 << 10

// line writes the log record of an event that AWS shows: the details of the history, with ids and times as strings.
// Source: AWS Step Functions Developer Guide, "Using CloudWatch Logs to log execution history".
func line(h *engine.Head, r *history.Record, p history.Projection) Line {
	message := value.ObjectOf([]value.Member{
		{Key: "id", Value: number(r.ID)},
		{Key: "type", Value: value.Text(r.Type.String())},
		{Key: "details", Value: details(r, p)},
		{Key: "previous_event_id", Value: number(r.Prev)},
		{Key: "event_timestamp", Value: number(r.At / int64(time.Millisecond))},
		{Key: "execution_arn", Value: value.Text(h.ARN)},
		{Key: "redrive_count", Value: number(h.RedriveCount)},
	})
	return Line{Time: time.Unix(0, r.At), Message: message.Compact()}
}

func number(n int64) value.Value { return value.Text(strconv.FormatInt(n, 10)) }

// details are those of the history, within the limits of a log, and without the parameters of tasks if data is left out.
func details(r *history.Record, p history.Projection) value.Value {
	var b value.ObjectBuilder
	whole := p.Details(r)
	for key, v := range whole.Members() {
		switch key {
		case "parameters":
			if p.OmitData {
				continue
			}
			v, _ = cut(v)
		case "input", "output":
			v, _ = cut(v)
		case "inputDetails", "outputDetails":
			if _, over := cut(whole.Get(key[:len(key)-len("Details")])); over {
				v = value.ObjectOf([]value.Member{{Key: "truncated", Value: value.True}})
			}
		}
		b.Set(key, v)
	}
	return b.Value()
}

// cut shortens a text to what a log takes.
func cut(v value.Value) (value.Value, bool) {
	size := v.Size()
	if size <= maxPayload || v.Kind() != value.String {
		return v, false
	}
	text := v.Str()
	for size > maxPayload {
		n := min(len(text)-1, len(text)*maxPayload/size) // by the share of escapes in what is left
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
		size = value.Text(text).Size()
	}
	return value.Text(text), true
}
