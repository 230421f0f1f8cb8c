package jsonata

import (
	"math"
	"regexp"
	"strings"
)

var (
	smallWords = []string{
		"Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen",
		"Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
	}
	smallOrdinals = []string{
		"Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh",
		"Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth",
	}
	tensWords  = []string{"Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"}
	powerWords = []string{"Thousand", "Million", "Billion", "Trillion"}
)

// toWords writes a number in English, title case. What exceeds the largest power is counted in it.
func toWords(f float64, ordinal bool) string {
	var b strings.Builder
	writeWords(&b, f, "", ordinal)
	return b.String()
}

// writeWords writes joint, if anything stands before the number, and the number.
func writeWords(b *strings.Builder, f float64, joint string, ordinal bool) {
	var rest float64
	switch {
	case f <= 19:
		if joint != "" {
			b.WriteString(" and ")
		}
		if ordinal {
			b.WriteString(smallOrdinals[int(f)])
		} else {
			b.WriteString(smallWords[int(f)])
		}
		return
	case f < 100:
		if joint != "" {
			b.WriteString(" and ")
		}
		tens := tensWords[int(f)/10-2]
		rest = math.Mod(f, 10)
		if rest == 0 && ordinal {
			tens = strings.TrimSuffix(tens, "y") + "ieth"
		}
		b.WriteString(tens)
		if rest > 0 {
			b.WriteByte('-')
			writeWords(b, rest, "", ordinal)
		}
		return
	case f < 1000:
		b.WriteString(joint)
		b.WriteString(smallWords[int(f)/100] + " Hundred")
		rest = math.Mod(f, 100)
	default:
		power := min(int(math.Floor(math.Log10(f)/3)), len(powerWords))
		factor := math.Pow(10, float64(power*3))
		count := math.Floor(f / factor)
		rest = f - count*factor
		b.WriteString(joint)
		writeWords(b, count, "", false)
		b.WriteString(" " + powerWords[power-1])
	}
	switch {
	case rest > 0:
		writeWords(b, rest, ", ", ordinal)
	case ordinal:
		b.WriteString("th")
	}
}

// wordValues maps every word, cardinal and ordinal, in lower case to its number.
var wordValues = func() map[string]float64 {
	m := map[string]float64{"hundred": 100, "hundredth": 100}
	for i := range smallWords {
		m[strings.ToLower(smallWords[i])] = float64(i)
		m[strings.ToLower(smallOrdinals[i])] = float64(i)
	}
	for i, w := range tensWords {
		m[strings.ToLower(w)] = float64(i+2) * 10
		m[strings.ToLower(strings.TrimSuffix(w, "y"))+"ieth"] = float64(i+2) * 10
	}
	for i, w := range powerWords {
		m[strings.ToLower(w)] = math.Pow(10, float64(i+1)*3)
		m[strings.ToLower(w)+"th"] = math.Pow(10, float64(i+1)*3)
	}
	return m
}()

var wordSeparator = regexp.MustCompile(`,\s|\sand\s|[\s\\-]`)

// fromWords reads what toWords writes, in lower case.
func fromWords(s string) float64 {
	segments := []float64{0}
	for _, w := range wordSeparator.Split(s, -1) {
		v, ok := wordValues[w]
		last := &segments[len(segments)-1]
		switch {
		case !ok:
			*last = math.NaN()
		case v >= 100:
			*last *= v
		case *last >= 1000:
			segments = append(segments, v)
		default:
			*last += v
		}
	}
	total := 0.0
	for _, v := range segments {
		total += v
	}
	return total
}
