package markdown

import (
	"slices"
	"strings"
)

// A Section is the text under one heading, without that of the headings below it.
type Section struct {
	Heading int // index into Headings, -1 for the text before the first
	Text    string
}

// Sections cuts the body at its headings, for the search.
func (d *Doc) Sections() []Section {
	sections := make([]Section, 0, len(d.Headings)+1)
	at := 0
	for i, h := range append(d.Headings[:len(d.Headings):len(d.Headings)], Heading{start: len(d.html), end: len(d.html)}) {
		if text := strings.Join(strings.Fields(PlainText(d.html[at:h.start])), " "); text != "" || i > 0 {
			sections = append(sections, Section{i - 1, text})
		}
		at = h.end
	}
	return sections
}

// HeadingPath returns the texts of a heading and of those it stands under, outermost first.
func (d *Doc) HeadingPath(i int) []string {
	var path []string
	level := 7
	for ; i >= 0; i-- {
		if h := d.Headings[i]; h.Level < level {
			path = append(path, h.Text)
			level = h.Level
		}
	}
	slices.Reverse(path)
	return path
}
