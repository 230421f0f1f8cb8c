package jsonata

import (
	"math"
	"strings"
	"unicode/utf8"
)

var stringFunctions = []definition{
	{name: "string", signature: "<x-b?:s>", arity: 1, native: fnString},
	{name: "substring", signature: "<s-nn?:s>", arity: 3, native: fnSubstring},
	{name: "substringBefore", signature: "<s-s:s>", arity: 2, native: fnSubstringBefore},
	{name: "substringAfter", signature: "<s-s:s>", arity: 2, native: fnSubstringAfter},
	{name: "lowercase", signature: "<s-:s>", arity: 1, native: onText(lowercase)},
	{name: "uppercase", signature: "<s-:s>", arity: 1, native: onText(uppercase)},
	{name: "length", signature: "<s-:n>", arity: 1, native: fnLength},
	{name: "trim", signature: "<s-:s>", arity: 1, native: onText(trim)},
	{name: "pad", signature: "<s-ns?:s>", arity: 3, native: fnPad},
	{name: "join", signature: "<a<s>s?:s>", arity: 2, native: fnJoin},
}

// onText makes a native of a function from string to string whose result is about as long as its argument.
func onText(f func(string) string) native {
	return func(ev *evaluator, args []item) (item, error) {
		a := arg(args, 0)
		if !a.defined() {
			return item{}, nil
		}
		s := f(a.str)
		return textItem(s), ev.allocate(len(s))
	}
}

func fnString(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	s, err := ev.castString(a, arg(args, 1).isTrue())
	return textItem(s), err
}

func fnLength(ev *evaluator, args []item) (item, error) {
	a := arg(args, 0)
	if !a.defined() {
		return item{}, nil
	}
	return numberItem(float64(codePoints(a.str))), ev.spend(len(a.str) >> 6)
}

// offsetOf returns the byte offset of a code point.
func offsetOf(s string, point int) int {
	if isASCII(s) {
		return min(point, len(s))
	}
	i := 0
	for ; point > 0 && i < len(s); point-- {
		_, n := decodeRune(s[i:])
		i += n
	}
	return i
}

// sliceIndex clamps an index as Array.prototype.slice does: from the end if negative, fractions cut off.
func sliceIndex(f float64, n int) int {
	f = math.Trunc(f)
	switch {
	case math.IsNaN(f):
		return 0
	case f < 0:
		return int(max(f+float64(n), 0))
	}
	return int(min(f, float64(n)))
}

func fnSubstring(ev *evaluator, args []item) (item, error) {
	a, length := arg(args, 0), arg(args, 2)
	if !a.defined() {
		return item{}, nil
	}
	start := arg(args, 1).num
	n := codePoints(a.str)
	if float64(n)+start < 0 {
		start = 0
	}
	end := float64(n)
	if length.defined() {
		if length.num <= 0 {
			return textItem(""), nil
		}
		end = start + length.num
		if start < 0 {
			end += float64(n)
		}
	}
	from, to := sliceIndex(start, n), sliceIndex(end, n)
	if from >= to {
		return textItem(""), nil
	}
	i := offsetOf(a.str, from)
	return textItem(a.str[i : i+offsetOf(a.str[i:], to-from)]), ev.spend(n >> 6)
}

func fnSubstringBefore(ev *evaluator, args []item) (item, error) {
	a, b := arg(args, 0), arg(args, 1)
	if i := strings.Index(a.str, b.str); a.defined() && b.defined() && i >= 0 {
		return textItem(a.str[:i]), ev.spend(len(a.str) >> 6)
	}
	return a, nil
}

func fnSubstringAfter(ev *evaluator, args []item) (item, error) {
	a, b := arg(args, 0), arg(args, 1)
	if i := strings.Index(a.str, b.str); a.defined() && b.defined() && i >= 0 {
		return textItem(a.str[i+len(b.str):]), ev.spend(len(a.str) >> 6)
	}
	return a, nil
}

// trim makes every run of white space one blank and removes those at the ends.
func trim(s string) string {
	var b strings.Builder
	gap := false
	for i := range len(s) {
		switch s[i] {
		case ' ', '\t', '\n', '\r':
			gap = b.Len() > 0
		default:
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func fnPad(ev *evaluator, args []item) (item, error) {
	a, char := arg(args, 0), arg(args, 2).str
	if !a.defined() {
		return item{}, nil
	}
	width := math.Trunc(arg(args, 1).num)
	missing := math.Abs(width) - float64(codePoints(a.str))
	if !(missing > 0) {
		return a, nil
	}
	if char == "" {
		char = " "
	}
	if missing > float64(ev.bytes) {
		return item{}, newBudgetError(KindMemory)
	}
	n := int(missing)
	if err := ev.allocate(n*utf8.UTFMax + len(a.str)); err != nil {
		return item{}, err
	}
	per := codePoints(char)
	padding := strings.Repeat(char, n/per) + char[:offsetOf(char, n%per)]
	if width > 0 {
		return textItem(concat(a.str, padding)), nil
	}
	return textItem(concat(padding, a.str)), nil
}

func fnJoin(ev *evaluator, args []item) (item, error) {
	a, sep := arg(args, 0), arg(args, 1).str
	if !a.defined() {
		return item{}, nil
	}
	l := a.list()
	var b strings.Builder
	for i := range l.len() {
		if i > 0 {
			b.WriteString(sep)
		}
		s := l.at(i).str
		if err := ev.allocate(len(s) + len(sep)); err != nil {
			return item{}, err
		}
		b.WriteString(s)
	}
	return textItem(b.String()), nil
}
