package jsonpath

import (
	"strings"
	"unicode/utf16"

	"github.com/stepmill/stepmill/asl/value"
)

// operand is what stands on one side of an operator. The zero operand is undefined: a path that led nowhere.
type operand struct {
	kind    operandKind
	v       value.Value // of strings, booleans and JSON
	number  string      // a number as it is compared
	parsed  bool        // the number comes from data, so Java writes it as it holds it, not as it was written
	pattern *pattern
	text    string // JSON that stands in the filter or in a string, as it was written
	err     error  // why text is not JSON
}

type operandKind uint8

const (
	kindUndefined operandKind = iota
	kindNull
	kindBool
	kindNumber
	kindString
	kindJSON    // an array or object
	kindPattern // a regular expression
	kindPath    // a string within a list that is itself a path; Jayway makes it equal to nothing
)

// operandOf is the operand that a value of the document makes.
func operandOf(v value.Value) operand {
	switch v.Kind() {
	case value.Null:
		return operand{kind: kindNull, v: v}
	case value.Bool:
		return operand{kind: kindBool, v: v}
	case value.Number:
		return operand{kind: kindNumber, number: held(v.Num()), parsed: true}
	case value.String:
		return operand{kind: kindString, v: v}
	case value.Array, value.Object:
		return operand{kind: kindJSON, v: v}
	}
	return operand{}
}

// held is a number of the data as Java holds it, a double unless it is an integer or long. A double keeps the value of every
// literal of up to 15 digits.
func held(literal string) string {
	if len(literal) <= 16 && !strings.ContainsAny(literal, "eE") {
		return literal
	}
	return JavaNumber(literal)
}

// literalJSON is the operand of a JSON literal. A literal that is not even loose JSON fails when it is used, as in Jayway.
func literalJSON(text string) operand {
	v, err := parseLoose(text)
	return operand{kind: kindJSON, v: v, text: text, err: err}
}

// asText is the operand as a string, for the comparisons that mix strings and numbers.
func (o operand) asText() string {
	switch {
	case o.kind == kindNumber && o.parsed:
		return decimalString(JavaNumber(o.number))
	case o.kind == kindNumber:
		return decimalString(o.number)
	}
	return o.v.Str()
}

// list is the operand as a list of operands; ok is false if it is JSON but no array.
func (o operand) list() (elems []operand, ok bool, err error) {
	switch {
	case o.kind != kindJSON:
		return nil, false, failed(invalidPath, "Expected value list node")
	case o.err != nil:
		return nil, false, failed("IllegalArgumentException", "%v", o.err)
	case o.v.Kind() != value.Array:
		return nil, false, nil
	}
	elems = make([]operand, 0, o.v.Len())
	for _, x := range o.v.Elems() {
		switch x.Kind() {
		case value.Array, value.Object:
			return nil, false, failed(jsonPath, "Could not determine value type")
		case value.String:
			elems = append(elems, operandOfText(x.Str()))
		default:
			elems = append(elems, operandOf(x))
		}
	}
	return elems, true, nil
}

// operandOfText is the operand of a string within a list, which Jayway inspects: it may be a path, JSON or a quoted literal.
func operandOfText(s string) operand {
	trimmed := trimJava(s)
	if trimmed != "" && (trimmed[0] == '$' || trimmed[0] == '@') {
		if _, err := compile(trimmed, dialect{}); err == nil {
			return operand{kind: kindPath}
		}
	}
	if n := len(trimmed); n > 1 && (trimmed[0] == '[' && trimmed[n-1] == ']' || trimmed[0] == '{' && trimmed[n-1] == '}') {
		if j := literalJSON(s); j.err == nil {
			return j
		}
	}
	if n := len(s); n > 1 {
		if s[0] == '\'' && s[n-1] == '\'' || s[0] == '"' && s[n-1] == '"' {
			s = s[1 : n-1]
		}
		s = unescapeText(s)
	}
	return operand{kind: kindString, v: value.Text(s)}
}

// unescapeText resolves escapes in data, where a wrong one leaves the text as it is.
func unescapeText(s string) (out string) {
	defer func() {
		if _, ok := recover().(raised); ok {
			out = s
		}
	}()
	return new(cursor).unescape(s)
}

// trimJava removes what Java's String.trim does: everything up to the blank at both ends.
func trimJava(s string) string {
	for s != "" && s[0] <= ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	return s
}

func lengthUTF16(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}
