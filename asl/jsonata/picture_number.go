package jsonata

import (
	"slices"
	"strings"
)

// decimalFormat holds the characters of $formatNumber, see XPath's decimal formats.
type decimalFormat struct {
	decimal, grouping, exponent, minus, percent, perMille, digit, pattern string
	digits                                                                []string // zero to nine
}

// newDecimalFormat applies options to the defaults.
func newDecimalFormat(options item) *decimalFormat {
	f := &decimalFormat{decimal: ".", grouping: ",", exponent: "e", minus: "-", percent: "%", perMille: "‰", digit: "#", pattern: ";"}
	zero := "0"
	if options.kind == objectKind {
		for _, o := range []struct {
			name  string
			field *string
		}{
			{"decimal-separator", &f.decimal}, {"grouping-separator", &f.grouping}, {"exponent-separator", &f.exponent},
			{"minus-sign", &f.minus}, {"percent", &f.percent}, {"per-mille", &f.perMille}, {"digit", &f.digit},
			{"pattern-separator", &f.pattern}, {"zero-digit", &zero},
		} {
			if v, ok := options.record().get(o.name); ok && v.kind == textKind {
				*o.field = v.str
			}
		}
	}
	first := '0'
	for _, r := range zero {
		first = r
		break
	}
	for i := range rune(10) {
		f.digits = append(f.digits, string(first+i))
	}
	return f
}

func (f *decimalFormat) isDigit(c string) bool { return slices.Contains(f.digits, c) }

// active reports whether a character has a meaning in a picture.
func (f *decimalFormat) active(c string) bool {
	return f.isDigit(c) || c == f.decimal || c == f.exponent || c == f.grouping || c == f.digit || c == f.pattern
}

// count counts the characters of s for which keep is true.
func count(s string, keep func(string) bool) int {
	n := 0
	for _, r := range s {
		if keep(string(r)) {
			n++
		}
	}
	return n
}

// subPicture is one half of a number picture, analysed.
type subPicture struct {
	text, prefix, suffix          string
	active, mantissa              string
	integer, fraction             string
	exponent                      string
	hasExponent                   bool
	integerGroups, fractionGroups []int // positions of separators, in digits from the decimal separator
	regular                       int
	minInteger, scale             int
	minFraction, maxFraction      int
	minExponent                   int
}

// split cuts a sub-picture into its parts.
func (f *decimalFormat) split(text string) *subPicture {
	p := &subPicture{text: text}
	anchor := func(c string) bool { return f.active(c) && c != f.exponent }
	start, end := -1, -1
	for i, r := range text {
		if anchor(string(r)) {
			if start < 0 {
				start = i
			}
			end = i + len(string(r))
		}
	}
	if start < 0 {
		start, end = 0, len(text)
	}
	p.prefix, p.active, p.suffix = text[:start], text[start:end], text[end:]
	p.mantissa = p.active
	if i := strings.Index(text[start:], f.exponent); i >= 0 && start+i <= end {
		// the reference takes the mantissa from the start of the active part, but counts from the start of the picture
		at := min(start+i, len(p.active))
		p.mantissa, p.hasExponent = p.active[:at], true
		if at+1 <= len(p.active) {
			p.exponent = p.active[at+1:]
		}
	}
	if whole, fraction, ok := strings.Cut(p.mantissa, f.decimal); ok {
		p.integer, p.fraction = whole, fraction
	} else {
		p.integer, p.fraction = p.mantissa, p.suffix
	}
	return p
}

// check validates a sub-picture; of several errors the last counts, as in the reference.
func (f *decimalFormat) check(p *subPicture) error {
	code := ""
	twice := func(c string) bool { return strings.Index(p.text, c) != strings.LastIndex(p.text, c) }
	percent, perMille := strings.Contains(p.text, f.percent), strings.Contains(p.text, f.perMille)
	rule := func(broken bool, c string) {
		if broken {
			code = c
		}
	}
	rule(twice(f.decimal), "D3081")
	rule(twice(f.percent), "D3082")
	rule(twice(f.perMille), "D3083")
	rule(percent && perMille, "D3084")
	rule(count(p.mantissa, func(c string) bool { return f.isDigit(c) || c == f.digit }) == 0, "D3085")
	rule(count(p.active, func(c string) bool { return !f.active(c) }) > 0, "D3086")
	if before, after, ok := strings.Cut(p.text, f.decimal); ok {
		rule(strings.HasSuffix(before, f.grouping) || strings.HasPrefix(after, f.grouping), "D3087")
	} else {
		rule(strings.HasSuffix(p.integer, f.grouping), "D3088")
	}
	rule(strings.Contains(p.text, f.grouping+f.grouping), "D3089")
	if before, _, ok := strings.Cut(p.integer, f.digit); ok {
		rule(count(before, f.isDigit) > 0, "D3090")
	}
	if i := strings.LastIndex(p.fraction, f.digit); i >= 0 {
		rule(count(p.fraction[i:], f.isDigit) > 0, "D3091")
	}
	if p.hasExponent {
		rule(p.exponent != "" && (percent || perMille), "D3092")
		rule(p.exponent == "" || count(p.exponent, f.isDigit) < codePoints(p.exponent), "D3093")
	}
	if code != "" {
		return fail(code)
	}
	return nil
}

// analyse counts digits and places separators.
func (f *decimalFormat) analyse(p *subPicture) {
	p.integerGroups = f.groupPositions(p, p.integer, false)
	p.fractionGroups = f.groupPositions(p, p.fraction, true)
	p.regular = 0
	if len(p.integerGroups) > 0 {
		p.regular = commonInterval(p.integerGroups)
	}
	anyDigit := func(c string) bool { return f.isDigit(c) || c == f.digit }
	p.minInteger = count(p.integer, f.isDigit)
	p.scale = p.minInteger
	p.minFraction = count(p.fraction, f.isDigit)
	p.maxFraction = count(p.fraction, anyDigit)
	if p.minInteger == 0 && p.maxFraction == 0 {
		if p.hasExponent {
			p.minFraction, p.maxFraction = 1, 1
		} else {
			p.minInteger = 1
		}
	}
	if p.hasExponent && p.minInteger == 0 && strings.Contains(p.integer, f.digit) {
		p.minInteger = 1
	}
	if p.minInteger == 0 && p.minFraction == 0 {
		p.minFraction = 1
	}
	p.minExponent = count(p.exponent, f.isDigit)
}

// groupPositions counts the digits between each separator of part and the decimal separator. Like the reference it looks for
// the second and further separators of a fraction in the integer part.
func (f *decimalFormat) groupPositions(p *subPicture, part string, fraction bool) []int {
	var out []int
	at := strings.Index(part, f.grouping)
	for at >= 0 && f.grouping != "" {
		digits := part[min(at, len(part)):]
		if fraction {
			digits = part[:min(at, len(part))]
		}
		out = append(out, count(digits, func(c string) bool { return f.isDigit(c) || c == f.digit }))
		next := min(at+len(f.grouping), len(p.integer))
		at = strings.Index(p.integer[next:], f.grouping)
		if at >= 0 {
			at += next
		}
	}
	return out
}
