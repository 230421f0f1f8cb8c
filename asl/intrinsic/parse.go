package intrinsic

import (
	"errors"
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

// parser reads a call from left to right.
type parser struct {
	text      string
	pos       int
	depth     int
	calls     int
	variables []string
}

func (p *parser) fail(format string, args ...any) error {
	return &SyntaxError{Offset: p.pos, Msg: fmt.Sprintf(format, args...)}
}

func (p *parser) readWhole() (*call, error) {
	c, err := p.readCall()
	if err != nil {
		return nil, err
	}
	if p.pos < len(p.text) {
		return nil, p.fail("unexpected text after the function: %s", p.text[p.pos:])
	}
	return c, nil
}

func (p *parser) blank() {
	for p.pos < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.pos]) >= 0 {
		p.pos++
	}
}

func (p *parser) take(c byte) bool {
	if p.pos < len(p.text) && p.text[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

// readCall reads States.Name(…).
func (p *parser) readCall() (*call, error) {
	m := start.FindString(p.text[p.pos:])
	if m == "" {
		return nil, p.fail("expected an intrinsic function such as States.Format(…)")
	}
	name := m[len("States.") : len(m)-1]
	f := functionNamed(name)
	if f == nil {
		return nil, p.fail("there is no intrinsic function States.%s", name)
	}
	if p.depth > MaxNesting {
		return nil, p.fail("intrinsic functions are nested deeper than %d levels", MaxNesting)
	}
	if p.calls++; p.calls > MaxCalls {
		return nil, p.fail("there are more than %d intrinsic functions in one expression", MaxCalls)
	}
	p.depth++
	at := p.pos
	p.pos += len(m)
	args, err := p.readArguments()
	if err != nil {
		return nil, err
	}
	p.depth--
	if len(args) < f.least || f.most >= 0 && len(args) > f.most {
		return nil, &SyntaxError{Offset: at, Msg: "States." + name + " takes " + f.arity() + ", not " + fmt.Sprint(len(args))}
	}
	return &call{function: f, args: args}, nil
}

// readArguments reads up to and with the closing parenthesis.
func (p *parser) readArguments() ([]argument, error) {
	if p.blank(); p.take(')') {
		return nil, nil
	}
	var args []argument
	for {
		a, err := p.readArgument()
		if err != nil {
			return nil, err
		}
		args = append(args, a)
		switch p.blank(); {
		case p.take(')'):
			return args, nil
		case p.take(','):
		default:
			return nil, p.fail("expected , or ) after an argument")
		}
	}
}

func (p *parser) readArgument() (argument, error) {
	p.blank()
	if p.pos == len(p.text) {
		return nil, p.fail("the function is not closed: ) is missing")
	}
	switch c := p.text[p.pos]; {
	case c == '\'':
		return p.readText()
	case c == '$':
		return p.readPath()
	case c == 'S':
		return p.readCall()
	}
	end := p.pos
	for end < len(p.text) && strings.IndexByte(",) \t\r\n", p.text[end]) < 0 {
		end++
	}
	word := p.text[p.pos:end]
	v, err := value.Parse(word)
	if err != nil || strings.ContainsAny(word, "\"[{") {
		return nil, p.fail("%q is no argument: text stands in single quotes, a path begins with $", word)
	}
	p.pos = end
	return constant{v}, nil
}

// readText reads '…'.
func (p *parser) readText() (argument, error) {
	var b strings.Builder
	for i := p.pos + 1; i < len(p.text); i++ {
		switch c := p.text[i]; c {
		case '\'':
			raw := p.text[p.pos+1 : i]
			p.pos = i + 1
			return text{raw: raw, plain: value.Text(b.String())}, nil
		case '\\':
			if i++; i == len(p.text) || strings.IndexByte(`'\{}`, p.text[i]) < 0 {
				p.pos = i - 1
				return nil, p.fail(`a backslash in a text must be followed by one of ' \ { }`)
			}
			b.WriteByte(p.text[i])
		default:
			b.WriteByte(c)
		}
	}
	return nil, p.fail("the text is not closed: ' is missing")
}

// readPath finds the end of a path, the comma or parenthesis that is not within brackets or a function's parentheses.
func (p *parser) readPath() (argument, error) {
	depth, end := 0, p.pos
scan:
	for ; end < len(p.text); end++ {
		switch c := p.text[end]; c {
		case '[', '(':
			depth++
		case ']', ')':
			if depth == 0 {
				break scan
			}
			depth--
		case ',':
			if depth == 0 {
				break scan
			}
		case '\'', '"':
			if depth > 0 {
				end = p.closingQuote(end)
			}
		}
	}
	written := strings.TrimRight(p.text[p.pos:end], " \t\r\n")
	compiled, err := jsonpath.CompileStates(written)
	if err != nil {
		var syntax *jsonpath.SyntaxError
		if errors.As(err, &syntax) {
			p.pos += syntax.Offset
		}
		return nil, p.fail("%s is not a path: %v", written, err)
	}
	p.pos = end
	p.variables = append(p.variables, compiled.Variables()...)
	return path{compiled}, nil
}

// closingQuote returns the index of the quote that closes the one at i, or of the text's last byte.
func (p *parser) closingQuote(i int) int {
	quote := p.text[i]
	for i++; i < len(p.text); i++ {
		switch p.text[i] {
		case '\\':
			i++
		case quote:
			return i
		}
	}
	return len(p.text) - 1
}
