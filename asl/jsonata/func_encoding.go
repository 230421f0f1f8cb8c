package jsonata

import (
	"encoding/base64"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

var encodingFunctions = []definition{
	{name: "base64encode", signature: "<s-:s>", arity: 1, native: onText(base64Encode)},
	{name: "base64decode", signature: "<s-:s>", arity: 1, native: onText(base64Decode)},
	{name: "encodeUrlComponent", signature: "<s-:s>", arity: 1, native: urlEncoder("encodeUrlComponent", "")},
	{name: "encodeUrl", signature: "<s-:s>", arity: 1, native: urlEncoder("encodeUrl", urlReserved)},
	{name: "decodeUrlComponent", signature: "<s-:s>", arity: 1, native: urlDecoder("decodeUrlComponent", "")},
	{name: "decodeUrl", signature: "<s-:s>", arity: 1, native: urlDecoder("decodeUrl", urlReserved)},
}

// base64Encode encodes the low byte of every code unit.
func base64Encode(s string) string {
	var bytes []byte
	for _, u := range units(s) {
		bytes = append(bytes, byte(u))
	}
	return base64.StdEncoding.EncodeToString(bytes)
}

// base64Decode makes a character of every byte. Like its model it never fails: what is no base64 is skipped.
func base64Decode(s string) string {
	var clean []byte
	for i := range len(s) {
		switch c := s[i]; {
		case c == '=':
			s = ""
		case c == '-':
			clean = append(clean, '+')
		case c == '_':
			clean = append(clean, '/')
		case c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '+' || c == '/':
			clean = append(clean, c)
		}
		if s == "" {
			break
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	raw, _ := base64.RawStdEncoding.DecodeString(string(clean))
	var b []byte
	for _, c := range raw {
		b = utf8.AppendRune(b, rune(c))
	}
	return string(b)
}

const (
	urlUnreserved = "-_.!~*'()"
	urlReserved   = ";/?:@&=+$,#"
)

func malformedURL(name string, it item) error {
	e := fail("D3140").withValue(it)
	e.FunctionName = name
	return e
}

// urlEncoder escapes everything but letters, digits, the unreserved marks and keep.
func urlEncoder(name, keep string) native {
	return func(ev *evaluator, args []item) (item, error) {
		a := arg(args, 0)
		if !a.defined() {
			return item{}, nil
		}
		const hex = "0123456789ABCDEF"
		var b []byte
		for i := range len(a.str) {
			c := a.str[i]
			if _, lone := loneSurrogate(a.str[i:]); lone {
				return item{}, malformedURL(name, a)
			}
			if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte(urlUnreserved, c) >= 0 || strings.IndexByte(keep, c) >= 0 {
				b = append(b, c)
			} else {
				b = append(b, '%', hex[c>>4], hex[c&15])
			}
		}
		return textItem(string(b)), ev.allocate(len(b))
	}
}

// urlDecoder replaces escapes, which must be UTF-8, except those of the characters in keep.
func urlDecoder(name, keep string) native {
	return func(ev *evaluator, args []item) (item, error) {
		a := arg(args, 0)
		if !a.defined() {
			return item{}, nil
		}
		var b []byte
		for i := 0; i < len(a.str); {
			if a.str[i] != '%' {
				b = append(b, a.str[i])
				i++
				continue
			}
			r, n, ok := escapedRune(a.str[i:])
			if !ok {
				return item{}, malformedURL(name, a)
			}
			if r < utf8.RuneSelf && strings.IndexByte(keep, byte(r)) >= 0 {
				b = append(b, a.str[i:i+n]...)
			} else {
				b = utf8.AppendRune(b, r)
			}
			i += n
		}
		return textItem(string(b)), ev.allocate(len(b))
	}
}

// escapedRune decodes the escaped UTF-8 of one character at the start of s.
func escapedRune(s string) (rune, int, bool) {
	var buf [utf8.UTFMax]byte
	for n := 0; n < len(buf) && 3*n+3 <= len(s) && s[3*n] == '%'; n++ {
		hi, lo := unhex(s[3*n+1]), unhex(s[3*n+2])
		if hi < 0 || lo < 0 {
			break
		}
		buf[n] = byte(hi<<4 | lo)
		if utf8.FullRune(buf[:n+1]) {
			r, size := utf8.DecodeRune(buf[:n+1])
			ok := size == n+1 && (r != utf8.RuneError || size == 3) && !utf16.IsSurrogate(r)
			return r, 3 * size, ok
		}
	}
	return 0, 0, false
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
