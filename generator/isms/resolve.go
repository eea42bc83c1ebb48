package isms

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ismsite/generator/markdown"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

// resolver resolves the links and references of one thing.
type resolver struct {
	system   *System
	from     *Thing
	mentions []mention
	problems []source.Problem
}

func (r *resolver) report(at source.Pos, check, fix, format string, args ...any) {
	r.problems = append(r.problems, source.Problem{Pos: at, Check: check, Message: fmt.Sprintf(format, args...), Fix: fix})
}

func (r *resolver) language() string {
	if d := r.from.Document(); d != nil {
		return d.Language
	}
	return ""
}

// text resolves the links of the entry's own text.
func (r *resolver) text() {
	doc := r.from.Doc()
	if doc == nil || len(doc.Links) == 0 {
		return
	}
	r.from.links = make([]Target, len(doc.Links))
	for i := range doc.Links {
		link := &doc.Links[i]
		target := r.link(link)
		if target.Thing == r.from && target.Anchor == "" && link.Kind == markdown.Mention {
			continue // a document that names itself needs no link
		}
		r.from.links[i] = target
		if target.Thing != nil && target.Thing != r.from {
			r.mentions = append(r.mentions, mention{target.Thing, Backlink{From: r.from, Sentence: link.Sentence, Pos: link.Pos}})
		}
	}
}

func (r *resolver) link(l *markdown.Link) Target {
	switch l.Kind {
	case markdown.Mention:
		return r.mention(l)
	case markdown.Wiki:
		return r.wiki(l)
	case markdown.Image:
		return r.image(l)
	}
	return r.inline(l)
}

// mention resolves what looks like an id. One that is unknown is only a problem when others of its family exist.
func (r *resolver) mention(l *markdown.Link) Target {
	found, _ := prefer(r.system.index.ids[l.Target], r.language())
	if found == nil {
		found = r.system.Control(l.Target)
	}
	if found == nil {
		if cut := strings.LastIndexByte(l.Target, '-'); cut > 0 && r.system.index.prefixes[l.Target[:cut]] {
			r.report(l.Pos, "unknown-id", "", "there is no %s", l.Target)
		}
		return Target{}
	}
	return Target{Thing: found}
}

// nothingCalled begins the message about a name that leads nowhere.
const nothingCalled = "nothing is called "

// wiki resolves [[target#anchor]]: an id, a path, a file name, a title, a person, a term.
func (r *resolver) wiki(l *markdown.Link) Target {
	name, anchor, _ := strings.Cut(l.Target, "#")
	name = strings.TrimSpace(name)
	if name == "" {
		return r.anchor(Target{Thing: r.from}, anchor, l.Pos)
	}
	x := &r.system.index
	found, ambiguous := prefer(x.ids[name], r.language())
	if found == nil {
		if found, _ = prefer(x.folded[strings.ToLower(name)], r.language()); found != nil {
			r.report(l.Pos, "wrong-case", "write "+found.ID(), "%q is spelt %q", name, found.ID())
		}
	}
	if found == nil {
		found, ambiguous = prefer(x.names[strings.ToLower(strings.TrimSuffix(name, ".md"))], r.language())
	}
	for _, find := range []func(string) *Thing{r.system.Control, r.system.Clause, r.system.Person, r.system.Term} {
		if found == nil {
			found = find(name)
		}
	}
	if found == nil && strings.Contains(name, "/") {
		if target, ok := r.path(name, l.Pos); ok {
			return r.anchor(target, anchor, l.Pos)
		}
	}
	if found == nil {
		r.report(l.Pos, "broken-link", "", nothingCalled+"%q", name)
		return Target{}
	}
	if ambiguous {
		r.report(l.Pos, "ambiguous-id", "write the path or a unique id", "%q may mean several documents; it leads to %s", name, place(found))
	}
	return r.anchor(Target{Thing: found}, anchor, l.Pos)
}

// place is where a thing is written, for messages.
func place(t *Thing) string {
	if t.Entry == nil {
		return t.ID()
	}
	return t.Entry.Base().Pos.File
}

// schemes that a link may use. Everything else, scripts above all, is not a link.
var schemes = []string{"http", "https", "mailto", "tel"}

// external takes care of addresses that leave the site. ok is false for a path within it.
func (r *resolver) external(l *markdown.Link) (target Target, ok bool) {
	address := strings.Map(func(c rune) rune {
		if c <= ' ' || c == 0x7f {
			return -1 // browsers pass over them, so "java\nscript:" is a scheme
		}
		return c
	}, l.Target)
	if strings.HasPrefix(address, "//") || strings.HasPrefix(address, `\`) {
		r.report(l.Pos, "unsafe-link", "write the address with https://", "%q has no scheme; the link is left out", clip(l.Target))
		return Target{}, true
	}
	scheme, _, found := strings.Cut(address, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return Target{}, false
	}
	if !slices.Contains(schemes, strings.ToLower(scheme)) {
		if r.system.Tree.Get(path.Join(path.Dir(r.file()), l.Target)) != nil {
			return Target{}, false // a file whose name holds a colon
		}
		r.report(l.Pos, "unsafe-link", "links may use https, http, mailto and tel", "%q is not a link that a document may hold; it is left out", clip(l.Target))
		return Target{}, true
	}
	if _, err := url.Parse(address); err != nil {
		r.report(l.Pos, "broken-link", "", "%q is not an address", clip(l.Target))
		return Target{}, true
	}
	return Target{URL: strings.TrimSpace(l.Target)}, true
}

func clip(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:79]) + "…"
	}
	return text
}

func (r *resolver) inline(l *markdown.Link) Target {
	if target, ok := r.external(l); ok {
		return target
	}
	name, anchor, _ := strings.Cut(l.Target, "#")
	name, _, _ = strings.Cut(name, "?")
	switch {
	case l.Target == "":
		r.report(l.Pos, "broken-link", "", "the link %q leads nowhere", clip(l.Label))
		return Target{}
	case name == "":
		return r.anchor(Target{Thing: r.from}, anchor, l.Pos)
	}
	target, ok := r.path(name, l.Pos)
	if !ok {
		fix := ""
		if strings.HasPrefix(name, "www.") {
			fix = "write https://" + clip(name)
		}
		r.report(l.Pos, "broken-link", fix, "there is no %q", clip(name))
		return Target{}
	}
	return r.anchor(target, anchor, l.Pos)
}

func (r *resolver) image(l *markdown.Link) Target {
	if target, ok := r.external(l); ok {
		if target.URL != "" {
			r.report(l.Pos, "external-image", "put the picture into the site's folder", "the picture %q lies outside the site; it is shown as a link", clip(l.Target))
		}
		return target
	}
	name, _, _ := strings.Cut(l.Target, "#")
	name, _, _ = strings.Cut(name, "?")
	target, ok := r.path(name, l.Pos)
	switch {
	case !ok:
		r.report(l.Pos, "broken-link", "", "there is no picture %q", clip(name))
	case !target.IsZero() && target.File == nil:
		r.report(l.Pos, "broken-link", "write it as a link, without the !", "%q is not a picture", clip(name))
		return Target{}
	}
	return target
}

// attachment keeps what may not be published from being linked.
func (r *resolver) attachment(t Target, at source.Pos) Target {
	if t.File == nil {
		return t
	}
	if why := Unsafe(r.system.Tree, t.File); why != "" {
		r.report(at, "unsafe-file", "", "%s is not published: %s", t.File.Path, why)
		return Target{}
	}
	return t
}

// path resolves a path as written in a document: relative to it, or from the site's root with a leading slash. It
// understands what other site generators understand: no extension, .html, a folder, percent signs.
func (r *resolver) path(written string, at source.Pos) (Target, bool) {
	name, err := url.PathUnescape(written)
	if err != nil {
		name = written
	}
	name = norm.NFC.String(name)
	dir := path.Dir(r.file())
	if t := r.system.index.files[path.Join(dir, name)]; t != nil && name[0] != '/' && name[len(name)-1] != '/' {
		return Target{Thing: t}, true // as nearly all links are written
	}
	var bases []string
	switch {
	case strings.HasPrefix(name, "/"):
		bases = []string{strings.TrimPrefix(name, "/"), path.Join("documents", name)}
		if _, below, ok := strings.Cut(name[1:], "/"); ok && below != "" { // a site that was mounted below a path
			bases = append(bases, below)
		}
	default:
		bases = []string{path.Join(dir, name), path.Join(strings.TrimSuffix(r.file(), path.Ext(r.file())), name)}
	}
	for _, base := range bases {
		base = path.Clean(base)
		if base == ".." || strings.HasPrefix(base, "../") {
			continue
		}
		for _, candidate := range candidates(base, strings.HasSuffix(name, "/")) {
			if target, ok := r.exact(candidate); ok {
				return r.attachment(target, at), true
			}
		}
		if target, ok := r.otherCase(base, written, at); ok {
			return r.attachment(target, at), true
		}
	}
	if t := r.system.index.aliases[CleanAlias(bases[0])]; t != nil {
		return Target{Thing: t}, true
	}
	if t := r.system.index.aliases[CleanAlias(name)]; t != nil {
		return Target{Thing: t}, true
	}
	return Target{}, false
}

func (r *resolver) file() string {
	if doc := r.from.Doc(); doc != nil {
		return doc.Path
	}
	return r.from.Entry.Base().Pos.File
}

// candidates lists the files that a path may mean. The literal path comes first when it is a file's, and last as a
// folder's, whose own page goes before it. A path that is written as a folder's means a folder before a file.
func candidates(base string, folder bool) []string {
	list := []string{base, base + ".md", base + ".markdown"}
	for _, ext := range []string{".html", ".htm"} {
		if bare, ok := strings.CutSuffix(base, ext); ok {
			list = append(list, bare+".md", bare+".markdown")
			base = strings.TrimSuffix(bare, "/index")
		}
	}
	pages := make([]string, 0, 4)
	for _, name := range []string{"index.md", "_index.md", "README.md", "readme.md"} {
		pages = append(pages, path.Join(base, name))
	}
	if folder {
		return append(append(pages, list...), base+"/")
	}
	return append(append(list, pages...), base+"/")
}

func (r *resolver) exact(name string) (Target, bool) {
	if t := r.system.index.files[name]; t != nil {
		return Target{Thing: t}, true
	}
	f := r.system.Tree.Get(name)
	if f == nil {
		folder, ok := strings.CutSuffix(name, "/")
		return Target{Folder: folder}, ok && r.system.index.folders[folder]
	}
	if kind := r.system.registerIn(f); kind != nil {
		return Target{Register: kind}, true
	}
	return Target{File: f}, true
}

// registerIn returns the register that a table file holds.
func (s *System) registerIn(f *source.File) *register.Kind {
	if !strings.HasPrefix(f.Name, "registers/") {
		return nil
	}
	return register.KindNamed(s.Set.Kinds, strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name)))
}

// otherCase finds a file whose name differs only by letter case: right on some machines, broken on others.
func (r *resolver) otherCase(base, written string, at source.Pos) (Target, bool) {
	for _, candidate := range candidates(base, false) {
		spellings := r.system.Tree.Spellings(candidate)
		if len(spellings) == 0 {
			continue
		}
		if target, ok := r.exact(norm.NFC.String(spellings[0])); ok {
			r.report(at, "wrong-case", "write it as the file is called", "%q is spelt differently from the file %s", written, spellings[0])
			return target, true
		}
	}
	return Target{}, false
}

// anchor adds an anchor to a target, if there is such a place. What it means in an attachment (the page of a PDF) is
// for its reader to say.
func (r *resolver) anchor(t Target, anchor string, at source.Pos) Target {
	if decoded, err := url.PathUnescape(anchor); err == nil {
		anchor = decoded
	}
	switch {
	case anchor == "" || t.Thing == nil && t.File == nil:
		return t
	case t.File != nil:
		t.Anchor = anchor
		return t
	case t.Thing.Doc() == nil:
		return t
	}
	return r.within(t, t.Thing.Doc(), anchor, at)
}

// within finds an anchor among those of a text.
func (r *resolver) within(t Target, doc *markdown.Doc, anchor string, at source.Pos) Target {
	slug := markdown.Slug(anchor) // [[PRO-004#Step 2]] names the heading itself
	switch {
	case doc.HasAnchor(anchor):
		t.Anchor = anchor
	case doc.HasAnchor(slug):
		t.Anchor = slug
		if slug != anchor && strings.ToLower(anchor) == slug {
			r.report(at, "wrong-case", "write #"+slug, "the anchor %q is spelt %q", anchor, slug)
		}
	default:
		t.Anchor = r.missing(doc, anchor, at)
	}
	return t
}

// missing reports an anchor that a text does not have, and returns the one that differs only by letter case.
func (r *resolver) missing(doc *markdown.Doc, anchor string, at source.Pos) string {
	anchors := slices.Clone(doc.Anchors)
	for _, h := range doc.Headings {
		anchors = append(anchors, h.Anchor)
	}
	if i := slices.IndexFunc(anchors, func(a string) bool { return strings.EqualFold(a, anchor) }); i >= 0 {
		r.report(at, "wrong-case", "write #"+anchors[i], "the anchor %q is spelt %q", anchor, anchors[i])
		return anchors[i]
	}
	fix := ""
	if near := register.Nearest(anchor, anchors); near != "" {
		fix = fmt.Sprintf("did you mean #%s?", near)
	}
	r.report(at, "missing-anchor", fix, "%s has no heading or place %q", doc.Path, "#"+anchor)
	return ""
}
