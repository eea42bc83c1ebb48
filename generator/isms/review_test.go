package isms

import (
	"fmt"
	"testing"
	"time"

	"ismsite/generator/date"
	"ismsite/generator/register"
)

// reviewed is the review state of one document with the given lines of front matter.
func reviewed(t *testing.T, profile, front string, today date.Date) string {
	t.Helper()
	system, _ := link(t, files{"isms.yaml": profile, "a.md": "---\n" + front + "\n---\nA text.\n"}.fs(), today)
	r, ok := system.ReviewOf(system.Set.Documents[0])
	if !ok {
		t.Fatal("a document is not reviewed")
	}
	return fmt.Sprintf("%s %s %d", r.State, r.Due, r.Days)
}

func TestReviewStates(t *testing.T) {
	const year = "review: {default: 12 months}"
	day := func(y int, m time.Month, d int) date.Date { return date.Of(y, m, d) }
	tests := []struct {
		name, profile, front string
		today                date.Date
		want                 string
	}{
		{"due yesterday is overdue", "", "review_due: 2026-03-30", asOf, "overdue 2026-03-30 1"},
		{"due today is due soon", "", "review_due: 2026-03-31", asOf, "due_soon 2026-03-31 0"},
		{"due tomorrow is due soon", "", "review_due: 2026-04-01", asOf, "due_soon 2026-04-01 -1"},
		{"due on the last day of the lead time is due soon", "", "review_due: 2026-04-30", asOf, "due_soon 2026-04-30 -30"},
		{"due a day later is current", "", "review_due: 2026-05-01", asOf, "current 2026-05-01 -31"},
		{"a lead time of months is clipped", "review: {lead_time: 1 month}", "review_due: 2026-02-28", day(2026, 1, 31), "due_soon 2026-02-28 -28"},
		{"and ends there", "review: {lead_time: 1 month}", "review_due: 2026-03-01", day(2026, 1, 31), "current 2026-03-01 -29"},
		{"the end of a month plus one month", "", "reviewed: 2026-01-31\nreview_every: 1 month", day(2026, 3, 1), "overdue 2026-02-28 1"},
		{"the same on the day", "", "reviewed: 2026-01-31\nreview_every: 1 month", day(2026, 2, 28), "due_soon 2026-02-28 0"},
		{"in a leap year", "", "reviewed: 2024-01-31\nreview_every: 1 month", day(2024, 2, 29), "due_soon 2024-02-29 0"},
		{"a leap day plus a year", "", "reviewed: 2024-02-29\nreview_every: P1Y", day(2025, 3, 1), "overdue 2025-02-28 1"},
		{"a leap day plus four years", "", "reviewed: 2024-02-29\nreview_every: 4 years", day(2028, 2, 29), "due_soon 2028-02-29 0"},
		{"quarterly", "", "reviewed: 2025-11-30\nreview_every: quarterly", day(2026, 3, 1), "overdue 2026-02-28 1"},
		{"the profile's interval", year, "reviewed: 2025-03-30", asOf, "overdue 2026-03-30 1"},
		{"the profile's interval for a type", "review: {default: 12 months, by_type: {policy: 24 months}}", "type: policy\nreviewed: 2025-03-30", asOf, "current 2027-03-30 -364"},
		{"approval where there was no review", year, "approved: 2025-03-30", asOf, "overdue 2026-03-30 1"},
		{"the effective date where there is nothing else", year, "effective: 2025-03-30", asOf, "overdue 2026-03-30 1"},
		{"the last of the reviews recorded", year, "reviewed: 2024-01-01\nreviews:\n  - {date: 2025-03-31}\n  - {date: 2025-01-01}", asOf, "due_soon 2026-03-31 0"},
		{"nothing known", "", "title: A", asOf, "unknown  0"},
		{"no interval", "", "reviewed: 2020-01-01", asOf, "unknown  0"},
		{"no date", year, "title: A", asOf, "unknown  0"},
		{"an unreadable due date is unknown, whatever else there is", year, "review_due: soon\nreviewed: 2020-01-01", asOf, "unknown  0"},
		{"an unreadable review is unknown, whatever the approval", year, "reviewed: 31.03.2020\napproved: 2020-01-01", asOf, "unknown  0"},
		{"an unreadable interval is unknown", year, "reviewed: 2020-01-01\nreview_every: now and then", asOf, "unknown  0"},
		{"none wanted", year, "reviewed: 2020-01-01\nreview_every: none", asOf, "not_applicable  0"},
		{"a record", year, "type: record\nreviewed: 2020-01-01", asOf, "not_applicable  0"},
		{"a record with an interval", year, "type: record\nreviewed: 2020-01-01\nreview_every: 1 year", asOf, "overdue 2021-01-01 1915"},
		{"withdrawn", "", "status: withdrawn\nreview_due: 2020-01-01", asOf, "not_applicable  0"},
		{"superseded", "", "status: superseded\nreview_due: 2020-01-01", asOf, "not_applicable  0"},
		{"a draft is reviewed too", "", "status: draft\nreview_due: 2020-01-01", asOf, "overdue 2020-01-01 2281"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := reviewed(t, test.profile, test.front, test.today); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.front, got, test.want)
			}
		})
	}
}

func TestNothingWithoutADueDateIsEverOverdue(t *testing.T) {
	s := &System{Today: date.Of(9999, time.December, 31), Set: &register.Set{Profile: &register.Profile{}}}
	for _, none := range []bool{false, true} {
		if r := s.review(register.Schedule{None: none}); r.State == Overdue || r.State == DueSoon || r.Days != 0 {
			t.Errorf("none %v: %+v", none, r)
		}
	}
}

// The state is decided day by day: over two years around each due date, it changes on exactly the days it should.
func TestStatesChangeOnTheDay(t *testing.T) {
	s := &System{Set: &register.Set{Profile: &register.Profile{Lead: register.Period{Period: date.Period{Days: 30}}}}}
	for _, due := range []date.Date{date.Of(2024, 2, 29), date.Of(2025, 12, 31), date.Of(2026, 1, 1), date.Of(2026, 3, 31)} {
		for n := -400; n <= 400; n++ {
			s.Today = due.AddDays(n)
			want := Current
			switch {
			case n > 0:
				want = Overdue
			case n >= -30:
				want = DueSoon
			}
			if r := s.review(register.Schedule{Due: due}); r.State != want || r.Days != n {
				t.Fatalf("due %s, today %s: %+v, want %s", due, s.Today, r, want)
			}
		}
	}
}
