package page

import (
	"path"
	"slices"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/markdown"
	"ismsite/generator/register"
)

// documentPages lists a page for every document.
func documentPages(b *Book) []Page {
	pages := make([]Page, 0, len(b.System.Set.Documents))
	for _, d := range b.System.Set.Documents {
		t := b.System.ThingOf(d)
		pages = append(pages, Page{Path: b.places[t], Kind: "document", Build: func() (Frame, any) { return b.document(t, d) }})
	}
	return pages
}

func (b *Book) document(t *isms.Thing, d *register.Document) (Frame, any) {
	p := b.places[t]
	s := b.within[d]
	f := b.frame(p, "document", d.Title)
	f.Description = d.Summary
	if d.Language != "" {
		f.Language = d.Language
	}
	own := s != nil && s.index == d
	if own {
		f.Breadcrumbs = append(f.Breadcrumbs, b.crumbs(p, s.parent)...)
	} else {
		f.Breadcrumbs = append(f.Breadcrumbs, b.crumbs(p, s)...)
	}
	f.Nav = b.nav(p, s, d)
	f.Prev, f.Next = b.neighbours(p, s, d)
	f.Edit, f.Source = b.edit(d.Doc.Path), d.Doc.Path
	view := Document{
		ID: d.ID, IDFromPath: d.IDFromPath, Summary: d.Summary, Badges: b.documentBadges(d), Notice: b.notice(p, d),
		Facts:    b.documentFacts(p, t, d),
		Contents: contents(d.Doc, d.Title), Content: b.body(p, t, d.Title), Changes: b.changes(p, d),
		Translations: b.translations(p, d), Tags: b.tagLinks(p, d), ReferencedBy: b.backlinks(p, t),
		Attachments: b.attachments(p, t), Params: d.Doc.Params,
	}
	for _, ref := range d.Audience {
		view.Audience = append(view.Audience, b.person(p, ref))
	}
	for _, fact := range view.Facts {
		if fact.Missing {
			view.Missing = append(view.Missing, fact.Label)
		}
	}
	if own {
		view.Children = b.children(p, s)
	}
	return f, view
}

// children are the sections and documents of a section, on its own page. A long list ends with a link to all
// documents.
func (b *Book) children(p string, s *section) []Link {
	var links []Link
	for _, sub := range s.subs[:min(len(s.subs), pageRows)] {
		links = append(links, Link{Href: rel(p, sub.path), Text: sub.title, Note: b.Text("home.documents_count", sub.count)})
	}
	for _, doc := range s.docs[:min(len(s.docs), pageRows)] {
		l := b.link(p, b.System.ThingOf(doc))
		if !doc.IDFromPath {
			l.Note = doc.ID
		}
		links = append(links, l)
	}
	if max(len(s.docs), len(s.subs)) > pageRows {
		links = append(links, Link{Href: rel(p, "documents/index.html"), Text: b.Text("home.all_documents"), Note: itoa(s.count)})
	}
	return links
}

// documentFacts are the fields shown in the control box and below it, with the review state in place of the date.
func (b *Book) documentFacts(p string, t *isms.Thing, d *register.Document) []Fact {
	facts := b.facts(p, t, "id", "title", "summary", "audience", "tags", "aliases", "status", "classification", "type", "language", "review_due")
	status, class := b.statusBadge(d), b.classBadge(d)
	language := d.Language
	lead := []Fact{
		{Name: "type", Label: b.Text("field.type"), Values: texts(b.typeName(d.Type)), Missing: d.Type == ""},
		{Name: "status", Label: b.Text("field.status"), Badge: &status, Missing: d.Status == ""},
		{Name: "classification", Label: b.Text("field.classification"), Badge: class, Missing: class == nil},
	}
	due := Fact{Name: "review_due", Label: b.Text("field.review_due"), Badge: b.reviewBadge(d)}
	if r, _ := b.System.ReviewOf(d); !r.Due.IsZero() {
		due.Date = r.Due.String()
		due.Values = texts(due.Date)
	}
	facts = append(append(lead, facts...), due)
	if language != "" {
		facts = append(facts, Fact{Name: "language", Label: b.Text("field.language"), Values: texts(b.textOr("language."+language, language))})
	}
	return facts
}

func texts(text string) []Link {
	if text == "" {
		return nil
	}
	return []Link{{Text: text}}
}

func (b *Book) documentBadges(d *register.Document) []Badge {
	badges := []Badge{b.statusBadge(d)}
	if review := b.reviewBadge(d); review != nil && review.Value != string(isms.NotApplicable) {
		badges = append(badges, *review)
	}
	if class := b.classBadge(d); class != nil {
		badges = append(badges, *class)
	}
	return badges
}

// notice says when a document is not simply in force.
func (b *Book) notice(p string, d *register.Document) *Notice {
	switch d.Status {
	case register.Draft, register.InReview, register.Withdrawn:
		return &Notice{Value: d.Status, Text: b.Text("notice." + d.Status)}
	case register.Superseded:
		n := &Notice{Value: d.Status, Text: b.Text("notice.superseded")}
		if t := b.System.Document(d.SupersededBy.Target, d.Language); t != nil {
			l := b.link(p, t)
			n.Link = &l
		}
		return n
	case register.Approved:
		if !d.InForce(b.System.Today) {
			return &Notice{Value: "not_yet_effective", Text: b.Text("notice.not_yet_effective_from", d.Effective.String())}
		}
	}
	return nil
}

// contents is the list of headings, its levels counted from the highest that the text uses. The heading that says
// the page's title is left out.
func contents(doc *markdown.Doc, title string) []Heading {
	headings := doc.Headings
	if doc.Lead > 0 && sameWords(headings[0].Text, title) {
		headings = headings[1:]
	}
	if len(headings) < 2 {
		return nil
	}
	top := 6
	for _, h := range headings {
		top = min(top, h.Level)
	}
	var list []Heading
	for _, h := range headings {
		if level := h.Level - top + 1; level <= 3 {
			list = append(list, Heading{Level: level, Text: h.Text, Href: "#" + escapePart(h.Anchor)})
		}
	}
	return list
}

func (b *Book) changes(p string, d *register.Document) []Change {
	var list []Change
	for _, c := range d.Changelog {
		list = append(list, Change{Version: c.Version, Date: c.Date.String(), Summary: c.Summary, Kind: c.Kind, Author: b.optionalPerson(p, c.Author), ApprovedBy: b.optionalPerson(p, c.ApprovedBy)})
	}
	return list
}

func (b *Book) optionalPerson(p string, ref register.Ref) *Link {
	if ref.Target == "" {
		return nil
	}
	l := b.person(p, ref)
	return &l
}

// attachments are the files that a document's text links to.
func (b *Book) attachments(p string, t *isms.Thing) []Link {
	var links []Link
	for i, target := range t.Links() {
		if target.File == nil || t.Doc().Links[i].Kind == markdown.Image {
			continue
		}
		l := Link{Href: rel(p, attachmentPath(target.File)), Text: path.Base(target.File.Path)}
		if !slices.Contains(links, l) {
			links = append(links, l)
		}
	}
	return links
}

// translations links a document with those it translates and those that translate it.
func (b *Book) translations(p string, d *register.Document) []Link {
	source := d.TranslationOf.Target
	if source == "" {
		source = d.ID
	}
	var list []Link
	for _, t := range b.translated(source) {
		if other := t.Document(); other != d {
			language := other.Language
			if language == "" {
				language = b.site.Language
			}
			list = append(list, Link{Href: b.href(p, t), Text: b.textOr("language."+language, language) + ": " + other.Title})
		}
	}
	return list
}

func (b *Book) translated(source string) []*isms.Thing {
	original := b.System.Document(source, "")
	if original == nil {
		return nil
	}
	found := []*isms.Thing{original}
	for _, back := range original.Backlinks {
		if d := back.From.Document(); d != nil && d.TranslationOf.Target == source && !slices.Contains(found, back.From) {
			found = append(found, back.From)
		}
	}
	return found
}

const maxBacklinks = 200 // on one page

// backlinks lists where a thing is mentioned: the text of others before their fields.
func (b *Book) backlinks(p string, t *isms.Thing) []Backlink {
	var list []Backlink
	for _, l := range t.Backlinks {
		if len(list) == maxBacklinks {
			more := b.Text("document.more_mentions", len(t.Backlinks)-maxBacklinks)
			return append(list, Backlink{From: Link{Text: more}})
		}
		from := b.link(p, l.From)
		if d := l.From.Document(); d != nil && !d.IDFromPath {
			from.Note = d.ID
		}
		list = append(list, Backlink{From: from, Kind: b.kindName(l.From), Sentence: l.Sentence, Field: b.fieldLabel(l.Field)})
	}
	return list
}

func (b *Book) fieldLabel(name string) string {
	if name == "" {
		return ""
	}
	return b.textOr("field."+name, humanize(name))
}

// kindName is what a thing is, in one word.
func (b *Book) kindName(t *isms.Thing) string {
	if d := t.Document(); d != nil {
		if d.Type != "" {
			return b.typeName(d.Type)
		}
		return b.Text("kind.document")
	}
	return b.textOr("kind."+kindOf(t), b.registerSingular(t))
}

func (b *Book) registerSingular(t *isms.Thing) string {
	if t.Entry == nil {
		return b.Text("kind.control")
	}
	kind := t.Entry.Base().Kind
	return b.textOr("register."+kind.Name+".one", kind.Singular)
}

// neighbours are the documents before and after one in its section.
func (b *Book) neighbours(p string, s *section, d *register.Document) (prev, next *Link) {
	if s == nil {
		return nil, nil
	}
	at := slices.Index(s.docs, d)
	if at > 0 {
		l := b.link(p, b.System.ThingOf(s.docs[at-1]))
		prev = &l
	}
	if at+1 < len(s.docs) {
		l := b.link(p, b.System.ThingOf(s.docs[at+1]))
		next = &l
	}
	return prev, next
}

// describe is a text cut to one line.
func describe(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > 160 {
		return string(runes[:159]) + "…"
	}
	return text
}
