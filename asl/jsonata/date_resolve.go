package jsonata

import (
	"math"
	"strings"
	"time"
)

// A date is given by year, month and day, by year and day of the year, or by weeks (which the reference does not support
// either); a time by hour or by half-day and hour.
const (
	calendarDate = "YMD"
	ordinalDate  = "Yd"
	monthWeek    = "XxwF"
	yearWeek     = "XWF"
	fullTime     = "Hmsf"
	halfDayTime  = "Phmsf"
)

// truthy reports whether a component counts as given when the kind of date is told: zero does not.
func (c dateComponents) truthy(component rune) bool {
	v := c[component]
	return v != 0 && !math.IsNaN(v)
}

// fits reports whether the components given among all are part of want, and at least one is given.
func (c dateComponents) fits(all, want string) bool {
	some := false
	for _, r := range all {
		if c.truthy(r) {
			if !strings.ContainsRune(want, r) {
				return false
			}
			some = true
		}
	}
	return some
}

// kinds returns the components that make up the date and the time.
func (c dateComponents) kinds() (date, clock string) {
	const dates, times = "YXMxWwdD", "PHhmsf"
	date, clock = calendarDate, fullTime
	switch {
	case c.fits(dates, calendarDate):
	case c.fits(dates, ordinalDate):
		date = ordinalDate
	case c.fits(dates, "Xxw"):
		date = monthWeek
	case c.fits(dates, "XW"):
		date = yearWeek
	}
	if !c.fits(times, fullTime) && c.fits(times, halfDayTime) {
		clock = halfDayTime
	}
	return date, clock
}

// millis makes a time of the components. What is missing before the first given one is as now, what is missing behind the
// last one is its least value; a gap between is an error.
func (c dateComponents) millis(now time.Time) (float64, error) {
	date, clock := c.kinds()
	fill := date
	if date == ordinalDate {
		fill = "YD"
	}
	if err := c.fill(fill+clock, now); err != nil {
		return 0, err
	}
	if date == monthWeek || date == yearWeek {
		return 0, fail("D3136")
	}
	month, day := c['M'], c['D']
	if !(month > 0) {
		month = 1
		if math.IsNaN(c['M']) {
			month = math.NaN()
		}
	}
	if date == ordinalDate {
		month, day = 1, c['d']
	}
	hour := c['H']
	if clock == halfDayTime {
		hour = c['h']
		if hour == 12 {
			hour = 0
		}
		if c['P'] == 1 {
			hour += 12
		}
	}
	ms := utcMillis(c['Y'], month-1, day, hour, c['m'], c['s'], c['f'])
	zone := c['Z']
	if zone == 0 || math.IsNaN(zone) {
		zone = c['z']
	}
	if zone != 0 && !math.IsNaN(zone) {
		ms -= zone * 60 * 1000
	}
	return ms, nil
}

// fill completes the components in order of significance.
func (c dateComponents) fill(order string, now time.Time) error {
	started, ended := false, false
	for _, r := range order {
		_, given := c[r]
		switch {
		case given && ended:
			return fail("D3136")
		case given:
			started = true
		case started:
			ended = true
			c[r] = 0
			if strings.ContainsRune("MDd", r) {
				c[r] = 1
			}
		default:
			c[r] = float64(componentOf(now, r))
		}
	}
	return nil
}

// utcMillis is ECMAScript's Date.UTC: two-digit years are of the 20th century, fields may be out of range.
func utcMillis(year, month, day, hour, minute, second, milli float64) float64 {
	for _, f := range []*float64{&year, &month, &day, &hour, &minute, &second, &milli} {
		if math.IsNaN(*f) || math.Abs(*f) > 1e9 {
			return math.NaN()
		}
		*f = math.Trunc(*f)
	}
	if year >= 0 && year <= 99 {
		year += 1900
	}
	t := utcDate(int(year), int(month), int(day))
	ms := float64(t.UnixMilli()) + ((hour*60+minute)*60+second)*1000 + milli
	if math.Abs(ms) > maxMillis {
		return math.NaN()
	}
	return ms
}
