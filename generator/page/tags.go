package page

import (
	"cmp"
	"slices"
	"strings"

	"ismsite/generator/register"
)

// A tag is a subject that documents are marked with.
type tag struct {
	name string
	path string
	docs []*register.Document
}

// newTags gathers the tags of all documents; two that differ only by letter case are one.
func (b *Book) newTags() []tag {
	at := map[string]int{}
	var tags []tag
	for _, d := range b.System.Set.Documents {
		for _, name := range d.Tags {
			key := strings.ToLower(name)
			i, known := at[key]
			if !known {
				i = len(tags)
				at[key] = i
				tags = append(tags, tag{name: name, path: b.take("tags/"+slug(key), "")})
			}
			if n := len(tags[i].docs); n == 0 || tags[i].docs[n-1] != d {
				tags[i].docs = append(tags[i].docs, d)
			}
		}
	}
	slices.SortFunc(tags, func(x, y tag) int { return cmp.Compare(strings.ToLower(x.name), strings.ToLower(y.name)) })
	return tags
}

func (b *Book) tagLinks(p string, d *register.Document) []Link {
	var links []Link
	for _, name := range d.Tags {
		i, ok := slices.BinarySearchFunc(b.tags, strings.ToLower(name), func(t tag, key string) int { return cmp.Compare(strings.ToLower(t.name), key) })
		if ok {
			links = append(links, Link{Href: rel(p, b.tags[i].path), Text: name})
		}
	}
	return links
}

func tagPages(b *Book) []Page {
	if len(b.tags) == 0 {
		return nil
	}
	const all = "tags/index.html"
	title := b.Text("area.tags")
	pages := []Page{{Path: all, Kind: "tags", Build: func() (Frame, any) {
		f := b.frame(all, "tags", title)
		view := Tags{}
		for _, t := range b.tags {
			view.Tags = append(view.Tags, Link{Href: rel(all, t.path), Text: t.name, Note: itoa(len(t.docs))})
		}
		return f, view
	}}}
	for _, t := range b.tags {
		pages = append(pages, b.tablePages(tableSource{
			path: t.path, name: "tag", caption: t.name, columns: b.documentColumns(), count: len(t.docs),
			row: func(from string, i int) Row { return b.documentRow(from, t.docs[i]) },
			page: func(p string, table Table) Page {
				return Page{Path: p, Kind: "tag", Build: func() (Frame, any) {
					f := b.frame(p, "tag", t.name)
					f.Breadcrumbs = append(f.Breadcrumbs, Link{Href: rel(p, all), Text: title})
					return f, Tag{Table: table}
				}}
			},
		})...)
	}
	return pages
}
