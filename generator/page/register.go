package page

import (
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/register"
)

// exports are the file formats in which a register can be downloaded.
var exports = []string{"csv", "xlsx", "json"}

// registerPages lists the document register, the people register, each further register, and the page that names
// them all.
func registerPages(b *Book) []Page {
	docs := b.System.Set.Documents
	pages := b.tablePages(tableSource{
		path: "documents/index.html", name: "documents", caption: b.Text("area.documents"), columns: b.documentColumns(), count: len(docs), downloads: exports,
		row:  func(from string, i int) Row { return b.documentRow(from, docs[i]) },
		page: b.registerPage("documents", b.Text("area.documents"), b.textOr("register.documents.summary", ""), nil),
	})
	for _, kind := range b.registers() {
		pages = append(pages, b.rowPages(kind)...)
	}
	if len(b.registers()) > 0 {
		pages = append(pages, b.registersPage())
	}
	return pages
}

// registerPage makes the page around a register's table.
func (b *Book) registerPage(name, title, summary string, crumb *Link) func(string, Table) Page {
	return func(p string, t Table) Page {
		return Page{Path: p, Kind: "register", Build: func() (Frame, any) {
			f := b.frame(p, "register", title)
			f.Description = summary
			if crumb != nil {
				f.Breadcrumbs = append(f.Breadcrumbs, Link{Href: rel(p, crumb.Href), Text: crumb.Text})
			}
			f.Nav = b.areaNav(p, name)
			return f, Register{Name: name, Summary: summary, Table: t}
		}}
	}
}

// areaNav is the menu of a register's page: the other registers.
func (b *Book) areaNav(p, name string) Nav {
	if name == "documents" || name == "people" {
		return Nav{} // a register uses the full width
	}
	nav := Nav{}
	for _, kind := range b.registers() {
		nav.Sections = append(nav.Sections, Link{Href: rel(p, registerPath(kind)), Text: b.registerTitle(kind), Current: kind.Name == name})
	}
	return nav
}

func registerPath(kind *register.Kind) string { return "registers/" + slug(kind.Name) + "/index.html" }

// registerHome is the page that shows a register, whether or not it has one of its own.
func (b *Book) registerHome(kind *register.Kind) string {
	entries := b.System.Set.Of(kind)
	switch {
	case len(entries) == 0:
		return "documents/index.html"
	case hasOwnPages(entries[0]):
		return registerPath(kind)
	case isTerm(b.System.ThingOf(entries[0])):
		return "glossary.html"
	}
	return kind.Name + "/index.html"
}

// exportName is how the files of a register are called: as the register, unless a report has that name.
func exportName(kind *register.Kind) string {
	if name := slug(kind.Name); name != "reviews" {
		return name
	}
	return "reviews-register"
}

func (b *Book) registerTitle(kind *register.Kind) string {
	if kind.Declared {
		return kind.Title
	}
	return b.textOr("register."+kind.Name, kind.Title)
}

// registersPage names all registers.
func (b *Book) registersPage() Page {
	const p = "registers/index.html"
	return Page{Path: p, Kind: "tag", Build: func() (Frame, any) {
		f := b.frame(p, "tag", b.Text("area.registers"))
		f.Nav = b.areaNav(p, "")
		t := Table{Name: "registers", Caption: b.Text("area.registers"), First: 1, Columns: []Column{
			{Name: "name", Title: b.Text("field.name"), Type: "text"}, {Name: "description", Title: b.Text("field.description"), Type: "text"}, {Name: "count", Title: b.Text("field.count"), Type: "number"}}}
		for _, kind := range b.registers() {
			n := itoa(len(b.System.Set.Of(kind)))
			t.Rows = append(t.Rows, Row{ID: kind.Name, Cells: []Cell{{Text: b.registerTitle(kind), Href: rel(p, registerPath(kind)), Sort: kind.Title}, {Text: b.registerSummary(kind), Sort: kind.Summary}, {Text: n, Sort: n}}})
		}
		t.Total = len(t.Rows)
		return f, Tag{Table: t}
	}}
}

func (b *Book) registerSummary(kind *register.Kind) string {
	if kind.Declared {
		return kind.Summary
	}
	return b.textOr("register."+kind.Name+".summary", kind.Summary)
}

// rowPages lists the pages of one register's table.
func (b *Book) rowPages(kind *register.Kind) []Page {
	entries := b.System.Set.Of(kind)
	fields := shownColumns(kind, entries)
	_, scheduled := entries[0].(register.Scheduled)
	columns := []Column{{Name: "id", Title: b.Text("field.id"), Type: "text"}}
	for _, f := range fields {
		columns = append(columns, Column{Name: f.Name, Title: b.label(&f), Type: columnType(f.Type), Filter: f.Type == register.Choice || f.Type == register.Person1 || f.Type == register.YesNo})
	}
	if scheduled {
		columns = append(columns, Column{Name: "review_state", Title: b.Text("field.review_state"), Type: "badge", Filter: true})
	}
	return b.tablePages(tableSource{
		path: registerPath(kind), name: exportName(kind), caption: b.registerTitle(kind), columns: columns, count: len(entries), downloads: exports,
		row:  func(from string, i int) Row { return b.entryRow(from, entries[i], fields, scheduled) },
		page: b.registerPage(kind.Name, b.registerTitle(kind), b.registerSummary(kind), &Link{Href: "registers/index.html", Text: b.Text("area.registers")}),
	})
}

const maxColumns = 6 // in a register's table; an entry's own page shows all

// shownColumns chooses the columns of a register's table: short values that some entry has, the first six.
func shownColumns(kind *register.Kind, entries []register.Entry) []register.Field {
	used := map[string]bool{}
	for _, e := range entries {
		for _, v := range register.Values(e) {
			if len(v.Texts) > 0 {
				used[v.Field.Name] = true
			}
		}
	}
	var fields []register.Field
	for _, f := range kind.Fields() {
		if f.Name != "id" && used[f.Name] && (f.Type != register.Long || kind.Declared) && len(fields) < maxColumns {
			fields = append(fields, f)
		}
	}
	return fields
}

func columnType(t register.Type) string {
	switch t {
	case register.Day:
		return "date"
	case register.Number:
		return "number"
	case register.Refs, register.Persons, register.OneRef, register.Texts:
		return "links"
	}
	return "text"
}

func (b *Book) entryRow(from string, e register.Entry, fields []register.Field, scheduled bool) Row {
	r := e.Base()
	t := b.System.ThingOf(e)
	row := Row{ID: r.ID, Cells: []Cell{{Text: r.ID, Sort: sortKey(r.ID)}}}
	values := map[string]register.Value{}
	for _, v := range register.Values(e) {
		values[v.Field.Name] = v
	}
	if len(fields) == 0 {
		row.Cells[0].Href = b.href(from, t)
	}
	for i, f := range fields {
		cell := b.valueCell(from, values[f.Name])
		if i == 0 && cell.Href == "" && len(cell.Links) == 0 && cell.Text != "" {
			cell.Href = b.href(from, t) // the entry's name leads to its page
		} else if i == 0 {
			row.Cells[0].Href = b.href(from, t)
		}
		row.Cells = append(row.Cells, cell)
	}
	if scheduled {
		row.Cells = append(row.Cells, badgeCell(b.reviewBadge(e)))
	}
	return row
}

func (b *Book) valueCell(from string, v register.Value) Cell {
	if len(v.Texts) == 0 {
		return Cell{Missing: v.Field.Expected}
	}
	fact := b.fact(from, v, "")
	cell := Cell{Text: strings.Join(v.Texts, ", ")}
	switch {
	case len(v.Refs) > 0 || len(fact.Values) > 1:
		cell = Cell{Links: fact.Values}
		for _, l := range fact.Values {
			cell.Sort += strings.ToLower(l.Text) + " "
		}
		return cell
	case fact.Date == "":
		cell.Text, cell.Href = fact.Values[0].Text, fact.Values[0].Href
	}
	cell.Sort = strings.ToLower(cell.Text)
	return cell
}

// entryPages lists a page for every entry of the registers that have them.
func entryPages(b *Book) []Page {
	var pages []Page
	for _, kind := range b.registers() {
		for _, e := range b.System.Set.Of(kind) {
			t := b.System.ThingOf(e)
			pages = append(pages, Page{Path: b.places[t], Kind: "entry", Build: func() (Frame, any) { return b.entry(t, kind) }})
		}
	}
	return pages
}

func (b *Book) entry(t *isms.Thing, kind *register.Kind) (Frame, any) {
	p := b.places[t]
	r := t.Entry.Base()
	f := b.frame(p, "entry", r.Title)
	home := Link{Href: rel(p, registerPath(kind)), Text: b.registerTitle(kind)}
	f.Breadcrumbs = append(f.Breadcrumbs, Link{Href: rel(p, "registers/index.html"), Text: b.Text("area.registers")}, home)
	f.Nav = b.areaNav(p, kind.Name)
	f.Edit, f.Source = b.edit(r.Pos.File), r.Pos.File
	view := Entry{ID: r.ID, Register: home, Singular: b.registerSingular(t), Facts: b.facts(p, t, "id"), ReferencedBy: b.backlinks(p, t)}
	if badge := b.reviewBadge(t.Entry); badge != nil {
		view.Badges = append(view.Badges, *badge)
	}
	if r.Doc != nil {
		view.Contents, view.Content = contents(r.Doc, r.Title), b.body(p, t, r.Title)
	}
	return f, view
}
