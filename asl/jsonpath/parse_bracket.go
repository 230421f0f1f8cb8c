package jsonpath

import (
	"strconv"
	"strings"
)

// readNames reads ['name'] and ['a','b'], in either kind of quotes.
func (p *parser) readNames() bool {
	quote := p.significant(p.pos)
	if quote != '\'' && quote != '"' {
		return false
	}
	var (
		names                  []string
		start, end             = p.pos + 1, 0
		inName, escaped, comma bool
		i                      = start
	)
scan:
	for ; p.has(i); i++ {
		u := p.at(i)
		switch {
		case escaped:
			escaped = false
		case u == '\\':
			escaped = true
		case u == ']' && !inName:
			if comma {
				p.fail("Found empty property at index %d", i)
			}
			break scan
		case u == quote && inName:
			if next := p.significant(i); next != ']' && next != ',' {
				p.fail("Property must be separated by comma or Property must be terminated close square bracket at index %d", i)
			}
			end, inName = i, false
			names = append(names, p.name(p.sub(start, end), rune(quote)))
		case u == quote:
			start, inName, comma = i+1, true, false
		case u == ',' && !inName:
			if comma {
				p.fail("Found empty property at index %d", i)
			}
			comma = true
		}
	}
	if inName {
		p.fail("Property has not been closed - missing closing %c", rune(quote))
	}
	closing := p.indexOfSignificant(end, ']')
	if closing < 0 {
		p.fail("Property has not been closed - missing closing ]")
	}
	p.append(property{keys: names, quote: string(rune(quote))}, closing+1)
	return true
}

// name resolves the escapes of a quoted name.
func (p *parser) name(s string, quote rune) string {
	if p.literal {
		return strings.ReplaceAll(s, `\`+string(quote), string(quote))
	}
	return p.unescape(s)
}

// readSubscript reads [1], [0,-1], [1:], [:2] and [1:2].
func (p *parser) readSubscript() bool {
	if u := p.significant(p.pos); !isDigit(u) && u != '-' && u != ':' {
		return false
	}
	closing := p.indexOf(p.pos+1, ']')
	if closing < 0 {
		return false
	}
	text := strings.TrimSpace(p.sub(p.pos+1, closing))
	for _, r := range text {
		if !strings.ContainsRune("0123456789,-: ", r) {
			return false
		}
	}
	if strings.Contains(text, ":") {
		p.append(p.slice(text), closing+1)
	} else {
		p.append(p.indices(text), closing+1)
	}
	return true
}

// slice reads a slice. A step is read and ignored, as Jayway does, and so is anything behind it.
func (p *parser) slice(text string) segment {
	if strings.ContainsAny(text, ", ") {
		p.fail("Failed to parse SliceOperation: %s", text)
	}
	bounds := append(strings.Split(text, ":"), "")
	s := slice{from: p.bound(bounds[0]), to: p.bound(bounds[1])}
	if s.from == nil && s.to == nil {
		p.fail("Failed to parse SliceOperation: %s", text)
	}
	return s
}

func (p *parser) bound(text string) *int {
	if text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		p.failJava("java.lang.NumberFormatException", "For input string: \"%s\"", text)
	}
	i := int(n)
	return &i
}

func (p *parser) indices(text string) segment {
	var s subscript
	for _, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		n, err := strconv.ParseInt(part, 10, 32)
		if err != nil {
			p.fail("Failed to parse token in ArrayIndexOperation: %s", part)
		}
		s = append(s, int(n))
	}
	return s
}

// readWildcard reads * and [*].
func (p *parser) readWildcard() bool {
	if p.is('*') {
		p.append(wildcard{}, p.pos+1)
		return true
	}
	if !p.significantIs(p.pos, '*') {
		return false
	}
	star := p.afterBlanks(p.pos)
	if !p.significantIs(star, ']') {
		p.fail("Expected wildcard token to end with ']' on position %d", star+1)
	}
	p.append(wildcard{}, p.afterBlanks(star)+1)
	return true
}

// readFilter reads [?(…)].
func (p *parser) readFilter() bool {
	question := p.indexOfSignificant(p.pos, '?')
	if question < 0 {
		return false
	}
	open := p.indexOfSignificant(question, '(')
	if open < 0 {
		return false
	}
	shut := p.indexOfClosing(open, '(', ')', true)
	if shut < 0 || !p.significantIs(shut, ']') {
		return false
	}
	closing := p.afterBlanks(shut)
	f := compileFilter(p.sub(p.pos, closing+1), p.base+p.pos, p.inner())
	p.append(f, closing+1)
	return true
}

// readPlaceholder rejects [?], which stands for filters that a Java program passes beside the path.
func (p *parser) readPlaceholder() bool {
	question := p.indexOfSignificant(p.pos, '?')
	if question < 0 {
		return false
	}
	if u := p.significant(question); u != ']' && u != ',' {
		return false
	}
	closing := p.indexOf(p.pos+1, ']')
	if closing < 0 {
		return false
	}
	p.fail("Not enough predicates supplied for filter [%s] at position %d", p.sub(p.pos+1, closing), p.pos)
	return true
}
