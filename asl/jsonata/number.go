package jsonata

import (
	"math"
	"strconv"
)

// formatNumber writes a number as ECMAScript's Number::toString does: the shortest digits that read back as f, with an
// exponent from 1e21 up and below 1e-6.
func formatNumber(f float64) string { return string(appendNumber(nil, f)) }

func appendNumber(b []byte, f float64) []byte {
	switch {
	case math.IsNaN(f):
		return append(b, "NaN"...)
	case math.IsInf(f, 1):
		return append(b, "Infinity"...)
	case math.IsInf(f, -1):
		return append(b, "-Infinity"...)
	case f == 0:
		return append(b, '0')
	case f == math.Trunc(f) && math.Abs(f) < 1<<53:
		return strconv.AppendInt(b, int64(f), 10)
	}
	if a := math.Abs(f); a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	if n := len(b); n > 3 && b[n-2] == '0' && (b[n-3] == '-' || b[n-3] == '+') { // two-digit exponents
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

// round15 keeps 15 significant digits of a number that is not an integer, as $string does to hide binary fractions. JSONata
// 2.0.6 did the same to integers.
func (d Dialect) round15(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) || f == math.Trunc(f) && (d == Reference || math.Abs(f) < 1e15) {
		return f
	}
	var buf [32]byte
	r, _ := strconv.ParseFloat(string(strconv.AppendFloat(buf[:0], f, 'e', 14, 64)), 64)
	return r
}

// roundHalfUp is ECMAScript's Math.round.
func roundHalfUp(f float64) float64 {
	r := math.Floor(f)
	if f-r >= 0.5 {
		r++
	}
	return r
}

// shift multiplies by a power of ten through the decimal text, which adds no binary error.
func shift(f, places float64) float64 {
	s := formatNumber(f)
	exp := 0.0
	for i := range len(s) {
		if s[i] == 'e' {
			exp, _ = strconv.ParseFloat(s[i+1:], 64)
			s = s[:i]
			break
		}
	}
	exp += places
	if exp != math.Trunc(exp) {
		return math.NaN()
	}
	r, _ := strconv.ParseFloat(s+"e"+formatNumber(exp), 64)
	return r
}

// roundHalfEven rounds to a number of decimal places.
func roundHalfEven(f, places float64) float64 {
	if places != 0 && !math.IsNaN(places) {
		f = shift(f, places)
	}
	r := roundHalfUp(f)
	if math.Abs(r-f) == 0.5 && math.Abs(math.Mod(r, 2)) == 1 {
		r--
	}
	if places != 0 && !math.IsNaN(places) {
		r = shift(r, -places)
	}
	if r == 0 {
		return 0
	}
	return r
}
