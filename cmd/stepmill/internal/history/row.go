package history

import (
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/progress"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// row is the row of an event: a person sees the time since the start, a program the time.
func row(e progress.Event, label string, start time.Time) []term.Cell {
	since := "+" + strconv.FormatFloat(max(0, e.At.Sub(start).Seconds()), 'f', 3, 64) + "s"
	return []term.Cell{
		term.TextCell(strconv.FormatInt(e.ID, 10)),
		{Line: term.Text(term.Dim, strconv.FormatInt(e.Prev, 10))},
		{Line: term.Text(term.Dim, since), Full: e.At.Format(cli.TimeFormat)},
		{Line: term.Text(style(e.Type), e.Type)},
		{Line: term.Text(term.Bold, term.Clean(label)), Full: orDash(label)},
		{Line: term.Text(term.Plain, term.Clean(e.Summary())), Full: orDash(e.Summary())},
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func style(eventType string) term.Style {
	switch {
	case strings.HasSuffix(eventType, "Failed"), strings.HasSuffix(eventType, "TimedOut"):
		return term.Red
	case strings.HasSuffix(eventType, "Aborted"):
		return term.Yellow
	case strings.HasSuffix(eventType, "Succeeded"):
		return term.Green
	}
	return term.Plain
}

// The widths of the columns while events stream in and the widest is not known: those of a history of a few thousand events.
var streamWidths = []int{5, 5, 9, 28, 20}

// streamed is a row on a line of its own.
func streamed(out term.Stream, cells []term.Cell) string {
	if !out.TTY {
		var fields []string
		for _, c := range cells {
			text := c.Full
			if text == "" {
				text = c.Line.String(false)
			}
			fields = append(fields, term.Clean(text))
		}
		return strings.Join(fields, "\t") + "\n"
	}
	var l term.Line
	for i, c := range cells {
		if i < len(streamWidths) {
			l = append(l, c.Line.Pad(streamWidths[i]).Add(term.Plain, "  ")...)
			continue
		}
		l = append(l, c.Line...)
	}
	width, _ := out.Size()
	return l.Cut(width).String(out.Color) + "\n"
}
