package value

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// SyntaxError says where and why a text stopped being JSON, in our words; its methods say it in Jackson's, which AWS shows.
type SyntaxError struct {
	Offset int    // bytes before the offending one; the length of the text where it ends too early
	Line   int    // 1-based; lines end at \n, \r or \r\n
	Column int    // 1-based, in characters (Unicode code points)
	Msg    string // what was found and what should be there, without the place

	text string
}

func newSyntaxError(text string, offset int, msg string) *SyntaxError {
	before := text[:offset]
	breaks := strings.Count(before, "\n") + strings.Count(before, "\r") - strings.Count(before, "\r\n")
	lineStart := strings.LastIndexAny(before, "\r\n") + 1
	return &SyntaxError{
		Offset: offset,
		Line:   1 + breaks,
		Column: 1 + utf8.RuneCountInString(before[lineStart:]),
		Msg:    msg,
		text:   text,
	}
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("invalid JSON at line %d, column %d: %s", e.Line, e.Column, e.Msg)
}
