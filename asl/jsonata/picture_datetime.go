package jsonata

import (
	"math"
	"strings"
	"unicode"
)

// datePicture is an analysed picture of XPath's format-dateTime: literal texts and components.
type datePicture []datePart

// datePart is a component, or a literal if component is 0.
type datePart struct {
	literal   string
	component rune
	names     bool // by name instead of by number
	letters   letterCase
	zulu      bool // the time zone 0 as Z
	maxWidth  int  // of names; 0 for any
	yearMod   float64
	integer   *integerPicture
}

// numericComponents are written as integers unless names are asked for.
const numericComponents = "YMDdFWwXxHhmsf"

// presentations are the formats of components that do not name one.
var presentations = map[rune]string{
	'Y': "1", 'M': "1", 'D': "1", 'd': "1", 'F': "n", 'W': "1", 'w': "1", 'X': "1", 'x': "1", 'H': "1", 'h': "1",
	'P': "n", 'm': "01", 's': "01", 'f': "1", 'Z': "01:01", 'z': "01:01", 'C': "n", 'E': "n",
}

func parseDatePicture(picture string) (datePicture, error) {
	var parts datePicture
	literal := func(s string) {
		if s != "" {
			parts = append(parts, datePart{literal: strings.ReplaceAll(s, "]]", "]")})
		}
	}
	for {
		i := strings.IndexByte(picture, '[')
		if i < 0 {
			literal(picture)
			return parts, nil
		}
		literal(picture[:i])
		if strings.HasPrefix(picture[i:], "[[") {
			parts = append(parts, datePart{literal: "["})
			picture = picture[i+2:]
			continue
		}
		end := strings.IndexByte(picture[i:], ']')
		if end < 0 {
			return nil, fail("D3135")
		}
		part, err := parseDatePart(picture[i+1 : i+end])
		if err != nil {
			return nil, err
		}
		if n := len(parts); n > 0 && parts[n-1].integer != nil && strings.ContainsRune(numericComponents, part.component) && !part.names {
			parts[n-1].integer.parseWidth = parts[n-1].integer.mandatory
		}
		parts = append(parts, part)
		picture = picture[i+end+1:]
	}
}

// parseDatePart analyses what stands between the brackets: component, presentation, width.
func parseDatePart(marker string) (datePart, error) {
	marker = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, marker)
	var part datePart
	rest := marker
	for i, r := range marker {
		if i == 0 {
			part.component = r
			rest = marker[len(string(r)):]
		}
	}
	minWidth, maxWidth := 0, 0
	if i := strings.LastIndexByte(rest, ','); i >= 0 {
		least, most, _ := strings.Cut(rest[i+1:], "-")
		minWidth, maxWidth = width(least), width(most)
		rest = rest[:i]
	}
	first, second := presentationOf(part.component, rest)
	if first == "" {
		name := ""
		if part.component != 0 {
			name = string(part.component)
		}
		return part, fail("D3132").withValue(textItem(name))
	}
	part.maxWidth, part.zulu = maxWidth, second == 't'
	return part, part.present(first, second, minWidth)
}

// presentationOf splits off the second presentation modifier.
func presentationOf(component rune, s string) (first string, second byte) {
	if s == "" {
		return presentations[component], 0
	}
	if last := s[len(s)-1]; len(s) > 1 && strings.IndexByte("atco", last) >= 0 {
		return s[:len(s)-1], last
	}
	return s, 0
}

func width(s string) int {
	f := leadingInt(s)
	if math.IsNaN(f) || f < 0 {
		return 0
	}
	return int(min(f, maxPictureWidth))
}

// maxPictureWidth bounds the digits that a width modifier can ask for.
const maxPictureWidth = 1000

// present applies the presentation modifiers.
func (d *datePart) present(first string, second byte, minWidth int) error {
	d.yearMod = -1
	switch {
	case first[0] == 'n':
		d.names = true
	case strings.HasPrefix(first, "Nn"):
		d.names, d.letters = true, titleCase
	case first[0] == 'N':
		d.names, d.letters = true, upperCase
	case strings.ContainsRune(numericComponents, d.component):
		pattern := first
		if second != 0 {
			pattern += ";" + string(second)
		}
		p, err := parseIntegerPicture(pattern)
		if err != nil {
			return err
		}
		p.mandatory = max(p.mandatory, minWidth)
		d.integer = p
		d.limitYear()
		return nil
	}
	if d.component == 'Z' || d.component == 'z' {
		p, err := parseIntegerPicture(first)
		d.integer = p
		return err
	}
	return nil
}

// limitYear keeps as many digits of a year as the picture has, if it has two or more.
func (d *datePart) limitYear() {
	if d.component != 'Y' {
		return
	}
	digits := 0
	if d.maxWidth > 0 {
		digits = d.maxWidth
		d.integer.mandatory = digits
	} else if n := d.integer.mandatory + d.integer.optional; n >= 2 {
		digits = n
	}
	if digits > 0 {
		d.yearMod = math.Pow(10, float64(digits))
	}
}
