package page

import (
	"slices"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/register"
)

// A Passage is one searchable part of a page: the text under one heading, or an entry. Consecutive passages of one
// page belong together; the first carries what is said once.
type Passage struct {
	Page     string
	Anchor   string
	ID       string
	Title    string
	Heading  []string
	Body     string
	Language string
	Kind     string

	Type, Owner, Status, Classification string
	Tags, Controls                      []string

	Aliases []string
	Listing bool
}

// Searchable lists the passages of a site, by page. Superseded and withdrawn documents are out: a reader who
// searches wants what applies.
func (b *Book) Searchable() []Passage {
	var list []Passage
	for _, t := range b.System.Things {
		switch e := t.Entry.(type) {
		case nil:
			list = append(list, Passage{Page: b.places[t], ID: t.ID(), Title: t.Title(), Kind: b.kindName(t)})
		case *register.Document:
			if e.Status != register.Superseded && e.Status != register.Withdrawn {
				list = append(list, b.documentPassages(t, e)...)
			}
		default:
			list = append(list, b.entryPassages(t)...)
		}
	}
	slices.SortStableFunc(list, func(x, y Passage) int { return strings.Compare(x.Page, y.Page) })
	return list
}

func (b *Book) documentPassages(t *isms.Thing, d *register.Document) []Passage {
	status := b.statusBadge(d)
	first := Passage{Page: b.places[t], Title: d.Title, Body: d.Summary, Language: d.Language, Kind: b.Text("kind.document"), Type: b.typeName(d.Type),
		Owner: b.ownerKey(d.Owner), Status: status.Text, Tags: d.Tags, Listing: d.IsIndex()}
	if d.Status == "" {
		first.Status = ""
	}
	if !d.IDFromPath {
		first.ID = d.ID
	}
	if class := b.classBadge(d); class != nil {
		first.Classification = class.Text
	}
	for _, c := range d.Controls {
		first.Controls = append(first.Controls, c.Target)
	}
	return append([]Passage{first}, b.textPassages(first, t)...)
}

// textPassages are the sections of a thing's own text.
func (b *Book) textPassages(first Passage, t *isms.Thing) []Passage {
	doc := t.Doc()
	if doc == nil {
		return nil
	}
	var list []Passage
	for _, s := range doc.Sections() {
		p := Passage{Page: first.Page, ID: first.ID, Title: first.Title, Body: s.Text, Language: first.Language, Kind: first.Kind, Listing: first.Listing}
		if s.Heading >= 0 {
			p.Anchor = doc.Headings[s.Heading].Anchor
			path := doc.HeadingPath(s.Heading)
			if len(path) > 0 && sameWords(path[0], first.Title) {
				path = path[1:]
			}
			p.Heading = path
		}
		if p.Body != "" || len(p.Heading) > 0 {
			list = append(list, p)
		}
	}
	return list
}

func (b *Book) entryPassages(t *isms.Thing) []Passage {
	page, anchor, _ := strings.Cut(b.places[t], "#")
	r := t.Entry.Base()
	p := Passage{Page: page, Anchor: anchor, ID: r.ID, Title: r.Title, Kind: b.kindName(t)}
	var body []string
	for _, v := range register.Values(t.Entry) {
		switch {
		case v.Field.Name == "id" || len(v.Texts) == 0 || v.Texts[0] == r.Title:
		case v.Field.Name == "synonyms":
			p.Aliases = v.Texts
		case v.Field.Name == "status":
			p.Status = b.word("status", v.Texts[0])
		case len(v.Refs) > 0 && v.Field.To == register.ToPeople:
			for _, ref := range v.Refs {
				body = append(body, b.ownerKey(ref))
			}
		default:
			body = append(body, strings.Join(v.Texts, ", "))
		}
	}
	if e, ok := t.Entry.(register.Scheduled); ok {
		p.Owner = b.ownerKey(e.Responsible())
	}
	if isTerm(t) {
		p.ID = ""
	}
	p.Body = strings.Join(body, ". ")
	return append([]Passage{p}, b.textPassages(p, t)...)
}
