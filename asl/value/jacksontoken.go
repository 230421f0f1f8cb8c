package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	noDigit         = " in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value"
	jacksonExpected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
	// jacksonTokenUnits is how many UTF-16 code units of a bad token Jackson quotes.
	jacksonTokenUnits = 256
)

// value reads a scalar or an opening bracket.
func (j *jackson) value() {
	switch c := j.text[j.pos]; {
	case c == '"':
		j.str(false)
	case c == '{':
		j.push(Object)
	case c == '[':
		j.push(Array)
	case c == '-' || isDigit(c):
		j.number()
	case c == '+':
		j.plus()
	case c == '}':
		j.unexpected(": expected a value")
	case c == 't':
		j.name("true", 1)
	case c == 'f':
		j.name("false", 1)
	case c == 'n':
		j.name("null", 1)
	case c == 'N' && j.name("NaN", 1):
		j.nonStandard("NaN")
	case c == 'I' && j.name("Infinity", 1):
		j.nonStandard("Infinity")
	case j.msg != "":
	case identifierStart(j.rune()):
		j.unrecognized(j.pos)
	default:
		j.unexpected(": expected a valid value " + jacksonExpected)
	}
}

// push opens a container. Jackson has bounded their depth since 2.15.
func (j *jackson) push(kind Kind) {
	j.open = append(j.open, bracket{kind: kind, at: j.position(j.pos)})
	j.pos++
	if len(j.open) > MaxDepth {
		j.fail(j.pos, 0, "Document nesting depth (%d) exceeds the maximum allowed (%d, from "+
			"`StreamReadConstraints.getMaxNestingDepth()`)", len(j.open), MaxDepth)
	}
}

// key reads an object's key.
func (j *jackson) key() bool {
	if j.text[j.pos] != '"' {
		j.unexpected(": was expecting double-quote to start field name")
		return false
	}
	j.str(true)
	return j.msg == ""
}

// str reads a string from its opening quote on.
func (j *jackson) str(key bool) {
	where, end := "string value", ": was expecting closing quote for a string value"
	if key {
		where, end = "name", " in field name"
	}
	for j.pos++; j.msg == ""; {
		j.pos = skipPlain(j.text, j.pos)
		switch {
		case j.pos == len(j.text):
			j.fail(j.pos, 0, "Unexpected end-of-input%s", end)
		case j.text[j.pos] == '"':
			j.pos++
			return
		case j.text[j.pos] == '\\':
			j.escape()
		default:
			j.fail(j.pos, 1, "Illegal unquoted character (%s): has to be escaped using backslash to be included in %s",
				j.character(j.pos), where)
		}
	}
}

// escape reads an escape sequence from its backslash on.
func (j *jackson) escape() {
	if j.pos++; j.pos < len(j.text) && j.text[j.pos] != 'u' {
		if strings.IndexByte(`"\/bfnrt`, j.text[j.pos]) < 0 {
			j.fail(j.pos, 1, "Unrecognized character escape %s", j.character(j.pos))
		}
		j.pos++
		return
	}
	for end := j.pos + 4; j.pos < end; {
		if j.pos++; j.pos >= len(j.text) {
			break
		}
		if _, ok := hexDigit(j.text[j.pos]); !ok {
			j.unexpected(": expected a hex-digit for character escape sequence")
			return
		}
	}
	if j.pos++; j.pos > len(j.text) {
		j.fail(len(j.text), 0, "Unexpected end-of-input in character escape sequence")
	}
}

// number reads a number, and at the root the one character behind it, which must be white space.
func (j *jackson) number() {
	if j.text[j.pos] == '-' {
		j.pos++
		switch {
		case j.pos == len(j.text):
			j.fail(j.pos, 0, "Unexpected end-of-inputNo digit following minus sign")
		case j.text[j.pos] == 'I':
			j.infinity()
		case j.text[j.pos] == '.':
			j.unexpected(": expected a valid value " + jacksonExpected)
		case !isDigit(j.text[j.pos]):
			j.unexpected(noDigit)
		}
		if j.msg != "" {
			return
		}
	}
	if j.text[j.pos] == '0' && j.pos+1 < len(j.text) && isDigit(j.text[j.pos+1]) {
		j.fail(j.pos, 1, "Invalid numeric value: Leading zeroes not allowed")
		return
	}
	zero := j.text[j.pos] == '0'
	j.digits()
	if j.tail(zero) && len(j.open) == 0 && j.pos < len(j.text) && !isSpace(j.text[j.pos]) {
		j.unexpected(": Expected space separating root-level values")
	}
}

// tail reads a fraction and an exponent. Where a character in them is wrong, Jackson points behind it if the number began with
// a zero, and else behind the first character of the tail; the two cases are read by different code.
func (j *jackson) tail(zero bool) bool {
	start := j.pos
	wrong := func(at int, comment string) bool {
		place := start
		if zero {
			place = at
		}
		j.fail(place, 1, "Unexpected character (%s) in numeric value: %s", j.character(at), comment)
		return false
	}
	if j.pos < len(j.text) && j.text[j.pos] == '.' {
		if j.pos++; j.digits() == 0 {
			const comment = "Decimal point not followed by a digit"
			if j.pos == len(j.text) {
				return wrong(start, comment)
			}
			return wrong(j.pos, comment)
		}
	}
	if j.pos < len(j.text) && j.text[j.pos]|0x20 == 'e' {
		if j.pos++; j.pos < len(j.text) && (j.text[j.pos] == '+' || j.text[j.pos] == '-') {
			j.pos++
		}
		if j.digits() == 0 && j.pos == len(j.text) {
			j.fail(j.pos, 0, "Unexpected end-of-inputexpected a digit for number exponent")
			return false
		}
		if !isDigit(j.text[j.pos-1]) {
			return wrong(j.pos, "Exponent indicator not followed by a digit")
		}
	}
	return true
}

// digits reads digits and returns how many there were.
func (j *jackson) digits() int {
	start := j.pos
	for j.pos < len(j.text) && isDigit(j.text[j.pos]) {
		j.pos++
	}
	return j.pos - start
}

// plus complains about what begins with a plus sign.
func (j *jackson) plus() {
	switch j.pos++; {
	case j.pos == len(j.text):
		j.fail(j.pos, 0, "Unexpected end-of-input in a Number value")
	case j.text[j.pos] == 'I':
		j.infinity()
	default:
		j.plusSign()
	}
}

// plusSign complains about the sign itself, behind the character that follows it or follows its I.
func (j *jackson) plusSign() {
	j.fail(j.pos, 1, "Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs: "+
		"enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow")
}

// infinity complains about what begins with a sign and the I at the next position.
func (j *jackson) infinity() {
	start := j.pos - 1
	sign := j.text[start:j.pos]
	name := sign + "INF"
	switch j.pos++; {
	case j.pos == len(j.text):
		j.fail(j.pos, 0, "Unexpected end-of-input in a Number value")
		return
	case j.text[j.pos] == 'N':
	case j.text[j.pos] == 'n':
		name = sign + "Infinity"
	case sign == "+":
		j.plusSign()
		return
	default:
		j.unexpected(noDigit)
		return
	}
	if j.pos = start; j.name(name, 3) {
		j.nonStandard(name)
	}
}

// name reads a name whose first known characters are there. What is glued to it makes another, unknown token.
func (j *jackson) name(name string, known int) bool {
	n := known
	for n < len(name) && j.pos+n < len(j.text) && j.text[j.pos+n] == name[n] {
		n++
	}
	start := j.pos
	j.pos += n
	if n == len(name) && (j.pos == len(j.text) || j.text[j.pos] < '0' || !identifierPart(j.rune())) {
		return true
	}
	j.unrecognized(start)
	return false
}

// unrecognized complains about the token that began at start, and goes on to where it ends.
func (j *jackson) unrecognized(start int) {
	more := ""
	for j.pos < len(j.text) && identifierPart(j.rune()) {
		if j.pos += utf8.RuneLen(j.rune()); utf16Len(j.text[start:j.pos]) >= jacksonTokenUnits {
			more = "..."
			break
		}
	}
	j.fail(j.pos, 0, "Unrecognized token '%s%s': was expecting %s", j.text[start:j.pos], more, jacksonExpected)
}

func (j *jackson) nonStandard(name string) {
	j.fail(j.pos, 0, "Non-standard token '%s': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", name)
}

func (j *jackson) rune() rune {
	r, _ := utf8.DecodeRuneInString(j.text[j.pos:])
	return r
}

// identifierStart is Java's Character.isJavaIdentifierStart for one UTF-16 code unit.
func identifierStart(r rune) bool {
	return r <= 0xFFFF && unicode.In(r, unicode.L, unicode.Nl, unicode.Sc, unicode.Pc)
}

// identifierPart is Java's Character.isJavaIdentifierPart for one UTF-16 code unit.
func identifierPart(r rune) bool {
	ignorable := r <= 8 || 0xE <= r && r <= 0x1B || 0x7F <= r && r <= 0x9F
	return identifierStart(r) || ignorable || r <= 0xFFFF && unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Cf)
}
