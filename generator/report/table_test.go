package report

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"ismsite/generator/date"
)

var asOf = date.Of(2026, 3, 31)

// reviews has every type of cell, and texts that mean something to one format or another.
func reviews() *Table {
	return &Table{
		Name: "reviews", Title: "Reviews | due", AsOf: asOf,
		Columns: []Column{
			{Name: "id", Title: "ID"},
			{Name: "title", Title: "Title", Type: TypeLink},
			{Name: "version", Title: "Version"},
			{Name: "review_due", Title: "Next review", Type: TypeDate},
			{Name: "days_overdue", Title: "Days overdue", Type: TypeNumber},
			{Name: "approved", Title: "Approved", Type: TypeYesNo},
			{Name: "controls", Title: "Controls", Type: TypeList},
		},
		Rows: [][]Cell{
			{Text("007"), Link("Access <control>", "documents/POL-002.html"), Text("1.10"), Day(date.Of(2026, 1, 31)), Int(59), YesNo(true), List([]string{"A.5.15", "A.8.3"})},
			{Text("=1+1"), Text("R&D | \"plans\""), Unknown(), Unknown(), Unknown(), YesNo(false), List(nil)},
			{Text("日本"), Text("in_review\nsecond line"), Text("2"), Day(date.Of(2027, 1, 31)), Int(-306), Unknown(), List([]string{"- one"})},
		},
	}
}

func printed(t *testing.T, table *Table, format Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := table.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGoldenFormats(t *testing.T) {
	for format, want := range map[Format]string{
		AsCSV: `id,title,version,review_due,days_overdue,approved,controls
007,Access <control>,1.10,2026-01-31,59,yes,"A.5.15; A.8.3"
'=1+1,"R&D | ""plans""",,,,no,
日本,"in_review
second line",2,2027-01-31,-306,,'- one
`,
		AsJSON: `{
  "report": "reviews",
  "as_of": "2026-03-31",
  "rows": [
    {"id": "007", "title": "Access <control>", "version": "1.10", "review_due": "2026-01-31", "days_overdue": 59, "approved": true, "controls": ["A.5.15", "A.8.3"]},
    {"id": "=1+1", "title": "R&D | \"plans\"", "version": null, "review_due": null, "days_overdue": null, "approved": false, "controls": []},
    {"id": "日本", "title": "in_review\nsecond line", "version": "2", "review_due": "2027-01-31", "days_overdue": -306, "approved": null, "controls": ["- one"]}
  ]
}
`,
		AsMarkdown: `# Reviews \| due

3 rows as of 2026-03-31.

| ID | Title | Version | Next review | Days overdue | Approved | Controls |
| --- | --- | --- | --- | ---: | --- | --- |
| 007 | [Access \<control\>](<documents/POL-002.html>) | 1.10 | 2026-01-31 | 59 | yes | A.5.15; A.8.3 |
| =1+1 | R&D \| "plans" |  |  |  | no |  |
| 日本 | in_review second line | 2 | 2027-01-31 | -306 |  | - one |
`,
		AsText: `ID    Title                  Version  Next review  Days overdue  Approved  Controls
007   Access <control>       1.10     2026-01-31             59  yes       A.5.15; A.8.3
=1+1  R&D | "plans"                                              no
日本  in_review second line  2        2027-01-31           -306            - one

3 rows as of 2026-03-31
`,
	} {
		t.Run(string(format), func(t *testing.T) {
			if got := printed(t, reviews(), format); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestEmptyTable(t *testing.T) {
	table := reviews()
	table.Rows, table.AsOf = nil, date.Date{}
	for format, want := range map[Format]string{
		AsCSV:  "id,title,version,review_due,days_overdue,approved,controls\n",
		AsJSON: "{\n  \"report\": \"reviews\",\n  \"as_of\": null,\n  \"rows\": []\n}\n",
		AsText: "No rows\n",
	} {
		if got := printed(t, table, format); got != want {
			t.Errorf("%s: got %q, want %q", format, got, want)
		}
	}
	printed(t, table, AsXLSX)
	printed(t, &Table{Name: "nothing"}, AsXLSX)
}

func TestWriteRefusesMistakes(t *testing.T) {
	shifted, twice := reviews(), reviews()
	shifted.Rows[1] = shifted.Rows[1][1:]
	twice.Columns[1].Name = "id"
	for _, c := range []struct {
		name   string
		table  *Table
		format Format
		says   string
	}{
		{"a row that is too short", shifted, AsCSV, "row 2 has 6 cells for 7 columns"},
		{"a column named twice", twice, AsXLSX, `"id" is empty or used twice`},
		{"an unknown format", reviews(), "pdf", `unknown format "pdf"; formats are text, md, csv, xlsx, json, ics`},
		{"a table without dates as a calendar", reviews(), AsICS, "no calendar; its formats are text, md, csv, xlsx, json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.table.Write(&bytes.Buffer{}, c.format)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestWriteErrorsAreReturned(t *testing.T) {
	table := reviews()
	table.Calendar = &Calendar{AsOf: asOf}
	for _, format := range Formats {
		if err := table.Write(broken{}, format); !errors.Is(err, errBroken) {
			t.Errorf("%s: got %v, want %v", format, err, errBroken)
		}
	}
}

var errBroken = errors.New("broken pipe")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestNumberTakesOnlyNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"12.50": "12.50", "-3": "-3", "0": "0", "1e3": "1e3",
		"007": `"007"`, "1,5": `"1,5"`, "": "null", "NaN": `"NaN"`, " 1": `" 1"`, "1\n": `"1\n"`, "true": `"true"`, "--1": `"--1"`,
	} {
		table := &Table{Name: "n", Columns: []Column{{Name: "n"}}, Rows: [][]Cell{{Number(in)}}}
		if got := printed(t, table, AsJSON); !strings.Contains(got, `{"n": `+want+"}") {
			t.Errorf("Number(%q) is printed as %s, want %s", in, got, want)
		}
	}
}

func large() *Table {
	table := &Table{Name: "large", AsOf: asOf}
	for i := range 16 {
		table.Columns = append(table.Columns, Column{Name: fmt.Sprintf("c%d", i)})
	}
	for i := range 10000 {
		row := make([]Cell, 16)
		for j := range row {
			switch j % 4 {
			case 0:
				row[j] = Text(fmt.Sprintf("Some words in row %d", i))
			case 1:
				row[j] = Int(i * j)
			case 2:
				row[j] = Day(asOf.AddDays(i))
			}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func BenchmarkLarge(b *testing.B) {
	table := large()
	for _, format := range table.Formats() {
		b.Run(string(format), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := table.Write(&bytes.Buffer{}, format); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
