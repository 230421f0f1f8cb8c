package diag

import "strings"

// Pos is a place in a source: byte offset from 0, line and column from 1 (columns count runes).
type Pos struct{ Offset, Line, Col int }

// Span is a half-open range of a source. The zero Span is unknown.
type Span struct{ Start, End Pos }

// Source is a file and its text.
type Source struct {
	Name string // path as the user gave it, or "<input>"
	Text string
}

// Severity orders diagnostics.
type Severity uint8

// The severities.
const (
	Error Severity = iota
	Warning
	Note
)

// Diagnostic is one finding: data, never a Go error.
type Diagnostic struct {
	Severity Severity
	Code     string // AWS's code where AWS has one (SCHEMA_VALIDATION_FAILED), else ours
	Message  string // AWS's text where AWS has one
	Location string // AWS's location: /States/X/Type
	Help     string // what to do next, a sentence
	Source   *Source
	Span     Span
}

// List is what a parser or checker found, in source order.
type List []Diagnostic

// HasErrors reports whether l has a diagnostic of severity Error.
func (l List) HasErrors() bool {
	for _, d := range l {
		if d.Severity == Error {
			return true
		}
	}
	return false
}

// String renders l one line a finding, for logs and tests.
func (l List) String() string {
	var b strings.Builder
	for _, d := range l {
		b.WriteString(d.Code + ": " + d.Message + " at " + d.Location + "\n")
	}
	return b.String()
}
