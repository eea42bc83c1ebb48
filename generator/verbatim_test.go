package generator

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
)

// troublesome is front matter whose values YAML would turn into something else, and texts that a parser of front
// matter would swallow.
var troublesome = map[string]string{
	"a.md":       "---\nid: 007\ntitle: Licence\nversion: 1.10\nstatus: approved\nowner: no\nauthor: 1e3\ncontrols: [5.10, 8.20]\ntags: [2024-01-01, 0x10, yes]\nclassification: internal\n---\n\nA.\n",
	"b.md":       "\ufeff---\r\nid: 0o17\r\ntitle: Licence with a mark\r\nversion: 2.0\r\nowner: off\r\ncontrols:\r\n  - 5.10\r\n  - 8.20\r\n...\r\n\r\nAll of this stays.\r\n\r\n- one\r\n-\r\n- three\r\n",
	"dash.md":    "-\n\nThe text after a lone dash.\n",
	"break.md":   "---\n\nThe text after a break.\n\n---\n\nThe text after another.\n",
	"dots.md":    "---\nid: DOTS-1\ntitle: Dots\nversion: 3.00\n...\nThe text after the dots.\n\n---\n\nThe end.\n",
	"numbers.md": "---\nid: 1_000\ntitle: 1.10\nversion: 0644\nowner: .5\nreview_every: none\n---\n\nThe text of numbers.\n",
}

// What somebody writes comes out as written: on the page, in the register, and in every format of it.
func TestValuesComeOutAsWritten(t *testing.T) {
	content := fstest.MapFS{}
	for name, text := range troublesome {
		content[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: someDay}
	}
	_, site := build(t, Input{Content: content}, nil)
	rows := map[string]map[string]map[string]string{ // by format, file and column
		"CSV": csvRows(t, site["data/documents.csv"]), "XLSX": workbookRows(t, site["data/documents.xlsx"]), "JSON": jsonRows(t, site["data/documents.json"]),
	}
	for _, c := range []struct{ file, column, want string }{
		{"a.md", "id", "007"}, {"a.md", "version", "1.10"}, {"a.md", "owner", "no"}, {"a.md", "author", "1e3"},
		{"a.md", "controls", "5.10; 8.20"}, {"a.md", "tags", "2024-01-01; 0x10; yes"},
		{"b.md", "id", "0o17"}, {"b.md", "title", "Licence with a mark"}, {"b.md", "version", "2.0"}, {"b.md", "owner", "off"}, {"b.md", "controls", "5.10; 8.20"},
		{"dots.md", "id", "DOTS-1"}, {"dots.md", "version", "3.00"},
		{"numbers.md", "id", "1_000"}, {"numbers.md", "title", "1.10"}, {"numbers.md", "version", "0644"}, {"numbers.md", "owner", ".5"},
	} {
		for format, files := range rows {
			if got, ok := files[c.file][c.column]; !ok || got != c.want {
				t.Errorf("%s, %s of %s: %q, want %q", format, c.column, c.file, got, c.want)
			}
		}
		url := rows["CSV"][c.file]["url"]
		for _, page := range []string{url, "documents/index.html"} {
			if page != url && slices.Contains([]string{"author", "controls", "tags"}, c.column) {
				continue // not a column of the page
			}
			for value := range strings.SplitSeq(c.want, "; ") {
				if text := textOf(string(site[page])); !strings.Contains(text, value) {
					t.Errorf("%s does not show the %s %q of %s", page, c.column, value, c.file)
				}
			}
		}
	}
	for file, want := range map[string][]string{
		"b.md": {"All of this stays.", "<li>one</li>\n<li></li>\n<li>three</li>"}, "dash.md": {"The text after a lone dash."},
		"break.md": {"The text after a break.", "The text after another."}, "dots.md": {"The text after the dots.", "The end."}, "numbers.md": {"The text of numbers."},
	} {
		page := string(site[rows["CSV"][file]["url"]])
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("the page of %s has lost %q", file, text)
			}
		}
		if strings.Contains(page, "\r") {
			t.Errorf("the page of %s has carriage returns", file)
		}
	}
	if len(rows["CSV"]) != len(troublesome) {
		t.Errorf("the register has %d rows, want %d", len(rows["CSV"]), len(troublesome))
	}
}

// textOf is what a page shows, more or less: its text without tags, a space in place of each.
func textOf(page string) string {
	var b strings.Builder
	_, body, _ := strings.Cut(page, "<main")
	for part := range strings.SplitSeq(body, "<") {
		_, text, _ := strings.Cut(part, ">")
		b.WriteString(" " + html.UnescapeString(text))
	}
	return b.String()
}

func byFile(table [][]string) map[string]map[string]string {
	rows := map[string]map[string]string{}
	for _, cells := range table[1:] {
		row := map[string]string{}
		for i, name := range table[0] {
			if i < len(cells) {
				row[name] = cells[i]
			}
		}
		rows[row["file"]] = row
	}
	return rows
}

func csvRows(t *testing.T, file []byte) map[string]map[string]string {
	t.Helper()
	table, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return byFile(table)
}

// workbookRows reads a workbook back. Its header holds titles; the columns are those of the CSV file.
func workbookRows(t *testing.T, file []byte) map[string]map[string]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	table, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	table[0] = columns
	return byFile(table)
}

// columns of the document register, which other programs rely on.
var columns = []string{"id", "title", "type", "version", "status", "owner", "approver", "author", "approved", "effective", "reviewed", "review_every",
	"review_due", "review_state", "days_overdue", "classification", "language", "controls", "tags", "file", "url"}

func jsonRows(t *testing.T, file []byte) map[string]map[string]string {
	t.Helper()
	var report struct{ Rows []map[string]any }
	if err := json.Unmarshal(file, &report); err != nil {
		t.Fatal(err)
	}
	rows := map[string]map[string]string{}
	for _, fields := range report.Rows {
		row := map[string]string{}
		for name, value := range fields {
			switch v := value.(type) {
			case string:
				row[name] = v
			case []any:
				parts := make([]string, len(v))
				for i := range v {
					parts[i] = fmt.Sprint(v[i])
				}
				row[name] = strings.Join(parts, "; ")
			}
		}
		rows[row["file"]] = row
	}
	return rows
}
