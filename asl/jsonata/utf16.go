package jsonata

import (
	"unicode/utf16"
	"unicode/utf8"
)

// Strings of the language are sequences of UTF-16 code units. They are kept as UTF-8, in which a surrogate without its
// partner is written as the three bytes that UTF-8 would give it if it allowed surrogates (WTF-8).

const surrogateSize = 3 // bytes of a lone surrogate

// loneSurrogate decodes a lone surrogate at the start of s.
func loneSurrogate(s string) (rune, bool) {
	if len(s) >= surrogateSize && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), true
	}
	return 0, false
}

// decodeRune is utf8.DecodeRuneInString for strings that may hold lone surrogates.
func decodeRune(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	if r, ok := loneSurrogate(s); ok {
		return r, surrogateSize
	}
	return utf8.DecodeRuneInString(s)
}

// appendRune appends r, which may be a surrogate; it joins a low surrogate with a high one before it.
func appendRune(b []byte, r rune) []byte {
	if !utf16.IsSurrogate(r) {
		return utf8.AppendRune(b, r)
	}
	if n := len(b) - surrogateSize; r >= 0xDC00 && n >= 0 {
		if hi, ok := loneSurrogate(string(b[n:])); ok && hi < 0xDC00 {
			return utf8.AppendRune(b[:n], utf16.DecodeRune(hi, r))
		}
	}
	return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r&0x3F))
}

func appendUnit(b []byte, unit uint16) []byte { return appendRune(b, rune(unit)) }

// concat joins two strings, and surrogates that meet at the seam.
func concat(a, b string) string {
	if n := len(a) - surrogateSize; n >= 0 && a[n] == 0xED {
		if r, ok := loneSurrogate(b); ok && r >= 0xDC00 {
			return string(appendRune([]byte(a), r)) + b[surrogateSize:]
		}
	}
	return a + b
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// utf16Len counts code units.
func utf16Len(s string) int {
	n := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0xF0:
			n += 2
		case c&0xC0 != 0x80:
			n++
		}
	}
	return n
}

// codePoints counts code points, a lone surrogate as one.
func codePoints(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// units returns the code units of s.
func units(s string) []uint16 {
	u := make([]uint16, 0, len(s))
	for len(s) > 0 {
		r, n := decodeRune(s)
		u = utf16.AppendRune(u, r)
		if utf16.IsSurrogate(r) {
			u[len(u)-1] = uint16(r)
		}
		s = s[n:]
	}
	return u
}

// fromUnits is the inverse of units.
func fromUnits(u []uint16) string {
	b := make([]byte, 0, len(u))
	for _, c := range u {
		b = appendUnit(b, c)
	}
	return string(b)
}

// compareStrings orders strings by their code units.
func compareStrings(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i < n && a[i] == b[i] {
		i++
	}
	if i == n {
		return len(a) - len(b)
	}
	x, y := int(a[i]), int(b[i])
	// UTF-8 sorts like code points, where those from U+10000 (lead byte F0 and up) come last; as code units they are
	// surrogates and come before U+E000 (lead byte EE).
	if x >= 0xF0 && (y == 0xEE || y == 0xEF) {
		return -1
	}
	if y >= 0xF0 && (x == 0xEE || x == 0xEF) {
		return 1
	}
	return x - y
}
