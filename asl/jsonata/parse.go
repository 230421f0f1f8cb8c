package jsonata

import "strings"

// parser is a Pratt parser: prefix parses what begins with a token, infix what continues an operand with one. Errors are
// thrown as panics of *Error and caught in parse; in recover mode most are collected instead.
type parser struct {
	lexer   lexer
	tok     token // the current token
	recover bool
	errors  []*Error
	nesting int

	labels int // parent operators seen by the resolver
}

func newParser(text string, opt Options) *parser {
	return &parser{lexer: lexer{text: text, dialect: opt.Dialect}, recover: opt.Recover}
}

// parse returns the syntax tree and the resolved tree.
func (p *parser) parse() (syntax, root *node, err *Error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Error:
			if p.recover {
				p.errors = append(p.errors, r)
				syntax, root = &node{kind: nodeError}, &node{kind: nodeError}
				return
			}
			err = r
		default:
			panic(r)
		}
	}()
	p.advance()
	syntax = p.expression(0)
	if p.tok.kind != tokenEnd {
		p.report(p.tok.mark(fail("S0201")))
	}
	root = p.resolve(syntax)
	if root.kind == nodeParent || len(root.seeking) > 0 {
		panic(failAt("S0217", root.pos, root.typeName()))
	}
	markShortcuts(root)
	return syntax, root, nil
}

// report throws an error, or collects it and skips the rest of the text.
func (p *parser) report(e *Error) {
	if !p.recover {
		panic(e)
	}
	p.errors = append(p.errors, e)
	p.lexer.skipRest()
	p.tok = token{kind: tokenError}
}

func (p *parser) advance()            { p.step(false) }
func (p *parser) advanceToOperator()  { p.step(true) }
func (p *parser) at(op string) bool   { return p.tok.kind == tokenOperator && p.tok.text == op }
func (p *parser) expect(op string)    { p.demand(op, false) }
func (p *parser) expectEnd(op string) { p.demand(op, true) }

func (p *parser) step(infix bool) {
	t := p.lexer.next(infix)
	p.tok = t
	if t.kind == tokenOperator && !isSymbol(t.text) {
		p.report(t.mark(fail("S0204")))
	}
}

// demand moves past the operator op, which must be the current token; infix is as for lexer.next.
func (p *parser) demand(op string, infix bool) {
	if p.at(op) {
		p.step(infix)
		return
	}
	code := "S0202"
	if p.tok.kind == tokenEnd {
		code = "S0203"
	}
	p.report(p.tok.mark(fail(code)).withValue(textItem(op)))
}

// expression parses operators that bind more strongly than power.
func (p *parser) expression(power int) *node {
	p.nesting++
	if p.nesting > maxNesting {
		p.nesting = 0
		panic(&Error{Code: "D1011", Kind: KindStack, Position: p.tok.pos})
	}
	t := p.tok
	p.advanceToOperator()
	left := p.prefix(t)
	for links := 0; power < p.tok.power(); links++ {
		if links > maxChain {
			panic(&Error{Code: "D1011", Kind: KindStack, Position: p.tok.pos})
		}
		t = p.tok
		p.advance()
		left = p.infix(t, left)
	}
	p.nesting--
	return left
}

// prefix parses what begins with t, which has been read.
func (p *parser) prefix(t token) *node {
	n := &node{pos: t.pos, text: t.text, lit: t.lit}
	switch t.kind {
	case tokenEnd:
		n.kind, n.text = nodeEnd, "(end)"
		return n
	case tokenName:
		n.kind = nodeName
		return n
	case tokenVariable:
		n.kind = nodeVariable
		return n
	case tokenString:
		n.kind, n.lit = nodeString, textItem(t.text)
		return n
	case tokenNumber:
		n.kind = nodeNumber
		return n
	case tokenConstant:
		n.kind = nodeConstant
		return n
	case tokenRegex:
		n.kind, n.regex = nodeRegex, t.regex
		return n
	case tokenOperator:
		return p.prefixOperator(t, n)
	}
	return p.notPrefix(t, n)
}

func (p *parser) prefixOperator(t token, n *node) *node {
	switch t.text {
	case "and", "or", "in":
		n.kind = nodeName
	case "-":
		n.kind, n.left = nodeNegate, p.expression(70)
	case "*":
		n.kind = nodeWildcard
	case "**":
		n.kind = nodeDescendant
	case "%":
		n.kind = nodeParent
	case "(":
		p.block(n)
	case "[":
		p.array(n)
	case "{":
		n.kind, n.pairs = nodeObject, p.objectPairs()
	case "|":
		p.transform(n)
	default:
		return p.notPrefix(t, n)
	}
	return n
}

func (p *parser) notPrefix(t token, n *node) *node {
	err := t.mark(fail("S0211"))
	if !p.recover {
		panic(err)
	}
	p.errors = append(p.errors, err)
	p.lexer.skipRest()
	n.kind = nodeError
	return n
}

// infix parses what continues the operand left with t, which has been read.
func (p *parser) infix(t token, left *node) *node {
	n := &node{pos: t.pos, text: t.text, left: left, kind: nodeBinary}
	if t.kind == tokenError {
		n.kind = nodeError
		return n
	}
	switch t.text {
	case ".":
		n.kind, n.right = nodeMap, p.expression(75)
	case "~>":
		n.kind, n.right = nodeApply, p.expression(40)
	case "??":
		n.kind, n.right = nodeCoalesce, p.expression(0)
	case "?:":
		n.kind, n.right = nodeElvis, p.expression(0)
	case "?":
		p.condition(n)
	case "(":
		return p.call(n)
	case "[":
		return p.filter(n)
	case "{":
		n.kind, n.pairs = nodeGroup, p.objectPairs()
	case "^":
		p.order(n)
	case ":=":
		if left.kind != nodeVariable {
			p.report(markNode(fail("S0212"), left))
			n.kind = nodeError
			return n
		}
		n.kind, n.right = nodeBind, p.expression(bindingPower[":="]-1)
	case "@", "#":
		p.variableBinding(n)
	default:
		n.right = p.expression(bindingPower[t.text])
	}
	return n
}

// markNode puts a node's token into an error.
func markNode(e *Error, n *node) *Error {
	e.Position = n.pos
	switch n.kind {
	case nodeNumber, nodeConstant:
		e.Token, e.hasToken = literalText(n), true
		e.tokenJSON = e.Token
	case nodeRegex:
		e.Token, e.hasToken, e.tokenJSON = n.text, true, "{}"
	default:
		e.Token, e.hasToken = n.text, true
	}
	return e
}

func literalText(n *node) string {
	if n.lit.kind == numberKind {
		return formatNumber(n.lit.num)
	}
	return constantText(n.lit)
}

func (p *parser) condition(n *node) {
	n.kind, n.right = nodeCondition, p.expression(0)
	if p.at(":") {
		p.advance()
		n.third = p.expression(0)
	}
}

func (p *parser) block(n *node) {
	n.kind = nodeBlock
	for !p.at(")") {
		n.list = append(n.list, p.expression(0))
		if !p.at(";") {
			break
		}
		p.advance()
	}
	p.expectEnd(")")
}

func (p *parser) array(n *node) {
	n.kind = nodeArray
	for more := !p.at("]"); more; {
		elem := p.expression(0)
		if p.at("..") {
			elem = &node{kind: nodeBinary, text: "..", pos: p.tok.pos, left: elem}
			p.advance()
			elem.right = p.expression(0)
		}
		n.list = append(n.list, elem)
		if more = p.at(","); more {
			p.advance()
		}
	}
	p.expectEnd("]")
}

func (p *parser) objectPairs() []pair {
	pairs := []pair{}
	for more := !p.at("}"); more; {
		key := p.expression(0)
		p.expect(":")
		pairs = append(pairs, pair{key, p.expression(0)})
		if more = p.at(","); more {
			p.advance()
		}
	}
	p.expectEnd("}")
	return pairs
}

// filter parses a predicate, or [] which keeps singleton arrays.
func (p *parser) filter(n *node) *node {
	if p.at("]") {
		step := n.left
		for step.kind == nodeFilter {
			step = step.left
		}
		step.keepArray = true
		p.advance()
		return n.left
	}
	n.kind, n.right = nodeFilter, p.expression(0)
	p.expectEnd("]")
	return n
}

func (p *parser) order(n *node) {
	n.kind = nodeOrder
	p.expect("(")
	for more := true; more; {
		var term sortTerm
		if p.at("<") {
			p.advance()
		} else if p.at(">") {
			term.descending = true
			p.advance()
		}
		term.expr = p.expression(0)
		n.terms = append(n.terms, term)
		if more = p.at(","); more {
			p.advance()
		}
	}
	p.expect(")")
}

// variableBinding parses the variable behind @ or #.
func (p *parser) variableBinding(n *node) {
	n.kind = nodeFocus
	if n.text == "#" {
		n.kind = nodeIndex
	}
	n.right = p.expression(bindingPower[n.text])
	if n.right.kind != nodeVariable {
		p.report(failAt("S0214", n.right.pos, n.text))
		n.kind = nodeError
	}
}

func (p *parser) transform(n *node) {
	n.kind, n.left = nodeTransform, p.expression(0)
	p.expect("|")
	n.right = p.expression(0)
	if p.at(",") {
		p.advance()
		n.third = p.expression(0)
	}
	p.expect("|")
}

// call parses arguments; a call of "function" or "λ" is the head of a lambda.
func (p *parser) call(n *node) *node {
	n.kind = nodeCall
	for more := !p.at(")"); more; {
		if p.at("?") {
			n.kind = nodePartial
			n.list = append(n.list, &node{kind: nodePlaceholder, text: "?", pos: p.tok.pos})
			p.advance()
		} else {
			n.list = append(n.list, p.expression(0))
		}
		if more = p.at(","); more {
			p.advance()
		}
	}
	p.expectEnd(")")
	if n.left.kind == nodeName && (n.left.text == "function" || n.left.text == "λ") {
		return p.lambda(n)
	}
	return n
}

func (p *parser) lambda(n *node) *node {
	for i, param := range n.list {
		if param.kind != nodeVariable {
			p.report(markNode(fail("S0208"), param).withValue(numberItem(float64(i + 1))))
			continue
		}
		n.params = append(n.params, param.text)
	}
	n.kind, n.list = nodeLambda, nil
	if p.at("<") && !p.lambdaSignature(n) {
		n.kind = nodeError
		return n
	}
	p.expect("{")
	n.left = p.expression(0)
	p.expect("}")
	return n
}

func (p *parser) lambdaSignature(n *node) bool {
	pos, begin := p.tok.pos, p.lexer.off-len("<")
	var sig strings.Builder
	sig.WriteByte('<')
	for depth := 1; depth > 0 && !p.at("{") && p.tok.kind != tokenEnd && p.tok.kind != tokenError; {
		p.advance()
		if p.at(">") {
			depth--
		} else if p.at("<") {
			depth++
		}
		sig.WriteString(p.tok.spelling())
	}
	source := p.lexer.text[begin:p.lexer.off]
	p.expect(">")
	s, err := parseSignature(sig.String())
	if err != nil {
		err.Position += pos
		p.report(err)
		return false
	}
	s.source = source
	n.sig = s
	return true
}
