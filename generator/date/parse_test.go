package date

import (
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, in string
		suggest  string // what the error offers; empty: nothing
		says     string // part of the error; empty: the date is read
	}{
		{"year, month and day", "2026-03-31", "", ""},
		{"a leap day", "2028-02-29", "", ""},
		{"the first accepted day", "1900-01-01", "", ""},
		{"the last accepted day", "9999-12-31", "", ""},
		{"nothing", "", "", "it is empty"},
		{"only space", "  ", "", "it is empty"},
		{"a day that does not exist", "2026-02-30", "", "February 2026 has 28 days"},
		{"a leap day in a common year", "2026-02-29", "", "February 2026 has 28 days"},
		{"a month that does not exist", "2026-13-01", "", "there is no month 13"},
		{"day zero", "2026-03-00", "", "there is no day 0"},
		{"a year from a slip", "0206-03-31", "", "outside 1900 to 9999"},
		{"missing zeros", "2026-3-1", "2026-03-01", "write 2026-03-01"},
		{"slashes, year first", "2026/03/31", "2026-03-31", "write 2026-03-31"},
		{"no separators", "20260331", "2026-03-31", "write 2026-03-31"},
		{"space around", " 2026-03-31", "2026-03-31", "write 2026-03-31"},
		{"typographic dashes", "2026–03–31", "2026-03-31", "write 2026-03-31"},
		{"a time of day", "2026-03-31T10:00:00Z", "2026-03-31", "time of day"},
		{"a space and a time of day", "2026-03-31 10:00", "2026-03-31", "time of day"},
		{"German, the day above twelve", "31.03.2026", "2026-03-31", "write 2026-03-31"},
		{"German with spaces", "31. 3. 2026", "2026-03-31", "write 2026-03-31"},
		{"American, the day above twelve", "03/31/2026", "2026-03-31", "write 2026-03-31"},
		{"slashes, either order", "03/04/2026", "", "it could be 2026-04-03 or 2026-03-04"},
		{"dots, either order", "03.04.2026", "", "it could be 2026-04-03 or 2026-03-04"},
		{"day and month are equal", "04/04/2026", "2026-04-04", "write 2026-04-04"},
		{"neither order exists", "31.31.2026", "", "there is no month 31"},
		{"a German day that does not exist", "30.02.2026", "", "February 2026 has 28 days"},
		{"a year of two digits", "31.03.26", "", "the year has two digits"},
		{"no day", "2026-03", "", "the day is missing"},
		{"an English month name", "March 31, 2026", "2026-03-31", "write 2026-03-31"},
		{"an English month name after the day", "31st of March 2026", "2026-03-31", "write 2026-03-31"},
		{"a short month name with dashes", "31-Mar-2026", "2026-03-31", "write 2026-03-31"},
		{"a weekday before it", "Tuesday, 31 March 2026", "2026-03-31", "write 2026-03-31"},
		{"a German month name", "1. März 2026", "2026-03-01", "write 2026-03-01"},
		{"a German month name in two pieces", "1. Ma\u0308rz 2026", "2026-03-01", "write 2026-03-01"},
		{"the month between", "2026 Mar 31", "2026-03-31", "write 2026-03-31"},
		{"a month name that is none", "31 Smarch 2026", "", "such as 2026-03-31"},
		{"words", "to be defined", "", "such as 2026-03-31"},
		{"something far too long", strings.Repeat("x", 5000), "", "x…"},
		{"digits of another script", "٢٠٢٦-٠٣-٣١", "", "such as 2026-03-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse(c.in)
			if c.says == "" {
				if err != nil || got.String() != c.in {
					t.Errorf("Parse(%q) = %s, %v", c.in, got, err)
				}
				return
			}
			var bad *ParseError
			if !errors.As(err, &bad) || !got.IsZero() {
				t.Fatalf("Parse(%q) = %s, %v; want a ParseError", c.in, got, err)
			}
			if bad.Suggestion != c.suggest {
				t.Errorf("Parse(%q) suggests %q, want %q", c.in, bad.Suggestion, c.suggest)
			}
			if !strings.Contains(err.Error(), c.says) || len(err.Error()) > 250 {
				t.Errorf("Parse(%q) says %q, want %q in it", c.in, err, c.says)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2026-03-31", "31.03.2026", "March 31, 2026", "2026-02-30", "１９００", "\xff-", "12 months"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err == nil {
			if d.String() != s {
				t.Fatalf("Parse(%q) reads as %s", s, d)
			}
			return
		}
		var bad *ParseError
		if !errors.As(err, &bad) || bad.Text != s {
			t.Fatalf("Parse(%q) fails with %v", s, err)
		}
		if bad.Suggestion != "" {
			if _, err := Parse(bad.Suggestion); err != nil {
				t.Fatalf("Parse(%q) suggests what it does not read: %v", s, err)
			}
		}
	})
}
