package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxSnippetWidth limits the source line that is shown, in runes: a definition may be one line of a megabyte.
const maxSnippetWidth = 120

// The ANSI sequences in use.
const (
	ansiReset  = "\x1b[0m"
	ansiBold   = "\x1b[1m"
	ansiRed    = "\x1b[31;1m"
	ansiYellow = "\x1b[33;1m"
	ansiBlue   = "\x1b[34;1m"
)

type paint bool

func (p paint) in(color, s string) string {
	if !p || s == "" {
		return s
	}
	return color + s + ansiReset
}

func (p paint) severity(s Severity) string {
	switch s {
	case Error:
		return p.in(ansiRed, s.String())
	case Warning:
		return p.in(ansiYellow, s.String())
	}
	return p.in(ansiBlue, s.String())
}

// oneLine replaces line breaks, which AWS's message for malformed JSON has.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
}

// headline is "severity: message [code]". A message that ends with its location, as AWS's for malformed JSON does, loses it:
// that location quotes the text.
func headline(d Diagnostic, p paint) string {
	text := d.Message
	if d.Location != "" {
		text = strings.TrimSuffix(text, "\n at "+d.Location)
	}
	return fmt.Sprintf("%s: %s [%s]", p.severity(d.Severity), p.in(ansiBold, strings.TrimSpace(oneLine(text))), d.Code)
}

func writeLine(b *strings.Builder, d Diagnostic, color bool) {
	p := paint(color)
	fmt.Fprintf(b, "%s: %s\n", p.in(ansiBold, d.Place()), headline(d, p))
}

func writeText(b *strings.Builder, d Diagnostic, color bool) {
	p := paint(color)
	fmt.Fprintf(b, "%s\n", headline(d, p))
	at := d.Place()
	if strings.HasPrefix(d.Location, "/") {
		at += " (" + d.Location + ")"
	}
	if d.Source == nil || !d.Span.Known() {
		fmt.Fprintf(b, "  --> %s\n", at)
		writeHelp(b, d, p, "")
		return
	}
	number := fmt.Sprint(d.Span.Start.Line)
	margin := strings.Repeat(" ", len(number))
	line, caret := snippet(d)
	bar := p.in(ansiBlue, "|")
	fmt.Fprintf(b, "%s%s %s\n", margin, p.in(ansiBlue, "-->"), at)
	fmt.Fprintf(b, "%s %s %s\n", p.in(ansiBlue, number), bar, line)
	fmt.Fprintf(b, "%s %s %s\n", margin, bar, caretIn(caret, d.Severity, p))
	writeHelp(b, d, p, margin)
}

func caretIn(caret string, s Severity, p paint) string {
	i := strings.IndexByte(caret, '^')
	color := ansiRed
	if s != Error {
		color = ansiYellow
	}
	return caret[:i] + p.in(color, caret[i:])
}

func writeHelp(b *strings.Builder, d Diagnostic, p paint, margin string) {
	if d.Help != "" {
		fmt.Fprintf(b, "%s %s %s\n", margin, p.in(ansiBlue, "= help:"), d.Help)
	}
	b.WriteByte('\n')
}

// snippet returns the first line of d's span and carets under the part of the span on it. A long line is cut around the
// beginning of the span, so that the caret stays in sight.
func snippet(d Diagnostic) (line, caret string) {
	runes := []rune(strings.ReplaceAll(d.Source.Line(d.Span.Start.Line), "\t", " "))
	from := min(d.Span.Start.Col-1, len(runes))
	to := len(runes)
	if d.Span.End.Line == d.Span.Start.Line {
		to = min(d.Span.End.Col-1, len(runes))
	}
	to = max(to, from+1)
	lead, tail := "", ""
	if len(runes) > maxSnippetWidth {
		cut := max(0, from-maxSnippetWidth/3)
		if cut > 0 {
			lead = "…"
		}
		runes, from, to = runes[cut:], from-cut, to-cut
		if len(runes) > maxSnippetWidth {
			runes, tail = runes[:maxSnippetWidth], "…"
		}
		to = max(from+1, min(to, len(runes)))
	}
	pad := strings.Repeat(" ", from+utf8.RuneCountInString(lead))
	return lead + string(runes) + tail, pad + strings.Repeat("^", to-from)
}
