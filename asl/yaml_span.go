package asl

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/stepmill/stepmill/asl/diag"
)

// span places y in the source. yaml.v3 says where a node begins; where a scalar ends is read from the text, and a
// container ends where the last of its parts does.
func (r *yamlReader) span(y *yaml.Node) diag.Span {
	line := max(1, min(y.Line, len(r.lines)))
	start := r.lines[line-1]
	text := r.src.Text
	col := 1
	for ; col < y.Column && start < len(text) && text[start] != '\n'; col++ {
		_, n := utf8.DecodeRuneInString(text[start:])
		start += n
	}
	from := diag.Pos{Offset: start, Line: line, Col: col}
	end := from
	for range yamlLength(text[start:], y) {
		_, n := utf8.DecodeRuneInString(text[end.Offset:])
		end.Offset += n
		end.Col++
	}
	return diag.Span{Start: from, End: end}
}

// yamlLength counts the runes of the scalar that text begins with, up to the end of its first line.
func yamlLength(text string, y *yaml.Node) int {
	if y.Kind != yaml.ScalarNode {
		return min(1, len(text))
	}
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = text[:i]
	}
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		for i := 1; i < len(text); i++ {
			if text[i] == '\\' {
				i++
			} else if text[i] == '"' {
				text = text[:i+1]
			}
		}
	case y.Style&yaml.SingleQuotedStyle != 0:
		for i := 1; i < len(text); i++ {
			if text[i] == '\'' {
				if i+1 < len(text) && text[i+1] == '\'' {
					i++
					continue
				}
				text = text[:i+1]
			}
		}
	case strings.HasPrefix(text, y.Value):
		text = y.Value
	}
	return utf8.RuneCountInString(text)
}

// later returns the later of two positions.
func later(a, b diag.Pos) diag.Pos {
	if b.Offset > a.Offset {
		return b
	}
	return a
}
