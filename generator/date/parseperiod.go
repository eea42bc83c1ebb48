package date

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// mostUnits bounds the numbers in a period: 9999 of anything is a slip.
const mostUnits = 9999

// ParsePeriod reads a period in the ways people write one, in English and German: "12 months", "12m",
// "1 year 6 months", "every 2 years", "annually", "halbjährlich", or the date part of an ISO 8601 duration
// such as P1Y6M. Case and surrounding space do not matter. Periods are whole and longer than nothing.
func ParsePeriod(s string) (Period, error) {
	p, err := readPeriod(plain(s))
	if err != nil {
		return Period{}, fmt.Errorf("cannot read period %s: %w", quote(s), err)
	}
	return p, nil
}

var errPeriod = errors.New("write a number and a unit, such as 12 months or 2 years")

var (
	fraction = regexp.MustCompile(`\d[.,]\d`)
	ordinal  = regexp.MustCompile(`^(?:every|each|per|alle|jede[nrs]?|pro) +`)
	duration = regexp.MustCompile(`^p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?$`)
	timed    = regexp.MustCompile(`^p[\dymwd]*t`)
	amount   = regexp.MustCompile(`^(?:und +|and +|, *)?(\d+|\pL+)[ -]*`)
	unitName = regexp.MustCompile(`^\pL+`)
)

func readPeriod(text string) (Period, error) {
	if p, ok := periodWords[text]; ok {
		return p, nil
	}
	if both, ok := unclear[text]; ok {
		return Period{}, fmt.Errorf("it can mean %s; write one of these", both)
	}
	switch _, bare := digits(text); {
	case text == "":
		return Period{}, errPeriod
	case bare:
		return Period{}, fmt.Errorf("the unit is missing; write %s months or %s days, whichever is meant", text, text)
	case fraction.MatchString(text):
		return Period{}, errors.New("it has a fraction; write whole units, such as 18 months")
	case strings.HasPrefix(text, "p") && duration.MatchString(text):
		return isoPeriod(duration.FindStringSubmatch(text)[1:])
	case timed.MatchString(text):
		return Period{}, errors.New("hours are too fine for a calendar; write days, such as P90D")
	}
	return spokenPeriod(text)
}

// isoPeriod puts together the four numbers of P1Y2M3W4D, each of which may be missing.
func isoPeriod(parts []string) (Period, error) {
	var p Period
	for i, field := range []*int{&p.Years, &p.Months, &p.Weeks, &p.Days} {
		if parts[i] == "" {
			continue
		}
		if err := addUnits(field, parts[i]); err != nil {
			return Period{}, err
		}
	}
	return p, notEmpty(p)
}

// spokenPeriod reads "[every] NUMBER UNIT [NUMBER UNIT …]"; after "every" the first number may be missing.
func spokenPeriod(text string) (Period, error) {
	rest := ordinal.ReplaceAllString(text, "")
	if rest != text && unitName.FindString(rest) == rest {
		rest = "1 " + rest
	}
	var p Period
	seen := map[*int]bool{}
	for rest != "" {
		m := amount.FindStringSubmatch(rest)
		if m == nil {
			return Period{}, errPeriod
		}
		rest = rest[len(m[0]):]
		name := unitName.FindString(rest)
		field := unit(&p, name)
		if field == nil {
			return Period{}, errPeriod
		}
		if seen[field] {
			return Period{}, fmt.Errorf("%s is named twice", name)
		}
		seen[field] = true
		if err := addUnits(field, m[1]); err != nil {
			return Period{}, err
		}
		rest = strings.TrimLeft(rest[len(name):], " .")
	}
	return p, notEmpty(p)
}

// addUnits sets a field to a number in digits or as a word.
func addUnits(field *int, text string) error {
	n, ok := numberWords[text]
	if !ok {
		n, ok = digits(text)
	}
	switch {
	case !ok && text[0] >= '0' && text[0] <= '9', n > mostUnits:
		return fmt.Errorf("%s is too large; %d is the most", text, mostUnits)
	case !ok:
		return errPeriod
	}
	*field = n
	return nil
}

func notEmpty(p Period) error {
	if p.IsZero() {
		return errors.New("it has no length; write at least 1 day, or leave it out")
	}
	return nil
}

// unit is the field of p that a unit's name counts, or nil.
func unit(p *Period, name string) *int {
	switch name {
	case "y", "yr", "yrs", "year", "years", "yearly", "j", "jahr", "jahre", "jahren":
		return &p.Years
	case "m", "mo", "mos", "mth", "mths", "mon", "month", "months", "monthly",
		"monat", "monate", "monaten", "monatlich":
		return &p.Months
	case "w", "wk", "wks", "week", "weeks", "weekly", "woche", "wochen":
		return &p.Weeks
	case "d", "day", "days", "t", "tag", "tage", "tagen":
		return &p.Days
	}
	return nil
}

var numberWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18,
	"ein": 1, "eine": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "fuenf": 5, "sechs": 6,
	"neun": 9, "zwölf": 12, "zwoelf": 12, "achtzehn": 18,
}

var periodWords = map[string]Period{
	"annual": {Years: 1}, "annually": {Years: 1}, "yearly": {Years: 1}, "once a year": {Years: 1}, "per annum": {Years: 1},
	"jährlich": {Years: 1}, "jaehrlich": {Years: 1},
	"semi-annual": {Months: 6}, "semi-annually": {Months: 6}, "semiannual": {Months: 6}, "semiannually": {Months: 6},
	"half-yearly": {Months: 6}, "half yearly": {Months: 6}, "twice a year": {Months: 6},
	"halbjährlich": {Months: 6}, "halbjaehrlich": {Months: 6},
	"quarterly": {Months: 3}, "every quarter": {Months: 3}, "each quarter": {Months: 3},
	"vierteljährlich": {Months: 3}, "vierteljaehrlich": {Months: 3}, "quartalsweise": {Months: 3}, "jedes quartal": {Months: 3}, "pro quartal": {Months: 3},
	"monthly": {Months: 1}, "once a month": {Months: 1}, "monatlich": {Months: 1},
	"weekly": {Weeks: 1}, "wöchentlich": {Weeks: 1}, "woechentlich": {Weeks: 1}, "fortnightly": {Weeks: 2},
	"daily": {Days: 1}, "täglich": {Days: 1}, "taeglich": {Days: 1},
}

// unclear lists words that careful people use for either of two periods. A review that is held half as often
// as was meant goes unnoticed, so we ask.
var unclear = map[string]string{
	"biannual": twiceAYear, "biannually": twiceAYear, "bi-annual": twiceAYear, "bi-annually": twiceAYear,
	"biennial": twiceAYear, "biennially": twiceAYear, "biyearly": twiceAYear, "bi-yearly": twiceAYear,
	"bimonthly": twiceAMonth, "bi-monthly": twiceAMonth,
	"biweekly": twiceAWeek, "bi-weekly": twiceAWeek,
}

const (
	twiceAYear  = "6 months or 2 years"
	twiceAMonth = "2 weeks or 2 months"
	twiceAWeek  = "3 days or 2 weeks"
)
