package term

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// Style is how a piece of text looks.
type Style string

// The styles: parameters of ANSI's SGR sequence, in the eight colours that every theme has.
const (
	Plain  Style = ""
	Bold   Style = "1"
	Dim    Style = "2"
	Red    Style = "31"
	Green  Style = "32"
	Yellow Style = "33"
	Blue   Style = "34"
	Cyan   Style = "36"
)

// Span is text in one style.
type Span struct {
	Text  string
	Style Style
}

// Line is one line of output.
type Line []Span

// Text returns a line in one style.
func Text(style Style, text string) Line { return Line{{text, style}} }

// Add returns l with one more span.
func (l Line) Add(style Style, text string) Line { return append(l, Span{text, style}) }

// Width returns how many cells the line takes.
func (l Line) Width() int {
	n := 0
	for _, s := range l {
		n += runewidth.StringWidth(s.Text)
	}
	return n
}

// Cut returns the line shortened to width cells, with an ellipsis in place of what was cut.
func (l Line) Cut(width int) Line {
	if l.Width() <= width {
		return l
	}
	var out Line
	room := width - 1
	for _, s := range l {
		w := runewidth.StringWidth(s.Text)
		if w > room {
			out = append(out, Span{runewidth.Truncate(s.Text, room, ""), s.Style})
			break
		}
		out = append(out, s)
		room -= w
	}
	return out.Add(Dim, "…")
}

// Pad returns the line filled with spaces to width cells.
func (l Line) Pad(width int) Line {
	if n := width - l.Width(); n > 0 {
		return l.Add(Plain, strings.Repeat(" ", n))
	}
	return l
}

// String renders the line, without its end.
func (l Line) String(color bool) string {
	var b strings.Builder
	for _, s := range l {
		if !color || s.Style == Plain || s.Text == "" {
			b.WriteString(s.Text)
			continue
		}
		b.WriteString("\x1b[" + string(s.Style) + "m" + s.Text + "\x1b[0m")
	}
	return b.String()
}

// Clean makes a text from outside fit for one line of a terminal: colours and other escape sequences go, and control characters, of which a
// terminal may obey any, become visible or spaces.
func Clean(text string) string {
	if strings.IndexByte(text, 0x1b) >= 0 {
		text = escapes.ReplaceAllString(text, "")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < 0x20 || r >= 0x7f && r < 0xa0:
			return '\uFFFD'
		}
		return r
	}, text)
}
