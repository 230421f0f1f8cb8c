package progress

import (
	"fmt"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// Event is one event of an execution: an event of AWS's GetExecutionHistory, or one of our own kinds, whose type begins in lower case.
type Event struct {
	ID, Prev int64
	At       time.Time
	Type     string
	Details  value.Value // the member whose name ends in EventDetails; undefined if there is none
}

// ParseEvent reads the JSON of an event.
func ParseEvent(text []byte) (Event, error) {
	v, err := value.Parse(string(text))
	if err != nil {
		return Event{}, fmt.Errorf("read an event: %w", err)
	}
	e := Event{Type: v.Get("type").Str()}
	e.ID, _ = v.Get("id").Int()
	e.Prev, _ = v.Get("previousEventId").Int()
	e.At = epoch(v.Get("timestamp"))
	for key, member := range v.Members() {
		if strings.HasSuffix(key, "EventDetails") {
			e.Details = member
		}
	}
	return e, nil
}

// epoch reads AWS's timestamps: seconds with the milliseconds as a fraction.
func epoch(v value.Value) time.Time {
	return time.UnixMilli(int64(v.Float()*1000 + 0.5)).UTC()
}

func (e Event) text(key string) string { return e.Details.Get(key).Str() }

func (e Event) int(key string) int {
	n, _ := e.Details.Get(key).Int()
	return int(n)
}

// until is the end of the pause that a waitStarted or retryScheduled begins.
func (e Event) until() time.Time {
	t, _ := time.Parse(time.RFC3339, e.text("until")) // the zero time shows as no countdown
	return t
}

// stateType returns Task for TaskStateEntered, and "" for events of other kinds.
func (e Event) stateType(suffix string) string {
	name, ok := strings.CutSuffix(e.Type, "State"+suffix)
	if !ok {
		return ""
	}
	return name
}

// failed reports whether the event says that work failed: a task, or an expression.
func (e Event) failed() bool {
	switch e.Type {
	case "TaskFailed", "TaskTimedOut", "LambdaFunctionFailed", "LambdaFunctionTimedOut", "ActivityFailed", "ActivityTimedOut", "EvaluationFailed":
		return true
	}
	return false
}
