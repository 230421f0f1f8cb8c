package jsonata

import (
	"strings"
	"unicode/utf8"
)

// translation is a pattern of ECMAScript in the syntax of the two engines.
type translation struct {
	linear, backtracking string
	backtracks           bool // it has what only the backtracking engine knows
}

// The classes of ECMAScript that differ from Go's and .NET's.
const (
	jsSpace      = `\t\n\v\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`
	jsNewline    = `\n\r\x{2028}\x{2029}`
	jsWord       = `0-9A-Za-z_`
	jsDigit      = `0-9`
	wordBoundary = `(?:(?<=[` + jsWord + `])(?![` + jsWord + `])|(?<![` + jsWord + `])(?=[` + jsWord + `]))`
	noBoundary   = `(?:(?<=[` + jsWord + `])(?=[` + jsWord + `])|(?<![` + jsWord + `])(?![` + jsWord + `]))`
)

// regexTranslator rewrites a pattern token by token, for both engines at once.
type regexTranslator struct {
	in                string
	multiline         bool
	linear, backtrack strings.Builder
	backtracks        bool
}

func translateRegex(pattern, flags string) translation {
	t := &regexTranslator{in: pattern, multiline: strings.Contains(flags, "m")}
	if strings.Contains(flags, "i") {
		t.both("(?i)")
	}
	for t.in != "" {
		t.token()
	}
	return translation{linear: t.linear.String(), backtracking: netEscapes(t.backtrack.String()), backtracks: t.backtracks}
}

// netEscapes writes \x{h} as \uhhhh, which .NET's syntax wants.
func netEscapes(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, `\x{`)
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		end := i + strings.IndexByte(s[i:], '}')
		hex := s[i+3 : end]
		b.WriteString(s[:i])
		if len(hex) > 4 {
			b.WriteRune(utf8.MaxRune) // the only one used
		} else {
			b.WriteString(`\u` + strings.Repeat("0", 4-len(hex)) + hex)
		}
		s = s[end+1:]
	}
}

func (t *regexTranslator) both(s string) {
	t.linear.WriteString(s)
	t.backtrack.WriteString(s)
}

// onlyBacktracking writes what the linear engine has no equivalent for.
func (t *regexTranslator) onlyBacktracking(s string) {
	t.backtracks = true
	t.backtrack.WriteString(s)
}

// token translates the first token.
func (t *regexTranslator) token() {
	c := t.in[0]
	switch c {
	case '\\':
		t.escape(false)
		return
	case '[':
		t.class()
		return
	case '.':
		t.both(`[^` + jsNewline + `]`)
	case '^':
		if t.multiline {
			t.linear.WriteString(`(?m:^)`)
			t.backtrack.WriteString(`(?:\A|(?<=[` + jsNewline + `]))`)
		} else {
			t.both(`\A`)
		}
	case '$':
		if t.multiline {
			t.linear.WriteString(`(?m:$)`)
			t.backtrack.WriteString(`(?:\z|(?=[` + jsNewline + `]))`)
		} else {
			t.both(`\z`)
		}
	case '(':
		t.group()
		return
	case '{':
		if !isQuantifier(t.in) {
			t.both(`\{`)
		} else {
			t.both("{")
		}
	case '}', ']':
		if c == ']' {
			t.both(`\]`)
		} else {
			t.both("}")
		}
	default:
		t.both(t.in[:1])
	}
	t.in = t.in[1:]
}

// isQuantifier reports whether s begins with {n}, {n,} or {n,m}.
func isQuantifier(s string) bool {
	end := strings.IndexByte(s, '}')
	if end < 2 || s[1] == ',' {
		return false
	}
	return strings.Trim(s[1:end], "0123456789,") == "" && strings.Count(s[1:end], ",") <= 1
}

// group translates an opening parenthesis.
func (t *regexTranslator) group() {
	for _, look := range []string{"(?=", "(?!", "(?<=", "(?<!"} {
		if strings.HasPrefix(t.in, look) {
			t.onlyBacktracking(look)
			t.in = t.in[len(look):]
			return
		}
	}
	switch {
	case strings.HasPrefix(t.in, "(?:"):
		t.both("(?:")
		t.in = t.in[3:]
	case strings.HasPrefix(t.in, "(?<"):
		// the groups of a match are listed by number: the name matters to \k alone
		if end := strings.IndexByte(t.in, '>'); end > 0 {
			t.linear.WriteString("(")
			t.backtrack.WriteString(t.in[:end+1])
			t.in = t.in[end+1:]
			return
		}
		t.both("(?<")
		t.in = t.in[3:]
	default:
		t.both("(")
		t.in = t.in[1:]
	}
}

// escape translates a backslash and what belongs to it.
func (t *regexTranslator) escape(inClass bool) {
	if len(t.in) == 1 {
		t.both(`\`)
		t.in = ""
		return
	}
	c := t.in[1]
	used := 2
	switch c {
	case 'd', 'w', 's':
		set := map[byte]string{'d': jsDigit, 'w': jsWord, 's': jsSpace}[c]
		if !inClass {
			set = "[" + set + "]"
		}
		t.both(set)
	case 'D', 'W', 'S':
		set := map[byte]string{'D': complementDigit, 'W': complementWord, 'S': complementSpace}[c]
		if !inClass {
			set = "[" + set + "]"
		}
		t.both(set)
	case 'b', 'B':
		if inClass {
			t.both(`\x08`)
			break
		}
		t.linear.WriteString(t.in[:2])
		t.backtrack.WriteString(map[byte]string{'b': wordBoundary, 'B': noBoundary}[c])
	case 'k':
		if end := strings.IndexByte(t.in, '>'); end > 0 && strings.HasPrefix(t.in, `\k<`) {
			t.onlyBacktracking(t.in[:end+1])
			used = end + 1
			break
		}
		t.both("k")
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		for used < len(t.in) && t.in[used] >= '0' && t.in[used] <= '9' {
			used++
		}
		t.onlyBacktracking(`(?:` + t.in[:used] + `)`)
	default:
		used = t.character(c)
	}
	t.in = t.in[used:]
}

// The complements of the classes, to be used inside brackets.
const (
	complementDigit = `\x{0}-/:-\x{10ffff}`
	complementWord  = "\\x{0}-/:-@\\[-\\^`\\{-\\x{10ffff}"
	complementSpace = `\x{0}-\x08\x0e-\x1f!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`
)

// character translates an escape that stands for one character and returns its length.
func (t *regexTranslator) character(c byte) int {
	code, used := -1, 2
	switch c {
	case 't', 'n', 'v', 'f', 'r':
		t.both(t.in[:2])
		return 2
	case '0':
		code = 0
	case 'x':
		code, used = hexEscape(t.in, 2)
	case 'u':
		code, used = hexEscape(t.in, 4)
	case 'c':
		if len(t.in) > 2 {
			code, used = int(t.in[2]&31), 3
		}
	}
	switch {
	case code >= 0:
		t.both(hexRune(code))
	case c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c >= 0x80:
		t.both(t.in[1:2])
	default:
		t.both(t.in[:2])
	}
	return used
}

// hexEscape reads the digits of \xhh or \uhhhh; code is negative if they are none.
func hexEscape(s string, digits int) (code, used int) {
	if len(s) < 2+digits {
		return -1, 2
	}
	for _, c := range []byte(s[2 : 2+digits]) {
		h := unhex(c)
		if h < 0 {
			return -1, 2
		}
		code = code<<4 | h
	}
	return code, 2 + digits
}

func hexRune(code int) string {
	const hex = "0123456789abcdef"
	return `\x{` + string([]byte{hex[code>>12&15], hex[code>>8&15], hex[code>>4&15], hex[code&15]}) + `}`
}

// class translates a bracketed class.
func (t *regexTranslator) class() {
	switch {
	case strings.HasPrefix(t.in, "[]"):
		t.both(`[^\x{0}-\x{10ffff}]`)
		t.in = t.in[2:]
		return
	case strings.HasPrefix(t.in, "[^]"):
		t.both(`[\x{0}-\x{10ffff}]`)
		t.in = t.in[3:]
		return
	}
	t.both("[")
	t.in = t.in[1:]
	if strings.HasPrefix(t.in, "^") {
		t.both("^")
		t.in = t.in[1:]
	}
	for t.in != "" && t.in[0] != ']' {
		switch t.in[0] {
		case '\\':
			t.escape(true)
			continue
		case '[':
			t.both(`\[`)
		default:
			t.both(t.in[:1])
		}
		t.in = t.in[1:]
	}
	if t.in != "" {
		t.both("]")
		t.in = t.in[1:]
	}
}
