package eval

import (
	"strings"
	"time"
)

// parseTimestamp reads a timestamp of the RFC 3339 profile of ISO 8601, with a capital T and a capital Z or an offset; a fraction
// has up to nine digits.
// Sources: ASL spec, "Timestamps"; AWS Step Functions Developer Guide, "Choice workflow state".
func parseTimestamp(s string) (time.Time, bool) {
	if len(s) < len("2006-01-02T15:04:05Z") || s[10] != 'T' || strings.Contains(s, ",") {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || fraction(s) > 9 {
		return time.Time{}, false
	}
	return t, true
}

// fraction returns the number of digits behind the seconds of a valid timestamp.
func fraction(s string) int {
	_, rest, found := strings.Cut(s, ".")
	if !found {
		return 0
	}
	return len(rest) - len(strings.TrimLeft(rest, "0123456789"))
}

// timestamp reports a constant that is not a timestamp.
func (c *compiler) timestamp(p place) bool {
	if _, ok := parseTimestamp(p.node.Text()); ok {
		return true
	}
	c.report(p, codeSchema, "Write it like 2006-01-02T15:04:05Z or 2006-01-02T15:04:05+01:00.",
		"String does not match RFC3339 timestamp")
	return false
}
