package jsonata

import "strings"

// printNode prints a syntax tree so that parsing the text gives the same tree again.
func printNode(n *node) string {
	var p printer
	p.node(n)
	return p.b.String()
}

type printer struct{ b strings.Builder }

func (p *printer) write(s ...string) {
	for _, s := range s {
		p.b.WriteString(s)
	}
}

// node prints n. Parentheses are nodes of their own, so the operands of operators never need more of them.
func (p *printer) node(n *node) {
	p.kind(n)
	if n.keepArray && n.kind != nodeFilter {
		p.write("[]")
	}
}

func (p *printer) kind(n *node) {
	switch n.kind {
	case nodeString:
		p.write(quoteLiteral(n.text))
	case nodeNumber, nodeConstant:
		p.write(literalText(n))
	case nodeName:
		p.write(quoteName(n.text))
	case nodeVariable:
		p.write("$", n.text)
	case nodeRegex, nodeWildcard, nodeDescendant, nodeParent, nodePlaceholder:
		p.write(n.text)
	case nodeNegate:
		p.write("-")
		p.node(n.left)
	case nodeBlock:
		p.write("(")
		p.list(n.list, "; ")
		p.write(")")
	case nodeArray:
		p.write("[")
		p.list(n.list, ", ")
		p.write("]")
	case nodeObject:
		p.pairs(n.pairs)
	case nodeLambda:
		p.lambda(n)
	case nodeTransform:
		p.write("|")
		p.node(n.left)
		p.write("|")
		p.node(n.right)
		if n.third != nil {
			p.write(", ")
			p.node(n.third)
		}
		p.write("|")
	case nodeError, nodeEnd:
	default:
		p.operator(n)
	}
}

// operator prints the nodes that continue an operand.
func (p *printer) operator(n *node) {
	p.node(n.left)
	switch n.kind {
	case nodeMap, nodeFocus, nodeIndex:
		p.write(n.text)
		p.node(n.right)
	case nodeFilter:
		p.write("[")
		p.node(n.right)
		p.write("]")
	case nodeGroup:
		p.pairs(n.pairs)
	case nodeCall, nodePartial:
		p.write("(")
		p.list(n.list, ", ")
		p.write(")")
	case nodeOrder:
		p.write("^(")
		for i, t := range n.terms {
			p.write([]string{"", ", "}[min(i, 1)], []string{"<", ">"}[times(t.descending)])
			p.node(t.expr)
		}
		p.write(")")
	case nodeCondition:
		p.write(" ? ")
		p.node(n.right)
		if n.third != nil {
			p.write(" : ")
			p.node(n.third)
		}
	default:
		p.write(" ", n.text, " ")
		p.node(n.right)
	}
}

func (p *printer) list(list []*node, sep string) {
	for i, c := range list {
		if i > 0 {
			p.write(sep)
		}
		p.node(c)
	}
}

func (p *printer) pairs(pairs []pair) {
	p.write("{")
	for i, c := range pairs {
		if i > 0 {
			p.write(", ")
		}
		p.node(c.key)
		p.write(": ")
		p.node(c.value)
	}
	p.write("}")
}

func (p *printer) lambda(n *node) {
	p.write("function(")
	for i, name := range n.params {
		if i > 0 {
			p.write(", ")
		}
		p.write("$", name)
	}
	p.write(")")
	if n.sig != nil {
		p.write(n.sig.source)
	}
	p.write("{")
	p.node(n.left)
	p.write("}")
}

// quoteName puts a name between backquotes unless it reads as a name without them.
func quoteName(s string) string {
	plain := s != "" && s[0] != '$' && s[0] != '"' && s[0] != '\'' && s[0] != '`' && (s[0] < '0' || s[0] > '9')
	for i := 0; plain && i < len(s); i++ {
		plain = !stopsName(s[i])
	}
	switch s {
	case "and", "or", "in", "true", "false", "null", "function", "λ":
		plain = false
	}
	if plain {
		return s
	}
	return "`" + s + "`"
}

// quoteLiteral writes a string literal.
func quoteLiteral(s string) string { return quoteJSON(s) }
