package jsonata

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// lexer splits an expression into tokens. Its errors are thrown, see parser.parse.
type lexer struct {
	text    string
	off     int // bytes read
	dialect Dialect

	knownOff, knownUnits int // a byte offset and the UTF-16 code units before it
}

// units converts a byte offset to UTF-16 code units.
func (l *lexer) units(off int) int {
	if off < l.knownOff {
		l.knownOff, l.knownUnits = 0, 0
	}
	l.knownUnits += utf16Len(l.text[l.knownOff:off])
	l.knownOff = off
	return l.knownUnits
}

func (l *lexer) fail(code string, off int) {
	panic(&Error{Code: code, Position: l.units(off)})
}

// skipRest moves to the end of the text.
func (l *lexer) skipRest() { l.off = len(l.text) }

func (l *lexer) token(kind tokenKind, text string) token {
	return token{kind: kind, text: text, pos: l.units(l.off)}
}

// at returns the byte at an offset, 0 behind the end.
func (l *lexer) at(off int) byte {
	if off < len(l.text) {
		return l.text[off]
	}
	return 0
}

// next returns the next token. After an operand (infix) a slash divides, elsewhere it begins a regular expression.
func (l *lexer) next(infix bool) token {
	l.skipBlanks()
	if l.off >= len(l.text) {
		return token{kind: tokenEnd, pos: l.units(len(l.text))}
	}
	c := l.text[l.off]
	if c == '/' && !infix {
		l.off++
		return l.scanRegex()
	}
	if op := l.operator(); op != "" {
		l.off += len(op)
		return l.token(tokenOperator, op)
	}
	switch {
	case c == '"' || c == '\'':
		return l.scanString(c)
	case c >= '0' && c <= '9':
		return l.scanNumber()
	case c == '`':
		end := strings.IndexByte(l.text[l.off+1:], '`')
		if end < 0 {
			l.fail("S0105", len(l.text))
		}
		name := l.text[l.off+1 : l.off+1+end]
		l.off += end + 2
		return l.token(tokenName, name)
	}
	return l.scanName()
}

func (l *lexer) skipBlanks() {
	for {
		for l.off < len(l.text) && isSpace(l.text[l.off]) {
			l.off++
		}
		if !strings.HasPrefix(l.text[l.off:], "/*") {
			return
		}
		end := strings.Index(l.text[l.off+2:], "*/")
		if end < 0 {
			l.fail("S0106", l.off)
		}
		l.off += end + 4
	}
}

// operator returns the operator that begins here, or "".
func (l *lexer) operator() string {
	if l.off+2 <= len(l.text) {
		switch op := l.text[l.off : l.off+2]; op {
		case "..", ":=", "!=", ">=", "<=", "**", "~>":
			return op
		case "?:", "??":
			if l.dialect == Reference {
				return op
			}
		}
	}
	if c := l.text[l.off]; stopsName(c) {
		return l.text[l.off : l.off+1]
	}
	return ""
}

func (l *lexer) scanName() token {
	start := l.off
	for l.off < len(l.text) && !stopsName(l.text[l.off]) {
		l.off++
	}
	name := l.text[start:l.off]
	if name[0] == '$' {
		return l.token(tokenVariable, name[1:])
	}
	t := l.token(tokenName, name)
	switch name {
	case "or", "in", "and":
		t.kind = tokenOperator
	case "true":
		t.kind, t.lit = tokenConstant, boolItem(true)
	case "false":
		t.kind, t.lit = tokenConstant, boolItem(false)
	case "null":
		t.kind, t.lit = tokenConstant, nullItem
	}
	return t
}

func (l *lexer) scanNumber() token {
	start := l.off
	digits := func(off int) int {
		for c := l.at(off); c >= '0' && c <= '9'; c = l.at(off) {
			off++
		}
		return off
	}
	end := start + 1
	if l.text[start] != '0' {
		end = digits(end)
	}
	if l.at(end) == '.' {
		if frac := digits(end + 1); frac > end+1 {
			end = frac
		}
	}
	if c := l.at(end); c == 'e' || c == 'E' {
		exp := end + 1
		if c := l.at(exp); c == '+' || c == '-' {
			exp++
		}
		if e := digits(exp); e > exp {
			end = e
		}
	}
	f, _ := strconv.ParseFloat(l.text[start:end], 64)
	if math.IsInf(f, 0) {
		panic(failAt("S0102", l.units(start), l.text[start:end]))
	}
	l.off = end
	t := l.token(tokenNumber, l.text[start:end])
	t.lit = numberItem(f)
	return t
}

func (l *lexer) scanString(quote byte) token {
	l.off++
	if end := strings.IndexByte(l.text[l.off:], quote); end >= 0 && strings.IndexByte(l.text[l.off:l.off+end], '\\') < 0 {
		s := l.text[l.off : l.off+end]
		l.off += end + 1
		return l.token(tokenString, s)
	}
	var b []byte
	for l.off < len(l.text) {
		c := l.text[l.off]
		switch c {
		case quote:
			l.off++
			return l.token(tokenString, string(b))
		case '\\':
			l.off++
			b = l.scanEscape(b)
		default:
			b = append(b, c)
			l.off++
		}
	}
	l.fail("S0101", len(l.text))
	return token{}
}

// scanEscape appends the character written behind a backslash.
func (l *lexer) scanEscape(b []byte) []byte {
	const letters, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := l.at(l.off)
	if i := strings.IndexByte(letters, c); i >= 0 && l.off < len(l.text) {
		l.off++
		return append(b, meant[i])
	}
	if c != 'u' {
		_, size := utf8.DecodeRuneInString(l.text[l.off:])
		panic(failAt("S0103", l.units(l.off), l.text[l.off:l.off+size]))
	}
	end := min(l.off+5, len(l.text))
	unit, err := strconv.ParseUint(l.text[l.off+1:end], 16, 32)
	if err != nil {
		l.fail("S0104", l.off)
	}
	l.off = end
	return appendUnit(b, uint16(unit))
}

// scanRegex reads a regular expression whose opening slash has been read: up to the next slash that is neither escaped nor
// within brackets.
func (l *lexer) scanRegex() token {
	start, depth := l.off, 0
	for ; l.off < len(l.text); l.off++ {
		escaped := l.text[l.off-1] == '\\'
		switch l.text[l.off] {
		case '/':
			if depth != 0 || oddBackslashes(l.text[:l.off]) {
				continue
			}
			return l.finishRegex(l.text[start:l.off])
		case '(', '[', '{':
			if !escaped {
				depth++
			}
		case ')', ']', '}':
			if !escaped {
				depth--
			}
		}
	}
	l.fail("S0302", len(l.text))
	return token{}
}

func oddBackslashes(s string) bool {
	return (len(s)-len(strings.TrimRight(s, `\`)))%2 == 1
}

func (l *lexer) finishRegex(pattern string) token {
	if pattern == "" {
		l.fail("S0301", l.off)
	}
	l.off++
	start := l.off
	for c := l.at(l.off); c == 'i' || c == 'm'; c = l.at(l.off) {
		l.off++
	}
	re, err := compileRegex(pattern, l.text[start:l.off])
	if err != nil {
		err.Position = l.units(l.off)
		panic(err)
	}
	t := l.token(tokenRegex, "/"+pattern+"/"+l.text[start:l.off])
	t.regex = re
	return t
}
