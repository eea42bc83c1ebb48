package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ismsite/generator/date"
)

// A Calendar is a list of days to remember, for calendar programs.
type Calendar struct {
	Name   string    // what the calendar is called: "Reviews at Example Ltd"
	AsOf   date.Date // when the events were drawn up; needed
	Events []Event
}

// An Event is something that is due on a day. It takes the whole day and blocks no time.
type Event struct {
	UID         string    // the same in every edition of the calendar, so that programs move an event instead of adding one
	Day         date.Date // an event without a day is left out
	Summary     string    // one line
	Description string    // may have several lines; empty for none
	URL         string    // where to read more, absolute; empty for none
	Contact     string    // whom to ask; empty for none
	Categories  []string
	Remind      int // so many days before, the program says something; zero for never
}

// ICS writes the calendar as RFC 5545 describes, events sorted by day and UID. Two events with one UID, an
// event without one, and a calendar without an as-of date are errors.
func (c *Calendar) ICS(w io.Writer) error {
	events, err := c.sorted()
	if err != nil {
		return err
	}
	out := icsWriter{bufio.NewWriter(w)}
	out.line("BEGIN:VCALENDAR")
	out.line("VERSION:2.0")
	out.line("PRODID:-//ismsite//ismsite//EN")
	out.line("CALSCALE:GREGORIAN")
	if c.Name != "" {
		out.text("NAME", c.Name) // RFC 7986; the next line says the same to older programs
		out.text("X-WR-CALNAME", c.Name)
	}
	for _, event := range events {
		event.write(out, icsDay(c.AsOf)+"T000000Z")
	}
	out.line("END:VCALENDAR")
	return out.Flush()
}

func (c *Calendar) sorted() ([]Event, error) {
	if c.AsOf.IsZero() {
		return nil, fmt.Errorf("calendar %q has no as-of date", c.Name)
	}
	var events []Event
	seen := map[string]bool{}
	for _, event := range c.Events {
		if event.Day.IsZero() {
			continue
		}
		if event.UID == "" || seen[event.UID] {
			return nil, fmt.Errorf("calendar %q: the UID %q of %q is empty or used twice", c.Name, event.UID, event.Summary)
		}
		seen[event.UID] = true
		events = append(events, event)
	}
	slices.SortFunc(events, func(a, b Event) int {
		return cmp.Or(a.Day.Compare(b.Day), strings.Compare(a.UID, b.UID))
	})
	return events, nil
}

func (e Event) write(out icsWriter, stamp string) {
	out.line("BEGIN:VEVENT")
	out.text("UID", e.UID)
	out.line("DTSTAMP:" + stamp)
	out.line("DTSTART;VALUE=DATE:" + icsDay(e.Day))
	out.text("SUMMARY", e.Summary)
	if e.Description != "" {
		out.text("DESCRIPTION", e.Description)
	}
	if address := icsAddress(e.URL); address != "" {
		out.line("URL:" + address)
	}
	if e.Contact != "" {
		out.text("CONTACT", e.Contact)
	}
	if len(e.Categories) > 0 {
		out.text("CATEGORIES", e.Categories...)
	}
	out.line("TRANSP:TRANSPARENT")
	if e.Remind > 0 {
		out.line("BEGIN:VALARM")
		out.line("ACTION:DISPLAY")
		out.text("DESCRIPTION", e.Summary)
		out.line(fmt.Sprintf("TRIGGER:-P%dD", e.Remind))
		out.line("END:VALARM")
	}
	out.line("END:VEVENT")
}

// icsWriter leaves errors to the final Flush.
type icsWriter struct{ *bufio.Writer }

// text writes a property of one or more texts (RFC 5545, 3.3.11).
func (out icsWriter) text(name string, texts ...string) {
	escaped := make([]string, len(texts))
	for i, s := range texts {
		escaped[i] = icsText(s)
	}
	out.line(name + ":" + strings.Join(escaped, ","))
}

// line writes a content line, folded so that no line is longer than 75 octets and no character is cut
// (RFC 5545, 3.1).
func (out icsWriter) line(s string) {
	room := 75
	for len(s) > room {
		end := room
		for !utf8.RuneStart(s[end]) {
			end--
		}
		out.WriteString(s[:end] + "\r\n ")
		s, room = s[end:], 74 // the blank that marks a folded line counts
	}
	out.WriteString(s + "\r\n")
}

func icsDay(d date.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// icsText escapes a text; line breaks of every kind become \n, other controls are dropped.
func icsText(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return icsEscapes.Replace(s)
}

// icsAddress is a URL without what could end its line, or nothing if it is none for the web or a mail.
func icsAddress(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	if scheme.FindString(s) == "" || !followable(s) {
		return ""
	}
	return s
}
