package date

import (
	"fmt"
	"time"
)

// A Date is a day of the Gregorian calendar. The zero Date means unknown or absent; it sorts before every
// other. Dates are comparable with == and may be map keys.
type Date struct {
	packed int32 // year<<9 | month<<5 | day, so that the order of numbers is the order of days
}

// The first and the last day that arithmetic can reach; results beyond are held there.
var (
	earliest = pack(1, time.January, 1)
	latest   = pack(9999, time.December, 31)
)

func pack(year int, month time.Month, day int) Date {
	return Date{int32(year<<9 | int(month)<<5 | day)}
}

// Of is the given day. A month or day out of its range carries over, as in time.Date: 32 January is
// 1 February. A year outside 1 to 9999 is held at the nearest day within.
func Of(year int, month time.Month, day int) Date {
	return FromTime(time.Date(year, month, day, 0, 0, 0, 0, time.UTC)).orEarliest()
}

// FromTime is the date of t in t's own location, and the zero Date for the zero time.
func FromTime(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	year, month, day := t.Date()
	switch {
	case year < 1:
		return earliest
	case year > 9999:
		return latest
	}
	return pack(year, month, day)
}

// IsZero says whether the date is unknown.
func (d Date) IsZero() bool { return d.packed == 0 }

// Year is the year, 0 if the date is unknown.
func (d Date) Year() int { return int(d.packed >> 9) }

// Month is the month, 0 if the date is unknown.
func (d Date) Month() time.Month { return time.Month(d.packed >> 5 & 15) }

// Day is the day of the month, 0 if the date is unknown.
func (d Date) Day() int { return int(d.packed & 31) }

// Weekday is the day of the week; for an unknown date it says nothing.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Time is midnight UTC at the start of the day, and the zero time for an unknown date.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// String is the date as YYYY-MM-DD, and empty for an unknown date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), d.Month(), d.Day())
}

// Compare is -1, 0 or +1 as d is before, at or after e.
func (d Date) Compare(e Date) int {
	switch {
	case d.packed < e.packed:
		return -1
	case d.packed > e.packed:
		return +1
	}
	return 0
}

// Before says whether d comes before e. An unknown date is neither before nor after another: nothing
// unknown is ever overdue.
func (d Date) Before(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.packed < e.packed
}

// After says whether d comes after e. An unknown date is neither before nor after another.
func (d Date) After(e Date) bool { return e.Before(d) }

// Sub is the number of days from e to d, negative if d comes first, and 0 if either is unknown.
func (d Date) Sub(e Date) int {
	if d.IsZero() || e.IsZero() {
		return 0
	}
	return int(d.serial() - e.serial())
}

// AddDays is the date n days later. An unknown date stays unknown.
func (d Date) AddDays(n int) Date {
	const most = 9999 * 366 // further than any two dates lie apart
	if d.IsZero() {
		return d
	}
	n = max(-most, min(n, most))
	return FromTime(d.Time().AddDate(0, 0, n)).orEarliest()
}

// Add is the date one period later: first the years and months, clipped to the end of the month that is
// reached (31 January and 1 month is 28 or 29 February), then the weeks and days. Since clipping forgets the
// day, later dates of a series are counted from its start: d.Add(p.Times(3)). An unknown date stays unknown.
func (d Date) Add(p Period) Date {
	if d.IsZero() {
		return d
	}
	return d.addMonths(months(p)).AddDays(days(p))
}

func (d Date) addMonths(n int) Date {
	month := d.Year()*12 + int(d.Month()) - 1 + n
	year := month / 12
	switch {
	case month < 12:
		return earliest
	case year > 9999:
		return latest
	}
	m := time.Month(month%12 + 1)
	return pack(year, m, min(d.Day(), daysIn(year, m)))
}

// orEarliest undoes the one clash of the two calendars: 0001-01-01 is Go's zero time, yet a known day.
func (d Date) orEarliest() Date {
	if d.IsZero() {
		return earliest
	}
	return d
}

// serial counts days from 1 January 1970.
func (d Date) serial() int64 { return d.Time().Unix() / 86400 }

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// MarshalText is String: empty for an unknown date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote: a date as Parse reads it, or nothing for an unknown one.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
