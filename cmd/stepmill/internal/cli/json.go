package cli

import (
	"encoding/json"
	"fmt"
)

// TimeFormat is how times look where programs read them: RFC 3339 in UTC with milliseconds.
const TimeFormat = "2006-01-02T15:04:05.000Z07:00"

// PrintJSON prints a value for a program: one line, or indented on a terminal.
func (s IO) PrintJSON(v any) error {
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	if s.Out.TTY {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("print JSON: %w", err)
	}
	return nil
}
