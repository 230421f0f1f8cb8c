package jsonata

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dateComponents are the numbers read for the components of a picture.
type dateComponents map[rune]float64

// parseDate reads a date and time by a picture. Text that does not match gives nothing.
func parseDate(text, picture string, now time.Time) (float64, bool, error) {
	parts, err := parseDatePicture(picture)
	if err != nil {
		return 0, false, err
	}
	pattern := "(?i)^"
	for i := range parts {
		re, err := parts[i].pattern()
		if err != nil {
			return 0, false, err
		}
		pattern += "(" + re + ")"
	}
	re, rerr := regexp.Compile(pattern + "$")
	if rerr != nil {
		return 0, false, fail("D3136")
	}
	groups := re.FindStringSubmatch(text)
	found := dateComponents{}
	some := false
	for i := range groups {
		if i == 0 || parts[i-1].component == 0 {
			continue
		}
		some = true
		v, known, err := parts[i-1].parse(groups[i])
		if err != nil {
			return 0, false, err
		}
		if known {
			found[parts[i-1].component] = v
		} else {
			delete(found, parts[i-1].component)
		}
	}
	if !some {
		return 0, false, nil
	}
	millis, err := found.millis(now)
	return millis, err == nil, err
}

// pattern is the regular expression for a part.
func (d *datePart) pattern() (string, error) {
	switch {
	case d.component == 0:
		return regexp.QuoteMeta(d.literal), nil
	case d.component == 'Z' || d.component == 'z':
		s := "[-+][0-9]+"
		if d.integer != nil && d.integer.regular > 0 {
			s += regexp.QuoteMeta(d.integer.separators[0].char) + "[0-9]+"
		}
		if d.component == 'z' {
			s = "GMT" + s
		}
		return s, nil
	case d.component == 'f':
		return "[0-9]+", nil
	case d.integer != nil:
		return d.integer.pattern()
	}
	if strings.ContainsRune("MxFP", d.component) {
		return "[a-zA-Z]+", nil
	}
	return "", fail("D3133").withValue(textItem(string(d.component)))
}

func (p *integerPicture) pattern() (string, error) {
	switch p.style {
	case letterNumerals:
		return "[a-z]+", nil
	case romanNumeralStyle:
		return "[mdclxvi]+", nil
	case wordNumerals:
		words := slices.Sorted(maps.Keys(wordValues))
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
		return "(?:" + strings.Join(words, "|") + "|and|[-, ])+", nil
	case sequenceNumerals:
		return "", fail("D3130").withValue(textItem(p.token))
	}
	s := "[0-9]+"
	if p.parseWidth > 0 {
		s = "[0-9]{" + strconv.Itoa(min(p.parseWidth, maxPictureWidth)) + "}"
	}
	if p.ordinal {
		s += "(?:th|st|nd|rd)"
	}
	return s, nil
}

// parse reads a component; an unknown name counts as not given.
func (d *datePart) parse(s string) (v float64, known bool, err error) {
	switch {
	case d.component == 'Z' || d.component == 'z':
		return d.parseZone(s), true, nil
	case d.component == 'f':
		f, _ := strconv.ParseFloat("0."+s[:min(3, len(s))], 64)
		return f * 1000, true, nil
	case d.integer != nil:
		v, err = d.integer.parse(s)
		return v, true, err
	case d.component == 'P':
		v, known = map[string]float64{"am": 0, "AM": 0, "pm": 1, "PM": 1}[s]
		return v, known, nil
	}
	names := monthNames
	if d.component == 'F' {
		names = dayNames[1:]
	}
	i := slices.IndexFunc(names, func(n string) bool {
		if d.maxWidth > 0 {
			n = n[:min(d.maxWidth, len(n))]
		}
		return n == s
	})
	return float64(i + 1), i >= 0, nil
}

// parseZone returns an offset in minutes.
func (d *datePart) parseZone(s string) float64 {
	if d.component == 'z' {
		s = s[3:]
	}
	if d.integer != nil && d.integer.regular > 0 {
		hours, minutes, _ := strings.Cut(s, d.integer.separators[0].char)
		return leadingInt(hours)*60 + leadingInt(minutes)
	}
	if len(s) <= 3 {
		return leadingInt(s) * 60
	}
	return leadingInt(s[:3])*60 + leadingInt(s[3:])
}
