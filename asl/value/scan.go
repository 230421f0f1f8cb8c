package value

import (
	"fmt"
	"unicode/utf8"
)

// scanner validates a text once, from left to right and without allocating. Its methods take the offset where something
// should begin and return the offset behind it; after an error they return the length of the text, so that callers need to
// look at err only where they would loop.
type scanner struct {
	text string
	err  *SyntaxError
}

// fail records an error at offset i and returns the end of the text.
func (s *scanner) fail(i int, format string, args ...any) int {
	if s.err == nil {
		s.err = newSyntaxError(s.text, i, fmt.Sprintf(format, args...))
	}
	return len(s.text)
}

// document scans one value at i and the white space behind it, and returns where the value ended.
func (s *scanner) document(i int) int {
	if !utf8.ValidString(s.text) {
		return s.fail(invalidUTF8(s.text), "the text is not valid UTF-8")
	}
	end := s.value(i)
	if s.err != nil {
		return end
	}
	if rest := skipSpace(s.text, end); rest < len(s.text) {
		return s.fail(rest, "%s behind the value, where only white space may be", s.found(rest))
	}
	return end
}

// nesting is a stack of bits, one for each open container: set for an object.
type nesting struct {
	depth int
	bits  [(MaxDepth + 63) / 64]uint64
}

func (n *nesting) push(object bool) {
	if word, bit := n.depth>>6, uint64(1)<<(n.depth&63); object {
		n.bits[word] |= bit
	} else {
		n.bits[word] &^= bit
	}
	n.depth++
}

// inObject reports whether the innermost open container is an object.
func (n *nesting) inObject() bool {
	top := n.depth - 1
	return n.bits[top>>6]>>(top&63)&1 != 0
}

// value scans one value with all that it contains. It keeps the open containers in a stack of its own instead of calling
// itself, which is faster and bounds the memory that a hostile text can claim.
func (s *scanner) value(i int) int {
	var open nesting
	for s.err == nil {
		if i < len(s.text) && (s.text[i] == '{' || s.text[i] == '[') {
			if open.depth == MaxDepth {
				return s.fail(i, "arrays and objects nest deeper than %d levels", MaxDepth)
			}
			object := s.text[i] == '{'
			open.push(object)
			i = skipSpace(s.text, i+1)
			switch {
			case i < len(s.text) && closes(s.text[i], object):
			case object:
				i = s.key(i)
				continue
			default:
				continue
			}
		} else {
			i = s.scalar(i)
		}
		if i = s.ends(&open, i); open.depth == 0 {
			return i
		}
	}
	return len(s.text)
}

// closes reports whether c ends an object, or else an array.
func closes(c byte, object bool) bool { return object && c == '}' || !object && c == ']' }

// ends scans what may follow a value inside the open containers: the ends of containers, then a comma and, in an object,
// the next key. It returns the offset of the next value, or of what follows the outermost container.
func (s *scanner) ends(open *nesting, i int) int {
	for open.depth > 0 && s.err == nil {
		i = skipSpace(s.text, i)
		object := open.inObject()
		switch {
		case i < len(s.text) && s.text[i] == ',':
			if i = skipSpace(s.text, i+1); object {
				i = s.key(i)
			}
			return i
		case i < len(s.text) && closes(s.text[i], object):
			open.depth--
			i++
		case object:
			return s.fail(i, "%s where a comma or the } of the object should be", s.found(i))
		default:
			return s.fail(i, "%s where a comma or the ] of the array should be", s.found(i))
		}
	}
	return i
}

// key scans an object's key, the colon and the white space around it.
func (s *scanner) key(i int) int {
	if i >= len(s.text) || s.text[i] != '"' {
		return s.fail(i, "%s where a key in double quotes should be", s.found(i))
	}
	if i = s.str(i + 1); s.err != nil {
		return i
	}
	i = skipSpace(s.text, i)
	if i >= len(s.text) || s.text[i] != ':' {
		return s.fail(i, "%s where the colon behind a key should be", s.found(i))
	}
	return skipSpace(s.text, i+1)
}

// scalar scans a string, number or literal name.
func (s *scanner) scalar(i int) int {
	if i >= len(s.text) {
		return s.fail(i, "%s where a value should be", s.found(i))
	}
	switch c := s.text[i]; {
	case c == '"':
		return s.str(i + 1)
	case c == '-' || isDigit(c):
		return s.number(i)
	case c == 't':
		return s.name(i, "true")
	case c == 'f':
		return s.name(i, "false")
	case c == 'n':
		return s.name(i, "null")
	}
	return s.fail(i, "%s where a value should be", s.found(i))
}

// name scans one of true, false and null.
func (s *scanner) name(i int, name string) int {
	end := i + len(name)
	if end > len(s.text) || s.text[i:end] != name {
		return s.fail(i, "%s where a value should be; the names are true, false and null", s.found(i))
	}
	return end
}

// found names what is at offset i for a message.
func (s *scanner) found(i int) string {
	if i >= len(s.text) {
		return "the text ends"
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return fmt.Sprintf("found %q", r)
}
