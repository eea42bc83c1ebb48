package page

import (
	"cmp"
	"slices"

	"ismsite/generator/date"
	"ismsite/generator/isms"
	"ismsite/generator/register"
)

func homePages(b *Book) []Page {
	return []Page{{Path: "index.html", Kind: "home", Build: b.home}}
}

const (
	maxPolicies = 24
	maxRecent   = 8
	maxMine     = 8
)

func (b *Book) home() (Frame, any) {
	const p = "index.html"
	f := b.frame(p, "home", b.site.Title)
	f.Description = describe(b.site.Scope)
	view := Home{Title: b.site.Title, AllHref: rel(p, "documents/index.html"), Counts: b.counts(p), Recent: b.recent(p), Mine: b.mine(p), Policies: b.policies(p)}
	for i, s := range b.sections.subs {
		if i == maxSections {
			break
		}
		view.Sections = append(view.Sections, Link{Href: rel(p, s.path), Text: s.title, Note: b.Text("home.documents_count", s.count)})
	}
	if d := b.rootDocument(); d != nil {
		t := b.System.ThingOf(d)
		view.Intro = b.body(p, t, d.Title)
		l := b.link(p, t)
		view.IntroID = &l
		f.Edit, f.Source = b.edit(d.Doc.Path), d.Doc.Path
	}
	return f, view
}

// policies are the policies in force, by title.
func (b *Book) policies(p string) []Link {
	var links []Link
	for _, d := range b.System.Set.Documents {
		if (d.Type == "policy" || d.Type == "topic-policy") && d.InForce(b.System.Today) {
			l := b.link(p, b.System.ThingOf(d))
			l.Note = describe(d.Summary)
			links = append(links, l)
		}
	}
	slices.SortStableFunc(links, func(x, y Link) int { return cmp.Compare(x.Text, y.Text) })
	return links[:min(len(links), maxPolicies)]
}

// recent are the documents that came into force or were changed last, as far as their dates are known.
func (b *Book) recent(p string) []Link {
	type changed struct {
		d   *register.Document
		day date.Date
	}
	var list []changed
	for _, d := range b.System.Set.Documents {
		day := d.Effective
		if day.IsZero() {
			day = d.Approved
		}
		for _, c := range d.Changelog {
			if c.Date.After(day) || day.IsZero() {
				day = c.Date
			}
		}
		if !day.IsZero() && !day.After(b.System.Today) && d.InForce(b.System.Today) {
			list = append(list, changed{d, day})
		}
	}
	slices.SortStableFunc(list, func(x, y changed) int { return y.day.Compare(x.day) })
	var links []Link
	for _, c := range list[:min(len(list), maxRecent)] {
		l := b.link(p, b.System.ThingOf(c.d))
		l.Note = c.day.String()
		links = append(links, l)
	}
	return links
}

// mine are the people with something overdue, those with the most first.
func (b *Book) mine(p string) []Link {
	type owes struct {
		thing *isms.Thing
		n     int
	}
	var list []owes
	for _, person := range b.System.Set.People {
		t := b.System.ThingOf(person)
		n := 0
		for _, owned := range b.owned[t] {
			if r, _ := b.System.ReviewOf(owned.Entry); r.State == isms.Overdue {
				n++
			}
		}
		if n > 0 && person.PersonKind == register.Individual {
			list = append(list, owes{t, n})
		}
	}
	slices.SortStableFunc(list, func(x, y owes) int { return y.n - x.n })
	var links []Link
	for _, o := range list[:min(len(list), maxMine)] {
		l := b.link(p, o.thing)
		l.Note = itoa(o.n)
		links = append(links, l)
	}
	return links
}
