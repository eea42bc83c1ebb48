package report

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown writes a heading, the day and the number of rows, and a GitHub-flavoured table. Cells show as the
// text they are: what would be markup in them is escaped, and line breaks become spaces.
func (t *Table) Markdown(w io.Writer) error {
	if err := t.check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n\n%s.\n", markdownText(t.title()), t.total())
	if len(t.Columns) > 0 {
		t.markdownRows(out)
	}
	return out.Flush()
}

func (t *Table) markdownRows(out *bufio.Writer) {
	out.WriteString("\n|")
	for _, column := range t.Columns {
		out.WriteString(" " + markdownText(column.title()) + " |")
	}
	out.WriteString("\n|")
	for _, column := range t.Columns {
		if column.Type == TypeNumber {
			out.WriteString(" ---: |")
			continue
		}
		out.WriteString(" --- |")
	}
	out.WriteString("\n")
	for _, row := range t.Rows {
		out.WriteString("|")
		for _, cell := range row {
			out.WriteString(" " + markdownCell(cell) + " |")
		}
		out.WriteString("\n")
	}
}

func markdownCell(c Cell) string {
	if c.kind == link && followable(c.href) {
		return "[" + markdownText(c.text) + "](<" + hrefEscapes.Replace(c.href) + ">)"
	}
	return markdownText(c.String())
}

var hrefEscapes = strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", `\`, "%5C", "\n", "", "\r", "")

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// followable says whether an address is safe to click: within the site, on the web, or a mail.
func followable(href string) bool {
	if href == "" || strings.IndexFunc(href, unicode.IsControl) >= 0 {
		return false
	}
	switch strings.ToLower(scheme.FindString(href)) {
	case "", "https:", "http:", "mailto:":
		return true
	}
	return false
}

// entity is what Markdown would read as a character reference.
var entity = regexp.MustCompile(`^&#?[0-9A-Za-z]+;`)

// markdownText escapes a text for the inside of a table cell. An underscore within a word is no markup and
// stays bare, so that in_review reads well in the source too; so does the ampersand of R&D.
func markdownText(s string) string {
	s = oneLine(s)
	var b strings.Builder
	for i, r := range s {
		switch r {
		case '\\', '|', '`', '*', '[', ']', '<', '>', '~':
			b.WriteByte('\\')
		case '&':
			if entity.MatchString(s[i:]) {
				b.WriteByte('\\')
			}
		case '_':
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			after, _ := utf8.DecodeRuneInString(s[i+1:])
			if !wordRune(before) || !wordRune(after) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// oneLine is the text with its line breaks and other controls turned to spaces, without those that reorder
// what is shown.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0':
			return ' '
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		case r == '\u2028', r == '\u2029':
			return ' '
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}
