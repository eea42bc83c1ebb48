package page

import (
	"strings"

	"ismsite/generator/catalogue"
	"ismsite/generator/isms"
)

// controlPages lists the catalogue and a page for every control and clause.
func controlPages(b *Book) []Page {
	var pages []Page
	for _, c := range b.System.Catalogues {
		pages = append(pages, b.cataloguePage(c))
	}
	var controls []*isms.Thing
	for _, t := range b.System.Things {
		if t.Control != nil {
			controls = append(controls, t)
		}
	}
	for i, t := range controls {
		pages = append(pages, Page{Path: b.places[t], Kind: "control", Build: func() (Frame, any) { return b.control(t, controls, i) }})
	}
	return pages
}

const cataloguePath = "controls/index.html"

func (b *Book) cataloguePage(c *catalogue.Catalogue) Page {
	return Page{Path: cataloguePath, Kind: "controls", Build: func() (Frame, any) {
		f := b.frame(cataloguePath, "controls", c.Name)
		f.Description = c.Title
		view := Controls{Name: c.Title, Rights: c.Rights}
		view.Themes = append(view.Themes, b.controlTheme(b.Text("field.clauses"), "clauses", c.Clauses))
		for _, theme := range c.Themes {
			var controls []*catalogue.Control
			for _, control := range c.Controls {
				if control.Theme == theme.ID {
					controls = append(controls, control)
				}
			}
			view.Themes = append(view.Themes, b.controlTheme(theme.Title, slug(theme.ID), controls))
		}
		return f, view
	}}
}

func (b *Book) controlTheme(title, anchor string, controls []*catalogue.Control) Theme {
	t := Table{Name: anchor, Caption: title, Total: len(controls), First: 1, Columns: []Column{
		{Name: "id", Title: b.Text("field.id"), Type: "text"}, {Name: "title", Title: b.Text("field.title"), Type: "text"}, {Name: "documents", Title: b.Text("field.documents"), Type: "number"}}}
	for _, control := range controls {
		thing := b.thingNamed(control.ID, control.Clause)
		serving, _ := b.controlLinks(cataloguePath, thing)
		n := itoa(len(serving))
		href := b.href(cataloguePath, thing)
		t.Rows = append(t.Rows, Row{ID: control.ID, Cells: []Cell{{Text: control.ID, Href: href, Sort: sortKey(control.ID)}, {Text: control.Title, Href: href, Sort: control.Title}, {Text: n, Sort: n}}})
	}
	return Theme{Title: title, Anchor: anchor, Table: t}
}

// controlLinks are the documents whose fields name a control, and the places whose text mentions it.
func (b *Book) controlLinks(p string, t *isms.Thing) (serving []Link, mentions []Backlink) {
	for _, l := range t.Backlinks {
		d := l.From.Document()
		if d == nil {
			continue
		}
		for _, ref := range append(d.Controls[:len(d.Controls):len(d.Controls)], d.Clauses...) {
			if found := b.thingNamed(ref.Target, t.Control.Clause); found == t {
				link := b.link(p, l.From)
				link.Note = d.ID
				if d.IDFromPath {
					link.Note = ""
				}
				serving = append(serving, link)
				break
			}
		}
	}
	for _, l := range b.backlinks(p, t) {
		if l.Sentence != "" || l.From.Href == "" {
			mentions = append(mentions, l)
		}
	}
	return serving, mentions
}

// thingNamed finds a clause or a control.
func (b *Book) thingNamed(id string, clause bool) *isms.Thing {
	if clause {
		return b.System.Clause(id)
	}
	return b.System.Control(id)
}

func (b *Book) control(t *isms.Thing, all []*isms.Thing, i int) (Frame, any) {
	p, c := b.places[t], t.Control
	f := b.frame(p, "control", c.ID+" "+c.Title)
	f.Breadcrumbs = append(f.Breadcrumbs, Link{Href: rel(p, cataloguePath), Text: c.Catalogue.Name})
	view := Control{ID: c.ID, Catalogue: c.Catalogue.Name, Rights: c.Catalogue.Rights}
	for _, theme := range c.Catalogue.Themes {
		if theme.ID == c.Theme {
			view.Facts = append(view.Facts, Fact{Name: "theme", Label: b.Text("field.theme"), Values: []Link{{Text: theme.Title, Href: rel(p, cataloguePath+"#"+slug(theme.ID))}}})
		}
	}
	for _, attribute := range []struct {
		name   string
		values []string
	}{{"control_type", c.Types}, {"properties", c.Properties}, {"concepts", c.Concepts}, {"capabilities", c.Capabilities}, {"domains", c.Domains}} {
		if len(attribute.values) > 0 {
			view.Facts = append(view.Facts, Fact{Name: attribute.name, Label: b.textOr("field."+attribute.name, humanize(attribute.name)), Values: words(attribute.values)})
		}
	}
	view.Documents, view.Mentions = b.controlLinks(p, t)
	neighbour := func(i int) *Link {
		if i < 0 || i >= len(all) || all[i].Control.Clause != c.Clause {
			return nil
		}
		l := Link{Href: b.href(p, all[i]), Text: all[i].ID() + " " + all[i].Title()}
		return &l
	}
	view.Prev, view.Next = neighbour(i-1), neighbour(i+1)
	f.Prev, f.Next = view.Prev, view.Next
	return f, view
}

func words(values []string) []Link {
	var links []Link
	for _, v := range values {
		links = append(links, Link{Text: humanize(strings.ReplaceAll(v, "_", " "))})
	}
	return links
}
