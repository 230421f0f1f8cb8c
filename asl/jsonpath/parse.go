package jsonpath

import (
	"unicode/utf16"
)

// MaxNesting bounds the paths within a path (filters, arguments) and the operators nested in one filter.
const MaxNesting = 100

// dialect says which roots a text may have.
type dialect struct {
	variables bool // $$ and $name beside $
	depth     int
	literal   bool // in quoted names a backslash escapes nothing but the quote
}

func (d dialect) inner() dialect { d.depth++; return d }

// parser reads the segments of one path.
type parser struct {
	*cursor
	dialect
	segments []segment
}

// compile reads a path as a user writes it.
func compile(text string, d dialect) (p *Path, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case raised:
			p, err = nil, &SyntaxError{Offset: byteOffset(text, r.at), Msg: r.msg, Exception: invalidPath}
		default:
			panic(r)
		}
	}()
	if text == "" {
		return nil, &SyntaxError{Msg: "json can not be null or empty", Exception: "IllegalArgumentException"}
	}
	return read(text, 0, d), nil
}

// read is compile for texts within a path; it panics with raised.
func read(text string, base int, d dialect) *Path {
	c := newCursor(text, base)
	c.trim()
	if u := c.at(0); u != '$' && u != '@' {
		c = newCursor("$."+text, base-2)
		c.trim()
	}
	if c.at(c.end-1) == '.' {
		c.fail("Path must not end with a '.' or '..'")
	}
	return readPath(c, text, d)
}

func readPath(c *cursor, text string, d dialect) *Path {
	if d.depth > MaxNesting {
		c.fail("Paths are nested deeper than %d levels", MaxNesting)
	}
	p := &parser{cursor: c, dialect: d}
	return invertDescent(text, p.readRoot(), p)
}

// readRoot reads the root and all segments behind it.
func (p *parser) readRoot() root {
	for p.inside() && isSpace(p.peek()) {
		p.pos++
	}
	var r root
	switch p.peek() {
	case '$':
	case '@':
		r.kind = rootItem
	default:
		p.fail("Path must start with '$' or '@'")
	}
	if p.atTail() {
		return r
	}
	p.pos++
	if p.variables && r.kind == rootDocument {
		r = p.readRootName()
		if !p.inside() {
			return r
		}
	}
	if u := p.peek(); u != '.' && u != '[' {
		p.fail("Illegal character at position %d expected '.' or '['", p.pos)
	}
	p.readNext()
	return r
}

// readRootName reads what makes $ the context object or a variable.
func (p *parser) readRootName() root {
	if p.is('$') {
		p.pos++
		return root{kind: rootContext}
	}
	rest := []rune(p.sub(p.pos, p.end))
	n := 0
	for n < len(rest) && (isNameStart(rest[n]) || n > 0 && isNamePart(rest[n])) {
		n++
	}
	if n == 0 {
		return root{}
	}
	name := string(rest[:n])
	p.pos += len(utf16.Encode(rest[:n]))
	return root{kind: rootVariable, variable: name}
}

// readNext reads one segment and, since each reader goes on with the next, all that follow.
func (p *parser) readNext() {
	switch p.peek() {
	case '[':
		if !p.readNames() && !p.readSubscript() && !p.readWildcard() && !p.readFilter() && !p.readPlaceholder() {
			p.fail("Could not parse token starting at position %d. Expected ?, ', 0-9, * ", p.pos)
		}
	case '.':
		p.readDot()
	case '*':
		p.readWildcard()
	default:
		p.readName()
	}
}

// append adds a segment that ends before index next and reads on.
func (p *parser) append(s segment, next int) {
	p.segments = append(p.segments, s)
	p.pos = next
	if !p.atTail() {
		p.readNext()
	}
}

// readDot reads . and ..
func (p *parser) readDot() {
	switch {
	case p.nextIs('.'):
		p.segments = append(p.segments, descent{})
		p.pos += 2
	case !p.has(p.pos + 1):
		p.fail("Path must not end with a '.")
	default:
		p.pos++
	}
	if p.is('.') {
		p.fail("Character '.' on position %d is not valid.", p.pos)
	}
	p.readNext()
}

// readName reads name or name().
func (p *parser) readName() {
	if p.is(' ') {
		p.fail("Could not parse token starting at position %d", p.pos)
	}
	start, end := p.pos, p.pos
scan:
	for ; p.has(end); end++ {
		switch p.at(end) {
		case ' ':
			p.fail("Use bracket notion ['my prop'] if your property contains blank characters. position: %d", p.pos)
		case '.', '[':
			break scan
		case '(':
			p.readCall(p.sub(start, end), end)
			return
		}
	}
	p.append(property{keys: []string{p.sub(start, end)}, quote: "'"}, end)
}

func isSpace(u uint16) bool { return u == ' ' || u == '\t' || u == '\n' || u == '\r' }
func isDigit(u uint16) bool { return u >= '0' && u <= '9' }
