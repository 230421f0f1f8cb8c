package jsonata

import "strconv"

// tokenKind classifies tokens. Operators, and the words and, or, in, are told apart by their text.
type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenError
	tokenOperator
	tokenName
	tokenVariable
	tokenString
	tokenNumber
	tokenConstant
	tokenRegex
)

type token struct {
	kind  tokenKind
	text  string
	lit   item
	regex *regex
	pos   int // offset behind the token, in UTF-16 code units
}

// id is what the grammar calls the token.
func (t token) id() string {
	switch t.kind {
	case tokenOperator:
		return t.text
	case tokenEnd:
		return "(end)"
	case tokenError:
		return "(error)"
	case tokenName, tokenVariable:
		return "(name)"
	case tokenRegex:
		return "(regex)"
	}
	return "(literal)"
}

// spelling is the token's text in a function signature and in messages.
func (t token) spelling() string {
	switch t.kind {
	case tokenEnd, tokenError:
		return t.id()
	case tokenNumber:
		return formatNumber(t.lit.num)
	case tokenConstant:
		return constantText(t.lit)
	}
	return t.text
}

func constantText(it item) string {
	if it.kind == boolKind {
		return strconv.FormatBool(it.num != 0)
	}
	return "null"
}

// mark puts the token into an error.
func (t token) mark(e *Error) *Error {
	e.Token, e.hasToken, e.Position = t.spelling(), true, t.pos
	switch t.kind {
	case tokenNumber, tokenConstant:
		e.tokenJSON = e.Token
	case tokenRegex:
		e.tokenJSON = "{}"
	}
	return e
}

// bindingPower is how strongly an operator binds the operand to its left; 0 for what is not an infix operator.
var bindingPower = map[string]int{
	"(": 80, "[": 80, "@": 80, "#": 80,
	".": 75,
	"{": 70,
	"*": 60, "/": 60, "%": 60,
	"+": 50, "-": 50, "&": 50,
	"=": 40, "!=": 40, "<": 40, "<=": 40, ">": 40, ">=": 40, "^": 40, "~>": 40, "?:": 40, "??": 40, "in": 40,
	"and": 30, "or": 25,
	"?":  20,
	":=": 10,
}

// power returns the token's binding power.
func (t token) power() int {
	switch t.kind {
	case tokenOperator:
		return bindingPower[t.text]
	case tokenError:
		return 10
	}
	return 0
}

// isSymbol reports whether the grammar knows the operator; a lone ! or ~ is none.
func isSymbol(op string) bool { return op != "!" && op != "~" }

// stopsName reports whether c ends an unquoted name.
func stopsName(c byte) bool {
	switch c {
	case '.', '[', ']', '{', '}', '(', ')', ',', '@', '#', ';', ':', '?', '+', '-', '*', '/', '%', '|', '=', '<', '>', '^', '&', '!', '~':
		return true
	}
	return isSpace(c)
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' && c != '\f' }
