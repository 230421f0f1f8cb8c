package jsonata

import (
	"math"
	"slices"
	"strings"
)

// romanNumerals lists the numerals and their subtractive pairs, largest first.
var romanNumerals = []struct {
	value int
	text  string
}{
	{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"},
	{5, "v"}, {4, "iv"}, {1, "i"},
}

// toRoman writes a number in lower-case roman numerals.
func toRoman(f float64) string {
	var b strings.Builder
	for _, r := range romanNumerals {
		for ; f >= float64(r.value); f -= float64(r.value) {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

// fromRoman reads upper-case roman numerals; other characters make it not a number.
func fromRoman(s string) float64 {
	values := map[byte]float64{'M': 1000, 'D': 500, 'C': 100, 'L': 50, 'X': 10, 'V': 5, 'I': 1}
	total, most := 0.0, 1.0
	for i := len(s) - 1; i >= 0; i-- {
		v, ok := values[s[i]]
		switch {
		case !ok:
			return math.NaN()
		case v < most:
			total -= v
		default:
			most = v
			total += v
		}
	}
	return total
}

// toLetters counts a, b, … z, aa, ab, …
func toLetters(f float64, first byte) string {
	var b []byte
	for ; f > 0; f = math.Floor((f - 1) / 26) {
		b = append(b, first+byte(math.Mod(f-1, 26)))
	}
	slices.Reverse(b)
	return string(b)
}

func fromLetters(s string, first byte) float64 {
	total := 0.0
	for _, u := range units(s) {
		total = total*26 + float64(int(u)-int(first)+1)
	}
	return total
}
