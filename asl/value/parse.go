package value

import "strings"

// MaxDepth is how deep arrays and objects may nest in a text that Parse accepts. It bounds the stack of those who walk over a
// value, and the work: to look at everything in a text reads its innermost part once for each level.
// Source: Jackson's default, StreamReadConstraints.DEFAULT_MAX_DEPTH.
const MaxDepth = 1000

// Parse validates text as RFC 8259 JSON in UTF-8 and returns its value, which keeps text alive. White space around the
// value is not part of it. Errors are *SyntaxError.
func Parse(text string) (Value, error) {
	s := scanner{text: text}
	start := skipSpace(text, 0)
	end := s.document(start)
	if s.err != nil {
		return Value{}, s.err
	}
	v := valueAt(text[start:end])
	if v.isContainer() && !blank(v.text) {
		v.node = new(node)
	}
	return v, nil
}

// MustParse is Parse for literals in code and tests; it panics on an error.
func MustParse(text string) Value {
	v, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return v
}

// valueAt returns the value of a text that is valid and exactly one value. A container comes without its node.
func valueAt(text string) Value {
	switch text[0] {
	case '"':
		body := text[1 : len(text)-1]
		if strings.IndexByte(body, '\\') >= 0 {
			return Value{kind: String, form: escaped, text: body}
		}
		return Value{kind: String, text: body}
	case '{':
		return Value{kind: Object, text: text}
	case '[':
		return Value{kind: Array, text: text}
	case 't':
		return True
	case 'f':
		return False
	case 'n':
		return NullValue
	}
	return Value{kind: Number, text: text}
}

func (v Value) isContainer() bool { return v.kind == Array || v.kind == Object }

// blank reports whether the text of a valid container has no children.
func blank(text string) bool { return skipSpace(text, 1) == len(text)-1 }
