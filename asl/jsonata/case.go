package jsonata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// upperExpansions are the lower-case letters that become several in upper case (Unicode's SpecialCasing), without the Greek
// letters with iota below.
var upperExpansions = map[rune]string{
	'ß': "SS", 'ŉ': "ʼN", 'ǰ': "J̌", 'ΐ': "Ϊ́", 'ΰ': "Ϋ́", 'և': "ԵՒ", 'ẖ': "H̱", 'ẗ': "T̈", 'ẘ': "W̊", 'ẙ': "Y̊", 'ẚ': "Aʾ",
	'ﬀ': "FF", 'ﬁ': "FI", 'ﬂ': "FL", 'ﬃ': "FFI", 'ﬄ': "FFL", 'ﬅ': "ST", 'ﬆ': "ST",
	'ﬓ': "ՄՆ", 'ﬔ': "ՄԵ", 'ﬕ': "ՄԻ", 'ﬖ': "ՎՆ", 'ﬗ': "ՄԽ",
}

func uppercase(s string) string {
	if isASCII(s) {
		return strings.ToUpper(s)
	}
	var b []byte
	for len(s) > 0 {
		r, n := decodeRune(s)
		if up, ok := upperExpansions[r]; ok {
			b = append(b, up...)
		} else {
			b = appendRune(b, unicode.ToUpper(r))
		}
		s = s[n:]
	}
	return string(b)
}

func lowercase(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	var b []byte
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		switch {
		case r == 'İ':
			b = append(b, "i̇"...)
		case r == 'Σ' && endsWord(s[:i], s[i+n:]):
			b = append(b, "ς"...)
		default:
			b = appendRune(b, unicode.ToLower(r))
		}
		i += n
	}
	return string(b)
}

// endsWord reports whether a sigma between the two texts is the last letter of a word.
func endsWord(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLetter(last) && !unicode.IsLetter(next)
}
