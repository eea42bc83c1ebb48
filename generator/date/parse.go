package date

import (
	"fmt"
	"time"
)

// The years that Parse accepts. Earlier ones are slips of the finger in a management system.
const (
	firstYear = 1900
	lastYear  = 9999
)

// Parse reads a date written exactly as YYYY-MM-DD, with no space around it: a day that exists, in the years
// 1900 to 9999. Any error is a *ParseError.
func Parse(s string) (Date, error) {
	year, month, day, ok := isoFields(s)
	if !ok {
		return Date{}, nearMiss(s)
	}
	if reason := impossible(year, month, day); reason != "" {
		return Date{}, &ParseError{Text: s, Reason: reason}
	}
	return pack(year, time.Month(month), day), nil
}

// A ParseError says why a text is not a date.
type ParseError struct {
	Text       string // as it was given
	Reason     string // what is wrong with it, such as "february 2026 has 28 days"
	Suggestion string // the date it can only mean, as YYYY-MM-DD; empty where that would be a guess
}

func (e *ParseError) Error() string {
	message := fmt.Sprintf("%s is not a date", quote(e.Text))
	if e.Reason != "" {
		message += ": " + e.Reason
	}
	if e.Suggestion != "" {
		return message + "; write " + e.Suggestion
	}
	return message + "; write year-month-day, such as 2026-03-31"
}

// quote keeps a message readable when somebody put a paragraph where a date belongs.
func quote(s string) string {
	const most = 40
	runes := []rune(s)
	if len(runes) > most {
		s = string(runes[:most-1]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// isoFields takes YYYY-MM-DD apart; ok says only that digits and dashes stand where they should.
func isoFields(s string) (year, month, day int, ok bool) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	year, ok1 := digits(s[:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:])
	return year, month, day, ok1 && ok2 && ok3
}

// digits reads an unsigned number of at most nine ASCII digits.
func digits(s string) (n int, ok bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// impossible says why there is no such day, or nothing if there is.
func impossible(year, month, day int) string {
	switch {
	case year < firstYear || year > lastYear:
		return fmt.Sprintf("the year %04d lies outside %d to %d", year, firstYear, lastYear)
	case month < 1 || month > 12:
		return fmt.Sprintf("there is no month %d", month)
	case day < 1:
		return "there is no day 0"
	case day > daysIn(year, time.Month(month)):
		return fmt.Sprintf("%s %d has %d days", time.Month(month), year, daysIn(year, time.Month(month)))
	}
	return ""
}
