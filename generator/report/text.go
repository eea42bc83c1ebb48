package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

const (
	gap     = 2  // blanks between columns
	narrow  = 8  // a column with words in it is not squeezed below this
	textCap = 60 // a column of words is not wider than this, unless it wishes to be
)

// Text writes the table in aligned columns for a terminal of so many character cells; zero or less means no
// limit. What does not fit is cut with "…": first long texts, then whole columns from the right, which the
// last line names. Dates and numbers are never cut. The last line also counts the rows.
func (t *Table) Text(w io.Writer, width int) error {
	if err := t.check(); err != nil {
		return err
	}
	widths := t.naturalWidths(width <= 0)
	shown := len(widths)
	if width > 0 {
		shown = t.fit(widths, width)
	}
	out := bufio.NewWriter(w)
	line := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		line[i] = oneLine(column.title())
	}
	if len(t.Rows) > 0 {
		t.writeLine(out, line, widths[:shown])
	}
	for _, row := range t.Rows {
		for i, cell := range row[:shown] {
			line[i] = oneLine(cell.String())
		}
		t.writeLine(out, line, widths[:shown])
	}
	if len(t.Rows) > 0 {
		out.WriteByte('\n')
	}
	out.WriteString(t.total())
	if shown < len(t.Columns) && len(t.Rows) > 0 {
		out.WriteString("; too narrow to show " + strings.Join(t.titlesFrom(shown), ", "))
	}
	out.WriteByte('\n')
	return out.Flush()
}

// total says how many rows there are, and as of when.
func (t *Table) total() string {
	count := fmt.Sprintf("%d rows", len(t.Rows))
	switch len(t.Rows) {
	case 0:
		count = "No rows"
	case 1:
		count = "1 row"
	}
	if t.AsOf.IsZero() {
		return count
	}
	return count + " as of " + t.AsOf.String()
}

func (t *Table) titlesFrom(first int) []string {
	var titles []string
	for _, column := range t.Columns[first:] {
		titles = append(titles, oneLine(column.title()))
	}
	return titles
}

func (t *Table) writeLine(out *bufio.Writer, line []string, widths []int) {
	var b strings.Builder
	for i, room := range widths {
		field := cut(line[i], room)
		blanks := strings.Repeat(" ", room-cells(field))
		if t.Columns[i].Type == TypeNumber {
			field = blanks + field
		} else {
			field += blanks
		}
		if i > 0 {
			b.WriteString(strings.Repeat(" ", gap))
		}
		b.WriteString(field)
	}
	out.WriteString(strings.TrimRight(b.String(), " "))
	out.WriteByte('\n')
}

// naturalWidths is as wide as the titles and cells are; unless all is to be shown, a column of words is at most
// as wide as wished.
func (t *Table) naturalWidths(all bool) []int {
	widths := make([]int, len(t.Columns))
	for i, column := range t.Columns {
		widths[i] = cells(oneLine(column.title()))
		for _, row := range t.Rows {
			widths[i] = max(widths[i], cells(oneLine(row[i].String())))
		}
		if wished := wishedWidth(column); !all && column.flexible() {
			widths[i] = min(widths[i], wished)
		}
	}
	return widths
}

func wishedWidth(c Column) int {
	if c.Width > 0 {
		return c.Width
	}
	return textCap
}

// flexible says whether the cells of a column may be cut.
func (c Column) flexible() bool {
	return c.Type != TypeDate && c.Type != TypeNumber && c.Type != TypeYesNo
}

// fit squeezes the widest columns until all fit into width, and gives the number of columns that do.
func (t *Table) fit(widths []int, width int) int {
	shown := len(widths)
	for ; shown > 1; shown-- {
		if t.least(widths[:shown]) <= width {
			break
		}
	}
	for total(widths[:shown]) > width {
		widest := -1
		for i, w := range widths[:shown] {
			if t.Columns[i].flexible() && w > narrow && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return shown
}

// least is the width of the columns when squeezed as far as they go.
func (t *Table) least(widths []int) int {
	squeezed := make([]int, len(widths))
	for i, w := range widths {
		squeezed[i] = w
		if t.Columns[i].flexible() {
			squeezed[i] = min(w, narrow)
		}
	}
	return total(squeezed)
}

func total(widths []int) int {
	sum := gap * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

// cut shortens a text to so many character cells, the last of them an ellipsis.
func cut(s string, room int) string {
	if cells(s) <= room {
		return s
	}
	taken := 0
	for i, r := range s {
		if taken += runeCells(r); taken > room-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}

// cells is the width of a text on a terminal.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += runeCells(r)
	}
	return n
}

// runeCells is 2 for the wide letters of East Asia and most emoji, and 0 for marks that sit on another letter.
func runeCells(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), r >= 0x1160 && r <= 0x11ff:
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
