package date

import (
	"strings"
	"testing"
)

func TestParsePeriod(t *testing.T) {
	year, half, quarter, month := Period{Years: 1}, Period{Months: 6}, Period{Months: 3}, Period{Months: 1}
	for _, c := range []struct {
		in   string
		want Period
	}{
		{"12 months", Period{Months: 12}},
		{"1 month", month},
		{"1 year", year},
		{"2 weeks", Period{Weeks: 2}},
		{"90 days", Period{Days: 90}},
		{"12m", Period{Months: 12}},
		{"1y", year},
		{"  12 Months ", Period{Months: 12}},
		{"12-month", Period{Months: 12}},
		{"6-monthly", half},
		{"two years", Period{Years: 2}},
		{"1 year 6 months", Period{Years: 1, Months: 6}},
		{"1 year and 6 months", Period{Years: 1, Months: 6}},
		{"1 year, 6 months", Period{Years: 1, Months: 6}},
		{"P1Y", year},
		{"P6M", half},
		{"p1y6m", Period{Years: 1, Months: 6}},
		{"P2W", Period{Weeks: 2}},
		{"P90D", Period{Days: 90}},
		{"annually", year},
		{"Annual", year},
		{"yearly", year},
		{"once a year", year},
		{"semi-annually", half},
		{"half-yearly", half},
		{"quarterly", quarter},
		{"monthly", month},
		{"weekly", Period{Weeks: 1}},
		{"every 12 months", Period{Months: 12}},
		{"every three years", Period{Years: 3}},
		{"every year", year},
		{"per month", month},
		{"12 Monate", Period{Months: 12}},
		{"2 Jahre", Period{Years: 2}},
		{"alle zwei Jahre", Period{Years: 2}},
		{"alle 6 Monate", half},
		{"jedes Jahr", year},
		{"jeden Monat", month},
		{"pro Monat", month},
		{"1 Jahr und 6 Monate", Period{Years: 1, Months: 6}},
		{"jährlich", year},
		{"JÄHRLICH", year},
		{"ja\u0308hrlich", year},
		{"halbjährlich", half},
		{"vierteljährlich", quarter},
		{"monatlich", month},
	} {
		t.Run(c.in, func(t *testing.T) {
			got, err := ParsePeriod(c.in)
			if err != nil || got != c.want {
				t.Errorf("got %+v, %v; want %+v", got, err, c.want)
			}
		})
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for _, c := range []struct{ name, in, says string }{
		{"nothing", "", "such as 12 months"},
		{"a bare number", "12", "write 12 months or 12 days"},
		{"a unit without a number", "months", "such as 12 months"},
		{"an unknown unit", "3 moons", "such as 12 months"},
		{"an unknown word", "regularly", "such as 12 months"},
		{"a word for two periods", "biannually", "it can mean 6 months or 2 years"},
		{"another such word", "Bi-Weekly", "3 days or 2 weeks"},
		{"a fraction", "1.5 years", "18 months"},
		{"no length", "0 days", "no length"},
		{"no length in ISO 8601", "P0D", "no length"},
		{"an empty ISO 8601 duration", "P", "no length"},
		{"hours", "PT24H", "too fine"},
		{"one unit twice", "6 months 3 months", "twice"},
		{"an absurd number", "99999 days", "9999 is the most"},
		{"a number beyond any int", "99999999999999999999 days", "9999 is the most"},
		{"a negative number", "-3 months", "such as 12 months"},
		{"something left over", "12 months or so", "such as 12 months"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ParsePeriod(c.in)
			if err == nil || !strings.Contains(err.Error(), c.says) || !got.IsZero() {
				t.Errorf("ParsePeriod(%q) = %+v, %v; want %q in the error", c.in, got, err, c.says)
			}
		})
	}
}

func TestPeriodString(t *testing.T) {
	for want, p := range map[string]Period{
		"":                               {},
		"12 months":                      {Months: 12},
		"1 year":                         {Years: 1},
		"1 year 2 months 1 week 90 days": {1, 2, 1, 90},
		"3 years":                        Period{Years: 1}.Times(3),
	} {
		if got := p.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, seed := range []string{"12 months", "P1Y6M", "jährlich", "every year", "1 Jahr und 6 Monate", "biannual", "\xff1y"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			return
		}
		if p.IsZero() || min(p.Years, p.Months, p.Weeks, p.Days) < 0 {
			t.Fatalf("ParsePeriod(%q) = %+v", s, p)
		}
		if again, err := ParsePeriod(p.String()); err != nil || again != p {
			t.Fatalf("ParsePeriod(%q) = %+v, yet its text %q reads as %+v, %v", s, p, p, again, err)
		}
	})
}
