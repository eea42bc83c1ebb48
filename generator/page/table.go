package page

import (
	"bytes"
	"encoding/json"
	"strings"

	"ismsite/generator/register"
)

// pageRows is how many rows of a table stand on one page. Longer tables go on on further pages, and bring a script
// with all rows, so that sorting and filtering cover the whole table.
const pageRows = 500

// tableSource makes the pages of one table.
type tableSource struct {
	path      string // of the first page
	name      string
	caption   string
	columns   []Column
	count     int
	row       func(from string, i int) Row
	page      func(path string, t Table) Page
	downloads []string // extensions of files data/NAME.EXT
	empty     string
}

// tablePages cuts a table into pages, and adds the script with all rows when there are several.
func (b *Book) tablePages(s tableSource) []Page {
	n := max(1, (s.count+pageRows-1)/pageRows)
	names := make([]string, n)
	for i := range names {
		names[i] = s.path
		if i > 0 {
			names[i] = strings.TrimSuffix(s.path, ".html") + "~" + itoa(i+1) + ".html" // no id makes a path with ~
		}
	}
	data := ""
	var pages []Page
	if n > 1 {
		data = "data/tables/" + strings.TrimSuffix(strings.ReplaceAll(s.path, "/", "~"), ".html") + "~" + s.name + ".js"
		pages = append(pages, Page{Path: data, Content: func() ([]byte, error) { return s.script() }})
	}
	for i, p := range names {
		first := s.page(p, Table{})
		first.Build = func() (Frame, any) { return s.page(p, b.table(s, p, i, names, data)).Build() }
		pages = append(pages, first)
	}
	return pages
}

// table is one page's part of a table.
func (b *Book) table(s tableSource, p string, i int, names []string, data string) Table {
	t := Table{Name: s.name, Caption: s.caption, Columns: s.columns, Total: s.count, First: i*pageRows + 1, Empty: s.empty}
	for r := i * pageRows; r < min(s.count, (i+1)*pageRows); r++ {
		t.Rows = append(t.Rows, s.row(p, r))
	}
	for _, ext := range s.downloads {
		t.Downloads = append(t.Downloads, Link{Href: rel(p, "data/"+s.name+"."+ext), Text: strings.ToUpper(ext)})
	}
	if len(names) > 1 {
		t.Data = rel(p, data)
		for k, name := range names {
			t.Pages = append(t.Pages, Link{Href: rel(p, name), Text: itoa(k + 1), Current: k == i})
		}
	}
	return t
}

// cellData is a cell as the table script reads it.
type cellData struct {
	Text    string   `json:"t,omitempty"`
	Href    string   `json:"h,omitempty"`
	Sort    string   `json:"s,omitempty"`
	Badge   []string `json:"b,omitempty"`
	Links   [][]any  `json:"l,omitempty"` // address, text, and 1 when it names something that does not exist
	Note    string   `json:"n,omitempty"`
	Missing int      `json:"m,omitempty"`
}

// script is all rows of a table as a plain script, with links as seen from the table's own pages.
func (s tableSource) script() ([]byte, error) {
	type columnData struct {
		Name   string `json:"name"`
		Title  string `json:"title"`
		Type   string `json:"type"`
		Filter bool   `json:"filter,omitempty"`
	}
	var all struct {
		Columns []columnData `json:"columns"`
		Rows    [][]cellData `json:"rows"`
	}
	for _, c := range s.columns {
		all.Columns = append(all.Columns, columnData(c))
	}
	for i := range s.count {
		var cells []cellData
		for _, c := range s.row(s.path, i).Cells {
			cells = append(cells, c.data())
		}
		all.Rows = append(all.Rows, cells)
	}
	var b bytes.Buffer
	b.WriteString("ismsiteTable(")
	encoder := json.NewEncoder(&b)
	if err := encoder.Encode(s.name); err != nil {
		return nil, err
	}
	b.WriteString(",")
	if err := encoder.Encode(all); err != nil {
		return nil, err
	}
	b.WriteString(");\n")
	return b.Bytes(), nil
}

func (c Cell) data() cellData {
	d := cellData{Text: c.Text, Href: c.Href, Note: c.Note}
	if c.Sort != c.Text {
		d.Sort = c.Sort
	}
	if c.Badge != nil {
		d.Badge = []string{c.Badge.Group, c.Badge.Value, c.Badge.Text, c.Badge.Due}
	}
	for _, l := range c.Links {
		link := []any{l.Href, l.Text}
		if l.Missing {
			link = append(link, 1)
		}
		d.Links = append(d.Links, link)
	}
	if c.Missing {
		d.Missing = 1
	}
	return d
}

// documentColumns are the columns of tables of documents.
func (b *Book) documentColumns() []Column {
	column := func(name, kind string, filter bool) Column {
		return Column{Name: name, Title: b.Text("field." + name), Type: kind, Filter: filter}
	}
	return []Column{column("id", "text", false), column("title", "text", false), column("type", "text", true), column("version", "text", false),
		column("status", "badge", true), column("owner", "text", true), column("effective", "date", false), column("review_due", "date", false),
		column("review_state", "badge", true), column("classification", "badge", true)}
}

func (b *Book) documentRow(from string, d *register.Document) Row {
	t := b.System.ThingOf(d)
	r, _ := b.System.ReviewOf(d)
	status := b.statusBadge(d)
	return Row{ID: d.ID, Cells: []Cell{
		{Text: d.ID, Sort: sortKey(d.ID)}, {Text: d.Title, Href: b.href(from, t), Sort: strings.ToLower(d.Title)},
		textCell(b.typeName(d.Type)), textCell(d.Version), {Badge: &status, Sort: status.Text, Missing: d.Status == ""},
		b.personCell(from, d.Owner), textCell(d.Effective.String()), b.dueCell(r.Due.String(), r.State == "not_applicable"),
		badgeCell(b.reviewBadge(d)), badgeCell(b.classBadge(d)),
	}}
}

// sortKey makes ids sort as people count, as plain text: numbers padded to one length.
func sortKey(id string) string {
	var b strings.Builder
	for i := 0; i < len(id); {
		j := i
		for j < len(id) && id[j] >= '0' && id[j] <= '9' {
			j++
		}
		if j == i {
			b.WriteByte(id[i])
			i++
			continue
		}
		b.WriteString(strings.Repeat("0", max(0, 8-(j-i))) + id[i:j])
		i = j
	}
	return strings.ToLower(b.String())
}

func textCell(text string) Cell {
	return Cell{Text: text, Sort: strings.ToLower(text), Missing: text == ""}
}

func badgeCell(badge *Badge) Cell {
	if badge == nil {
		return Cell{Missing: true}
	}
	sort := badge.Text
	if badge.Due != "" {
		sort = badge.Due
	}
	return Cell{Badge: badge, Sort: sort}
}

func (b *Book) dueCell(due string, none bool) Cell {
	return Cell{Text: due, Sort: due, Missing: due == "" && !none}
}

func (b *Book) personCell(from string, ref register.Ref) Cell {
	if ref.Target == "" {
		return Cell{Missing: true}
	}
	l := b.person(from, ref)
	return Cell{Text: l.Text, Href: l.Href, Sort: strings.ToLower(l.Text)}
}
