package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"ismsite/generator/date"
)

// The limits of a worksheet.
const (
	mostRows  = 1 << 20
	mostUnits = 32767 // UTF-16 units in one cell
	mostName  = 31    // UTF-16 units in the name of a sheet
)

// XLSX writes the table as a workbook of one sheet, with a bold header row that stays in view and filters.
// Dates are dates, numbers are numbers, yes and no are truth values, and texts are texts: never a formula. The
// bytes depend on the table and on the version of the library, and on nothing else.
func (t *Table) XLSX(w io.Writer) error {
	if err := t.check(); err != nil {
		return err
	}
	if len(t.Rows) >= mostRows {
		return fmt.Errorf("report %s: %d rows are more than a worksheet holds", t.Name, len(t.Rows))
	}
	book := excelize.NewFile()
	defer book.Close()
	archive := &archive{out: w}
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return archive })
	if err := t.fill(book); err != nil {
		return fmt.Errorf("report %s as xlsx: %w", t.Name, err)
	}
	if _, err := book.WriteTo(io.Discard); err != nil { // the archive writes to w
		return fmt.Errorf("report %s as xlsx: %w", t.Name, err)
	}
	return nil
}

func (t *Table) fill(book *excelize.File) error {
	name := sheetName(t.title())
	if err := book.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if err := t.setProperties(book); err != nil {
		return err
	}
	sheet, err := t.openSheet(book, name)
	if err != nil {
		return err
	}
	if err := t.fillRows(book, sheet); err != nil {
		return err
	}
	return sheet.Flush()
}

// setProperties replaces the creator and the times that the library would put in.
func (t *Table) setProperties(book *excelize.File) error {
	when := "1980-01-01T00:00:00Z"
	if !t.AsOf.IsZero() {
		when = t.AsOf.String() + "T00:00:00Z"
	}
	if err := book.SetDocProps(&excelize.DocProperties{
		Title: xmlText(t.title()), Creator: "ismsite", LastModifiedBy: "ismsite", Created: when, Modified: when,
	}); err != nil {
		return err
	}
	return book.SetAppProps(&excelize.AppProperties{Application: "ismsite"})
}

// openSheet starts the sheet with all that must stand before its rows.
func (t *Table) openSheet(book *excelize.File, name string) (*excelize.StreamWriter, error) {
	if len(t.Columns) > 0 {
		end, err := excelize.CoordinatesToCellName(len(t.Columns), len(t.Rows)+1)
		if err != nil {
			return nil, err
		}
		if err := book.AutoFilter(name, "A1:"+end, nil); err != nil {
			return nil, err
		}
		if err := book.SetSheetDimension(name, "A1:"+end); err != nil {
			return nil, err
		}
	}
	sheet, err := book.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, columnWidth := range slices.Backward(t.sheetWidths()) { // the library turns the order round
		if err := sheet.SetColWidth(i+1, i+1, columnWidth); err != nil {
			return nil, err
		}
	}
	return sheet, sheet.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A2", ActiveCell: "A2", Pane: "bottomLeft"}},
	})
}

// sheetWidths leaves room for the filter button beside each title.
func (t *Table) sheetWidths() []float64 {
	widths := make([]float64, len(t.Columns))
	for i, w := range t.naturalWidths(false) {
		wished := max(w, cells(oneLine(t.Columns[i].title()))+3)
		widths[i] = float64(min(max(wished+1, 8), 255))
	}
	return widths
}

func (t *Table) fillRows(book *excelize.File, sheet *excelize.StreamWriter) error {
	style, err := newStyles(book)
	if err != nil {
		return err
	}
	values := make([]any, len(t.Columns))
	for i, column := range t.Columns {
		values[i] = excelize.Cell{StyleID: style.header, Value: xmlText(column.title())}
	}
	if err := sheet.SetRow("A1", values); err != nil {
		return err
	}
	for i, row := range t.Rows {
		for j, cell := range row {
			values[j] = style.value(cell)
		}
		if err := sheet.SetRow("A"+strconv.Itoa(i+2), values); err != nil {
			return err
		}
	}
	return nil
}

type styles struct{ header, day, text int }

func newStyles(book *excelize.File) (s styles, err error) {
	isoDate := "yyyy-mm-dd"
	for _, style := range []struct {
		id *int
		is excelize.Style
	}{
		{&s.header, excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 49}},
		{&s.day, excelize.Style{CustomNumFmt: &isoDate}},
		{&s.text, excelize.Style{NumFmt: 49}}, // "@": what is typed over a text stays a text
	} {
		if *style.id, err = book.NewStyle(&style.is); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (s styles) value(c Cell) any {
	switch c.kind {
	case unknown:
		return nil
	case day:
		return s.dayValue(c.day)
	case yes, no:
		return c.kind == yes
	case number:
		if n, ok := sheetNumber(c.text); ok {
			return n
		}
	case list:
		if len(c.list) == 0 {
			return nil
		}
	}
	return excelize.Cell{StyleID: s.text, Value: xmlText(c.String())}
}

// dayValue is the serial number that spreadsheets use. They know no day before 1900 and believe that year to
// have had a leap day, so what lies before March 1900 stays a text.
func (s styles) dayValue(d date.Date) any {
	epoch := date.Of(1899, 12, 30)
	if d.Before(date.Of(1900, 3, 1)) {
		return excelize.Cell{StyleID: s.text, Value: d.String()}
	}
	return excelize.Cell{StyleID: s.day, Value: d.Sub(epoch)}
}

// sheetNumber is false for numbers that would lose digits in a spreadsheet; they stay texts.
func sheetNumber(s string) (float64, bool) {
	significant := strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(s), "0")
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && !math.IsInf(n, 0) && len(significant) <= 15 && !strings.ContainsAny(s, "eE")
}

// xmlText is the text with what XML cannot hold replaced, and cut to what a cell can hold.
func xmlText(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r >= ' ' && r != '\ufffe' && r != '\uffff':
			return r
		case r == '\r':
			return -1
		}
		return '\ufffd'
	}, s)
	if len(s) <= mostUnits {
		return s
	}
	return cutUnits(s, mostUnits)
}

// cutUnits shortens a text to so many UTF-16 units, the last of them an ellipsis.
func cutUnits(s string, most int) string {
	if len(utf16.Encode([]rune(s))) <= most {
		return s
	}
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// sheetName is a title as the name of a sheet, which may not hold some characters nor be long.
func sheetName(title string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`:\/?*[]`, r):
			return ' '
		case r == '\'': // it would end the name in the range of the filter
			return '’'
		}
		return r
	}, xmlText(oneLine(title)))
	name = strings.TrimSpace(cutUnits(name, mostName))
	if name == "" || strings.EqualFold(name, "History") { // Excel keeps that name for itself
		return "Report"
	}
	return name
}
