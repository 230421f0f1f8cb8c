package jsonpath

import "strings"

// readCall reads the arguments of a function whose ( is at open.
func (p *parser) readCall(name string, open int) {
	depth := 1
	for i := open + 1; i < p.end && depth > 0; i++ {
		switch p.at(i) {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	if depth != 0 {
		p.fail("Arguments to function: '%s' are not closed properly.", name)
	}
	if p.at(open+1) == ')' {
		// Jayway stays on the parenthesis: only a function at the end of a path is read as one is used to.
		p.append(newCall(name, nil), open+1)
		return
	}
	p.pos = open + 1
	args := p.readArguments(name)
	p.append(newCall(name, args), p.pos)
}

// arguments splits the text between the parentheses of a call.
type arguments struct {
	*parser
	found                  []argument
	kind                   argumentKind
	text                   strings.Builder
	start                  int
	paren, brackets, brace int
	quotes                 int
}

type argumentKind uint8

const (
	argumentNone argumentKind = iota // not yet begun; what is neither JSON nor a path is skipped
	argumentJSON
	argumentPath
)

// readArguments reads up to and with the closing parenthesis.
func (p *parser) readArguments(name string) []argument {
	a := &arguments{parser: p, paren: 1}
	var prior uint16
	for done := false; p.inside() && !done; {
		u := p.peek()
		p.pos++
		if a.kind == argumentNone && isSpace(u) {
			continue
		}
		a.begin(u)
		if u == '\\' {
			if next := p.peek(); a.quotes == 1 && (next == ',' || next == '"') {
				a.text.WriteRune(rune(next))
				p.pos++
				prior = 0
				continue
			}
		}
		a.count(u, prior)
		if u == ')' && (a.paren < 0 || prior == '(') {
			a.text.WriteByte(')')
		}
		if (u == ')' || u == ',') && a.quotes == 0 && a.brace == 0 && a.brackets == 0 && (a.paren == 0 && u == ')' || a.paren == 1) {
			done = a.paren == 0
			a.finish()
		}
		if a.kind != argumentNone && !(u == ',' && a.brace == 0 && a.brackets == 0 && a.paren == 1) {
			a.text.WriteString(p.sub(p.pos-1, p.pos))
		}
		prior = u
	}
	if a.brace != 0 || a.paren != 0 || a.brackets != 0 {
		p.fail("Arguments to function: '%s' are not closed properly.", name)
	}
	return a.found
}

// begin takes the kind of the argument from its first character.
func (a *arguments) begin(u uint16) {
	if a.kind != argumentNone {
		return
	}
	a.start = a.pos - 1
	switch {
	case u == '{' || isDigit(u) || u == '"' || u == '-':
		a.kind = argumentJSON
	case u == '$' || u == '@':
		a.kind = argumentPath
	}
}

func (a *arguments) count(u, prior uint16) {
	switch u {
	case '"':
		if prior != '\\' && a.quotes > 0 {
			a.quotes--
		} else {
			a.quotes++
		}
	case '(':
		a.paren++
	case ')':
		a.paren--
	case '{':
		a.brace++
	case '[':
		a.brackets++
	case '}':
		if a.brace == 0 {
			a.fail("Unexpected close brace '}' at character position: %d", a.pos)
		}
		a.brace--
	case ']':
		if a.brackets == 0 {
			a.fail("Unexpected close bracket ']' at character position: %d", a.pos)
		}
		a.brackets--
	}
}

// finish takes what was gathered as an argument.
func (a *arguments) finish() {
	text := a.text.String()
	switch a.kind {
	case argumentNone:
		return
	case argumentJSON:
		v, err := parseLoose(text)
		a.found = append(a.found, argument{json: v, err: err})
	case argumentPath:
		a.found = append(a.found, argument{path: readPath(newCursor(text, a.base+a.start), text, a.inner())})
	}
	a.text.Reset()
	a.kind = argumentNone
}
