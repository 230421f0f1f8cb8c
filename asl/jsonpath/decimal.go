package jsonpath

import (
	"cmp"
	"strconv"
	"strings"
)

// decimal is a number taken apart: sign, digits without zeros at either end, and the power of ten of the point before them.
// Jayway compares numbers as BigDecimal, exactly.
type decimal struct {
	negative bool
	digits   string
	point    int
}

// isDecimal reports whether Java's BigDecimal reads text.
func isDecimal(text string) bool {
	mantissa, exponent, hasExponent := cutExponent(text)
	if hasExponent {
		if _, err := strconv.ParseInt(exponent, 10, 32); err != nil {
			return false
		}
	}
	if mantissa != "" && (mantissa[0] == '-' || mantissa[0] == '+') {
		mantissa = mantissa[1:]
	}
	digits := 0
	points := 0
	for i := range len(mantissa) {
		switch c := mantissa[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		default:
			return false
		}
	}
	return digits > 0 && points <= 1
}

func cutExponent(text string) (mantissa, exponent string, found bool) {
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

func parseDecimal(text string) decimal {
	var d decimal
	mantissa, exponent, _ := cutExponent(text)
	e, _ := strconv.Atoi(exponent)
	d.negative = strings.HasPrefix(mantissa, "-")
	mantissa = strings.TrimLeft(mantissa, "+-")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	d.point = e + len(whole) - (len(whole) + len(fraction) - len(digits))
	d.digits = strings.TrimRight(digits, "0")
	if d.digits == "" {
		return decimal{}
	}
	return d
}

// compareDecimals orders two numbers that isDecimal accepts.
func compareDecimals(a, b string) int {
	if len(a) < 16 && len(b) < 16 { // floats tell all decimals of up to 15 digits apart
		x, errX := strconv.ParseFloat(a, 64)
		y, errY := strconv.ParseFloat(b, 64)
		if errX == nil && errY == nil && (x != 0 || y != 0) {
			return cmp.Compare(x, y)
		}
	}
	x, y := parseDecimal(a), parseDecimal(b)
	if s := x.sign() - y.sign(); s != 0 || x.sign() == 0 {
		return cmp.Compare(s, 0)
	}
	c := cmp.Compare(x.point, y.point)
	if c == 0 {
		c = strings.Compare(x.digits, y.digits)
	}
	if x.negative {
		return -c
	}
	return c
}

func (d decimal) sign() int {
	switch {
	case d.digits == "":
		return 0
	case d.negative:
		return -1
	}
	return 1
}

// decimalInt is the number without its fraction, as far as an int32 holds it; Java keeps the low bits of what is larger.
func decimalInt(text string) int {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return int(int32(n))
	}
	f, _ := strconv.ParseFloat(text, 64)
	if f > 1<<31-1 || f < -1<<31 {
		return 0
	}
	return int(f)
}

// decimalString writes a number as BigDecimal.toString does: with an exponent where the scale is negative or the number small.
func decimalString(text string) string {
	mantissa, exponent, _ := cutExponent(text)
	e, _ := strconv.Atoi(exponent)
	negative := strings.HasPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(strings.TrimLeft(mantissa, "+-"), ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	if digits == "" {
		digits = "0"
	}
	scale := len(fraction) - e
	out := digits
	switch adjusted := len(digits) - 1 - scale; {
	case scale == 0:
	case scale > 0 && adjusted >= -6:
		if pad := scale - len(digits) + 1; pad > 0 {
			digits = strings.Repeat("0", pad) + digits
		}
		out = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	default:
		out = digits[:1]
		if len(digits) > 1 {
			out += "." + digits[1:]
		}
		if adjusted != 0 {
			sign := "+"
			if adjusted < 0 {
				sign = ""
			}
			out += "E" + sign + strconv.Itoa(adjusted)
		}
	}
	if negative && digits != "0" {
		return "-" + out
	}
	return out
}
