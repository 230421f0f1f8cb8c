package value

import (
	"math/bits"
	"unicode/utf8"
)

// str scans a string behind its opening quote and returns the offset behind its closing quote.
func (s *scanner) str(i int) int {
	for {
		i = skipPlain(s.text, i)
		if i >= len(s.text) {
			return s.fail(i, "the text ends inside a string")
		}
		switch c := s.text[i]; c {
		case '"':
			return i + 1
		case '\\':
			if i = s.escape(i + 1); s.err != nil {
				return i
			}
		default:
			return s.fail(i, "found the control character %q inside a string; write it as an escape", rune(c))
		}
	}
}

// escape scans an escape sequence behind its backslash. Surrogates need no partner: RFC 8259, section 8.2, allows them,
// and so does Jackson.
func (s *scanner) escape(i int) int {
	if i >= len(s.text) {
		return s.fail(i, "the text ends inside a string")
	}
	switch s.text[i] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 1
	case 'u':
		for end := i + 5; i+1 < end; i++ {
			if i+1 >= len(s.text) {
				return s.fail(i+1, "the text ends inside a string")
			}
			if _, ok := hexDigit(s.text[i+1]); !ok {
				return s.fail(i+1, `%s where \u needs a hexadecimal digit`, s.found(i+1))
			}
		}
		return i + 1
	}
	return s.fail(i, "%s behind a backslash, which is not an escape sequence", s.found(i))
}

func hexDigit(c byte) (rune, bool) {
	switch {
	case isDigit(c):
		return rune(c - '0'), true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10, true
	}
	return 0, false
}

const (
	lowBits  = 0x0101010101010101
	highBits = 0x8080808080808080
)

// skipPlain returns the offset of the first quote, backslash or control character at or behind i, or len(text).
// It looks at eight bytes at a time; a word has a byte below n where subtracting n from each byte borrows.
func skipPlain(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		w := word(text, i)
		quote, slash := w^('"'*lowBits), w^('\\'*lowBits)
		special := ((w - ' '*lowBits) &^ w) | ((quote - lowBits) &^ quote) | ((slash - lowBits) &^ slash)
		if special &= highBits; special != 0 {
			return i + bits.TrailingZeros64(special)/8
		}
	}
	for ; i < len(text); i++ {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			break
		}
	}
	return i
}

// word returns the eight bytes at i, the first in the lowest bits. The compiler makes one load of it.
func word(text string, i int) uint64 {
	b := text[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// invalidUTF8 returns the offset of the first byte that is not part of valid UTF-8.
func invalidUTF8(text string) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}
