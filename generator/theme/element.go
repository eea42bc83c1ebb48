package theme

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"ismsite/generator/page"
)

// The elements that stand on a page many times (links, badges, dates, the rows of tables) are written here rather
// than in templates: html/template takes a microsecond or two for each value, which adds up over thousands of
// pages of hundreds of links. What is written here is escaped here.

// link writes a link with its note, or plain text when it leads nowhere.
func (t *Theme) link(l page.Link) (template.HTML, error) {
	b, err := t.appendLink(nil, l)
	return template.HTML(b), err
}

// links writes list items, one for each link.
func (t *Theme) links(links []page.Link) (template.HTML, error) {
	var b []byte
	var err error
	for _, l := range links {
		b = append(b, "<li>"...)
		if b, err = t.appendLink(b, l); err != nil {
			return "", err
		}
		b = append(b, "</li>\n"...)
	}
	return template.HTML(b), nil
}

// navigation writes the sections of the site, with the entries of the present one below it.
func (t *Theme) navigation(nav page.Nav) (template.HTML, error) {
	b := make([]byte, 0, 256+(len(nav.Sections)+len(nav.Entries))*100)
	sections := nav.Sections
	if len(sections) == 0 && nav.Section != nil {
		sections = []page.Link{{Href: nav.Section.Href, Text: nav.Section.Text, Note: nav.Section.Note, Current: true}}
	}
	var err error
	for _, s := range sections {
		b = append(b, "<li>"...)
		if b, err = t.appendLink(b, s); err != nil {
			return "", err
		}
		if s.Current && len(nav.Entries) > 0 {
			b = append(b, "\n<ul class=\"entries\">\n"...)
			for _, e := range nav.Entries {
				b = append(b, "<li>"...)
				if b, err = t.appendLink(b, e); err != nil {
					return "", err
				}
				b = append(b, "</li>\n"...)
			}
			if nav.More != nil {
				b = append(b, `<li class="more">`...)
				if b, err = t.appendLink(b, *nav.More); err != nil {
					return "", err
				}
				b = append(b, "</li>\n"...)
			}
			b = append(b, "</ul>"...)
		}
		b = append(b, "</li>\n"...)
	}
	return template.HTML(b), nil
}

// badges writes states side by side.
func (t *Theme) badges(list []page.Badge) template.HTML {
	var b []byte
	for i, v := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		b = t.appendBadge(b, v)
	}
	return template.HTML(b)
}

// series writes links one after the other, with commas.
func (t *Theme) series(links []page.Link) (template.HTML, error) {
	b, err := t.appendLinks(nil, links)
	return template.HTML(b), err
}

// facts writes the lines of a definition list, one for each fact.
func (t *Theme) facts(facts []page.Fact) (template.HTML, error) {
	b := make([]byte, 0, len(facts)*160)
	var err error
	for _, f := range facts {
		b = append(b, `<div class="fact fact-`...)
		b = appendClass(b, f.Name)
		if f.Long {
			b = append(b, " fact-long"...)
		}
		b = append(b, `"><dt>`...)
		b = appendText(b, f.Label)
		b = append(b, "</dt><dd>"...)
		if b, err = t.appendFactValues(b, f); err != nil {
			return "", err
		}
		b = append(b, "</dd></div>\n"...)
	}
	return template.HTML(b), nil
}

func (t *Theme) appendFactValues(b []byte, f page.Fact) ([]byte, error) {
	var err error
	switch {
	case f.Missing:
		b = t.appendMissing(b)
	case f.Badge != nil:
		if f.Date != "" {
			b = t.appendDate(b, f.Date, t.Date(f.Date))
			b = append(b, ' ')
		}
		b = t.appendBadge(b, *f.Badge)
	case f.Date != "":
		b = t.appendDate(b, f.Date, t.Date(f.Date))
	case f.Long:
		for _, v := range f.Values {
			b = append(b, "<p>"...)
			if b, err = t.appendLink(b, v); err != nil {
				return nil, err
			}
			b = append(b, "</p>"...)
		}
	default:
		b, err = t.appendLinks(b, f.Values)
	}
	return b, err
}

// headings writes the items of a contents list.
func (t *Theme) headings(headings []page.Heading) (template.HTML, error) {
	b := make([]byte, 0, len(headings)*100)
	var err error
	for _, h := range headings {
		b = append(b, `<li class="level-`...)
		b = strconv.AppendInt(b, int64(h.Level), 10)
		b = append(b, `"><a href="`...)
		if b, err = appendHref(b, h.Href); err != nil {
			return "", err
		}
		b = append(b, `">`...)
		b = appendText(b, h.Text)
		b = append(b, "</a></li>\n"...)
	}
	return template.HTML(b), nil
}

// backlinks writes the items of a list of places that mention a page.
func (t *Theme) backlinks(places []page.Backlink) (template.HTML, error) {
	b := make([]byte, 0, len(places)*250)
	var err error
	for _, p := range places {
		b = append(b, `<li><p class="from">`...)
		if b, err = t.appendLink(b, p.From); err != nil {
			return "", err
		}
		b = appendSpan(b, "kind", p.Kind)
		b = appendSpan(b, "via", p.Field)
		b = append(b, "</p>"...)
		if p.Sentence != "" {
			b = append(b, `<p class="sentence">`...)
			b = appendText(b, p.Sentence)
			b = append(b, "</p>"...)
		}
		b = append(b, "</li>\n"...)
	}
	return template.HTML(b), nil
}

// changes writes the rows of a document's history.
func (t *Theme) changes(changes []page.Change) (template.HTML, error) {
	b := make([]byte, 0, len(changes)*300)
	var err error
	for _, c := range changes {
		b = append(b, `<tr><th scope="row">`...)
		b = appendText(b, c.Version)
		b = append(b, `</th><td class="c-date">`...)
		b = t.appendDate(b, c.Date, t.shortDate(c.Date))
		b = append(b, "</td><td>"...)
		b = appendText(b, c.Summary)
		if c.Kind != "" {
			b = appendSpan(b, "note", t.Text("change."+c.Kind))
		}
		for _, who := range []*page.Link{c.Author, c.ApprovedBy} {
			b = append(b, "</td><td>"...)
			if who != nil {
				if b, err = t.appendLink(b, *who); err != nil {
					return "", err
				}
			}
		}
		b = append(b, "</td></tr>\n"...)
	}
	return template.HTML(b), nil
}

// appendSpan writes a text with a class, if there is one.
func appendSpan(b []byte, class, text string) []byte {
	if text == "" {
		return b
	}
	b = append(b, ` <span class="`...)
	b = append(b, class...)
	b = append(b, `">`...)
	b = appendText(b, text)
	return append(b, "</span>"...)
}

// rows writes the rows of a table.
func (t *Theme) rows(table page.Table) (template.HTML, error) {
	b := make([]byte, 0, 256+len(table.Rows)*len(table.Columns)*64)
	var err error
	for _, row := range table.Rows {
		b = append(b, "<tr>"...)
		for i, cell := range row.Cells {
			kind := "text"
			if i < len(table.Columns) {
				kind = table.Columns[i].Type
			}
			if b, err = t.appendCell(b, cell, kind, i == 0); err != nil {
				return "", fmt.Errorf("table %s, row %s: %w", table.Name, row.ID, err)
			}
		}
		b = append(b, "</tr>\n"...)
	}
	return template.HTML(b), nil
}

// appendCell writes one cell. data-s is what to sort and filter by, where it is not what the cell shows.
func (t *Theme) appendCell(b []byte, c page.Cell, kind string, head bool) ([]byte, error) {
	if head {
		b = append(b, `<th scope="row"`...)
	} else {
		b = append(b, "<td"...)
	}
	switch kind {
	case "date", "number":
		b = append(b, ` class="c-`...)
		b = append(b, kind...)
		b = append(b, '"')
	}
	if c.Sort != c.Text {
		b = append(b, ` data-s="`...)
		b = appendText(b, c.Sort)
		b = append(b, '"')
	}
	b = append(b, '>')
	var err error
	switch {
	case c.Missing:
		b = t.appendMissing(b)
	case c.Badge != nil:
		b = t.appendBadge(b, *c.Badge)
	case len(c.Links) > 0:
		b, err = t.appendLinks(b, c.Links)
	case c.Href == "" && isDate(c.Text):
		b = t.appendDate(b, c.Text, t.shortDate(c.Text))
	default:
		b, err = t.appendLink(b, page.Link{Href: c.Href, Text: c.Text})
	}
	if c.Note != "" {
		b = t.appendNote(b, c.Note)
	}
	if head {
		return append(b, "</th>"...), err
	}
	return append(b, "</td>"...), err
}

func (t *Theme) appendLinks(b []byte, links []page.Link) ([]byte, error) {
	var err error
	for i, l := range links {
		if i > 0 {
			b = append(b, between(links[i-1])...)
		}
		if b, err = t.appendLink(b, l); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (t *Theme) appendLink(b []byte, l page.Link) ([]byte, error) {
	switch {
	case l.Missing:
		b = append(b, `<span class="unresolved">`...)
		b = appendText(b, l.Text)
		b = append(b, `<span class="visually-hidden"> (`...)
		b = appendText(b, t.Text("document.not_found"))
		b = append(b, `)</span></span>`...)
	case l.Href == "":
		b = t.appendDate(b, l.Text, t.Date(l.Text))
	default:
		b = append(b, `<a href="`...)
		var err error
		if b, err = appendHref(b, l.Href); err != nil {
			return nil, err
		}
		b = append(b, '"')
		if l.Current {
			b = append(b, ` aria-current="page"`...)
		}
		b = append(b, '>')
		b = appendText(b, l.Text)
		b = append(b, "</a>"...)
	}
	if l.Note != "" {
		b = t.appendNote(b, l.Note)
	}
	return b, nil
}

// between is what stands behind a link in a series: a note is on a line of its own and needs no comma.
func between(l page.Link) string {
	if l.Note != "" {
		return " "
	}
	return ", "
}

func (t *Theme) appendNote(b []byte, note string) []byte {
	b = append(b, ` <span class="note">`...)
	b = t.appendDate(b, note, t.shortDate(note))
	return append(b, "</span>"...)
}

func (t *Theme) appendMissing(b []byte) []byte {
	b = append(b, `<span class="missing">`...)
	b = appendText(b, t.Text("document.missing"))
	return append(b, "</span>"...)
}

func (t *Theme) appendBadge(b []byte, v page.Badge) []byte {
	b = append(b, `<span class="badge badge-`...)
	b = appendClass(b, v.Group)
	b = append(b, '-')
	b = appendClass(b, v.Value)
	b = append(b, '"')
	if v.Due != "" {
		b = append(b, ` data-due="`...)
		b = appendText(b, v.Due)
		b = append(b, '"')
	}
	b = append(b, '>')
	b = appendText(b, v.Text)
	return append(b, "</span>"...)
}

// appendText writes s so that it is text in an element and in a quoted attribute.
func appendText(b []byte, s string) []byte {
	last := 0
	for i := range len(s) {
		var esc string
		switch s[i] {
		case '&':
			esc = "&amp;"
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		case '"':
			esc = "&#34;"
		case '\'':
			esc = "&#39;"
		case 0:
			esc = "\uFFFD"
		default:
			continue
		}
		b = append(b, s[last:i]...)
		b = append(b, esc...)
		last = i + 1
	}
	return append(b, s[last:]...)
}

// appendClass writes s as a part of a class name.
func appendClass(b []byte, s string) []byte {
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-':
			b = append(b, c)
		default:
			b = append(b, '-')
		}
	}
	return b
}

// appendHref writes a link's target. The page package hands over only what is safe; this is the second look.
func appendHref(b []byte, href string) ([]byte, error) {
	if err := checkHref(href); err != nil {
		return nil, err
	}
	const hex = "0123456789ABCDEF"
	for _, c := range []byte(href) {
		switch {
		case c == '&':
			b = append(b, "&amp;"...)
		case c <= ' ', c >= 0x7f, strings.IndexByte("\"'<>\\^`{|}", c) >= 0:
			b = append(b, '%', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return b, nil
}

// checkHref refuses links that could run something or leave the site unseen.
func checkHref(href string) error {
	if strings.HasPrefix(href, "//") || strings.HasPrefix(href, `/\`) || strings.HasPrefix(href, `\`) {
		return fmt.Errorf("link %q leaves the site without a scheme", href)
	}
	i := strings.IndexAny(href, ":/?#")
	if i < 0 || href[i] != ':' {
		return nil
	}
	switch strings.ToLower(href[:i]) {
	case "http", "https", "mailto", "tel":
		return nil
	}
	return fmt.Errorf("link %q has a scheme that is not allowed", href)
}
