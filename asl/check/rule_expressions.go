package check

import (
	"strings"
	"unicode/utf8"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// expressions checks the syntax of every expression of a state.
func (c *checker) expressions(st *asl.State) {
	if c.downgraded(st) {
		return
	}
	for _, e := range expressionsOf(st) {
		if e.kind == jsonataExpr {
			c.jsonata(e)
		} else {
			c.path(e)
		}
	}
	c.misplaced(st)
}

// path checks an expression of a JSONPath state.
func (c *checker) path(e expr) {
	text := e.node.Text()
	if placeholder(text) || e.node.Kind() == value.Null && (e.kind == pathExpr || e.kind == resultExpr) {
		return
	}
	if e.node.Kind() != value.String && e.kind != templateExpr {
		c.schema(e.node.Span, e.at, "Write a path such as $.field.", "Expected value of type [STRING]")
		return
	}
	p := e.parse()
	if p.err == nil {
		return
	}
	help := capital(p.err.Error())
	switch {
	case e.kind == templateExpr:
		if e.node.Kind() != value.String {
			help = "Write a string, or take the .$ off the name of the field to give it a constant."
		}
		c.schema(e.node.Span, e.at, help, "The value for the field '%s' must be a valid JSONPath or a valid intrinsic function call", e.field)
	case e.kind == operandExpr && !strings.HasPrefix(text, "$"):
		c.schema(e.node.Span, e.at, "Write a path such as $.field; compute other values in a state before this one.",
			"Value is not a Reference Path: Reference path didn't start with '$'")
	case p.reference:
		c.schema(e.node.Span, e.at, help, "Value is not a Reference Path")
	default:
		c.schema(e.node.Span, e.at, help, "Value must be a valid JSONPath.")
	}
}

// jsonata checks an expression of a JSONata state.
func (c *checker) jsonata(e expr) {
	code, closed := e.code()
	if !closed {
		if !placeholder(e.node.Text()) && !e.unread {
			c.schema(e.node.Span, e.at, "End the expression with %}.", "JSONata string must start with {%% and end with %%}")
		}
		return
	}
	problems := compileJSONata(code).problems
	if len(problems) > 0 && placeholder(code) {
		return
	}
	severity := diag.Error
	if e.unread {
		severity = diag.Warning
	}
	for _, p := range problems {
		c.add(severity, p.code, c.within(e.node, code, p.offset), e.at, p.help, "%s", p.message)
	}
	if len(problems) == 0 && !e.unread {
		c.statesFields(e, code)
	}
}

// within is the place of a character of an expression, counted in runes, inside the string n that holds it. Where the string
// was written with escapes the whole string is the place.
func (c *checker) within(n *asl.Node, code string, runes int) diag.Span {
	raw := c.m.Source.Snippet(n.Span)
	i := strings.Index(raw, code)
	if i < 0 || code == "" || runes < 0 || n.Span.End.Line != n.Span.Start.Line {
		return n.Span
	}
	runes = min(runes, utf8.RuneCountInString(code)-1)
	skip := 0
	for range runes {
		_, size := utf8.DecodeRuneInString(code[skip:])
		skip += size
	}
	start := n.Span.Start
	start.Col += utf8.RuneCountInString(raw[:i+skip])
	start.Offset += i + skip
	_, size := utf8.DecodeRuneInString(code[skip:])
	end := start
	end.Col++
	end.Offset += size
	return diag.Span{Start: start, End: end}
}

// capital makes a message a sentence.
func capital(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	s = strings.ToUpper(string(r)) + s[n:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
