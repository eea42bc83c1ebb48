package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestLongTablesAreCutIntoPages(t *testing.T) {
	b := book(t, many(1000)) // and the section's own page: 1,001
	seen := map[string]bool{}
	for i, path := range []string{"documents/index.html", "documents/index~2.html", "documents/index~3.html"} {
		_, v := view[Register](t, b, path)
		rows := []int{500, 500, 1}[i]
		if len(v.Table.Rows) != rows || v.Table.Total != 1001 || v.Table.First != i*500+1 {
			t.Errorf("%s: %d rows of %d from %d", path, len(v.Table.Rows), v.Table.Total, v.Table.First)
		}
		if len(v.Table.Pages) != 3 || !v.Table.Pages[i].Current || v.Table.Pages[2].Href != "index~3.html" || v.Table.Data != "../data/tables/documents~index~documents.js" {
			t.Errorf("%s: pages %v, data %s", path, v.Table.Pages, v.Table.Data)
		}
		for _, row := range v.Table.Rows {
			seen[row.ID] = true
		}
	}
	if len(seen) != 1001 {
		t.Errorf("%d documents on three pages", len(seen))
	}
	script := content(t, b, "data/tables/documents~index~documents.js")
	arguments, ok := strings.CutPrefix(script, "ismsiteTable(")
	arguments, end := strings.CutSuffix(arguments, ");\n")
	var read []any
	if err := json.Unmarshal([]byte("["+arguments+"]"), &read); err != nil || !ok || !end {
		t.Fatalf("the script cannot be read: %v", err)
	}
	table := read[1].(map[string]any)
	if read[0] != "documents" || len(table["rows"].([]any)) != 1001 || len(table["columns"].([]any)) != 10 {
		t.Errorf("the script holds %v with %d rows", read[0], len(table["rows"].([]any)))
	}
	if _, v := view[Tag](t, b, "tags/t.html"); len(v.Table.Rows) != 500 || v.Table.Total != 1000 {
		t.Errorf("a tag shows %d rows of %d", len(v.Table.Rows), v.Table.Total)
	}
}

func TestAShortTableStandsOnOnePageWithoutScript(t *testing.T) {
	b := book(t, many(3))
	_, v := view[Register](t, b, "documents/index.html")
	if len(v.Table.Rows) != 4 || v.Table.Data != "" || v.Table.Pages != nil {
		t.Errorf("%d rows, data %q, pages %v", len(v.Table.Rows), v.Table.Data, v.Table.Pages)
	}
	if i := slices.IndexFunc(paths(b), func(p string) bool { return strings.HasPrefix(p, "data/tables/") }); i >= 0 {
		t.Errorf("there is a script %s", paths(b)[i])
	}
	var downloads []string
	for _, l := range v.Table.Downloads {
		downloads = append(downloads, l.Text+" "+l.Href)
	}
	if want := []string{"CSV ../data/documents.csv", "XLSX ../data/documents.xlsx", "JSON ../data/documents.json"}; !slices.Equal(downloads, want) {
		t.Errorf("downloads %q", downloads)
	}
}

func TestTheScriptOfATableCannotEndItsElement(t *testing.T) {
	s := tableSource{name: "x", count: 1, row: func(string, int) Row {
		return Row{Cells: []Cell{{Text: "</script><!--\u2028", Links: []Link{{Text: "x", Missing: true}, {Href: "a", Text: "b"}}}}}
	}}
	script, err := s.script()
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(script), "<>\u2028") || !strings.Contains(string(script), `"l":[["","x",1],["a","b"]]`) {
		t.Errorf("%s", script)
	}
}

func TestSortKeysCountAsPeopleDo(t *testing.T) {
	ids := []string{"POL-10", "pol-9", "POL-9.10", "A.5.2", "A.5.15", "A.8.1", "R-007", "R-7b", "Ü-1"}
	slices.SortFunc(ids, func(a, b string) int { return strings.Compare(sortKey(a), sortKey(b)) })
	if got, want := fmt.Sprint(ids), "[A.5.2 A.5.15 A.8.1 pol-9 POL-9.10 POL-10 R-007 R-7b Ü-1]"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
