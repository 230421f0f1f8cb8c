package diag

import (
	"bytes"
	"encoding/json"
	"strings"
)

// jsonFinding is the form of one finding in FormatJSON; its names are a promise to scripts.
type jsonFinding struct {
	Severity  string `json:"severity"`
	Code      string `json:"code"`
	Message   string `json:"message"`
	Location  string `json:"location,omitempty"`
	Help      string `json:"help,omitempty"`
	File      string `json:"file,omitempty"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
	Snippet   string `json:"snippet,omitempty"`
}

func writeJSON(b *strings.Builder, l List) {
	out := make([]jsonFinding, 0, len(l))
	for _, d := range l {
		f := jsonFinding{
			Severity: d.Severity.String(), Code: d.Code, Message: d.Message, Location: d.Location, Help: d.Help,
			File: d.File(), Line: d.Span.Start.Line, Column: d.Span.Start.Col,
			EndLine: d.Span.End.Line, EndColumn: d.Span.End.Col,
		}
		if d.Source != nil && d.Span.Known() {
			f.Snippet, _ = snippet(d)
		}
		out = append(out, f)
	}
	b.WriteString(indented(out))
}

// indented is v as JSON with two spaces and HTML characters as they are. The types given have no value that JSON lacks.
func indented(v any) string {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("diag: " + err.Error())
	}
	return buf.String()
}
