package progress

import (
	"fmt"
	"strings"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// clockFormat is the time before a line: the day is known to who reads it.
const clockFormat = "15:04:05.000"

// Plain is the line of an event in a pipe, "" for an event that says nothing new to a person. The label is what Apply returned.
func Plain(e Event, label string) string {
	if label == "" {
		label = "-"
	}
	detail := ""
	switch {
	case e.failed(), strings.HasPrefix(e.Type, "Execution"), strings.HasSuffix(e.Type, "StateFailed"):
		detail = e.brief()
	case e.Type == "MapStateStarted":
		detail = count(e.int("length"), "item")
	case e.Type == "retryScheduled":
		return line(e.At, label, "retries in", Duration(max(0, e.until().Sub(e.At))))
	case e.Type == "waitStarted":
		return line(e.At, label, "waits", Duration(max(0, e.until().Sub(e.At))))
	case e.stateType("Entered") != "", e.stateType("Exited") != "", e.stateType("Aborted") != "":
	case e.Type == "TaskSubmitted":
	default:
		return ""
	}
	return line(e.At, label, e.Type, detail)
}

func line(at time.Time, label, what, detail string) string {
	s := fmt.Sprintf("%s %s  %s", at.Local().Format(clockFormat), term.Clean(label), what)
	if detail != "" {
		s += " " + term.Clean(detail)
	}
	return s
}
