package eval

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// pattern is the operand of StringMatches: the texts between its wildcards. One text means that there is no wildcard.
// Source: ASL spec, "Data-test expression", StringMatches.
type pattern []string

// parsePattern reads a pattern, in which * stands for any text, \* for an asterisk and \\ for a backslash; a backslash before
// another character stands for itself.
func parsePattern(text string) pattern {
	var p pattern
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && (text[i+1] == '*' || text[i+1] == '\\'):
			i++
			b.WriteByte(text[i])
		case c == '*':
			p = append(p, b.String())
			b.Reset()
		default:
			b.WriteByte(c)
		}
	}
	return append(p, b.String())
}

func (p pattern) matches(s string) bool {
	last := len(p) - 1
	if last == 0 {
		return s == p[0]
	}
	s, ok := strings.CutPrefix(s, p[0])
	if !ok {
		return false
	}
	for _, text := range p[1:last] {
		// The leftmost place leaves most for the rest, so it is the only one to try.
		if _, s, ok = strings.Cut(s, text); !ok {
			return false
		}
	}
	return strings.HasSuffix(s, p[last])
}

func (p pattern) test(v, _ value.Value) bool { return v.Kind() == value.String && p.matches(v.Str()) }

// matches is StringMatches with a pattern that is not compiled.
func matches(v, operand value.Value) bool {
	return operand.Kind() == value.String && parsePattern(operand.Str()).test(v, operand)
}
