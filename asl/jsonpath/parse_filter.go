package jsonpath

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// filterParser reads the expression of one filter:
//
//	or      = and { "||" and }
//	and     = operand { "&&" operand }
//	operand = "!" operand | "(" or ")" | value [ operator value ]
//	value   = [ "!" ] path | literal
type filterParser struct {
	*cursor
	dialect
	paths []*Path
}

// compileFilter reads a filter with the brackets around it.
func compileFilter(text string, base int, d dialect) *filter {
	p := &filterParser{cursor: newCursor(text, base), dialect: d}
	p.trim()
	p.pos++ // the brackets and the question mark are known to be there
	p.end--
	p.trim()
	p.pos++
	p.trim()
	c := p.readAll()
	return &filter{condition: c, inner: p.paths}
}

// readAll reads the whole expression. What Java's library raises on the way, a number that is none for instance, becomes one
// message of Jayway's.
func (p *filterParser) readAll() condition {
	defer func() {
		r, ok := recover().(raised)
		if ok && r.exception != invalidPath {
			p.fail("Failed to parse filter: %s, error on position: %d, char: %c", p, p.pos, rune(p.peek()))
		}
		if ok {
			panic(r)
		}
	}()
	c := p.readOr()
	if p.skipBlanks(); p.inside() {
		p.fail("Expected end of filter expression instead of: %s", p.sub(p.pos, p.end))
	}
	return c
}

func (p *filterParser) readOr() condition {
	parts := either{p.readAnd()}
	for p.accept("||") {
		parts = append(parts, p.readAnd())
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return parts
}

func (p *filterParser) readAnd() condition {
	parts := all{p.readOperand()}
	for p.accept("&&") {
		parts = append(parts, p.readOperand())
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return parts
}

func (p *filterParser) readOperand() condition {
	if p.depth++; p.depth > MaxNesting {
		p.fail("Filters are nested deeper than %d levels", MaxNesting)
	}
	defer func() { p.depth-- }()
	p.skipBlanks()
	start := p.pos
	if p.is('!') {
		p.pos++
		p.skipBlanks()
		if u := p.peek(); u != '$' && u != '@' {
			return negate{p.readOperand()}
		}
		p.pos = start // !@.name asks whether the path leads nowhere
	}
	if p.is('(') {
		p.pos++
		c := p.readOr()
		p.expect(')')
		return c
	}
	return p.readComparison()
}

// readComparison reads two values and the operator between them, or a path that stands alone. It takes the latter where what
// follows the first value is no operator and value.
func (p *filterParser) readComparison() (c condition) {
	left := p.readValue()
	start := p.pos
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if r, ok := r.(raised); !ok || r.exception != invalidPath {
			panic(r)
		}
		if p.pos = start; left.path == nil {
			p.fail("Expected path node")
		}
		c = exists{path: left.path, want: left.exists}
	}()
	op := p.readOperator()
	return comparison{left: left, right: p.readValue(), operator: op}
}

func (p *filterParser) readOperator() operator {
	p.skipBlanks()
	start := p.pos
	if isOperatorSign(p.peek()) {
		for p.inside() && isOperatorSign(p.peek()) {
			p.pos++
		}
	} else {
		for p.inside() && p.peek() != ' ' {
			p.pos++
		}
	}
	name := p.sub(start, p.pos)
	op, ok := operatorNamed(strings.ToUpper(name))
	if !ok {
		p.fail("Filter operator %s is not supported!", name)
	}
	return op
}

func isOperatorSign(u uint16) bool {
	return u == '<' || u == '>' || u == '=' || u == '~' || u == '!'
}

func (p *filterParser) readValue() source {
	p.skipBlanks()
	switch p.peek() {
	case '$', '@':
		return p.readPath()
	case '!':
		p.pos++
		p.skipBlanks()
		if u := p.peek(); u != '$' && u != '@' {
			p.fail("Unexpected character: !")
		}
		return p.readPath()
	}
	return source{literal: p.readLiteral()}
}

// readPath finds the end of a path and compiles it.
func (p *filterParser) readPath() source {
	_, before := p.previousSignificant()
	start := p.pos
	p.pos++
	for p.inside() {
		if p.is('[') {
			closing := p.indexOfClosing(p.pos, '[', ']', false)
			if closing < 0 {
				p.fail("Square brackets does not match in filter %s", p)
			}
			p.pos = closing + 1
		}
		u := p.peek()
		if !p.inside() || isOperatorSign(u) || u == ' ' || u == ')' && !p.closesCall(start) {
			break
		}
		p.pos++
	}
	path := read(p.sub(start, p.pos), p.base+start, p.inner())
	p.paths = append(p.paths, path)
	return source{path: path, exists: before != '!'}
}

// closesCall reports whether the ) under the cursor ends a function without arguments in a path that began at start.
func (p *filterParser) closesCall(start int) bool {
	i, u := p.previousSignificant()
	if u != '(' {
		return false
	}
	for i--; p.has(i) && i > start; i-- {
		if p.at(i) == '.' {
			return true
		}
	}
	return false
}

func (p *filterParser) readLiteral() operand {
	start := p.pos
	switch u := p.peek(); u {
	case '\'', '"':
		end := p.indexOfUnescaped(start, u)
		if end < 0 {
			p.fail("String literal does not have matching quotes. Expected %c in %s", rune(u), p)
		}
		p.pos = end + 1
		return operand{kind: kindString, v: value.Text(p.unescape(p.sub(start+1, end)))}
	case 't', 'f':
		for _, word := range []string{"true", "false"} {
			if p.has(start+len(word)-1) && p.sub(start, start+len(word)) == word {
				p.pos += len(word)
				return operand{kind: kindBool, v: value.Boolean(word == "true")}
			}
		}
		p.fail("Expected boolean literal")
	case 'n':
		if !p.has(start+3) || p.sub(start, start+4) != "null" {
			p.fail("Expected <null> value")
		}
		p.pos += 4
		return operand{kind: kindNull, v: value.NullValue}
	case '{', '[':
		return p.readJSON(u)
	case '/':
		return p.readPattern()
	}
	return p.readNumber()
}

func (p *filterParser) readJSON(open uint16) operand {
	start := p.pos
	end := p.indexOfClosing(start, open, open+2, false) // ] and } lie two behind [ and {
	if end < 0 {
		p.fail("String not closed. Expected ' in %s", p)
	}
	p.pos = end + 1
	return literalJSON(p.sub(start, p.pos))
}

func (p *filterParser) readPattern() operand {
	start := p.pos
	end := p.indexOfUnescaped(start, '/')
	if end < 0 {
		p.fail("Pattern not closed. Expected / in %s", p)
	}
	p.pos = end + 1
	for p.inside() && strings.ContainsRune(patternFlags, rune(p.peek())) {
		p.pos++
	}
	re, err := compilePattern(p.sub(start+1, end), p.sub(end+1, p.pos))
	if err != nil {
		p.failJava("java.util.regex.PatternSyntaxException", "%v", err)
	}
	return operand{kind: kindPattern, pattern: re}
}

func (p *filterParser) readNumber() operand {
	start := p.pos
	for p.inside() && (isDigit(p.peek()) || strings.ContainsRune("-.eE", rune(p.peek()))) {
		p.pos++
	}
	text := p.sub(start, p.pos)
	if !isDecimal(text) {
		p.failJava("java.lang.NumberFormatException", "%q is not a number", text)
	}
	return operand{kind: kindNumber, number: text}
}
