package theme

import (
	"html/template"
	"strings"
	"sync"

	"ismsite/generator/page"
)

// A shared is what a part of the layout sees that is the same on many pages: the head, the header, the footer.
// Such a part is rendered once for all pages that agree in these values.
type shared struct {
	Site  page.Site
	Root  string
	Kind  string // only "home", "search", "notfound" and "redirect" are told apart; empty for all others
	Areas []page.Link
}

// A frameKey names one rendering of a shared part.
type frameKey struct {
	name, root, kind, areas string
	site                    page.Site
}

// frames remembers shared parts. It is bounded: a preview renders with one theme for days.
type frames struct {
	mu    sync.RWMutex
	parts map[frameKey]template.HTML
}

const maxFrames = 1000

// shared renders a shared part of the layout, or returns it as rendered before.
func (t *Theme) shared(name string, d *data) (template.HTML, error) {
	s := shared{Site: d.Site, Root: d.Root, Areas: d.Areas}
	switch d.Kind {
	case "home", "search", "notfound", "redirect":
		s.Kind = d.Kind
	}
	key := frameKey{name, s.Root, s.Kind, linksKey(s.Areas), s.Site}
	t.frames.mu.RLock()
	part, ok := t.frames.parts[key]
	t.frames.mu.RUnlock()
	if ok {
		return part, nil
	}
	var b strings.Builder
	if err := t.templates.ExecuteTemplate(&b, name, s); err != nil {
		return "", err
	}
	part = template.HTML(b.String())
	t.frames.mu.Lock()
	defer t.frames.mu.Unlock()
	if t.frames.parts == nil || len(t.frames.parts) >= maxFrames {
		t.frames.parts = map[frameKey]template.HTML{}
	}
	t.frames.parts[key] = part
	return part, nil
}

// linksKey is a text that differs for lists of links that differ.
func linksKey(links []page.Link) string {
	n := 0
	for _, l := range links {
		n += len(l.Href) + len(l.Text) + len(l.Note) + 5
	}
	b := make([]byte, 0, n)
	for _, l := range links {
		b = append(b, l.Href...)
		b = append(b, 0)
		b = append(b, l.Text...)
		b = append(b, 0)
		b = append(b, l.Note...)
		b = append(b, 0, flag(l.Current), flag(l.Missing))
	}
	return string(b)
}

func flag(b bool) byte {
	if b {
		return '1'
	}
	return '0'
}
