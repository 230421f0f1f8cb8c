package jsonpath

import (
	"strings"

	"github.com/stepmill/stepmill/asl/value"
)

// relation compares two operands. An error that isPathError knows means that the item does not match.
type relation func(l, r operand) (bool, error)

// operator is a relation and what it costs in visits.
type operator struct {
	holds relation
	cost  func(l, r operand) int
}

// operatorNamed returns an operator by its upper-case name. TYPE, ALL and MATCHES are known to Jayway but
// find nothing in a filter that is written as text: their right sides exist only in Java.
func operatorNamed(name string) (op operator, ok bool) {
	switch name {
	case "==":
		return operator{equal, deepCost}, true
	case "!=":
		return operator{not(equal), deepCost}, true
	case "===":
		return operator{sameKind, deepCost}, true
	case "!==":
		return operator{not(sameKind), deepCost}, true
	case "=~":
		return operator{matches, matchCost}, true
	case "SIZE":
		return operator{size, noCost}, true
	case "EMPTY":
		return operator{empty, noCost}, true
	case "SUBSETOF":
		return operator{lists(subsetOf), productCost}, true
	case "ANYOF":
		return operator{lists(anyOf), productCost}, true
	case "NONEOF":
		return operator{lists(func(l, r []operand) bool { return !anyOf(l, r) }), productCost}, true
	}
	holds := relationNamed(name)
	return operator{holds, flatCost}, holds != nil
}

func relationNamed(name string) relation {
	switch name {
	case "<":
		return ordered(func(c int) bool { return c < 0 })
	case "<=":
		return ordered(func(c int) bool { return c <= 0 })
	case ">":
		return ordered(func(c int) bool { return c > 0 })
	case ">=":
		return ordered(func(c int) bool { return c >= 0 })
	case "IN":
		return in
	case "NIN":
		return not(in)
	case "CONTAINS":
		return contains
	case "EXISTS":
		return existsOperator
	case "TYPE":
		return never("Expected class node")
	case "ALL":
		return never("Expected value list node")
	case "MATCHES":
		return never("Expected predicate node")
	}
	return nil
}

func not(op relation) relation {
	return func(l, r operand) (bool, error) {
		ok, err := op(l, r)
		return !ok && err == nil, err
	}
}

func never(msg string) relation {
	return func(operand, operand) (bool, error) { return false, failed(invalidPath, "%s", msg) }
}

// equal compares by the kind of the left side: a string with the text of a number, a number with the number in a string. An
// array or object that stands in the filter itself, on the left, equals nothing.
func equal(l, r operand) (bool, error) {
	if l.kind == kindJSON && r.kind == kindJSON {
		switch {
		case l.text != "":
			return false, nil
		case r.err != nil:
			return false, failed("IllegalArgumentException", "%v", r.err)
		}
		return equalJava(l.v, r.v), nil
	}
	return l.equals(r), nil
}

// equals is Java's equals between two operands, of which not both are JSON.
func (o operand) equals(x operand) bool {
	switch o.kind {
	case kindNull:
		return x.kind == kindNull
	case kindBool:
		return x.kind == kindBool && o.v.IsTrue() == x.v.IsTrue()
	case kindString:
		return (x.kind == kindString || x.kind == kindNumber) && o.v.Str() == x.asText()
	case kindNumber:
		switch x.kind {
		case kindNumber:
			return compareDecimals(o.number, x.number) == 0
		case kindString:
			return isDecimal(x.v.Str()) && compareDecimals(o.number, x.v.Str()) == 0
		}
	case kindJSON:
		return x.kind == kindJSON && o.text != "" && o.text == x.text
	}
	return false
}

func sameKind(l, r operand) (bool, error) {
	if l.kind != r.kind {
		return false, nil
	}
	return equal(l, r)
}

func ordered(holds func(int) bool) relation {
	return func(l, r operand) (bool, error) {
		text := func(o operand) bool { return o.kind == kindString || o.kind == kindNumber }
		switch {
		case l.kind == kindNumber && r.kind == kindNumber:
			return holds(compareDecimals(l.number, r.number)), nil
		case text(l) && text(r):
			return holds(compareUTF16(l.asText(), r.asText())), nil
		}
		return false, nil
	}
}

func matches(l, r operand) (bool, error) {
	if (l.kind == kindPattern) == (r.kind == kindPattern) {
		return false, nil
	}
	if l.kind == kindPattern {
		l, r = r, l
	}
	if l.kind != kindJSON || l.err == nil && l.v.Kind() != value.Array {
		return r.pattern.matches(patternInput(l))
	}
	elems, _, err := l.list()
	if err != nil {
		return false, err
	}
	for _, e := range elems {
		if ok, err := r.pattern.matches(patternInput(e)); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// patternInput is the text that a pattern is held against: empty for everything that is no string, number or boolean.
func patternInput(o operand) string {
	switch o.kind {
	case kindString, kindNumber:
		return o.asText()
	case kindBool:
		return o.v.Compact()
	}
	return ""
}

func in(l, r operand) (bool, error) {
	elems, ok, err := r.list()
	return ok && has(elems, l), err
}

func has(elems []operand, x operand) bool {
	for _, e := range elems {
		if x.equals(e) {
			return true
		}
	}
	return false
}

func contains(l, r operand) (bool, error) {
	switch {
	case l.kind == kindString && r.kind == kindString:
		return strings.Contains(l.v.Str(), r.v.Str()), nil
	case l.kind == kindJSON:
		elems, ok, err := l.list()
		return ok && has(elems, r), err
	}
	return false, nil
}

func size(l, r operand) (bool, error) {
	if r.kind != kindNumber {
		return false, nil
	}
	want := decimalInt(r.number)
	switch l.kind {
	case kindString:
		return lengthUTF16(l.v.Str()) == want, nil
	case kindJSON:
		if l.err != nil {
			return false, failed("IllegalArgumentException", "%v", l.err)
		}
		if l.v.Kind() == value.Array {
			return l.v.Len() == want, nil
		}
		return want == -1, nil
	}
	return false, nil
}

func empty(l, r operand) (bool, error) {
	var is bool
	switch l.kind {
	case kindString:
		is = l.v.Str() == ""
	case kindJSON:
		if l.err != nil {
			return false, failed("IllegalArgumentException", "%v", l.err)
		}
		if l.v.Kind() == value.Object {
			return false, failed("ClassCastException", "class java.util.LinkedHashMap cannot be cast to class java.util.Collection "+
				"(java.util.LinkedHashMap and java.util.Collection are in module java.base of loader 'bootstrap')")
		}
		is = l.v.Len() == 0
	default:
		return false, nil
	}
	if r.kind != kindBool {
		return false, failed(invalidPath, "Expected boolean node")
	}
	return is == r.v.IsTrue(), nil
}

func existsOperator(l, r operand) (bool, error) {
	switch {
	case l.kind != kindBool && r.kind != kindBool:
		return false, failed(jsonPath, "Failed to evaluate exists expression")
	case l.kind != kindBool || r.kind != kindBool:
		return false, failed(invalidPath, "Expected boolean node")
	}
	return l.v.IsTrue() == r.v.IsTrue(), nil
}

// lists makes a relation of a comparison between two lists; anything but an array on either side does not match.
func lists(holds func(l, r []operand) bool) relation {
	return func(l, r operand) (bool, error) {
		rs, ok, err := r.list()
		if !ok || err != nil {
			return false, err
		}
		ls, ok, err := l.list()
		if !ok || err != nil {
			return false, err
		}
		return holds(ls, rs), nil
	}
}

func subsetOf(l, r []operand) bool {
	for _, x := range l {
		if !has(r, x) {
			return false
		}
	}
	return true
}

func anyOf(l, r []operand) bool {
	for _, x := range l {
		if has(r, x) {
			return true
		}
	}
	return false
}
