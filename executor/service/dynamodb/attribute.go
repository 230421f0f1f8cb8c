package dynamodb

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
)

// types are the types of attributes. Source: Amazon DynamoDB API Reference, AttributeValue.
var types = []string{"S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"}

// typed returns the type and the content of an attribute, "" if it has none.
func typed(v value.Value) (string, value.Value) {
	if v.Kind() != value.Object || v.Len() != 1 {
		return "", value.Value{}
	}
	for k, x := range v.Members() {
		if slices.Contains(types, k) {
			return k, x
		}
	}
	return "", value.Value{}
}

// normal checks the attributes of an item, and writes numbers as texts.
func normal(item value.Value) (value.Value, *aws.Error) {
	if item.Kind() != value.Object {
		return value.Value{}, invalid("1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null")
	}
	var b value.ObjectBuilder
	for k, v := range item.Members() {
		x, refused := normalAttribute(v)
		if refused != nil {
			return value.Value{}, refused
		}
		b.Set(k, x)
	}
	return b.Value(), nil
}

func normalAttribute(v value.Value) (value.Value, *aws.Error) {
	kind, x := typed(v)
	switch kind {
	case "":
		return value.Value{}, invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes")
	case "N":
		text := x.Str() + x.Num() // a Task state may write a number as it is
		if !isNumber(text) {
			return value.Value{}, invalid("A value provided cannot be converted into a number")
		}
		return value.ObjectOf([]value.Member{aws.Member("N", text)}), nil
	case "M":
		m, refused := normal(x)
		return value.ObjectOf([]value.Member{{Key: "M", Value: m}}), refused
	case "L":
		elems := make([]value.Value, 0, x.Len())
		for _, e := range x.Elems() {
			e, refused := normalAttribute(e)
			if refused != nil {
				return value.Value{}, refused
			}
			elems = append(elems, e)
		}
		return value.ObjectOf([]value.Member{{Key: "L", Value: value.ArrayOf(elems)}}), nil
	case "SS", "NS", "BS":
		if x.Len() == 0 {
			return value.Value{}, invalid("One or more parameter values were invalid: An %s set may not be empty", setNames[kind])
		}
	}
	return v, nil
}

var setNames = map[string]string{"SS": "string", "NS": "number", "BS": "binary"}

// number is the form of a number; its magnitude is bounded by the length of the exponent.
// Source: Amazon DynamoDB Developer Guide, "Naming rules and data types" (38 digits, 1E-130 to 9.9E+125).
var number = regexp.MustCompile(`^[+-]?([0-9]{1,130}(\.[0-9]{0,130})?|\.[0-9]{1,130})([eE][+-]?0*(1[0-2][0-9]|[0-9]{1,2}))?$`)

func isNumber(text string) bool { return number.MatchString(text) }

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return new(big.Rat)
	}
	return r
}

// canonicalNumber writes a number without exponent and needless zeros.
func canonicalNumber(text string) string {
	if !isNumber(text) {
		return text
	}
	return numberText(rat(text))
}

func numberText(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	text := strings.TrimRight(r.FloatString(260), "0") // all that two numbers of 130 places can need
	return strings.TrimSuffix(text, ".")
}

// compare orders two attributes of one type; ok is false for others.
func compare(a, b value.Value) (c int, ok bool) {
	ka, xa := typed(a)
	kb, xb := typed(b)
	if ka != kb {
		return 0, false
	}
	switch ka {
	case "S", "B":
		return strings.Compare(xa.Str(), xb.Str()), true
	case "N":
		return rat(xa.Str() + xa.Num()).Cmp(rat(xb.Str() + xb.Num())), true
	}
	return 0, false
}

// equal reports whether two attributes are the same; sets are without order.
func equal(a, b value.Value) bool {
	ka, xa := typed(a)
	kb, xb := typed(b)
	if ka == "" || ka != kb {
		return false
	}
	switch ka {
	case "N":
		c, _ := compare(a, b)
		return c == 0
	case "SS", "NS", "BS":
		if xa.Len() != xb.Len() {
			return false
		}
		for _, e := range xa.Elems() {
			if !member(ka, xb, e) {
				return false
			}
		}
		return true
	}
	return value.Equal(xa, xb)
}

// member reports whether a set has an element.
func member(kind string, set, e value.Value) bool {
	for _, x := range set.Elems() {
		if value.Equal(x, e) || kind == "NS" && rat(x.Str()).Cmp(rat(e.Str())) == 0 {
			return true
		}
	}
	return false
}
