package jsonata

import (
	"math"
	"regexp"
	"strings"
	"time"
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

var isoTimestamp = regexp.MustCompile(`^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$`)

func fnToMillis(ev *evaluator, args []item) (item, error) {
	a, picture := arg(args, 0), arg(args, 1)
	if !a.defined() {
		return item{}, nil
	}
	if !picture.defined() {
		if !isoTimestamp.MatchString(a.str) {
			return item{}, fail("D3110").withValue(a)
		}
		return numberItem(parseISO(a.str)), nil
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

// parseISO reads the timestamps that ECMAScript's Date.parse does, with UTC as local time.
func parseISO(s string) float64 {
	layouts := []string{"2006", "2006-01", "2006-01-02"}
	if strings.Contains(s, "T") {
		layouts = nil
		for _, date := range []string{"2006-01-02", "2006-01", "2006"} {
			for _, zone := range []string{"", "Z07:00", "Z0700"} {
				layouts = append(layouts, date+"T15:04:05"+zone)
			}
		}
		if i := strings.Index(s, "T24:00:00"); i >= 0 {
			next := parseISO(strings.Replace(s, "T24:", "T00:", 1))
			return next + 24*60*60*1000
		}
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return float64(t.UnixMilli())
		}
	}
	return math.NaN()
}
