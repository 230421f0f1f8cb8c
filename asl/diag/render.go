package diag

import (
	"fmt"
	"io"
	"strings"
)

// Format is the name of a rendering.
type Format string

// The renderings.
const (
	FormatText   Format = "text"   // message, source line with a caret, help
	FormatLine   Format = "line"   // file:line:col: severity: message [code]
	FormatJSON   Format = "json"   // one array of objects
	FormatSARIF  Format = "sarif"  // SARIF 2.1.0, for code scanning
	FormatGitHub Format = "github" // workflow commands that annotate a pull request
)

// Formats lists the renderings.
func Formats() []Format {
	return []Format{FormatText, FormatLine, FormatJSON, FormatSARIF, FormatGitHub}
}

// Options configures Render. The zero Options render plain text.
type Options struct {
	Format Format // default FormatText
	Color  bool   // text and line only: ANSI colours
	Tool   Tool   // SARIF only
}

// Tool names the program that found what is rendered.
type Tool struct {
	Name    string // default "stepmill"
	Version string
}

// Render writes l to w. Errors are those of w, and an unknown format.
func Render(w io.Writer, l List, opt Options) error {
	var b strings.Builder
	switch opt.Format {
	case FormatText, "":
		for _, d := range l {
			writeText(&b, d, opt.Color)
		}
	case FormatLine:
		for _, d := range l {
			writeLine(&b, d, opt.Color)
		}
	case FormatGitHub:
		for _, d := range l {
			writeGitHub(&b, d)
		}
	case FormatJSON:
		writeJSON(&b, l)
	case FormatSARIF:
		writeSARIF(&b, l, opt.Tool)
	default:
		return fmt.Errorf("render findings: there is no format %q; use one of %v", opt.Format, Formats())
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("render findings: %w", err)
	}
	return nil
}

// String is the severity's name.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}

// File is the name of the source, "" if it is unknown.
func (d Diagnostic) File() string {
	if d.Source == nil {
		return ""
	}
	return d.Source.Name
}

// Known reports whether a span is a place in a source.
func (s Span) Known() bool { return s.Start.Line > 0 }

// Place is where d is, as file:line:col with the parts that are known.
func (d Diagnostic) Place() string {
	name := d.File()
	if name == "" {
		name = "<input>"
	}
	if !d.Span.Known() {
		return name
	}
	return fmt.Sprintf("%s:%d:%d", name, d.Span.Start.Line, d.Span.Start.Col)
}
