package jsonpath

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// parseLoose reads JSON as json-smart's permissive mode does, which Jayway uses for literals in filters and arguments: strings in
// single quotes, words without quotes, commas too many, and anything behind the value.
func parseLoose(text string) (value.Value, error) {
	if v, err := value.Parse(text); err == nil {
		return v, nil
	}
	p := &loose{rest: text}
	v := p.value(",]}:")
	return v, p.err
}

type loose struct {
	rest  string
	depth int
	err   error
}

func (p *loose) blank() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

func (p *loose) unexpected() {
	if p.err == nil {
		p.err = fmt.Errorf("unexpected text in JSON literal: %s", p.rest)
	}
	p.rest = ""
}

// value reads one value; a word without quotes ends before one of stops.
func (p *loose) value(stops string) value.Value {
	p.blank()
	if p.rest == "" || p.depth == MaxNesting {
		p.unexpected()
		return value.NullValue
	}
	p.depth++
	defer func() { p.depth-- }()
	switch c := p.rest[0]; c {
	case '[':
		return p.array()
	case '{':
		return p.object()
	case '\'', '"':
		return value.Text(p.quoted())
	}
	return p.word(stops)
}

func (p *loose) array() value.Value {
	var elems []value.Value
	p.rest = p.rest[1:]
	for p.err == nil {
		switch p.blank(); {
		case p.take(']'):
			return value.ArrayOf(elems)
		case p.take(','):
		default:
			elems = append(elems, p.value(",]"))
		}
	}
	return value.NullValue
}

func (p *loose) object() value.Value {
	var b value.ObjectBuilder
	p.rest = p.rest[1:]
	for p.err == nil {
		switch p.blank(); {
		case p.take('}'):
			return b.Value()
		case p.take(','):
		default:
			key := p.key()
			if p.blank(); !p.take(':') {
				p.unexpected()
				break
			}
			b.Set(key, p.value(",}"))
		}
	}
	return value.NullValue
}

func (p *loose) key() string {
	if p.rest != "" && (p.rest[0] == '\'' || p.rest[0] == '"') {
		return p.quoted()
	}
	i := strings.IndexByte(p.rest, ':')
	if i < 0 {
		p.unexpected()
		return ""
	}
	key := strings.TrimSpace(p.rest[:i])
	p.rest = p.rest[i:]
	return key
}

func (p *loose) take(c byte) bool {
	if p.rest == "" {
		p.unexpected()
		return false
	}
	if p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *loose) quoted() string {
	quote := p.rest[0]
	for i := 1; i < len(p.rest); i++ {
		switch p.rest[i] {
		case '\\':
			i++
		case quote:
			s := p.rest[1:i]
			p.rest = p.rest[i+1:]
			return unescapeText(s)
		}
	}
	p.unexpected()
	return ""
}

func (p *loose) word(stops string) value.Value {
	i := strings.IndexAny(p.rest, stops)
	if i < 0 {
		i = len(p.rest)
	}
	word := strings.TrimSpace(p.rest[:i])
	if p.rest = p.rest[i:]; word == "" {
		p.unexpected()
		return value.NullValue
	}
	if v, err := value.Parse(word); err == nil {
		return v
	}
	return value.Text(word)
}
