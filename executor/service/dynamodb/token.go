package dynamodb

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// maxExpressionBytes is how long an expression may be. Source: Amazon DynamoDB Developer Guide, "Quotas".
const maxExpressionBytes = 4096

// maxDepth is how deep parentheses and NOTs may nest: enough for people, and it bounds the stack.
const maxDepth = 100

// parser reads one expression.
type parser struct {
	field  string // ConditionExpression
	tokens []string
	at     int
	depth  int
	names  value.Value // ExpressionAttributeNames
	values value.Value // ExpressionAttributeValues
}

func newParser(in value.Value, field string) (*parser, *aws.Error) {
	text := in.Get(field).Str()
	if text == "" {
		return nil, invalid("Invalid %s: The expression can not be empty;", field)
	}
	if len(text) > maxExpressionBytes {
		return nil, invalid("Invalid %s: Expression size has exceeded the maximum allowed size; expression size: %d", field, len(text))
	}
	p := &parser{field: field, names: in.Get("ExpressionAttributeNames"), values: in.Get("ExpressionAttributeValues")}
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		n := tokenLen(text)
		if n == 0 {
			return nil, p.syntax(text[:1])
		}
		p.tokens = append(p.tokens, text[:n])
		text = text[n:]
	}
	return p, nil
}

// tokenLen returns the length of the first token, 0 if there is none.
func tokenLen(text string) int {
	for _, op := range []string{"<>", "<=", ">="} {
		if strings.HasPrefix(text, op) {
			return 2
		}
	}
	if strings.ContainsRune("=<>()[],.+-", rune(text[0])) {
		return 1
	}
	n := 0
	for n < len(text) && (isWord(text[n]) || n == 0 && (text[0] == '#' || text[0] == ':')) {
		n++
	}
	return n
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func (p *parser) syntax(token string) *aws.Error {
	near := strings.Join(p.tokens[max(0, p.at-1):min(len(p.tokens), p.at+2)], " ")
	return invalid(`Invalid %s: Syntax error; token: "%s", near: "%s"`, p.field, token, near)
}

func (p *parser) peek() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return "<EOF>"
}

func (p *parser) next() string {
	t := p.peek()
	p.at++
	return t
}

// accept takes the next token if it is that one; keywords are so in any case.
func (p *parser) accept(token string) bool {
	if strings.EqualFold(p.peek(), token) {
		p.at++
		return true
	}
	return false
}

func (p *parser) expect(token string) *aws.Error {
	if !p.accept(token) {
		return p.syntax(p.peek())
	}
	return nil
}

func (p *parser) end() *aws.Error {
	if p.at < len(p.tokens) {
		return p.syntax(p.peek())
	}
	return nil
}

// path is a place in an item: names of attributes and numbers of list elements.
type path []step

type step struct {
	name  string
	index int // -1 for a name
}

func (p *parser) path() (path, *aws.Error) {
	var out path
	for {
		name, refused := p.name()
		if refused != nil {
			return nil, refused
		}
		out = append(out, step{name, -1})
		for p.accept("[") {
			n, ok := value.Value{}, false
			if t := p.next(); t != "" && isDigits(t) && len(t) < 10 {
				n, ok = value.NumberText(strings.TrimLeft(t[:len(t)-1], "0")+t[len(t)-1:]), true
			}
			if !ok {
				return nil, p.syntax(p.peek())
			}
			i, _ := n.Int() // nine digits fit
			out = append(out, step{index: int(i)})
			if refused := p.expect("]"); refused != nil {
				return nil, refused
			}
		}
		if !p.accept(".") {
			return out, nil
		}
	}
}

func isDigits(t string) bool { return strings.Trim(t, "0123456789") == "" }

func (p *parser) name() (string, *aws.Error) {
	t := p.next()
	switch {
	case strings.HasPrefix(t, "#"):
		v := p.names.Get(t)
		if v.Kind() != value.String {
			return "", invalid("Invalid %s: An expression attribute name used in the document path is not defined; attribute name: %s", p.field, t)
		}
		return v.Str(), nil
	case t == "" || t == "<EOF>" || !isWord(t[0]) || '0' <= t[0] && t[0] <= '9':
		return "", p.syntax(t)
	}
	return t, nil
}

// constant returns the value of :name.
func (p *parser) constant(t string) (value.Value, *aws.Error) {
	v := p.values.Get(t)
	if !v.IsDefined() {
		return value.Value{}, invalid("Invalid %s: An expression attribute value used in expression is not defined; attribute value: %s", p.field, t)
	}
	return normalAttribute(v)
}
