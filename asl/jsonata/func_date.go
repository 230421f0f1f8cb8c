package jsonata

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

var dateFunctions = []definition{
	{name: "now", signature: "<s?s?:s>", arity: 2, native: fnNow},
	{name: "millis", signature: "<:n>", native: fnMillis},
	{name: "fromMillis", signature: "<n-s?s?:s>", arity: 3, native: fnFromMillis},
	{name: "toMillis", signature: "<s-s?:n>", arity: 2, native: fnToMillis},
}

func fnNow(ev *evaluator, args []item) (item, error) {
	return fnFromMillis(ev, []item{numberItem(float64(ev.now.UnixMilli())), arg(args, 0), arg(args, 1)})
}

func fnMillis(ev *evaluator, _ []item) (item, error) {
	return numberItem(float64(ev.now.UnixMilli())), nil
}

func fnFromMillis(ev *evaluator, args []item) (item, error) {
	millis, picture, zone := arg(args, 0), arg(args, 1), arg(args, 2)
	if !millis.defined() {
		return item{}, nil
	}
	if !picture.defined() {
		picture.str = isoPicture
	}
	if err := ev.spend(len(picture.str)); err != nil {
		return item{}, err
	}
	s, err := formatMillis(millis.num, picture.str, zone.str)
	if err != nil {
		return item{}, err
	}
	return textItem(s), ev.allocate(len(s))
}

// isoTimestamp is what $toMillis reads without a picture: year, month, day, time, fraction, zone.
var isoTimestamp = regexp.MustCompile(`^(\d{4})(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$`)

func fnToMillis(ev *evaluator, args []item) (item, error) {
	a, picture := arg(args, 0), arg(args, 1)
	if !a.defined() {
		return item{}, nil
	}
	if !picture.defined() {
		m := isoTimestamp.FindStringSubmatch(a.str)
		if m == nil {
			return item{}, fail("D3110").withValue(a)
		}
		return numberItem(isoMillis(m)), nil
	}
	if err := ev.spend(len(picture.str) * 100); err != nil {
		return item{}, err
	}
	ms, ok, err := parseDate(a.str, picture.str, ev.now.UTC())
	if err != nil || !ok {
		return item{}, err
	}
	return numberItem(ms), nil
}

// isoMillis is what Date.parse makes of a timestamp, with UTC as local time. Days up to the 31st are good in every month.
func isoMillis(m []string) float64 {
	number := func(s string, otherwise float64) float64 {
		if s == "" {
			return otherwise
		}
		f, _ := strconv.ParseFloat(strings.Trim(s, "-.T"), 64)
		return f
	}
	year, month, day := number(m[1], 0), number(m[2], 1), number(m[3], 1)
	clock, fraction, zone := m[4], m[5], m[6]
	var hour, minute, second, milli, offset float64
	switch {
	case clock != "":
		hour, minute, second = number(clock[1:3], 0), number(clock[4:6], 0), number(clock[7:], 0)
		if len(fraction) > 4 {
			fraction = fraction[:4]
		}
		frac, _ := strconv.ParseFloat("0"+fraction, 64)
		milli = math.Round(frac * 1000)
	case zone != "" && zone != "Z":
		return math.NaN()
	case fraction == "":
	case m[2] == "":
		month = number(fraction, 0)
	case m[3] == "":
		day = number(fraction, 0)
	default:
		return math.NaN()
	}
	if len(zone) > 1 {
		zh, zm := number(zone[1:3], 0), number(zone[len(zone)-2:], 0)
		if offset = zh*60 + zm; zone[0] == '-' {
			offset = -offset
		}
		if zh > 23 {
			return math.NaN()
		}
	}
	whole := minute == 0 && second == 0 && milli == 0
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || hour == 24 && !whole {
		return math.NaN()
	}
	t := utcDate(int(year), int(month)-1, int(day))
	return float64(t.UnixMilli()) + ((hour*60+minute-offset)*60+second)*1000 + milli
}
