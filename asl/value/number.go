package value

import (
	"math"
	"strconv"
)

// Int returns an integer.
func Int(i int64) Value { return Value{kind: Number, text: strconv.FormatInt(i, 10)} }

// Float returns a number in the shortest form that ECMAScript's Number::toString gives (1e+21, 1e-7, 0.1, 5, and 0 for -0).
// It panics on NaN and the infinities, which JSON does not have: the languages decide what becomes of them first.
// Source: ECMA-262, section 6.1.6.1.20.
func Float(f float64) Value {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		panic("value: " + strconv.FormatFloat(f, 'g', -1, 64) + " is not a JSON number")
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return Int(int64(f))
	}
	var room [32]byte
	shortest := decimalOf(string(strconv.AppendFloat(room[:0], f, 'e', -1, 64)))
	return Value{kind: Number, text: string(shortest.append(nil))}
}

// NumberText returns a number with the given literal kept as it is. It panics if text is not a JSON number.
func NumberText(text string) Value {
	if !isNumber(text) {
		panic("value: " + strconv.Quote(text) + " is not a JSON number")
	}
	return Value{kind: Number, text: text}
}

// Num returns the literal of a number, as it was written, and "" for every other kind.
func (v Value) Num() string {
	if v.kind == Number {
		return v.text
	}
	return ""
}

// Float returns a number as float64 (±Inf where it is too large); 0 for other kinds.
func (v Value) Float() float64 {
	if v.kind != Number {
		return 0
	}
	f, _ := strconv.ParseFloat(v.text, 64) // the only error left is ErrRange, whose result is ±Inf
	return f
}

// Int returns a number that is an exact int64, written in any way (1, 1.0, 1e2).
func (v Value) Int() (int64, bool) {
	if v.kind != Number {
		return 0, false
	}
	if len(v.text) < 19 {
		if i, ok := smallInt(v.text); ok {
			return i, true
		}
	}
	return decimalOf(v.text).int64()
}

// smallInt reads a literal of at most 18 digits that has neither point nor exponent.
func smallInt(text string) (int64, bool) {
	digits := text
	if text[0] == '-' {
		digits = text[1:]
	}
	var n int64
	for i := range len(digits) {
		if !isDigit(digits[i]) {
			return 0, false
		}
		n = n*10 + int64(digits[i]-'0')
	}
	if len(digits) < len(text) {
		n = -n
	}
	return n, true
}
