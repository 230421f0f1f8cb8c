package jsonata

import "time"

// utcDate is the time of a civil date; month counts from 0 and may be out of range.
func utcDate(year, month, day int) time.Time {
	return time.Date(year, time.Month(month+1), day, 0, 0, 0, 0, time.UTC)
}

// isoWeekday counts from Monday, 1.
func isoWeekday(t time.Time) int {
	if t.Weekday() == time.Sunday {
		return 7
	}
	return int(t.Weekday())
}

// firstWeek is the Monday of the first week of a month: the one with the month's first Thursday. Month 0 also begins the year.
func firstWeek(year, month int) time.Time {
	first := utcDate(year, month, 1)
	if d := isoWeekday(first); d > 4 {
		return first.AddDate(0, 0, 8-d)
	} else {
		return first.AddDate(0, 0, 1-d)
	}
}

func weekNumber(start, day time.Time) int {
	days := int(day.Sub(start) / (24 * time.Hour))
	if days < 0 {
		return 0
	}
	return days/7 + 1
}

// week returns the number of the week of a period, which may belong to the period before or after.
func week(day, start, next, previous time.Time, most int) int {
	w := weekNumber(start, day)
	switch {
	case w > most && !day.Before(next):
		return 1
	case w < 1:
		return weekNumber(previous, day)
	}
	return w
}

// componentOf returns the number of a date component.
func componentOf(t time.Time, component rune) int {
	year, month := t.Year(), int(t.Month())-1
	today := utcDate(year, month, t.Day())
	switch component {
	case 'Y':
		return year
	case 'M':
		return month + 1
	case 'D':
		return t.Day()
	case 'd':
		return t.YearDay()
	case 'F':
		return isoWeekday(t)
	case 'W':
		return week(today, firstWeek(year, 0), firstWeek(year+1, 0), firstWeek(year-1, 0), 52)
	case 'w':
		return week(today, firstWeek(year, month), firstWeek(year, month+1), firstWeek(year, month-1), 4)
	case 'X':
		switch {
		case t.Before(firstWeek(year, 0)):
			return year - 1
		case !t.Before(firstWeek(year+1, 0)):
			return year + 1
		}
		return year
	case 'x':
		switch {
		case t.Before(firstWeek(year, month)):
			return (month+11)%12 + 1
		case !t.Before(firstWeek(year, month+1)):
			return (month+1)%12 + 1
		}
		return month + 1
	case 'H':
		return t.Hour()
	case 'h':
		return (t.Hour()+11)%12 + 1
	case 'P':
		return t.Hour() / 12
	case 'm':
		return t.Minute()
	case 's':
		return t.Second()
	case 'f':
		return t.Nanosecond() / int(time.Millisecond)
	}
	return 0
}
