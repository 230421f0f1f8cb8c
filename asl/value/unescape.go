package value

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unescape decodes the body of a valid string that has escapes.
func unescape(body string) string {
	dst := make([]byte, 0, len(body))
	for {
		i := strings.IndexByte(body, '\\')
		if i < 0 {
			return string(append(dst, body...))
		}
		r, n := decodeEscape(body[i:])
		dst = utf8.AppendRune(append(dst, body[:i]...), r)
		body = body[i+n:]
	}
}

// decodeEscape decodes the valid escape sequence at the start of text, a pair of surrogates as one, and returns its length.
// For an unpaired surrogate it returns that surrogate, which utf8.AppendRune writes as U+FFFD.
func decodeEscape(text string) (rune, int) {
	switch text[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r := hex4(text[2:])
		if utf16.IsSurrogate(r) && len(text) >= 12 && text[6] == '\\' && text[7] == 'u' {
			if pair := utf16.DecodeRune(r, hex4(text[8:])); pair != utf8.RuneError {
				return pair, 12
			}
		}
		return r, 6
	}
	return rune(text[1]), 2
}

// hex4 returns the number that the four hexadecimal digits at the start of text make.
func hex4(text string) rune {
	var r rune
	for i := range 4 {
		d, _ := hexDigit(text[i])
		r = r<<4 | d
	}
	return r
}
