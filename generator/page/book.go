package page

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ismsite/generator/isms"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

// A Book is a site on its way to pages: every thing with its place, the sections, the words of the glossary.
type Book struct {
	Input
	site     Site
	places   map[*isms.Thing]string // output path, with #anchor for terms
	sections *section               // the top
	within   map[*register.Document]*section
	terms    *terms
	tags     []tag
	owned    map[*isms.Thing][]*isms.Thing
	areas    []area
	files    map[*source.File]string // output paths of the attachments that are published
	owners   []calendarOwner
	used     map[string]bool   // output paths taken, whatever the letter case
	byFile   map[string]string // output path of a Markdown file's page
}

// NewBook gives every thing its place.
func NewBook(in Input) *Book {
	b := &Book{Input: in, places: map[*isms.Thing]string{}, files: map[*source.File]string{}, used: map[string]bool{}, byFile: map[string]string{}, owned: map[*isms.Thing][]*isms.Thing{}}
	b.reserve()
	b.attach()
	b.site = b.newSite()
	b.place()
	b.sections, b.within = newSections(b)
	b.terms = newTerms(b)
	b.tags = b.newTags()
	b.own()
	b.owners = b.calendarOwners()
	b.areas = b.newAreas()
	return b
}

func (b *Book) profile() *register.Profile { return b.System.Set.Profile }

func (b *Book) newSite() Site {
	p := b.profile()
	return Site{
		Title:        cmp.Or(p.SiteTitle, p.Organisation.Name, b.rootTitle(), "ISMS"),
		Organisation: p.Organisation.Name, Scope: p.Organisation.Scope, Website: p.Organisation.Website, Contact: p.Organisation.Contact,
		Language: p.Language, Footer: p.Footer, Logo: b.logo(), AsOf: b.System.Today.String(), Pinned: b.Pinned,
		LeadDays: b.System.Today.Add(p.Lead.Period).Sub(b.System.Today), Search: !p.NoSearch, Preview: b.Preview, Accent: NewAccent(p.Accent),
	}
}

// rootTitle is the title of the content's own start page.
func (b *Book) rootTitle() string {
	if d := b.rootDocument(); d != nil {
		return d.Title
	}
	return ""
}

// rootDocument is the content's own start page: index.md before README.md.
func (b *Book) rootDocument() *register.Document {
	var found *register.Document
	for _, d := range b.System.Set.Documents {
		if d.IsIndex() && d.Folder() == "" && (found == nil || rank(d) < rank(found)) {
			found = d
		}
	}
	return found
}

// rank orders the names of a folder's own page.
func rank(d *register.Document) int {
	return slices.Index([]string{"index", "_index", "readme"}, strings.ToLower(strings.TrimSuffix(path.Base(d.Doc.Path), path.Ext(d.Doc.Path))))
}

func (b *Book) logo() string {
	return b.files[b.System.Tree.Get(b.profile().Logo)]
}

// reserved are paths that pages of a fixed name have.
var reserved = []string{"index.html", "search.html", "404.html", "glossary.html", "atoz.html", "problems.html", "documents/index.html",
	"people/index.html", "controls/index.html", "registers/index.html", "reviews/index.html", "tags/index.html"}

// reserve keeps the paths of fixed pages from being given to others.
func (b *Book) reserve() {
	for _, p := range reserved {
		b.used[p] = true
	}
	for _, state := range isms.States {
		b.used["reviews/"+string(state)+".html"] = true
	}
	for _, kind := range b.System.Set.Kinds {
		b.used[strings.ToLower(registerPath(kind))] = true
	}
}

// place gives every thing its output path. Things come sorted, so the same site gives the same paths.
func (b *Book) place() {
	for _, t := range b.System.Things {
		switch e := t.Entry.(type) {
		case nil:
			dir := "controls/"
			if t.Control.Clause {
				dir = "clauses/"
			}
			b.places[t] = b.take(dir+slug(t.ID()), "")
		case *register.Document:
			suffix := ""
			if e.TranslationOf.Target == e.ID {
				suffix = "." + slug(e.Language)
			}
			b.places[t] = b.take("documents/"+slug(e.ID), suffix)
		case *register.Person:
			b.places[t] = b.take("people/"+slug(e.ID), "")
		case *register.Term:
			b.places[t] = b.free("glossary.html#"+slug(e.ID), "")
		default:
			b.places[t] = b.take("registers/"+slug(e.Base().Kind.Name)+"/"+slug(e.Base().ID), "")
		}
		if doc := t.Doc(); doc != nil {
			b.byFile[doc.Path] = b.places[t]
		}
	}
}

// take reserves base+suffix+".html", or the first free name like it.
func (b *Book) take(base, suffix string) string { return b.free(base+suffix, ".html") }

// free reserves stem+ext, or the first free name like it.
func (b *Book) free(stem, ext string) string {
	for n := 1; ; n++ {
		name := stem
		if n > 1 {
			name += "-" + itoa(n)
		}
		name += ext
		if key := strings.ToLower(name); !b.used[key] {
			b.used[key] = true
			return name
		}
	}
}

// devices are names that Windows keeps for itself.
var devices = []string{"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"}

// slug turns an id into a path that every file system can hold: letters, digits, . _ - and /.
func slug(id string) string {
	parts := strings.Split(norm.NFC.String(id), "/")
	out := parts[:0]
	for i, part := range parts {
		part = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("._-", r) {
				return r
			}
			return '-'
		}, part)
		if part = strings.Trim(part, ".-"); part == "" {
			continue
		}
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		if slices.Contains(devices, stem) || stem == "index" && len(out) == 0 && i == len(parts)-1 {
			part = "_" + part
		}
		out = append(out, clipBytes(part, 200))
	}
	if len(out) == 0 {
		return "_"
	}
	return strings.Join(out, "/")
}

// clipBytes cuts text to at most n bytes, between characters.
func clipBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// own enters every document and entry under those who answer for it: its owner, and whoever holds the role that
// owns it.
func (b *Book) own() {
	for _, t := range b.System.Things {
		e, ok := t.Entry.(register.Scheduled)
		if !ok {
			continue
		}
		owner := b.System.Person(e.Responsible().Target)
		if owner == nil {
			continue
		}
		b.owned[owner] = append(b.owned[owner], t)
		for _, holder := range owner.Person().HeldBy {
			if h := b.System.Person(holder.Target); h != nil && !slices.Contains(b.owned[h][max(0, len(b.owned[h])-1):], t) {
				b.owned[h] = append(b.owned[h], t)
			}
		}
	}
}

// An area is one of the main areas of the site.
type area struct {
	path string
	text string
}

func (b *Book) newAreas() []area {
	areas := []area{{"index.html", b.Text("area.home")}, {"documents/index.html", b.Text("area.documents")}, {"reviews/index.html", b.Text("area.reviews")}}
	if len(b.registers()) > 0 {
		areas = append(areas, area{"registers/index.html", b.Text("area.registers")})
	}
	if len(b.System.Set.People) > 0 {
		areas = append(areas, area{"people/index.html", b.Text("area.people")})
	}
	if len(b.System.Catalogues) > 0 {
		areas = append(areas, area{"controls/index.html", b.Text("area.controls")})
	}
	if len(b.System.Set.Terms) > 0 {
		areas = append(areas, area{"glossary.html", b.Text("area.glossary")})
	}
	if b.Preview {
		areas = append(areas, area{"problems.html", b.Text("area.problems")})
	}
	return areas
}

// registers lists the registers in use that have list and entry pages of their own.
func (b *Book) registers() []*register.Kind {
	var kinds []*register.Kind
	for _, k := range b.System.Set.Kinds {
		if entries := b.System.Set.Of(k); len(entries) > 0 && hasOwnPages(entries[0]) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func hasOwnPages(e register.Entry) bool {
	switch e.(type) {
	case *register.Document, *register.Person, *register.Term:
		return false
	}
	return true
}

// frame is what every page shows around its content.
func (b *Book) frame(p, kind, title string) Frame {
	root := strings.Repeat("../", strings.Count(p, "/"))
	f := Frame{Site: b.site, Root: root, Path: p, Kind: kind, Title: title, Language: b.site.Language}
	area := areaOf(p)
	for _, a := range b.areas {
		f.Areas = append(f.Areas, Link{Href: rel(p, a.path), Text: a.text, Current: a.path == p || area != "" && strings.HasPrefix(a.path, area)})
	}
	if p != "index.html" {
		f.Breadcrumbs = []Link{{Href: rel(p, "index.html"), Text: b.Text("area.home")}}
	}
	return f
}

func areaOf(p string) string {
	dir, _, ok := strings.Cut(p, "/")
	switch {
	case !ok:
		return ""
	case dir == "clauses":
		return "controls/"
	case dir == "sections":
		return "documents/"
	}
	return dir + "/"
}

// edit is the address of a file in the forge.
func (b *Book) edit(file string) *Link {
	if b.profile().EditURL == "" || file == "" {
		return nil
	}
	parts := strings.Split(file, "/")
	for i := range parts {
		parts[i] = escapePart(parts[i])
	}
	return &Link{Href: strings.ReplaceAll(b.profile().EditURL, "{path}", strings.Join(parts, "/")), Text: b.Text("site.edit")}
}

// href is the link from a page to a thing's place.
func (b *Book) href(from string, t *isms.Thing) string { return rel(from, b.places[t]) }

// link is a link to a thing, with its title as text.
func (b *Book) link(from string, t *isms.Thing) Link {
	return Link{Href: b.href(from, t), Text: t.Title(), Current: b.places[t] == from}
}

// person is what a reference to somebody shows: their name with a link, or the text as written.
func (b *Book) person(from string, ref register.Ref) Link {
	t := b.System.Person(ref.Target)
	if t == nil {
		return Link{Text: ref.Target, Missing: len(b.System.Set.People) > 0}
	}
	return b.link(from, t)
}

// refLink is what a reference in a field shows.
func (b *Book) refLink(from string, ref register.Ref, to register.Target, language string) Link {
	if to == register.ToPeople {
		return b.person(from, ref)
	}
	t := b.System.Resolve(ref, to, language)
	switch {
	case t == nil:
		return Link{Text: ref.Target, Missing: true}
	case t.Control != nil, t.Document() != nil && !t.Document().IDFromPath:
		return Link{Href: b.href(from, t), Text: ref.Target, Note: t.Title()}
	}
	return b.link(from, t)
}

// PageOf returns the output path of the page that a file makes, "" if it makes none.
func (b *Book) PageOf(file string) string { return b.byFile[file] }

// Site is what all pages have in common.
func (b *Book) Site() Site { return b.site }
