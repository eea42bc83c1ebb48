package page

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// owed is a site whose review numbers are counted by hand, as of 2026-03-31:
// overdue A (90 days), B (1 day) and the supplier S1; due soon C and D; current E; unknown F and G; not applicable
// H, I and the supplier S2.
var owed = files{
	"a.md":                    "---\nid: A\ntitle: Alpha\nowner: ciso\nreview_due: 2025-12-31\n---\n",
	"b.md":                    "---\nid: B\ntitle: Beta\nowner: anna\nreview_due: 2026-03-30\nversion: 1.10\ncontrols: [5.10, 8.20]\n---\n",
	"c.md":                    "---\nid: C\ntitle: Gamma\nowner: Anna Keller\nreview_due: 2026-03-31\n---\n",
	"d.md":                    "---\nid: D\ntitle: Delta\nowner: Somebody Else\nreview_due: 2026-04-30\n---\n",
	"e.md":                    "---\nid: E\ntitle: Epsilon\nowner: Somebody Else\nreview_due: 2026-05-01\n---\n",
	"f.md":                    "---\nid: 007\ntitle: Zeta\n---\n",
	"g.md":                    "---\nid: G\ntitle: Eta\nowner: no\nreviewed: 31.3.2026\nreview_every: 12 months\n---\n",
	"h.md":                    "---\nid: H\ntitle: Theta\nowner: anna\nstatus: withdrawn\nreview_due: 2020-01-01\n---\n",
	"i.md":                    "---\nid: I\ntitle: Iota\nowner: anna\ntype: record\n---\n",
	"registers/suppliers.csv": "id,name,owner,assessed,review_every,status,colour\nS1,Acme,ciso,2025-01-15,12 months,active,1.10\nS2,Beta,anna,2020-01-15,12 months,ended,007\n",
	"registers/people.yaml":   "- {id: anna, name: Anna Keller}\n- {id: ben, name: Ben Ito}\n- {id: ciso, name: Security officer, kind: role, held_by: [anna, Anna Keller]}\n",
}

func TestReviewReportCountsWhatAPersonCounts(t *testing.T) {
	_, v := view[Reviews](t, book(t, owed), "reviews/index.html")
	var counts []string
	for _, c := range v.Counts {
		counts = append(counts, fmt.Sprintf("%s %d %s", c.Value, c.N, c.Href))
	}
	if want := []string{"overdue 3 #overdue", "due_soon 2 #due_soon", "unknown 2 #unknown", "current 1 #current", "not_applicable 3 #not_applicable"}; !slices.Equal(counts, want) {
		t.Errorf("counts\n%q\nwant\n%q", counts, want)
	}
	want := map[string]string{"overdue": "A S1 B", "due_soon": "C D", "unknown": "007 G", "current": "E", "not_applicable": "H I S2"}
	var order []string
	for _, g := range v.Groups {
		var ids []string
		for _, row := range g.Table.Rows {
			ids = append(ids, row.ID)
		}
		if got := strings.Join(ids, " "); got != want[g.Value] || g.Table.Total != len(ids) {
			t.Errorf("%s holds %s, want %s", g.Value, got, want[g.Value])
		}
		order = append(order, fmt.Sprintf("%s %v", g.Value, g.Open))
	}
	if got := strings.Join(order, ", "); got != "overdue true, due_soon true, unknown true, current false, not_applicable false" {
		t.Errorf("groups stand as %s", got)
	}
}

func TestOwnersTableCountsByOwner(t *testing.T) {
	_, v := view[Reviews](t, book(t, owed), "reviews/index.html")
	var rows []string
	for _, row := range v.Owners.Rows {
		line := row.ID
		for _, cell := range row.Cells[1:] {
			line += " " + cell.Text
		}
		rows = append(rows, line)
	}
	want := []string{"Security officer 2 0 0 0", "Anna Keller 1 1 0 0", "Somebody Else 0 1 0 1", " 0 0 1 0", "no 0 0 1 0"}
	if !slices.Equal(rows, want) {
		t.Errorf("owners\n%q\nwant\n%q", rows, want)
	}
}

func TestOwnersOfOneNameAreToldApart(t *testing.T) {
	b := book(t, files{"registers/people.yaml": "- {id: a1, name: Anna}\n- {id: a2, name: Anna}\n- {id: a 3, name: Cee}\n- {id: a-3, name: Dee}\n",
		"a.md": "---\nowner: a1\nreview_due: 2026-01-01\n---\n", "b.md": "---\nowner: a2\nreview_due: 2026-01-01\n---\n",
		"c.md": "---\nowner: a 3\nreview_due: 2026-01-01\n---\n", "d.md": "---\nowner: a-3\nreview_due: 2026-01-01\n---\n"})
	_, v := view[Reviews](t, b, "reviews/index.html")
	if len(v.Owners.Rows) != 4 || len(v.Calendars) != 5 {
		t.Errorf("%d owners and %d calendars", len(v.Owners.Rows), len(v.Calendars))
	}
	for _, id := range []string{"a1", "a2", "a 3", "a-3"} {
		_, person := view[Person](t, b, placeOf(b, id))
		calendar := content(t, b, strings.TrimPrefix(person.Calendar.Href, "../"))
		if strings.Count(calendar, "BEGIN:VEVENT") != 1 || len(person.Owns.Rows) != 1 {
			t.Errorf("the calendar of %s:\n%s", id, calendar)
		}
	}
	unique(t, b)
}

func TestSomebodyOwnsWhatTheirRolesOwnOnce(t *testing.T) {
	b := book(t, owed)
	_, v := view[Person](t, b, "people/anna.html")
	var owns []string
	for _, row := range v.Owns.Rows {
		owns = append(owns, row.ID)
	}
	if got := strings.Join(owns, " "); got != "A B C H I S1 S2" {
		t.Errorf("Anna owns %s", got)
	}
	if len(v.Roles) != 1 || v.Roles[0].Text != "Security officer" || v.Calendar == nil {
		t.Errorf("roles %v, calendar %v", v.Roles, v.Calendar)
	}
	if _, ben := view[Person](t, b, "people/ben.html"); ben.Calendar != nil || len(ben.Owns.Rows) != 0 {
		t.Errorf("Ben owes %v", ben.Owns.Rows)
	}
}

var uid = regexp.MustCompile(`(?m)^UID:(.*?)\r$`)

func uids(calendar string) []string {
	var list []string
	for _, m := range uid.FindAllStringSubmatch(calendar, -1) {
		list = append(list, m[1])
	}
	slices.Sort(list)
	return list
}

func TestCalendarsKeepTheirEvents(t *testing.T) {
	b := book(t, owed)
	all := content(t, b, "data/reviews.ics")
	before := uids(all)
	if len(before) != 6 {
		t.Errorf("%d events: %q", len(before), before)
	}
	changed := files{}
	for name, text := range owed {
		changed["moved/"+name] = strings.NewReplacer("2025-12-31", "2026-12-31", "Alpha", "Alpha, new title").Replace(text)
		if strings.HasPrefix(name, "registers/") {
			delete(changed, "moved/"+name)
			changed[name] = text
		}
	}
	if after := uids(content(t, book(t, changed), "data/reviews.ics")); !slices.Equal(before, after) {
		t.Errorf("a moved, retitled and reviewed document has other events:\n%q\n%q", before, after)
	}
	if got := uids(content(t, b, "data/reviews-ciso.ics")); len(got) != 2 {
		t.Errorf("the role's calendar has %q", got)
	}
	if got := uids(content(t, b, "data/reviews-anna.ics")); len(got) != 4 {
		t.Errorf("Anna's calendar has %q", got)
	}
	if got := uids(content(t, b, "data/reviews-Somebody-Else.ics")); len(got) != 2 {
		t.Errorf("the calendar of somebody who is in no register has %q", got)
	}
	if !strings.Contains(all, "DTSTART;VALUE=DATE:20251231") || !strings.Contains(all, "TRIGGER:-P30D") {
		t.Errorf("no day or no reminder:\n%s", all)
	}
}

func TestExportsKeepWhatWasWritten(t *testing.T) {
	b := book(t, owed)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(content(t, b, "data/documents.csv"), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cell := func(id string, column int) string {
		for _, row := range rows {
			if row[0] == id {
				return row[column]
			}
		}
		return "(no row)"
	}
	if len(rows) != 10 || cell("B", 3) != "1.10" || cell("G", 5) != "no" || cell("007", 1) != "Zeta" || !strings.Contains(strings.Join(rows[3], "|")+strings.Join(rows[2], "|"), "5.10") {
		t.Errorf("CSV: %q", rows)
	}
	var documents struct {
		AsOf string `json:"as_of"`
		Rows []map[string]any
	}
	if err := json.Unmarshal([]byte(content(t, b, "data/documents.json")), &documents); err != nil || len(documents.Rows) != 9 || documents.AsOf != "2026-03-31" {
		t.Fatalf("JSON: %v, %d rows, as of %s", err, len(documents.Rows), documents.AsOf)
	}
	for _, row := range documents.Rows {
		for _, key := range strings.Fields("id title type version status owner approver effective reviewed review_due review_state days_overdue classification file url") {
			if _, ok := row[key]; !ok {
				t.Errorf("JSON: a row without %s", key)
			}
		}
		switch row["id"] {
		case "B":
			if row["version"] != "1.10" || fmt.Sprint(row["controls"]) != "[5.10 8.20]" || row["days_overdue"] != 1.0 || row["review_state"] != "overdue" || row["file"] != "b.md" || row["url"] != "documents/B.html" {
				t.Errorf("JSON: %v", row)
			}
		case "G":
			if row["owner"] != "no" || row["reviewed"] != nil || row["days_overdue"] != nil || row["review_state"] != "unknown" {
				t.Errorf("JSON: %v", row)
			}
		}
	}
	sheet := xlsx(t, content(t, b, "data/documents.xlsx"))
	for _, text := range []string{">1.10<", ">007<", ">5.10; 8.20<", ">no<"} {
		if !strings.Contains(sheet, text) {
			t.Errorf("XLSX holds no text %s", text)
		}
	}
	if numbers := regexp.MustCompile(`<c [^>]*><v>1\.1`).FindString(sheet); numbers != "" {
		t.Errorf("XLSX holds a number %s", numbers)
	}
	if got := content(t, b, "data/suppliers.csv"); !strings.Contains(got, ",1.10") || !strings.Contains(got, ",007") {
		t.Errorf("columns that nobody declared: %s", got)
	}
}

// xlsx is all XML of a workbook.
func xlsx(t *testing.T, book string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader([]byte(book)), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}

func TestARegisterMayBeCalledAsAReport(t *testing.T) {
	b := book(t, files{"registers/reviews.csv": "id,name\nREV-1,A review\n", "a.md": ""})
	if got := content(t, b, "data/reviews-register.csv"); !strings.Contains(got, "A review") {
		t.Errorf("the register's own file: %s", got)
	}
	_, v := view[Register](t, b, "registers/reviews/index.html")
	if v.Table.Downloads[0].Href != "../../data/reviews-register.csv" {
		t.Errorf("downloads %v", v.Table.Downloads)
	}
	unique(t, b)
}

func TestRegistersWithOddColumnsAreStillWritten(t *testing.T) {
	b := book(t, files{
		"registers/suppliers.yaml": "- {id: S1, name: Acme, \"\": x, \"Colour, of\": red, status: ended}\n- {id: S2, name: Beta, colour, status: ended}\n",
		"registers/odd.csv":        "id,id,,name,Name,NAME\n1,2,3,4,5,6\n",
		"registers/empty.csv":      "",
		"registers/head.csv":       "id,name\n",
	})
	for _, p := range b.List() {
		if p.Content != nil {
			if _, err := p.Content(); err != nil {
				t.Errorf("%s: %v", p.Path, err)
			}
			continue
		}
		p.Build()
	}
}
