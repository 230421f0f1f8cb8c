package value

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// decimal is the exact value of a number's literal: 0.d₁d₂d₃… × 10^point, where the digits are those of whole and then
// those of fraction, neither beginning nor ending in zeros. Zero has no digits, point 0 and no sign.
type decimal struct {
	negative        bool
	whole, fraction string
	point           int
}

// maxPoint bounds points: literals that are further out, which no computer could write out, count as equally far out.
const maxPoint = 1 << 28

// decimalOf reads a valid literal. It does not allocate.
func decimalOf(text string) decimal {
	var d decimal
	text, d.negative = strings.CutPrefix(text, "-")
	if e := strings.IndexAny(text, "eE"); e >= 0 {
		d.point = exponent(text[e+1:])
		text = text[:e]
	}
	d.whole, d.fraction, _ = strings.Cut(text, ".")
	d.whole = strings.TrimLeft(d.whole, "0")
	d.point += len(d.whole)
	if d.whole == "" {
		significant := strings.TrimLeft(d.fraction, "0")
		d.point -= len(d.fraction) - len(significant)
		d.fraction = significant
	}
	if d.fraction = strings.TrimRight(d.fraction, "0"); d.fraction == "" {
		d.whole = strings.TrimRight(d.whole, "0")
	}
	if d.len() == 0 {
		return decimal{}
	}
	d.point = max(-maxPoint, min(d.point, maxPoint))
	return d
}

// exponent reads what follows the e of a literal. It is bounded so that the length of a literal can be added to it.
func exponent(text string) int {
	const limit = 2 * maxPoint
	n, err := strconv.Atoi(text)
	switch {
	case err == nil:
		return max(-limit, min(n, limit))
	case text[0] == '-': // out of range, the only error there can be
		return -limit
	}
	return limit
}

func (d *decimal) len() int { return len(d.whole) + len(d.fraction) }

// digit returns digit i, which is 0 behind the last one.
func (d *decimal) digit(i int) byte {
	switch {
	case i < len(d.whole):
		return d.whole[i]
	case i < d.len():
		return d.fraction[i-len(d.whole)]
	}
	return '0'
}

func (d *decimal) sign() int {
	switch {
	case d.len() == 0:
		return 0
	case d.negative:
		return -1
	}
	return 1
}

// compare orders a and b by value.
func (d *decimal) compare(x *decimal) int {
	if c := cmp.Compare(d.sign(), x.sign()); c != 0 {
		return c
	}
	c := cmp.Compare(d.point, x.point)
	for i := 0; c == 0 && i < max(d.len(), x.len()); i++ {
		c = cmp.Compare(d.digit(i), x.digit(i))
	}
	return c * d.sign()
}

// int64 returns d where it is one.
func (d decimal) int64() (int64, bool) {
	if d.point < d.len() || d.point > 19 {
		return 0, false
	}
	var n int64 // counts down, since there is one more negative number
	for i := range d.point {
		digit := int64(d.digit(i) - '0')
		if n < (math.MinInt64+digit)/10 {
			return 0, false
		}
		n = n*10 - digit
	}
	switch {
	case d.negative:
		return n, true
	case n == math.MinInt64:
		return 0, false
	}
	return -n, true
}

// append appends d in the layout of ECMAScript's Number::toString: plain from 1e-6 up to below 1e+21, else with an exponent.
func (d decimal) append(dst []byte) []byte {
	n := d.len()
	if n == 0 {
		return append(dst, '0')
	}
	if d.negative {
		dst = append(dst, '-')
	}
	switch {
	case 0 < d.point && d.point <= 21:
		for i := range max(n, d.point) {
			if i == d.point {
				dst = append(dst, '.')
			}
			dst = append(dst, d.digit(i))
		}
		return dst
	case -6 < d.point && d.point <= 0:
		dst = append(dst, "0.000000"[:2-d.point]...)
		dst = append(dst, d.whole...)
		return append(dst, d.fraction...)
	}
	dst = append(dst, d.digit(0))
	if n > 1 {
		dst = append(dst, '.')
		for i := 1; i < n; i++ {
			dst = append(dst, d.digit(i))
		}
	}
	dst = append(dst, 'e')
	if d.point > 0 {
		dst = append(dst, '+')
	}
	return strconv.AppendInt(dst, int64(d.point-1), 10)
}
