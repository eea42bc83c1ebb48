package report

import (
	"bufio"
	"io"
	"regexp"
	"strings"
	"unicode"
)

// CSV writes the table as RFC 4180 describes, with lines that end in a line feed, in UTF-8, under a header of
// column names. Texts that a spreadsheet would run as a formula get an apostrophe in front.
func (t *Table) CSV(w io.Writer) error {
	if err := t.check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	record := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		record[i] = neutral(column.Name)
	}
	writeRecord(out, record)
	for _, row := range t.Rows {
		for i, cell := range row {
			record[i] = csvField(cell)
		}
		writeRecord(out, record)
	}
	return out.Flush()
}

func csvField(c Cell) string {
	switch c.kind {
	case text, link:
		return neutral(c.text)
	case list:
		return neutral(c.String())
	}
	return c.String()
}

// writeRecord leaves errors to the final Flush.
func writeRecord(out *bufio.Writer, record []string) {
	for i, field := range record {
		if i > 0 {
			out.WriteByte(',')
		}
		if !mustQuote(field) && len(record) > 1 {
			out.WriteString(field)
			continue
		}
		out.WriteByte('"')
		out.WriteString(strings.ReplaceAll(field, `"`, `""`))
		out.WriteByte('"')
	}
	out.WriteByte('\n')
}

// mustQuote also quotes what readers that expect another separator would cut or trim.
func mustQuote(field string) bool {
	return strings.ContainsAny(field, "\",;\t\r\n") || strings.TrimSpace(field) != field
}

// neutral puts an apostrophe before every part of a text that a spreadsheet would take for a formula. A part
// begins at the start, and wherever a spreadsheet that expects semicolons or tabs would begin a new cell. Line
// breaks become line feeds.
func neutral(s string) string {
	var b strings.Builder
	rest := strings.ReplaceAll(s, "\r\n", "\n")
	for first := true; rest != ""; first = false {
		end := strings.IndexAny(rest, ";\t\r\n") + 1
		if end == 0 {
			end = len(rest)
		}
		blank := strings.TrimSpace(rest[:end]) == ""
		if (first || !blank) && runs(rest) { // the whole rest, since not every reader cuts here
			b.WriteByte('\'')
		}
		b.WriteString(rest[:end])
		rest = rest[end:]
	}
	return b.String()
}

// plainNumber is what may begin with a sign: a number and nothing else, with either decimal mark.
var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]+)*%?$`)

// runs says whether a spreadsheet may take the text for a formula. It looks past what spreadsheets skip or
// trim: spaces of all kinds, quotes, and characters without a shape.
func runs(s string) bool {
	if s != "" && (s[0] == '\t' || s[0] == '\r') {
		return true
	}
	rest := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '"' || r == unicode.ReplacementChar
	})
	rest = strings.TrimRight(rest, "; \t\r\n")
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "\u2212", "﹢", "﹣", "﹦", "﹫"} {
		if strings.HasPrefix(rest, sign) {
			return rest != "-" && !plainNumber.MatchString(rest)
		}
	}
	return false
}
