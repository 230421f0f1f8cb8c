package jsonata

import (
	"math"
	"strings"
	"time"
)

var (
	dayNames   = []string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = []string{
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
	}
)

// isoPicture is the format of $fromMillis and $now without a picture.
const isoPicture = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]"

// zoneOffset is a time zone as hours and minutes; the minutes have the sign of the offset.
type zoneOffset struct{ hours, minutes int }

// parseZone reads +hhmm.
func parseZone(s string) (zoneOffset, bool) {
	f := leadingInt(s)
	if math.IsNaN(f) || math.Abs(f) > 9999 {
		return zoneOffset{}, false
	}
	return zoneOffset{int(math.Floor(f / 100)), int(math.Mod(f, 100))}, true
}

// maxMillis is the range of ECMAScript's dates, in milliseconds around 1970.
const maxMillis = 8.64e15

func formatMillis(millis float64, picture, zone string) (string, error) {
	parts, err := parseDatePicture(picture)
	if err != nil {
		return "", err
	}
	offset, ok := zoneOffset{}, true
	if zone != "" {
		offset, ok = parseZone(zone)
	}
	millis += float64((60*offset.hours + offset.minutes) * 60 * 1000)
	ok = ok && math.Abs(millis) <= maxMillis
	t := time.UnixMilli(int64(millis)).UTC()
	var b strings.Builder
	for i := range parts {
		p := &parts[i]
		if p.component == 0 {
			b.WriteString(p.literal)
			continue
		}
		s := "NaN"
		if ok {
			if s, err = p.format(t, offset); err != nil {
				return "", err
			}
		}
		b.WriteString(s)
	}
	return b.String(), nil
}

func (d *datePart) format(t time.Time, zone zoneOffset) (string, error) {
	switch {
	case strings.ContainsRune(numericComponents, d.component):
		n := float64(componentOf(t, d.component))
		if d.component == 'Y' && d.yearMod > 0 {
			n = math.Mod(n, d.yearMod)
		}
		if d.names {
			return d.name(int(n))
		}
		return d.integer.format(n)
	case d.component == 'Z' || d.component == 'z':
		return d.formatZone(zone)
	case d.component == 'P':
		s := [...]string{"am", "pm"}[componentOf(t, 'P')]
		if d.letters == upperCase && d.names {
			s = strings.ToUpper(s)
		}
		return s, nil
	}
	return "ISO", nil // calendar and era
}

// name returns the name of a month or a day.
func (d *datePart) name(n int) (string, error) {
	var s string
	switch d.component {
	case 'M', 'x':
		s = monthNames[n-1]
	case 'F':
		s = dayNames[n]
	default:
		return "", fail("D3133").withValue(textItem(string(d.component)))
	}
	switch d.letters {
	case upperCase:
		s = strings.ToUpper(s)
	case lowerCase:
		s = strings.ToLower(s)
	}
	if d.maxWidth > 0 {
		s = s[:min(d.maxWidth, len(s))]
	}
	return s, nil
}

func (d *datePart) formatZone(zone zoneOffset) (string, error) {
	if d.integer == nil {
		return "", fail("D3134").withValue(item{})
	}
	offset := zone.hours*100 + zone.minutes
	var s string
	var err error
	switch digits := d.integer.mandatory; {
	case d.integer.regular > 0 || digits == 3 || digits == 4:
		s, err = d.integer.format(float64(offset))
	case digits == 1 || digits == 2:
		s, err = d.integer.format(float64(zone.hours))
		if zone.minutes != 0 && err == nil {
			two := &integerPicture{zero: '0', mandatory: 2}
			minutes, _ := two.format(float64(zone.minutes))
			s += ":" + minutes
		}
	default:
		return "", fail("D3134").withValue(numberItem(float64(digits)))
	}
	if err != nil {
		return "", err
	}
	if offset >= 0 {
		s = "+" + s
	}
	if d.component == 'z' {
		s = "GMT" + s
	}
	if offset == 0 && d.zulu {
		s = "Z"
	}
	return s, nil
}
