package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"ismsite/generator/date"
)

func TestICS(t *testing.T) {
	calendar := &Calendar{Name: "Reviews, Example", AsOf: asOf, Events: []Event{
		{UID: "pol-003@example", Day: date.Of(2026, 5, 1), Summary: "Review POL-003"},
		{UID: "unknown@example", Summary: "No day, no event"},
		{
			UID: "pol-002@example", Day: date.Of(2026, 5, 1), Summary: `Review POL-002; "Access, control" \ leavers`,
			Description: "First line\r\nand a second one, which is long enough to be folded: Überprüfung der Zugriffsrechte für alle",
			URL:         "https://isms.example/documents/POL-002.html", Contact: "Jo Doe", Categories: []string{"ISMS", "a,b"}, Remind: 30,
		},
		{UID: "first@example", Day: date.Of(2026, 4, 1), Summary: "First", URL: "javascript:alert(1)"},
	}}
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ismsite//ismsite//EN
CALSCALE:GREGORIAN
NAME:Reviews\, Example
X-WR-CALNAME:Reviews\, Example
BEGIN:VEVENT
UID:first@example
DTSTAMP:20260331T000000Z
DTSTART;VALUE=DATE:20260401
SUMMARY:First
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:pol-002@example
DTSTAMP:20260331T000000Z
DTSTART;VALUE=DATE:20260501
SUMMARY:Review POL-002\; "Access\, control" \\ leavers
DESCRIPTION:First line\nand a second one\, which is long enough to be folde
 d: Überprüfung der Zugriffsrechte für alle
URL:https://isms.example/documents/POL-002.html
CONTACT:Jo Doe
CATEGORIES:ISMS,a\,b
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Review POL-002\; "Access\, control" \\ leavers
TRIGGER:-P30D
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:pol-003@example
DTSTAMP:20260331T000000Z
DTSTART;VALUE=DATE:20260501
SUMMARY:Review POL-003
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	table := &Table{Name: "reviews", Calendar: calendar}
	if got := printed(t, table, AsICS); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestICSRefusesMistakes(t *testing.T) {
	day := date.Of(2026, 5, 1)
	for name, calendar := range map[string]*Calendar{
		"no as-of date": {Events: []Event{{UID: "a", Day: day}}},
		"no UID":        {AsOf: asOf, Events: []Event{{Day: day}}},
		"a UID twice":   {AsOf: asOf, Events: []Event{{UID: "a", Day: day}, {UID: "a", Day: day.AddDays(1)}}},
	} {
		if err := calendar.ICS(&bytes.Buffer{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzICS(f *testing.F) {
	f.Add("Review", "line\nline", "https://example.org/a b")
	f.Add(strings.Repeat("ä", 200), "\xff;,\\", "x:\r\nATTACH:y")
	f.Add("\r\nEND:VEVENT", "🙂\x00\u2028", "javascript:x")
	f.Fuzz(func(t *testing.T, summary, description, url string) {
		calendar := &Calendar{Name: summary, AsOf: asOf, Events: []Event{{
			UID: "u", Day: asOf, Summary: summary, Description: description, URL: url, Contact: description, Categories: []string{summary, url},
		}}}
		var b bytes.Buffer
		if err := calendar.ICS(&b); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\r\n"), "\r\n")
		for _, line := range lines {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("%d octets in line %q", len(line), line)
			}
		}
		unfolded := strings.ReplaceAll(b.String(), "\r\n ", "")
		for want, count := range map[string]int{"BEGIN:VEVENT\r\n": 1, "\r\nSUMMARY:" + icsText(summary) + "\r\n": 1} {
			if strings.Count(unfolded, want) != count {
				t.Fatalf("%q is not there %d times in %q", want, count, unfolded)
			}
		}
	})
}
