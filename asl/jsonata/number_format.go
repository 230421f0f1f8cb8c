package jsonata

import (
	"math"
	"math/big"
	"strings"
)

func fnFormatNumber(ev *evaluator, args []item) (item, error) {
	a, picture := arg(args, 0), arg(args, 1)
	if !a.defined() {
		return item{}, nil
	}
	if err := ev.allocate(8 * len(picture.str)); err != nil {
		return item{}, err
	}
	s, err := newDecimalFormat(arg(args, 2)).format(a.num, picture.str)
	return textItem(s), err
}

// format writes a number by a picture of one or two sub-pictures.
func (f *decimalFormat) format(n float64, picture string) (string, error) {
	texts := strings.Split(picture, f.pattern)
	if len(texts) > 2 {
		return "", fail("D3080")
	}
	var pics []*subPicture
	for _, t := range texts {
		pics = append(pics, f.split(t))
	}
	for _, p := range pics {
		if err := f.check(p); err != nil {
			return "", err
		}
		f.analyse(p)
	}
	p, prefix := pics[0], pics[0].prefix
	if !(n >= 0) {
		p = pics[len(pics)-1]
		prefix = p.prefix
		if len(pics) == 1 {
			prefix = f.minus + prefix
		}
	}
	return prefix + f.number(n, p) + p.suffix, nil
}

// number writes the digits of n.
func (f *decimalFormat) number(n float64, p *subPicture) string {
	if strings.Contains(p.text, f.percent) {
		n *= 100
	} else if strings.Contains(p.text, f.perMille) {
		n *= 1000
	}
	exponent := 0
	if p.minExponent > 0 {
		n, exponent = normalize(n, p.scale)
	}
	whole, fraction := f.digitsOf(roundHalfEven(n, float64(p.maxFraction)), p.maxFraction)
	zero := f.digits[0]
	whole = strings.TrimLeft(whole, zero)
	fraction = strings.TrimRight(fraction, zero)
	if pad := p.minInteger - codePoints(whole); pad > 0 {
		whole = strings.Repeat(zero, pad) + whole
	}
	if pad := p.minFraction - codePoints(fraction); pad > 0 {
		fraction += strings.Repeat(zero, pad)
	}
	s := f.groupInteger(whole, p)
	if fraction = f.groupFraction(fraction, p); fraction != "" && strings.Contains(p.text, f.decimal) {
		s += f.decimal + fraction
	} else if fraction != "" {
		// without a decimal separator in the picture the reference drops the last character
		s += f.decimal + string([]rune(fraction)[:codePoints(fraction)-1])
	}
	if p.minExponent > 0 {
		digits, _ := f.digitsOf(float64(exponent), 0)
		if pad := p.minExponent - codePoints(digits); pad > 0 {
			digits = strings.Repeat(zero, pad) + digits
		}
		s += f.exponent
		if exponent < 0 {
			s += f.minus
		}
		s += digits
	}
	return s
}

// normalize scales a number to the given digits before the decimal separator.
func normalize(n float64, scale int) (float64, int) {
	exponent := 0
	most, least := math.Pow(10, float64(scale)), math.Pow(10, float64(scale-1))
	if n == 0 || math.IsInf(n, 0) || math.IsNaN(n) {
		return n, 0
	}
	for math.Abs(n) < least {
		n *= 10
		exponent--
	}
	for math.Abs(n) > most {
		n /= 10
		exponent++
	}
	return n, exponent
}

// digitsOf writes |n| with a number of decimal places, in the format's digits, as Number.toFixed does.
func (f *decimalFormat) digitsOf(n float64, places int) (whole, fraction string) {
	n = math.Abs(n)
	s := formatNumber(n)
	if n < 1e21 {
		s = toFixed(n, places)
	}
	whole, fraction, _ = strings.Cut(s, ".")
	return f.translate(whole), f.translate(fraction)
}

// toFixed rounds the exact value of n half up.
func toFixed(n float64, places int) string {
	scaled, _ := new(big.Float).SetPrec(2000).SetFloat64(n).Rat(nil)
	ten := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	scaled.Mul(scaled, ten)
	scaled.Add(scaled, big.NewRat(1, 2))
	s := new(big.Int).Quo(scaled.Num(), scaled.Denom()).String()
	if places == 0 {
		return s
	}
	if pad := places + 1 - len(s); pad > 0 {
		s = strings.Repeat("0", pad) + s
	}
	return s[:len(s)-places] + "." + s[len(s)-places:]
}

func (f *decimalFormat) translate(s string) string {
	if f.digits[0] == "0" {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		if c >= '0' && c <= '9' {
			b.WriteString(f.digits[c-'0'])
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// groupInteger inserts separators, counting digits from the right.
func (f *decimalFormat) groupInteger(whole string, p *subPicture) string {
	s := []rune(whole)
	n := len(s)
	if p.regular > 0 {
		for i := 1; i <= (n-1)/p.regular; i++ {
			s = insertRunes(s, n-i*p.regular, f.grouping)
		}
		return string(s)
	}
	for _, pos := range p.integerGroups {
		s = insertRunes(s, n-pos, f.grouping)
		n++
	}
	return string(s)
}

func (f *decimalFormat) groupFraction(fraction string, p *subPicture) string {
	s := []rune(fraction)
	for _, pos := range p.fractionGroups {
		s = insertRunes(s, min(pos, len(s)), f.grouping)
	}
	return string(s)
}
