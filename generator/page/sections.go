package page

import (
	"path"
	"slices"
	"strings"

	"ismsite/generator/register"
)

// A section is a folder of documents.
type section struct {
	folder string // "" for the top
	title  string
	path   string             // of its page
	index  *register.Document // its own page in the content, nil if it has none
	docs   []*register.Document
	parent *section
	subs   []*section
	count  int // documents in it and below
}

// newSections arranges the documents by folder. A folder that holds only its own page is an entry of the folder
// above, not a section.
func newSections(b *Book) (*section, map[*register.Document]*section) {
	top := &section{title: b.site.Title, path: "index.html"}
	all := map[string]*section{"": top}
	crowded := map[string]bool{}
	for _, d := range b.System.Set.Documents {
		for f := d.Folder(); f != ""; f = parentFolder(f) {
			if !d.IsIndex() || f != d.Folder() {
				crowded[f] = true
			}
		}
	}
	within := map[*register.Document]*section{}
	for _, d := range b.System.Set.Documents {
		folder := d.Folder()
		if d.IsIndex() && !crowded[folder] {
			folder = parentFolder(folder)
		}
		s := enter(all, folder)
		within[d] = s
		if d.IsIndex() && folder == d.Folder() && (s.index == nil || rank(d) < rank(s.index)) {
			s.index = d
		}
		s.docs = append(s.docs, d)
		for up := s; up != nil; up = up.parent {
			up.count++
		}
	}
	top.finish(b)
	return top, within
}

func parentFolder(folder string) string {
	if dir := path.Dir(folder); dir != "." {
		return dir
	}
	return ""
}

func enter(all map[string]*section, folder string) *section {
	if s := all[folder]; s != nil {
		return s
	}
	parent := enter(all, parentFolder(folder))
	s := &section{folder: folder, title: humanize(path.Base(folder)), parent: parent}
	parent.subs = append(parent.subs, s)
	all[folder] = s
	return s
}

// humanize turns a folder's name into words.
func humanize(name string) string {
	name = strings.NewReplacer("-", " ", "_", " ").Replace(name)
	for i, r := range name {
		return strings.ToUpper(string(r)) + name[i+len(string(r)):]
	}
	return name
}

// finish orders a section and gives it its title and page.
func (s *section) finish(b *Book) {
	slices.SortFunc(s.subs, func(x, y *section) int { return register.CompareIDs(x.folder, y.folder) })
	if s.index != nil {
		s.docs = slices.DeleteFunc(s.docs, func(d *register.Document) bool { return d == s.index })
	}
	if s.parent != nil {
		if s.index != nil {
			s.title, s.path = s.index.Title, b.places[b.System.ThingOf(s.index)]
		} else {
			s.path = b.take("sections/"+slug(s.folder), "")
		}
	}
	for _, sub := range s.subs {
		sub.finish(b)
	}
}

// top is the top-level section that s belongs to, nil at the top itself.
func (s *section) top() *section {
	for s != nil && s.parent != nil && s.parent.parent != nil {
		s = s.parent
	}
	if s == nil || s.parent == nil {
		return nil
	}
	return s
}

const (
	neighbours  = 15 // entries of a section's menu before and after the page
	maxSections = 40 // top-level sections in the menu
)

// nav is the menu of a page in a section: d is its document, nil on the section's own page.
func (b *Book) nav(from string, s *section, d *register.Document) Nav {
	nav := Nav{}
	for i, sub := range b.sections.subs {
		if i == maxSections {
			nav.Sections = append(nav.Sections, Link{Href: rel(from, "documents/index.html"), Text: b.Text("home.all_documents")})
			break
		}
		nav.Sections = append(nav.Sections, Link{Href: rel(from, sub.path), Text: sub.title, Current: s != nil && s.top() == sub})
	}
	if s == nil {
		return nav
	}
	if s.parent != nil {
		nav.Section = &Link{Href: rel(from, s.path), Text: s.title, Current: s.path == from}
	}
	at := max(0, slices.Index(s.docs, d))
	first := max(0, min(at-neighbours, len(s.docs)-2*neighbours-1))
	last := min(len(s.docs), first+2*neighbours+1)
	for _, doc := range s.docs[first:last] {
		l := b.link(from, b.System.ThingOf(doc))
		nav.Entries = append(nav.Entries, l)
	}
	if last-first < len(s.docs) {
		href := rel(from, s.path)
		if s.parent == nil {
			href = rel(from, "documents/index.html")
		}
		nav.More = &Link{Href: href, Text: b.Text("site.all_in_section", s.title), Note: itoa(len(s.docs))}
	}
	return nav
}

// crumbs are the links from home to a section.
func (b *Book) crumbs(from string, s *section) []Link {
	var links []Link
	for ; s != nil && s.parent != nil; s = s.parent {
		links = append(links, Link{Href: rel(from, s.path), Text: s.title})
	}
	slices.Reverse(links)
	return links
}

// sectionPages lists a page for each folder that has none in the content.
func sectionPages(b *Book) []Page {
	var pages []Page
	var visit func(*section)
	visit = func(s *section) {
		if s.parent != nil && s.index == nil {
			pages = append(pages, b.sectionPage(s)...)
		}
		for _, sub := range s.subs {
			visit(sub)
		}
	}
	visit(b.sections)
	return pages
}

func (b *Book) sectionPage(s *section) []Page {
	rows := make([]*register.Document, 0, len(s.docs))
	rows = append(rows, s.docs...)
	return b.tablePages(tableSource{
		path: s.path, name: "section", caption: s.title, columns: b.documentColumns(), count: len(rows),
		row: func(from string, i int) Row { return b.documentRow(from, rows[i]) },
		page: func(p string, t Table) Page {
			return Page{Path: p, Kind: "section", Build: func() (Frame, any) {
				f := b.frame(p, "section", s.title)
				f.Breadcrumbs = append(f.Breadcrumbs, b.crumbs(p, s.parent)...)
				f.Nav = b.nav(p, s, nil)
				view := Section{Table: t}
				for _, sub := range s.subs {
					view.Sections = append(view.Sections, Link{Href: rel(p, sub.path), Text: sub.title, Note: itoa(sub.count)})
				}
				return f, view
			}}
		},
	})
}

// folderPath is the page that shows a folder: its section's, or that of the registers.
func (b *Book) folderPath(folder string) string {
	if folder == "registers" && len(b.registers()) > 0 {
		return "registers/index.html"
	}
	if kind := register.KindNamed(b.System.Set.Kinds, strings.TrimPrefix(folder, "registers/")); kind != nil && strings.HasPrefix(folder, "registers/") {
		return b.registerHome(kind)
	}
	folder = strings.TrimPrefix(folder, "documents/")
	s := b.sections
	for s != nil && s.folder != folder {
		i := slices.IndexFunc(s.subs, func(sub *section) bool { return folder == sub.folder || strings.HasPrefix(folder, sub.folder+"/") })
		if i < 0 {
			return "documents/index.html"
		}
		s = s.subs[i]
	}
	return s.path
}
