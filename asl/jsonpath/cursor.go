package jsonpath

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// cursor walks over a text in UTF-16 units, the units in which Jayway counts the positions of its messages. It reads beyond end
// up to the end of the text, because Jayway does: a filter is read from the brackets around it.
type cursor struct {
	text []uint16
	pos  int
	end  int // one beyond the last unit that belongs to the expression
	base int // units before text in what the user wrote
}

func newCursor(text string, base int) *cursor {
	u := utf16.Encode([]rune(text))
	return &cursor{text: u, end: len(u), base: base}
}

// raised is a failure on its way out of the parser. The parser panics with it, and compile turns it into a *SyntaxError: every
// step of the grammar can fail, and Jayway's fallbacks need to know which exception it was.
type raised struct {
	exception string
	msg       string
	at        int // units of what the user wrote
}

func (c *cursor) fail(format string, args ...any) {
	panic(raised{exception: invalidPath, msg: fmt.Sprintf(format, args...), at: c.base + c.pos})
}

// failJava raises an exception of Java's own library, which Jayway wraps: its message begins with the class.
func (c *cursor) failJava(class, format string, args ...any) {
	panic(raised{exception: class, msg: class + ": " + fmt.Sprintf(format, args...), at: c.base + c.pos})
}

func (c *cursor) at(i int) uint16 {
	if i < 0 || i >= len(c.text) {
		c.failJava("java.lang.StringIndexOutOfBoundsException", "Index %d out of bounds for length %d", i, len(c.text))
	}
	return c.text[i]
}

func (c *cursor) peek() uint16         { return c.at(c.pos) }
func (c *cursor) is(u uint16) bool     { return c.at(c.pos) == u }
func (c *cursor) has(i int) bool       { return i >= 0 && i < c.end }
func (c *cursor) inside() bool         { return c.has(c.pos) }
func (c *cursor) atTail() bool         { return c.pos >= c.end-1 }
func (c *cursor) sub(i, j int) string  { return string(utf16.Decode(c.text[i:j])) }
func (c *cursor) String() string       { return c.sub(0, len(c.text)) }
func (c *cursor) nextIs(u uint16) bool { return c.has(c.pos+1) && c.at(c.pos+1) == u }

func (c *cursor) skipBlanks() {
	for c.inside() && c.pos < c.end-1 && c.peek() == ' ' {
		c.pos++
	}
}

func (c *cursor) trim() {
	c.skipBlanks()
	for c.inside() && c.pos < c.end-1 && c.at(c.end-1) == ' ' {
		c.end--
	}
}

// afterBlanks returns the index of the first unit behind i that is not a blank; it may lie outside.
func (c *cursor) afterBlanks(i int) int {
	for i++; c.has(i) && c.at(i) == ' '; i++ {
	}
	return i
}

// significant returns the first unit behind i that is not a blank, or a blank at the end.
func (c *cursor) significant(i int) uint16 {
	if i = c.afterBlanks(i); c.has(i) {
		return c.at(i)
	}
	return ' '
}

func (c *cursor) significantIs(i int, u uint16) bool {
	i = c.afterBlanks(i)
	return c.has(i) && c.at(i) == u
}

// indexOfSignificant is the index of u when it is the first unit behind i that is not a blank, else -1.
func (c *cursor) indexOfSignificant(i int, u uint16) int {
	if i = c.afterBlanks(i); c.at(i) == u {
		return i
	}
	return -1
}

func (c *cursor) indexOf(i int, u uint16) int {
	for ; c.has(i); i++ {
		if c.at(i) == u {
			return i
		}
	}
	return -1
}

// indexOfUnescaped is the first u behind i that no backslash precedes, else -1.
func (c *cursor) indexOfUnescaped(i int, u uint16) int {
	escaped := false
	for i++; c.has(i); i++ {
		switch {
		case escaped:
			escaped = false
		case c.at(i) == '\\':
			escaped = true
		case c.at(i) == u:
			return i
		}
	}
	return -1
}

// indexOfClosing is the bracket that closes the one at i, else -1. Strings are stepped over, and regular expressions if asked.
func (c *cursor) indexOfClosing(i int, open, shut uint16, regexes bool) int {
	depth := 1
	for i++; c.has(i); i++ {
		if q := c.at(i); q == '\'' || q == '"' {
			if i = c.indexOfUnescaped(i, q); i < 0 {
				c.fail("Could not find matching close quote for %c when parsing : %s", rune(q), c)
			}
			i++
		}
		if regexes && c.at(i) == '/' {
			if i = c.indexOfUnescaped(i, '/'); i < 0 {
				c.fail("Could not find matching close for / when parsing regex in : %s", c)
			}
			i++
		}
		switch c.at(i) {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// previousSignificant returns the first unit before the cursor that is not a blank, or a blank.
func (c *cursor) previousSignificant() (int, uint16) {
	i := c.pos - 1
	for c.has(i) && c.at(i) == ' ' {
		i--
	}
	if c.has(i) {
		return i, c.at(i)
	}
	return -1, ' '
}

func (c *cursor) expect(u uint16) {
	if c.skipBlanks(); c.peek() != u {
		c.fail("Expected character: %c", rune(u))
	}
	c.pos++
}

// accept steps over s if it comes next, blanks aside.
func (c *cursor) accept(s string) bool {
	c.skipBlanks()
	if !c.has(c.pos+len(s)-1) || c.sub(c.pos, c.pos+len(s)) != s {
		return false
	}
	c.pos += len(s)
	return true
}

// byteOffset turns UTF-16 units of text into bytes.
func byteOffset(text string, units int) int {
	for i, r := range text {
		if units <= 0 {
			return i
		}
		units -= max(utf16.RuneLen(r), 1)
	}
	return len(text)
}

// unescape resolves the escapes of quoted names and strings: JSON's, and any other character stands for itself.
func (c *cursor) unescape(s string) string {
	in := utf16.Encode([]rune(s))
	out := make([]uint16, 0, len(in))
	for i := 0; i < len(in); i++ {
		if in[i] != '\\' || i+1 == len(in) {
			out = append(out, in[i])
			continue
		}
		i++
		switch in[i] {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			if i+4 >= len(in) {
				return string(utf16.Decode(out)) // an unfinished code is dropped
			}
			out = append(out, c.hex(in[i+1:i+5]))
			i += 4
		default:
			out = append(out, in[i])
		}
	}
	return string(utf16.Decode(out))
}

func (c *cursor) hex(digits []uint16) uint16 {
	var n uint16
	for _, d := range digits {
		switch {
		case d >= '0' && d <= '9':
			n = n<<4 | (d - '0')
		case d|0x20 >= 'a' && d|0x20 <= 'f' && d < utf8.RuneSelf:
			n = n<<4 | (d | 0x20 - 'a' + 10)
		default:
			panic(raised{exception: jsonPath, at: c.base + c.pos,
				msg: "com.jayway.jsonpath.JsonPathException: Unable to parse unicode value: " + string(utf16.Decode(digits))})
		}
	}
	return n
}
