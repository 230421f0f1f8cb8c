package value

import (
	"unicode/utf16"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// AppendQuoted appends s as a JSON string, escaping only what JSON demands (quote, backslash, control characters), the
// latter by the short escapes where there are any. Bytes that are not UTF-8 become U+FFFD.
func AppendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	for {
		i := skipPlain(s, 0)
		dst = append(dst, s[:i]...)
		if i == len(s) {
			return append(dst, '"')
		}
		dst = appendEscape(dst, s[i])
		s = s[i+1:]
	}
}

// appendEscape appends a quote, a backslash or a control character as an escape.
func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

// appendRequoted appends the body of a valid string with escapes as a JSON string that has only the escapes which
// AppendQuoted makes, and those of unpaired surrogates.
func appendRequoted(dst []byte, body string) []byte {
	dst = append(dst, '"')
	for {
		i := skipPlain(body, 0)
		dst = append(dst, body[:i]...)
		if i == len(body) {
			return append(dst, '"')
		}
		r, n := decodeEscape(body[i:])
		switch {
		case r < ' ' || r == '"' || r == '\\':
			dst = appendEscape(dst, byte(r))
		case utf16.IsSurrogate(r):
			dst = append(dst, body[i:i+n]...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
		body = body[i+n:]
	}
}

// quotedSize returns the length of what AppendQuoted appends.
func quotedSize(s string) int {
	n := 2
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\' || '\b' <= c && c <= '\r' && c != '\v':
			n += 2
		case c < ' ':
			n += 6
		case c < utf8.RuneSelf:
			n++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			n += utf8.RuneLen(r)
			i += size
			continue
		}
		i++
	}
	return n
}
