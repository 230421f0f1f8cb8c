package progress

import (
	"fmt"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// Duration writes a duration for a person: 0.2s, 12.4s, 3m05s, 2h14m, 3d04h.
func Duration(d time.Duration) string {
	if d >= time.Minute-50*time.Millisecond {
		d = d.Round(time.Second)
	}
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%.1fs", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%dm%02ds", d/time.Minute, d%time.Minute/time.Second)
	case d < 24*time.Hour:
		return fmt.Sprintf("%dh%02dm", d/time.Hour, d%time.Hour/time.Minute)
	}
	return fmt.Sprintf("%dd%02dh", d/(24*time.Hour), d%(24*time.Hour)/time.Hour)
}

// Word is a status as a word of a sentence.
func Word(status string) string {
	switch status {
	case "RUNNING":
		return "running"
	case "SUCCEEDED":
		return "succeeded"
	case "FAILED":
		return "failed"
	case "TIMED_OUT":
		return "timed out"
	case "ABORTED":
		return "aborted"
	}
	return "starting"
}

// StatusStyle is how a status looks.
func StatusStyle(status string) term.Style {
	switch status {
	case "SUCCEEDED":
		return term.Green
	case "FAILED", "TIMED_OUT":
		return term.Red
	case "ABORTED":
		return term.Yellow
	}
	return term.Cyan
}

// StatusCell is a status as a table shows it.
func StatusCell(status string) term.Cell {
	return term.Cell{Line: term.Text(StatusStyle(status), status)}
}

// count writes a number with its noun.
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case noun == "retry":
		return fmt.Sprintf("%d retries", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
