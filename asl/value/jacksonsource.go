package value

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// jacksonSourceUnits is how many UTF-16 code units of the text Jackson quotes in a place.
	jacksonSourceUnits = 500
	// jacksonStringUnits is the length up to which Jackson reads a string as one, and not through a reader that it cannot quote.
	jacksonStringUnits = 0x8000
)

// position returns the place of an offset that is not before the current line.
func (j *jackson) position(offset int) position {
	return position{j.line, 1 + utf16Len(j.text[j.lineStart:offset])}
}

// source describes a place as Jackson's JsonLocation does.
func (j *jackson) source(at position) string {
	units := utf16Len(j.text)
	if units > jacksonStringUnits {
		return fmt.Sprintf("[Source: (StringReader); line: %d, column: %d]", at.line, at.column)
	}
	var b strings.Builder
	b.WriteString(`[Source: (String)"`)
	quoted := 0
	for _, r := range j.text {
		if quoted >= jacksonSourceUnits {
			break
		}
		quoted += utf16RuneLen(r)
		if unicode.IsControl(r) && r != '\n' && r != '\r' {
			fmt.Fprintf(&b, `\u%04X`, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	if units > jacksonSourceUnits {
		fmt.Fprintf(&b, "[truncated %d chars]", units-jacksonSourceUnits)
	}
	fmt.Fprintf(&b, "; line: %d, column: %d]", at.line, at.column)
	return b.String()
}

// character describes the character at an offset. Jackson knows UTF-16 code units: of a character above U+FFFF it shows the
// first surrogate, which arrives as a question mark.
func (j *jackson) character(offset int) string {
	r, _ := utf8.DecodeRuneInString(j.text[offset:])
	switch {
	case unicode.IsControl(r):
		return fmt.Sprintf("(CTRL-CHAR, code %d)", r)
	case r > 0xFFFF:
		high := 0xD800 + (r-0x10000)>>10
		return fmt.Sprintf("'?' (code %d / 0x%x)", high, high)
	case r > 0xFF:
		return fmt.Sprintf("'%c' (code %d / 0x%x)", r, r, r)
	}
	return fmt.Sprintf("'%c' (code %d)", r, r)
}

// utf16Len returns the number of UTF-16 code units of a text.
func utf16Len(text string) int {
	n := 0
	for _, r := range text {
		n += utf16RuneLen(r)
	}
	return n
}

func utf16RuneLen(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
