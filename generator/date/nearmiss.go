package date

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
)

// The ways in which people write dates that are not YYYY-MM-DD. The order matters: the first that fits decides.
var (
	yearFirst  = regexp.MustCompile(`^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$`)
	compact    = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	withTime   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[t ]+\d{1,2}:\d{2}`)
	yearLast   = regexp.MustCompile(`^(\d{1,2})[-./ ] ?(\d{1,2})[-./ ] ?(\d{4})$`)
	shortYear  = regexp.MustCompile(`^\d{1,2}[-./]\d{1,2}[-./]\d{2}$`)
	yearMonth  = regexp.MustCompile(`^\d{4}[-./]\d{1,2}$`)
	dayName    = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|\.)?[- ]*(?:of )?(\pL+)\.?,?[- ]*(\d{4})$`)
	nameDay    = regexp.MustCompile(`^(\pL+)\.? *(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$`)
	yearName   = regexp.MustCompile(`^(\d{4})[- ](\pL+)\.?[- ](\d{1,2})$`)
	weekdayTag = regexp.MustCompile(`^\pL+day,? +|^(?:mon|diens|donners|frei|sams|sonn)tag,? +|^mittwoch,? +`)
)

// nearMiss finds out what a text that is not YYYY-MM-DD was meant to be.
func nearMiss(s string) *ParseError {
	e := &ParseError{Text: s}
	text := plain(s)
	switch {
	case strings.TrimSpace(s) == "":
		e.Reason = "it is empty"
	case yearFirst.MatchString(text):
		m := yearFirst.FindStringSubmatch(text)
		e.suggest(number(m[1]), number(m[2]), number(m[3]))
	case compact.MatchString(text):
		m := compact.FindStringSubmatch(text)
		e.suggest(number(m[1]), number(m[2]), number(m[3]))
	case withTime.MatchString(text):
		year, month, day, _ := isoFields(withTime.FindStringSubmatch(text)[1])
		e.Reason = "it has a time of day"
		e.suggest(year, month, day)
	case yearLast.MatchString(text):
		m := yearLast.FindStringSubmatch(text)
		e.weigh(number(m[1]), number(m[2]), number(m[3]))
	case shortYear.MatchString(text):
		e.Reason = "the year has two digits"
	case yearMonth.MatchString(text):
		e.Reason = "the day is missing"
	case dayName.MatchString(text):
		m := dayName.FindStringSubmatch(text)
		e.named(number(m[3]), m[2], number(m[1]))
	case nameDay.MatchString(text):
		m := nameDay.FindStringSubmatch(text)
		e.named(number(m[3]), m[1], number(m[2]))
	case yearName.MatchString(text):
		m := yearName.FindStringSubmatch(text)
		e.named(number(m[1]), m[2], number(m[3]))
	}
	return e
}

// suggest offers the day, or says why it does not exist.
func (e *ParseError) suggest(year, month, day int) {
	if reason := impossible(year, month, day); reason != "" {
		e.Reason = reason
		return
	}
	e.Suggestion = pack(year, time.Month(month), day).String()
}

// weigh decides between day.month and month.day: both are written with dots, slashes and dashes, so only a
// number above twelve, or two equal ones, settles it.
func (e *ParseError) weigh(first, second, year int) {
	dayFirst := impossible(year, second, first)
	monthFirst := impossible(year, first, second)
	switch {
	case dayFirst == "" && (monthFirst != "" || first == second):
		e.suggest(year, second, first)
	case monthFirst == "" && dayFirst != "":
		e.suggest(year, first, second)
	case dayFirst == "":
		e.Reason = fmt.Sprintf("it could be %s or %s",
			pack(year, time.Month(second), first), pack(year, time.Month(first), second))
	default:
		e.Reason = dayFirst
	}
}

// named offers a day whose month was spelt out.
func (e *ParseError) named(year int, name string, day int) {
	month, ok := monthNames[name]
	if !ok {
		return
	}
	e.suggest(year, int(month), day)
}

// plain is the text without the differences that do not matter here: case, dashes, digits and spaces of other
// scripts, and a weekday in front.
func plain(s string) string {
	if len(s) > 100 {
		return ""
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９': // full-width digits
			return r - '０' + '0'
		case unicode.Is(unicode.Pd, r) || r == '\u2212' || r == '\u00ad':
			return '-'
		case unicode.IsSpace(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, s)
	s = strings.Trim(s, " \"'`")
	return weekdayTag.ReplaceAllString(composed.Replace(s), "")
}

// composed joins the letters that macOS may hand over in two pieces.
var composed = strings.NewReplacer("a\u0308", "ä", "o\u0308", "ö", "u\u0308", "ü")

// number reads digits that a pattern has already found to be digits.
func number(s string) int {
	n, _ := digits(s)
	return n
}

var monthNames = map[string]time.Month{
	"jan": 1, "january": 1, "januar": 1, "jänner": 1, "jaenner": 1,
	"feb": 2, "february": 2, "februar": 2,
	"mar": 3, "march": 3, "märz": 3, "maerz": 3, "mär": 3, "mrz": 3,
	"apr": 4, "april": 4,
	"may": 5, "mai": 5,
	"jun": 6, "june": 6, "juni": 6,
	"jul": 7, "july": 7, "juli": 7,
	"aug": 8, "august": 8,
	"sep": 9, "sept": 9, "september": 9,
	"oct": 10, "october": 10, "okt": 10, "oktober": 10,
	"nov": 11, "november": 11,
	"dec": 12, "december": 12, "dez": 12, "dezember": 12,
}
