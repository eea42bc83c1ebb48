package page

import (
	"html"
	"html/template"
	"strings"
	"sync"

	"ismsite/generator/isms"
	"ismsite/generator/markdown"
)

// body writes the text of a thing as it stands on a page: links resolved, glossary words explained. A heading that
// opens the text and says the page's title is left out, but its anchor stays.
func (b *Book) body(from string, t *isms.Thing, title string) template.HTML {
	doc := t.Doc()
	if doc == nil {
		return ""
	}
	start := 0
	buffer := bodies.Get().(*[]byte)
	defer bodies.Put(buffer)
	dst := (*buffer)[:0]
	if doc.Lead > 0 && sameWords(doc.Headings[0].Text, title) {
		start = doc.Lead
		dst = append(dst, `<span class="anchor-target" id="`+html.EscapeString(doc.Headings[0].Anchor)+`"></span>`...)
	}
	fill := markdown.Filler{Link: func(i int, l *markdown.Link) markdown.Fill {
		target := isms.Target{}
		if links := t.Links(); i < len(links) {
			target = links[i]
		}
		return b.fill(from, l, target)
	}}
	if b.terms != nil {
		fill.Text = b.terms.marker(from)
	}
	*buffer = doc.Body(dst, start, fill)
	return template.HTML(*buffer)
}

// bodies are used again from page to page; what a page holds is a copy.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// fill is the HTML of one link.
func (b *Book) fill(from string, l *markdown.Link, target isms.Target) markdown.Fill {
	title := ""
	if l.Title != "" {
		title = ` title="` + html.EscapeString(l.Title) + `"`
	}
	switch {
	case l.Kind == markdown.Image:
		return b.image(from, l, target, title)
	case target.Thing != nil:
		return b.reference(from, l, target, title)
	case target.Register != nil:
		return markdown.Fill{Open: `<a href="` + rel(from, b.registerHome(target.Register)) + `"` + title + `>`, Close: "</a>"}
	case target.Folder != "":
		return markdown.Fill{Open: `<a href="` + rel(from, b.folderPath(target.Folder)) + `"` + title + `>`, Close: "</a>"}
	case target.File != nil && b.files[target.File] != "":
		place := b.files[target.File]
		if target.Anchor != "" {
			place += "#" + target.Anchor
		}
		return markdown.Fill{Open: `<a href="` + rel(from, place) + `"` + title + `>`, Close: "</a>"}
	case target.URL != "":
		return markdown.Fill{Open: `<a href="` + html.EscapeString(target.URL) + `" rel="noopener noreferrer"` + title + `>`, Close: "</a>"}
	case l.Kind == markdown.Mention:
		return markdown.Fill{}
	}
	fill := markdown.Fill{Open: `<span class="broken" title="` + html.EscapeString(l.Target) + `">`, Close: "</span>"}
	if l.Kind == markdown.Wiki && l.Label == "" {
		fill.Inner = html.EscapeString("[[" + l.Target + "]]")
	}
	return fill
}

func (b *Book) reference(from string, l *markdown.Link, target isms.Target, title string) markdown.Fill {
	t := target.Thing
	place := b.places[t]
	if target.Anchor != "" {
		place += "#" + target.Anchor
	}
	fill := markdown.Fill{Close: "</a>"}
	if l.Kind == markdown.Mention || l.Kind == markdown.Wiki && l.Label == "" {
		title = ` title="` + html.EscapeString(t.Title()) + `"`
	}
	if l.Kind == markdown.Wiki && l.Label == "" {
		fill.Inner, title = html.EscapeString(b.name(t)), ""
	}
	fill.Open = `<a class="ref" data-kind="` + kindOf(t) + `" href="` + rel(from, place) + `"` + title + `>`
	return fill
}

// name is how running text calls a thing: its number and title, or its title alone when the number is only a path.
func (b *Book) name(t *isms.Thing) string {
	if d := t.Document(); d != nil && d.IDFromPath || t.Person() != nil || strings.HasPrefix(b.places[t], "glossary") {
		return t.Title()
	}
	return t.ID() + " " + t.Title()
}

func kindOf(t *isms.Thing) string {
	switch {
	case t.Control != nil && t.Control.Clause:
		return "clause"
	case t.Control != nil:
		return "control"
	case t.Document() != nil:
		return "document"
	case t.Person() != nil:
		return t.Person().PersonKind
	}
	return strings.TrimSuffix(t.Entry.Base().Kind.Name, "s")
}

func (b *Book) image(from string, l *markdown.Link, target isms.Target, title string) markdown.Fill {
	alt := html.EscapeString(l.Label)
	switch {
	case target.File != nil && b.files[target.File] != "":
		return markdown.Fill{Inner: `<img src="` + rel(from, b.files[target.File]) + `" alt="` + alt + `" loading="lazy"` + title + `>`}
	case target.URL != "":
		words := alt
		if words == "" {
			words = html.EscapeString(target.URL)
		}
		return markdown.Fill{Inner: `<a class="external-image" href="` + html.EscapeString(target.URL) + `" rel="noopener noreferrer"` + title + `>` + words + `</a>`}
	}
	return markdown.Fill{Inner: `<span class="broken" title="` + html.EscapeString(l.Target) + `">` + alt + `</span>`}
}
