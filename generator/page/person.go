package page

import (
	"cmp"
	"slices"

	"ismsite/generator/isms"
	"ismsite/generator/register"
)

// personPages lists the people register and a page for everybody in it.
func personPages(b *Book) []Page {
	people := b.System.Set.People
	if len(people) == 0 {
		return nil
	}
	sorted := slices.Clone(people)
	order := []string{register.Role, register.Individual, register.Group}
	slices.SortStableFunc(sorted, func(x, y *register.Person) int {
		return cmp.Or(slices.Index(order, x.PersonKind)-slices.Index(order, y.PersonKind), cmp.Compare(x.Title, y.Title))
	})
	title := b.Text("area.people")
	column := func(name, kind string, filter bool) Column {
		return Column{Name: name, Title: b.Text("field." + name), Type: kind, Filter: filter}
	}
	pages := b.tablePages(tableSource{
		path: "people/index.html", name: "people", caption: title, count: len(sorted), downloads: exports,
		columns: []Column{column("name", "text", false), column("kind", "text", true), column("job_title", "links", false), column("department", "text", true), column("email", "text", false), column("documents", "number", false)},
		row:     func(from string, i int) Row { return b.personRow(from, sorted[i]) },
		page:    b.registerPage("people", title, b.textOr("register.people.summary", ""), nil),
	})
	for _, person := range people {
		t := b.System.ThingOf(person)
		pages = append(pages, Page{Path: b.places[t], Kind: "person", Build: func() (Frame, any) { return b.personPage(t, person) }})
	}
	return pages
}

func (b *Book) personRow(from string, person *register.Person) Row {
	t := b.System.ThingOf(person)
	kind := b.Text("kind." + person.PersonKind)
	job := Cell{Text: person.Job, Sort: person.Job}
	if holders := b.holders(from, person); len(holders) > 0 {
		job = Cell{Links: holders, Sort: holders[0].Text}
	}
	n := itoa(len(b.owned[t]))
	return Row{ID: person.ID, Cells: []Cell{{Text: person.Title, Href: b.href(from, t), Sort: person.Title}, {Text: kind, Sort: kind}, job,
		{Text: person.Department, Sort: person.Department}, {Text: person.Email, Href: mailto(person.Email), Sort: person.Email}, {Text: n, Sort: n}}}
}

func mailto(address string) string {
	if address == "" {
		return ""
	}
	return "mailto:" + address
}

// holders are who holds a role or belongs to a group.
func (b *Book) holders(from string, person *register.Person) []Link {
	var links []Link
	for _, ref := range append(slices.Clone(person.HeldBy), person.Members...) {
		links = append(links, b.person(from, ref))
	}
	return links
}

// rolesOf are the roles that a person holds and the groups they belong to.
func (b *Book) rolesOf(from string, t *isms.Thing) []Link {
	var links []Link
	for _, other := range b.System.Set.People {
		for _, ref := range append(slices.Clone(other.HeldBy), other.Members...) {
			if b.System.Person(ref.Target) == t {
				links = append(links, b.link(from, b.System.ThingOf(other)))
				break
			}
		}
	}
	return links
}

func (b *Book) personPage(t *isms.Thing, person *register.Person) (Frame, any) {
	p := b.places[t]
	f := b.frame(p, "person", person.Title)
	f.Breadcrumbs = append(f.Breadcrumbs, Link{Href: rel(p, "people/index.html"), Text: b.Text("area.people")})
	f.Edit, f.Source = b.edit(person.Pos.File), person.Pos.File
	f.Description = describe(cmp.Or(person.Job, person.Summary))
	view := Person{ID: person.ID, Facts: b.facts(p, t, "id", "name", "kind", "held_by", "members"), RolesLabel: b.Text("person.roles"), Roles: b.rolesOf(p, t)}
	if person.PersonKind != register.Individual {
		view.RolesLabel, view.Roles = b.Text("person.holders"), b.holders(p, person)
	}
	for i, fact := range view.Facts {
		if fact.Name == "email" && len(fact.Values) == 1 {
			view.Facts[i].Values[0].Href = mailto(fact.Values[0].Text)
		}
	}
	view.Content = b.body(p, t, person.Title)
	view.Owns = b.ownedTable(p, b.owned[t])
	view.Others = b.otherRoles(p, t)
	view.ReferencedBy = b.mentionsOf(p, t)
	if name := b.calendarOf(t); name != "" {
		view.Calendar = &Link{Href: rel(p, name), Text: b.Text("person.calendar")}
	}
	return f, view
}

// mentionsOf are the mentions of somebody in running text; fields are shown as tables.
func (b *Book) mentionsOf(p string, t *isms.Thing) []Backlink {
	return slices.DeleteFunc(b.backlinks(p, t), func(l Backlink) bool { return l.Field != "" })
}

func (b *Book) ownedTable(p string, things []*isms.Thing) Table {
	t := Table{Name: "owns", Caption: b.Text("person.owns"), Columns: b.reviewColumns(), Total: len(things), First: 1}
	t.Columns = slices.DeleteFunc(t.Columns, func(c Column) bool { return c.Name == "owner" })
	for _, thing := range things[:min(len(things), pageRows)] {
		e := thing.Entry.(register.Scheduled)
		r, _ := b.System.ReviewOf(e)
		row := b.reviewRow(p, due{thing, e, r})
		row.Cells = slices.Delete(row.Cells, 2, 3)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// otherRoles are the documents that somebody approves, wrote or checks.
func (b *Book) otherRoles(p string, t *isms.Thing) []Group {
	byField := map[string][]*register.Document{}
	for _, l := range t.Backlinks {
		d := l.From.Document()
		if d == nil {
			continue
		}
		for field, ref := range map[string]register.Ref{"approver": d.Approver, "author": d.Author, "reviewer": d.Reviewer} {
			if b.System.Person(ref.Target) == t {
				byField[field] = append(byField[field], d)
			}
		}
	}
	var groups []Group
	for _, field := range []struct{ name, label string }{{"approver", "person.approves"}, {"author", "person.authors"}, {"reviewer", "person.reviews"}} {
		docs := byField[field.name]
		if len(docs) == 0 {
			continue
		}
		table := Table{Name: field.name, Caption: b.Text(field.label), Columns: b.documentColumns()[:5], Total: len(docs), First: 1}
		for _, d := range docs[:min(len(docs), pageRows)] {
			row := b.documentRow(p, d)
			row.Cells = row.Cells[:5]
			table.Rows = append(table.Rows, row)
		}
		groups = append(groups, Group{Value: field.name, Label: b.Text(field.label), Table: table})
	}
	return groups
}
