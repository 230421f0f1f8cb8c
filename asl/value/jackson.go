package value

import (
	"fmt"
	"unicode/utf8"
)

// AWS reads JSON with Jackson and shows Jackson's messages. The jackson type finds what Jackson says of a text that the scanner
// refused: it reads the text again, token by token in the order in which Jackson's ReaderBasedJsonParser does, because which
// of several complaints comes first, and at which column, follows from that order. It runs for bad texts only.
//
// Source: the behaviour of jackson-core 2.14.1 (JsonFactory.createParser(String) and nextToken until it throws).
type jackson struct {
	text string
	pos  int // of the next character, in bytes

	line      int // of pos, 1-based, as white space has counted it
	lineStart int // offset of the line's first character

	open []bracket // innermost last
	msg  string    // the complaint; "" while there is none
	at   position  // where Jackson sees it

	roots    int // values read outside of all containers
	trailing string
}

// bracket is a container that was opened.
type bracket struct {
	kind    Kind
	at      position
	entries int // read or being read
}

// position is a place as Jackson counts: lines from 1; columns from 1, in UTF-16 code units.
type position struct{ line, column int }

// Jackson returns Jackson's message for the text, without the place: "Unrecognized token 'not': was expecting (JSON String,
// Number, Array, Object or token 'null', 'true' or 'false')".
func (e *SyntaxError) Jackson() string { return explain(e.text).msg }

// JacksonPosition returns the line and the column that Jackson reports, both counted from 1 (the column of an empty text is
// 0). Columns are UTF-16 code units and mostly one behind the offending character.
func (e *SyntaxError) JacksonPosition() (line, column int) {
	j := explain(e.text)
	return j.at.line, j.at.column
}

// JacksonSource returns the place as Jackson writes it behind its message: `[Source: (String)"not a definition"; line: 1,
// column: 4]`.
func (e *SyntaxError) JacksonSource() string {
	j := explain(e.text)
	return j.source(j.at)
}

// explain reads text until Jackson complains.
func explain(text string) *jackson {
	j := &jackson{text: text, line: 1}
	if !utf8.ValidString(text) {
		bad := invalidUTF8(text)
		j.fail(bad, 1, "Invalid UTF-8 start byte 0x%x", text[bad])
		return j
	}
	for j.msg == "" {
		j.token()
	}
	return j
}

// fail records the complaint, at the given number of UTF-16 code units behind offset.
func (j *jackson) fail(offset, units int, format string, args ...any) {
	j.at = j.position(offset)
	j.at.column += units
	j.msg = fmt.Sprintf(format, args...)
}

// unexpected complains about the character at the next position.
func (j *jackson) unexpected(comment string) {
	j.fail(j.pos, 1, "Unexpected character (%s)%s", j.character(j.pos), comment)
}

// token reads the white space, the comma, the key and the colon before a value and then the value or the bracket that
// opens it; or a bracket that closes; or the end of the text.
func (j *jackson) token() {
	if !j.space() {
		return
	}
	if j.pos == len(j.text) {
		j.end()
		return
	}
	if c := j.text[j.pos]; c == '}' || c == ']' {
		j.close(c)
		return
	}
	if len(j.open) == 0 {
		if j.roots++; j.roots == 2 {
			j.trailing, j.at = tokenType(j.text[j.pos]), j.position(j.pos)
		}
		j.value()
		return
	}
	in := &j.open[len(j.open)-1]
	if in.entries++; in.entries > 1 && !j.separator(',', "comma to separate "+in.name()+" entries") {
		return
	}
	if in.kind == Object && !(j.key() && j.space() && j.separator(':', "a colon to separate field name and value")) {
		return
	}
	j.value()
}

// end complains about the end of the text where it comes too early. A text that Jackson's parser reads to its end has either
// nothing or more than one value, of which the layer above the parser complains.
func (j *jackson) end() {
	switch {
	case len(j.open) > 0:
		in := j.open[len(j.open)-1]
		j.fail(j.pos, 0, "Unexpected end-of-input: expected close marker for %s (start marker at %s)", in.name(), j.source(in.at))
	case j.roots == 0:
		j.msg, j.at = "No content to map due to end-of-input", position{1, 0}
	default:
		j.msg = fmt.Sprintf("Trailing token (of type %s) found after value (bound as "+
			"`com.fasterxml.jackson.databind.JsonNode`): not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`",
			j.trailing)
	}
}

// close reads a closing bracket.
func (j *jackson) close(c byte) {
	in := bracket{at: position{1, 0}}
	if len(j.open) > 0 {
		in = j.open[len(j.open)-1]
	}
	if in.kind != Undefined && closes(c, in.kind == Object) {
		j.open = j.open[:len(j.open)-1]
		j.pos++
		return
	}
	want := byte(']') // what Jackson expects at the root, too: the bracket that c is not
	if c == ']' {
		want = '}'
	}
	j.fail(j.pos, 1, "Unexpected close marker '%c': expected '%c' (for %s starting at %s)", c, want, in.name(), j.source(in.at))
}

// separator reads a comma or a colon and the white space behind it.
func (j *jackson) separator(c byte, name string) bool {
	if j.pos < len(j.text) && j.text[j.pos] != c {
		j.unexpected(": was expecting " + name)
		return false
	}
	if j.pos < len(j.text) {
		j.pos++
		if !j.space() {
			return false
		}
	}
	if j.pos == len(j.text) {
		j.fail(j.pos, 0, "Unexpected end-of-input within/between %s entries", j.open[len(j.open)-1].name())
		return false
	}
	return true
}

// space reads white space and counts lines.
func (j *jackson) space() bool {
	for ; j.pos < len(j.text); j.pos++ {
		switch c := j.text[j.pos]; {
		case c == '\n', c == '\r' && (j.pos+1 == len(j.text) || j.text[j.pos+1] != '\n'):
			j.line, j.lineStart = j.line+1, j.pos+1
		case c == ' ', c == '\t', c == '\r':
		case c < ' ':
			j.fail(j.pos, 1, `Illegal character (%s): only regular white space (\r, \n, \t) is allowed between tokens`,
				j.character(j.pos))
			return false
		case c == '/':
			j.unexpected(": maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)")
			return false
		default:
			return true
		}
	}
	return true
}

// name returns what Jackson calls the container.
func (b bracket) name() string {
	switch b.kind {
	case Object:
		return "Object"
	case Array:
		return "Array"
	}
	return "root"
}

// tokenType returns Jackson's name for the token that begins with c.
func tokenType(c byte) string {
	switch c {
	case '{':
		return "START_OBJECT"
	case '[':
		return "START_ARRAY"
	case '"':
		return "VALUE_STRING"
	case 't':
		return "VALUE_TRUE"
	case 'f':
		return "VALUE_FALSE"
	case 'n':
		return "VALUE_NULL"
	}
	return "VALUE_NUMBER_INT"
}
