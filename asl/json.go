package asl

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// maxDepth limits the nesting of a definition, in containers, to what AWS's JSON reader takes (Jackson's
// StreamReadConstraints), so that hostile text cannot exhaust the stack.
const maxDepth = 1000

// jsonReader reads JSON into nodes. It goes on after a comma too many or too few; any other slip ends the reading, and what
// was read until then is kept.
type jsonReader struct {
	src   *diag.Source
	text  string
	off   int
	depth int
	dead  bool // nothing after off can be trusted
	mark  diag.Cursor
	found []syntaxSlip
}

// syntaxSlip is one place where the text is not JSON.
type syntaxSlip struct {
	at  diag.Pos
	msg string
}

func (r *jsonReader) pos() diag.Pos { return r.mark.At(r.off) }

// slip records a fault that reading can go on after, up to as many as anyone reads.
func (r *jsonReader) slip(format string, args ...any) {
	if !r.dead {
		r.found = append(r.found, syntaxSlip{r.pos(), fmt.Sprintf(format, args...)})
		r.dead = len(r.found) >= diag.MaxFindings
	}
}

// fail records a fault after which the rest of the text means nothing.
func (r *jsonReader) fail(format string, args ...any) {
	r.slip(format, args...)
	r.dead = true
}

func (r *jsonReader) space() {
	for r.off < len(r.text) {
		switch r.text[r.off] {
		case ' ', '\t', '\r', '\n':
			r.off++
		default:
			return
		}
	}
}

// peek returns the next byte that is not white space, 0 at the end of the text.
func (r *jsonReader) peek() byte {
	r.space()
	if r.off < len(r.text) {
		return r.text[r.off]
	}
	return 0
}

// document reads the whole text: nil if it holds no value at all.
func (r *jsonReader) document() *Node {
	n := r.value()
	if !r.dead && r.peek() != 0 {
		r.fail("the definition ends before this text")
	} else if !r.dead && r.off < len(r.text) {
		r.fail("a NUL byte is not JSON")
	}
	return n
}

func (r *jsonReader) value() *Node {
	c := r.peek()
	n := &Node{Span: diag.Span{Start: r.pos()}}
	switch {
	case c == '{' || c == '[':
		if r.depth++; r.depth > maxDepth {
			r.fail("the nesting is deeper than %d levels", maxDepth)
			return nil
		}
		if c == '{' {
			r.object(n)
		} else {
			r.array(n)
		}
		r.depth--
	case c == '"':
		s, ok := r.str()
		if !ok {
			return nil
		}
		n.Value = value.Text(s)
	case c == '-' || c >= '0' && c <= '9':
		if !r.number(n) {
			return nil
		}
	default:
		if !r.word(n) {
			return nil
		}
	}
	n.Span.End = r.pos()
	return n
}

func (r *jsonReader) object(n *Node) {
	r.off++
	for {
		switch c := r.peek(); {
		case c == '}':
			r.off++
			n.setObject()
			return
		case c != '"':
			r.fail("a field name in double quotes or '}' is expected here")
		default:
			r.member(n)
		}
		if r.dead {
			n.setObject()
			return
		}
		r.comma('}', "fields")
	}
}

func (r *jsonReader) member(n *Node) {
	m := MemberNode{KeySpan: diag.Span{Start: r.pos()}}
	key, ok := r.str()
	if !ok {
		return
	}
	m.Key, m.KeySpan.End = key, r.pos()
	if r.peek() != ':' {
		r.fail("a colon is expected between the field %q and its value", key)
		return
	}
	r.off++
	if m.Value = r.value(); m.Value != nil {
		n.Members = append(n.Members, m)
	}
}

func (r *jsonReader) array(n *Node) {
	r.off++
	for {
		if r.peek() == ']' {
			r.off++
			n.setArray()
			return
		}
		if e := r.value(); e != nil {
			n.Elems = append(n.Elems, e)
		}
		if r.dead {
			n.setArray()
			return
		}
		r.comma(']', "elements")
	}
}

// comma reads what stands between two parts of a container that ends with the byte end.
func (r *jsonReader) comma(end byte, parts string) {
	switch c := r.peek(); c {
	case ',':
		comma := r.off
		r.off++
		if r.peek() == end {
			r.off = comma
			r.slip("no comma is allowed after the last of these %s", parts)
			r.off++
		}
	case end:
	case '"', '{', '[':
		r.slip("a comma is missing between these %s", parts)
	default:
		r.fail("a comma or '%c' is expected here", end)
	}
}

// str reads a string token.
func (r *jsonReader) str() (string, bool) {
	start, plain := r.off, true
	for i := start + 1; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '\\':
			plain = false
			i++
		case c < ' ':
			r.off = i
			r.fail("a control character must be escaped inside a string")
			return "", false
		case c == '"':
			token := r.text[start : i+1]
			if plain {
				r.off = i + 1
				return strings.ToValidUTF8(token[1:len(token)-1], "\uFFFD"), true
			}
			v, err := value.Parse(token)
			if err != nil {
				r.fail("this string has an escape that JSON does not know")
				return "", false
			}
			r.off = i + 1
			return v.Str(), true
		}
	}
	r.fail("this string has no closing quote")
	return "", false
}

func (r *jsonReader) number(n *Node) bool {
	end := r.off
	for end < len(r.text) && strings.IndexByte("+-.eE0123456789", r.text[end]) >= 0 {
		end++
	}
	token := r.text[r.off:end]
	if v, err := value.Parse(token); err != nil || v.Kind() != value.Number {
		r.fail("%s is not a JSON number", token)
		return false
	}
	r.off = end
	n.Value = value.NumberText(token)
	return true
}

func (r *jsonReader) word(n *Node) bool {
	for _, w := range []struct {
		text string
		val  value.Value
	}{{"true", value.True}, {"false", value.False}, {"null", value.NullValue}} {
		if rest, ok := strings.CutPrefix(r.text[r.off:], w.text); ok && !startsWord(rest) {
			r.off += len(w.text)
			n.Value = w.val
			return true
		}
	}
	r.fail("a JSON value is expected here")
	return false
}

// startsWord reports whether s begins with a character that would continue a literal name.
func startsWord(s string) bool {
	return s != "" && (s[0] == '_' || s[0] >= '0' && s[0] <= '9' || s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z' || s[0] >= 0x80)
}
