package jsonata

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

var numberFunctions = []definition{
	{name: "number", signature: "<(nsb)-:n>", arity: 1, native: fnNumber},
	{name: "floor", signature: "<n-:n>", arity: 1, native: onNumber(math.Floor)},
	{name: "ceil", signature: "<n-:n>", arity: 1, native: onNumber(math.Ceil)},
	{name: "abs", signature: "<n-:n>", arity: 1, native: onNumber(math.Abs)},
	{name: "round", signature: "<n-n?:n>", arity: 2, native: fnRound},
	{name: "sqrt", signature: "<n-:n>", arity: 1, native: fnSqrt},
	{name: "power", signature: "<n-n:n>", arity: 2, native: fnPower},
	{name: "random", signature: "<:n>", native: fnRandom},
	{name: "formatBase", signature: "<n-n?:s>", arity: 2, native: fnFormatBase},
	{name: "formatNumber", signature: "<n-so?:s>", arity: 3, native: fnFormatNumber},
	{name: "formatInteger", signature: "<n-s:s>", arity: 2, native: fnFormatInteger},
	{name: "parseInteger", signature: "<s-s:n>", arity: 2, native: fnParseInteger},
}

func onNumber(f func(float64) float64) native {
	return func(_ *evaluator, args []item) (item, error) {
		a := arg(args, 0)
		if !a.defined() {
			return item{}, nil
		}
		return numberItem(f(a.num)), nil
	}
}

var (
	decimalText = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$`)
	// The alternatives are not grouped: this is the reference's condition for trying a conversion.
	prefixedText = regexp.MustCompile(`^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$`)
)

func fnNumber(_ *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	switch a.kind {
	case undefinedKind:
		return item{}, nil
	case numberKind:
		return a, nil
	case boolKind:
		return numberItem(a.num), nil
	case textKind:
		if decimalText.MatchString(a.str) {
			if f, err := strconv.ParseFloat(a.str, 64); err == nil {
				return numberItem(f), nil
			}
		} else if prefixedText.MatchString(a.str) {
			return numberItem(prefixedNumber(a.str)), nil
		}
	}
	return item{}, fail("D3030").withValue(a).withIndex(1)
}

// prefixedNumber reads 0x, 0o and 0b literals; what is none is not a number.
func prefixedNumber(s string) float64 {
	s = strings.TrimSpace(s)
	if len(s) < 3 || s[0] != '0' || strings.IndexByte("xXoObB", s[1]) < 0 || strings.Contains(s, "_") {
		return math.NaN()
	}
	n, ok := new(big.Int).SetString(s, 0)
	if !ok {
		return math.NaN()
	}
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}

func fnRound(_ *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	return numberItem(roundHalfEven(a.num, arg(args, 1).num)), nil
}

func fnSqrt(_ *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	if a.num < 0 {
		return item{}, fail("D3060").withValue(a).withIndex(1)
	}
	return numberItem(math.Sqrt(a.num)), nil
}

func fnPower(_ *evaluator, args []item) (item, error) {
	a, b := arg(args, 0), arg(args, 1)
	if !a.defined() {
		return item{}, nil
	}
	exp := b.num
	if !b.defined() {
		exp = math.NaN()
	}
	r := math.Pow(a.num, exp)
	if math.IsNaN(r) || math.IsInf(r, 0) || math.IsNaN(exp) || math.Abs(a.num) == 1 && math.IsInf(exp, 0) {
		e := fail("D3061").withValue(a).withIndex(1)
		e.Exponent, _ = describe(b)
		return item{}, e
	}
	return numberItem(r), nil
}

// randomFloat is a number in [0, 1) with 53 random bits.
func randomFloat(s Source) float64 { return float64(s.Uint64()>>11) / (1 << 53) }

func fnRandom(ev *evaluator, _ []item) (item, error) {
	return numberItem(randomFloat(ev.random)), nil
}

func fnFormatBase(_ *evaluator, args []item) (item, error) {
	a, b := arg(args, 0), arg(args, 1)
	if !a.defined() {
		return item{}, nil
	}
	radix := 10.0
	if b.defined() {
		radix = roundHalfEven(b.num, 0)
	}
	if radix < 2 || radix > 36 {
		return item{}, fail("D3100").withValue(numberItem(radix))
	}
	f := roundHalfEven(a.num, 0)
	if math.IsNaN(f) || math.IsInf(f, 0) || radix == 10 {
		return textItem(formatNumber(f)), nil
	}
	n, _ := new(big.Float).SetFloat64(f).Int(nil)
	return textItem(n.Text(int(radix))), nil
}
