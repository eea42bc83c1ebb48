package report

import (
	"encoding/json"
	"strconv"
	"strings"

	"ismsite/generator/date"
)

// A Cell is one typed value. The zero Cell is unknown.
type Cell struct {
	kind kind
	text string    // of texts, links and numbers
	href string    // of links
	list []string  // of lists
	day  date.Date // of days
}

type kind uint8

const (
	unknown kind = iota
	text
	day
	number
	yes
	no
	list
	link
)

// Unknown is the value that nobody gave: null in JSON, blank elsewhere.
func Unknown() Cell { return Cell{} }

// Text is a text, kept as it is. An empty text is unknown.
func Text(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{kind: text, text: s}
}

// Day is a calendar date. The zero date is unknown.
func Day(d date.Date) Cell {
	if d.IsZero() {
		return Cell{}
	}
	return Cell{kind: day, day: d}
}

// Int is a whole number.
func Int(n int) Cell { return Cell{kind: number, text: strconv.Itoa(n)} }

// Number is a number with the digits it was written with: 12.50 keeps its zero. It takes what JSON calls a
// number; anything else becomes a text.
func Number(s string) Cell {
	first := strings.TrimPrefix(s, "-")
	if first == "" || first[0] < '0' || first[0] > '9' || !json.Valid([]byte(s)) || strings.TrimSpace(s) != s {
		return Text(s)
	}
	return Cell{kind: number, text: s}
}

// YesNo is true or false.
func YesNo(is bool) Cell {
	if is {
		return Cell{kind: yes}
	}
	return Cell{kind: no}
}

// List is several texts; an empty list is known to be empty. The slice must not change afterwards.
func List(texts []string) Cell { return Cell{kind: list, list: texts} }

// Link is a text that leads somewhere. The address shows only where a format has links.
func Link(s, href string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{kind: link, text: s, href: href}
}

// IsUnknown says whether nothing is known.
func (c Cell) IsUnknown() bool { return c.kind == unknown }

// String is the value in one line of words, as the formats without types print it.
func (c Cell) String() string {
	switch c.kind {
	case day:
		return c.day.String()
	case yes:
		return "yes"
	case no:
		return "no"
	case list:
		return strings.Join(c.list, "; ")
	}
	return c.text
}
