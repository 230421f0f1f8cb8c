package diag

import (
	"strings"
	"unicode/utf8"
)

// Cursor turns byte offsets of a text, asked for in rising order, into positions in one pass over the text. The zero
// Cursor with Text set stands at the beginning. An offset before the last one starts over.
type Cursor struct {
	Text string
	pos  Pos
}

// At returns the position of offset; one beyond the text is the end of the text.
func (c *Cursor) At(offset int) Pos {
	offset = max(0, min(offset, len(c.Text)))
	if c.pos.Line == 0 || offset < c.pos.Offset {
		c.pos = Pos{Offset: 0, Line: 1, Col: 1}
	}
	for c.pos.Offset < offset {
		if c.Text[c.pos.Offset] == '\n' {
			c.pos = Pos{c.pos.Offset + 1, c.pos.Line + 1, 1}
			continue
		}
		_, n := utf8.DecodeRuneInString(c.Text[c.pos.Offset:])
		if c.pos.Offset+n > offset {
			break
		}
		c.pos.Offset += n
		c.pos.Col++
	}
	return c.pos
}

// Pos returns the position of a byte offset.
func (s *Source) Pos(offset int) Pos {
	c := Cursor{Text: s.Text}
	return c.At(offset)
}

// Offset returns the byte offset of a line and column, both from 1; a column beyond its line is the end of the line, a line
// beyond the text the end of the text.
func (s *Source) Offset(line, col int) int {
	off := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(s.Text[off:], '\n')
		if i < 0 {
			return len(s.Text)
		}
		off += i + 1
	}
	for ; col > 1 && off < len(s.Text) && s.Text[off] != '\n'; col-- {
		_, n := utf8.DecodeRuneInString(s.Text[off:])
		off += n
	}
	return off
}

// Line returns the text of a line, counted from 1, without its end; "" if there is no such line.
func (s *Source) Line(line int) string {
	if line < 1 {
		return ""
	}
	text := s.Text
	for ; line > 1; line-- {
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			return ""
		}
		text = text[i+1:]
	}
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return strings.TrimSuffix(text, "\r")
}

// Snippet returns the text of a span.
func (s *Source) Snippet(sp Span) string {
	start := max(0, min(sp.Start.Offset, len(s.Text)))
	return s.Text[start:max(start, min(sp.End.Offset, len(s.Text)))]
}
