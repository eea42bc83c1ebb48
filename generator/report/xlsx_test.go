package report

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ismsite/generator/date"
)

func reopened(t *testing.T, table *Table) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(printed(t, table, AsXLSX)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func TestXLSXIsTyped(t *testing.T) {
	book := reopened(t, reviews())
	sheet := book.GetSheetList()[0]
	if sheet != "Reviews | due" {
		t.Errorf("the sheet is called %q", sheet)
	}
	for _, c := range []struct {
		at, want, raw string
		kind          excelize.CellType
	}{
		{"A1", "ID", "ID", excelize.CellTypeInlineString},
		{"A2", "007", "007", excelize.CellTypeInlineString},
		{"B2", "Access <control>", "Access <control>", excelize.CellTypeInlineString},
		{"C2", "1.10", "1.10", excelize.CellTypeInlineString},
		{"D2", "2026-01-31", "46053", excelize.CellTypeUnset},
		{"E2", "59", "59", excelize.CellTypeUnset},
		{"F2", "TRUE", "1", excelize.CellTypeBool},
		{"G2", "A.5.15; A.8.3", "A.5.15; A.8.3", excelize.CellTypeInlineString},
		{"A3", "=1+1", "=1+1", excelize.CellTypeInlineString},
		{"C3", "", "", excelize.CellTypeUnset},
		{"E4", "-306", "-306", excelize.CellTypeUnset},
	} {
		got, _ := book.GetCellValue(sheet, c.at)
		raw, _ := book.GetCellValue(sheet, c.at, excelize.Options{RawCellValue: true})
		kind, _ := book.GetCellType(sheet, c.at)
		formula, _ := book.GetCellFormula(sheet, c.at)
		if got != c.want || raw != c.raw || kind != c.kind || formula != "" {
			t.Errorf("%s: got %q (raw %q, type %d, formula %q), want %q (raw %q, type %d)", c.at, got, raw, kind, formula, c.want, c.raw, c.kind)
		}
	}
}

func TestXLSXHeaderStaysInViewAndFilters(t *testing.T) {
	content := printed(t, reviews(), AsXLSX) // entries are not compressed
	for _, want := range []string{`<autoFilter ref="$A$1:$G$4"`, `<dimension ref="A1:G4"`, `<cols><col min="1" max="1"`, `state="frozen"`, `<b val="1"></b>`, `formatCode="yyyy-mm-dd"`, `>ismsite</dc:creator>`, `2026-03-31T00:00:00Z`} {
		if !strings.Contains(content, want) {
			t.Errorf("the workbook has no %s", want)
		}
	}
	if strings.Contains(content, "xuri") {
		t.Error("the workbook names the library's author as its creator")
	}
}

func TestXLSXIsDeterministic(t *testing.T) {
	want := printed(t, reviews(), AsXLSX)
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("east", 13*3600), time.FixedZone("west", -11*3600)} {
		local := time.Local
		time.Local = zone
		got := printed(t, reviews(), AsXLSX)
		time.Local = local
		if got != want {
			t.Errorf("in zone %s the bytes differ", zone)
		}
	}
	archive, err := zip.NewReader(strings.NewReader(want), int64(len(want)))
	if err != nil {
		t.Fatal(err)
	}
	var entries []string
	for _, file := range archive.File {
		entries = append(entries, file.Name)
		if file.Method != zip.Store || file.Flags != 0 || len(file.Extra) != 0 || file.Modified.Year() != 1980 {
			t.Errorf("%s: method %d, flags %x, extra %x, modified %s", file.Name, file.Method, file.Flags, file.Extra, file.Modified)
		}
	}
	if !slices.IsSorted(entries) || entries[0] != "[Content_Types].xml" {
		t.Errorf("entries are not sorted: %s", entries)
	}
}

func TestXLSXTakesAnyText(t *testing.T) {
	table := &Table{Name: "odd", Title: "a/b:c*d?e[f]g\\ and a title that is far too long", Columns: []Column{{Name: "a", Title: "A\x00"}}}
	want := map[string]string{
		"\x00\x01\x0b\x1f\x7f":     "\ufffd\ufffd\ufffd\ufffd\x7f",
		"\xff\xfe broken":          "\ufffd\ufffd broken",
		"\uffff \ufffe":            "\ufffd \ufffd",
		" spaces kept ":            " spaces kept ",
		"line\r\nbreak\ttab":       "line\nbreak\ttab",
		"_x0041_":                  "_x0041_",
		"<a> & \"b\" ]]>":          "<a> & \"b\" ]]>",
		"🙂 astral":                 "🙂 astral",
		strings.Repeat("x", 40000): strings.Repeat("x", 32766) + "…",
		strings.Repeat("🙂", 20000): strings.Repeat("🙂", 16383) + "…",
	}
	var inputs []string
	for in := range want {
		inputs = append(inputs, in)
		table.Rows = append(table.Rows, []Cell{Text(in)})
	}
	rows, err := reopened(t, table).GetRows("a b c d e f g  and a title tha…")
	if err != nil {
		t.Fatal(err)
	}
	for i, in := range inputs {
		if got := rows[i+1][0]; got != want[in] {
			t.Errorf("%.40q is read back as %.40q (%d bytes), want %.40q", in, got, len(got), want[in])
		}
	}
}

func TestXLSXKeepsDigitsAndOldDates(t *testing.T) {
	table := &Table{Name: "t", Columns: []Column{{Name: "a"}, {Name: "b", Type: TypeDate}}, Rows: [][]Cell{
		{Number("12345678901234567890"), Day(date.Of(1899, 12, 31))},
		{Number("0.1"), Day(date.Of(1900, 3, 1))},
		{Number("-12.50"), Day(date.Of(9999, 12, 31))},
	}}
	rows, err := reopened(t, table).GetRows("t", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"a", "b"}, {"12345678901234567890", "1899-12-31"}, {"0.1", "61"}, {"-12.5", "2958465"}}
	for i := range want {
		if !slices.Equal(rows[i], want[i]) {
			t.Errorf("row %d: got %q, want %q", i, rows[i], want[i])
		}
	}
}

func TestXLSXOfALargeTable(t *testing.T) {
	started := time.Now()
	var b bytes.Buffer
	if err := large().XLSX(&b); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(started); took > 20*time.Second {
		t.Errorf("took %s", took)
	}
	archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.File {
		content, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			t.Errorf("%s: %v", file.Name, err)
		}
	}
}
