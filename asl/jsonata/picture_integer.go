package jsonata

import (
	"math"
	"slices"
	"strings"
)

// numeralStyle is how an integer picture writes numbers.
type numeralStyle uint8

const (
	decimalNumerals numeralStyle = iota
	letterNumerals
	romanNumeralStyle
	wordNumerals
	sequenceNumerals // anything else: not supported
)

type letterCase uint8

const (
	lowerCase letterCase = iota
	upperCase
	titleCase
)

// integerPicture is an analysed picture of XPath's format-integer.
type integerPicture struct {
	style      numeralStyle
	letters    letterCase
	ordinal    bool
	token      string // the picture itself, of an unsupported style
	zero       rune   // of the digits
	mandatory  int    // digits
	optional   int    // digits
	regular    int    // digits between grouping separators, if they stand at regular places
	separators []groupSeparator
	parseWidth int // digits to read, when another number follows at once
}

// groupSeparator is a separator and the number of digits to its right.
type groupSeparator struct {
	position int
	char     string
}

// decimalZeros are the zeros of Unicode's decimal digits in the basic plane.
var decimalZeros = []rune{
	0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0,
	0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900,
	0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
}

func parseIntegerPicture(picture string) (*integerPicture, error) {
	p := &integerPicture{}
	primary := picture
	if i := strings.LastIndexByte(picture, ';'); i >= 0 {
		primary = picture[:i]
		p.ordinal = strings.HasPrefix(picture[i+1:], "o")
	}
	switch primary {
	case "A", "a":
		p.style = letterNumerals
	case "I", "i":
		p.style = romanNumeralStyle
	case "W", "Ww", "w":
		p.style = wordNumerals
	default:
		return p, p.parseDigits(primary)
	}
	if primary == "Ww" {
		p.letters = titleCase
	} else if primary < "a" {
		p.letters = upperCase
	}
	return p, nil
}

// parseDigits analyses a decimal digit pattern, from right to left.
func (p *integerPicture) parseDigits(pattern string) error {
	runes := []rune(pattern)
	slices.Reverse(runes)
	position := 0
	for _, r := range runes {
		zero := zeroOf(r)
		switch {
		case zero != 0:
			if p.zero == 0 {
				p.zero = zero
			}
			if p.zero != zero {
				return fail("D3131")
			}
			p.mandatory++
			position++
		case r == '#':
			p.optional++
			position++
		default:
			p.separators = append(p.separators, groupSeparator{position, string(r)})
		}
	}
	if p.mandatory == 0 {
		p.style, p.token = sequenceNumerals, pattern
		return nil
	}
	p.regular = regularInterval(p.separators)
	return nil
}

// zeroOf returns the zero of the digits r belongs to, 0 for no digit.
func zeroOf(r rune) rune {
	for _, z := range decimalZeros {
		if r >= z && r <= z+9 {
			return z
		}
	}
	return 0
}

// regularInterval returns the distance between separators that are all alike and at all multiples of it; else 0.
func regularInterval(seps []groupSeparator) int {
	positions := make([]int, len(seps))
	for i, s := range seps {
		if s.char != seps[0].char {
			return 0
		}
		positions[i] = s.position
	}
	return commonInterval(positions)
}

func commonInterval(positions []int) int {
	gcd := 0
	for _, p := range positions {
		a, b := gcd, p
		for b != 0 {
			a, b = b, a%b
		}
		gcd = a
	}
	for i := range positions {
		if !slices.Contains(positions, (i+1)*gcd) {
			return 0
		}
	}
	return gcd
}

// format writes an integer.
func (p *integerPicture) format(f float64) (string, error) {
	var s string
	if math.IsNaN(f) && p.style == wordNumerals {
		return "", newBudgetError(KindStack) // the reference looks for its words until its stack ends
	}
	switch a := math.Abs(f); p.style {
	case letterNumerals:
		s = toLetters(a, [...]byte{'a', 'A'}[p.letters])
	case romanNumeralStyle:
		if a > maxRoman {
			return "", newBudgetError(KindMemory)
		}
		s = p.inCase(toRoman(a))
	case wordNumerals:
		if a > maxWords {
			return "", newBudgetError(KindMemory)
		}
		s = p.inCase(toWords(a, p.ordinal))
	case sequenceNumerals:
		return "", fail("D3130").withValue(textItem(p.token))
	default:
		s = p.formatDigits(a)
	}
	if f < 0 {
		s = "-" + s
	}
	return s, nil
}

// Limits of notations whose length follows the number.
const (
	maxRoman = 1e7  // ten thousand letters
	maxWords = 1e60 // words for every twelve digits
)

func (p *integerPicture) inCase(s string) string {
	switch {
	case p.letters == upperCase:
		return strings.ToUpper(s)
	case p.letters == lowerCase:
		return strings.ToLower(s)
	}
	return s
}

func (p *integerPicture) formatDigits(f float64) string {
	s := []rune(formatNumber(f))
	if pad := p.mandatory - len(s); pad > 0 {
		s = append([]rune(strings.Repeat("0", pad)), s...)
	}
	for i := range s {
		s[i] += p.zero - '0'
	}
	if p.regular > 0 {
		for n := (len(s) - 1) / p.regular; n > 0; n-- {
			s = insertRunes(s, len(s)-n*p.regular, p.separators[0].char)
		}
	} else {
		for i := len(p.separators) - 1; i >= 0; i-- {
			s = insertRunes(s, len(s)-p.separators[i].position, p.separators[i].char)
		}
	}
	if p.ordinal {
		return string(s) + ordinalSuffix(s)
	}
	return string(s)
}

// insertRunes inserts text before index at, counted from the end and clamped to the text.
func insertRunes(s []rune, at int, text string) []rune {
	if at < 0 {
		at = max(at+len(s), 0)
		return append(append(append([]rune{}, s[:at]...), []rune(text)...), s[min(at, len(s)):]...)
	}
	return slices.Insert(s, at, []rune(text)...)
}

func ordinalSuffix(s []rune) string {
	last := len(s) - 1
	if last > 0 && s[last-1] == '1' {
		return "th"
	}
	switch s[last] {
	case '1':
		return "st"
	case '2':
		return "nd"
	case '3':
		return "rd"
	}
	return "th"
}

// parse reads an integer; what does not fit the picture gives NaN or a wrong number, as in the reference.
func (p *integerPicture) parse(s string) (float64, error) {
	switch p.style {
	case letterNumerals:
		return fromLetters(s, [...]byte{'a', 'A'}[p.letters]), nil
	case romanNumeralStyle:
		if p.letters != upperCase {
			s = strings.ToUpper(s)
		}
		return fromRoman(s), nil
	case wordNumerals:
		return fromWords(strings.ToLower(s)), nil
	case sequenceNumerals:
		return 0, fail("D3130").withValue(textItem(p.token))
	}
	if p.ordinal && len(s) >= 2 {
		s = s[:len(s)-2]
	}
	if p.regular > 0 {
		s = strings.ReplaceAll(s, ",", "")
	} else {
		for _, sep := range p.separators {
			s = strings.ReplaceAll(s, sep.char, "")
		}
	}
	digits := []rune(s)
	for i := range digits {
		digits[i] -= p.zero - '0'
	}
	return leadingInt(string(digits)), nil
}

// leadingInt is ECMAScript's parseInt for decimals: blanks, a sign and digits, the rest is ignored.
func leadingInt(s string) float64 {
	s = strings.TrimSpace(s)
	sign := 1.0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	n := 0.0
	i := 0
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		n = n*10 + float64(s[i]-'0')
	}
	if i == 0 {
		return math.NaN()
	}
	return sign * n
}
