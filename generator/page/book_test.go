package page

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ismsite/generator/catalogue"
	"ismsite/generator/check"
	"ismsite/generator/date"
	"ismsite/generator/isms"
	"ismsite/generator/markdown"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

var asOf = date.Of(2026, time.March, 31)

// files is a site in memory: paths and texts.
type files map[string]string

func (f files) fs() fs.FS {
	site := fstest.MapFS{}
	for name, text := range f {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

// spell gives interface texts that show their key and what is filled in.
func spell(key string, args ...any) string {
	for _, arg := range args {
		key += " " + fmt.Sprint(arg)
	}
	return key
}

// input reads a site.
func input(t testing.TB, site fs.FS) Input {
	t.Helper()
	text, err := fs.ReadFile(site, source.ProfileName)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	profile, problems := register.LoadProfile(text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	tree, p1, err := source.Read(site, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var docs []*markdown.Doc
	for _, f := range tree.Files {
		if f.IsMarkdown() {
			docs = append(docs, markdown.Parse(f))
		}
	}
	set, p2 := register.Load(tree, docs, profile)
	system, p3 := isms.Link(tree, set, catalogue.Builtin(), asOf)
	return Input{System: system, Problems: check.Run(system, source.Join(p1, p2, p3), profile.Checks), Text: spell}
}

func book(t testing.TB, site files) *Book {
	t.Helper()
	return NewBook(input(t, site.fs()))
}

// example is the book of content-example.
func example(t testing.TB) *Book {
	t.Helper()
	in := input(t, os.DirFS("../../content-example"))
	in.Preview = true
	return NewBook(in)
}

// view builds the page at a path.
func view[T any](t testing.TB, b *Book, path string) (Frame, T) {
	t.Helper()
	for _, p := range b.List() {
		if p.Path == path && p.Build != nil {
			f, v := p.Build()
			if v, ok := v.(T); ok {
				return f, v
			}
			t.Fatalf("%s shows a %T", path, v)
		}
	}
	t.Fatalf("there is no page %s", path)
	panic("unreachable")
}

// content makes the file at a path.
func content(t testing.TB, b *Book, path string) string {
	t.Helper()
	for _, p := range b.List() {
		if p.Path == path && p.Content != nil {
			text, err := p.Content()
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			return string(text)
		}
	}
	t.Fatalf("there is no file %s", path)
	return ""
}

// paths lists the output paths of a book.
func paths(b *Book) []string {
	var list []string
	for _, p := range b.List() {
		list = append(list, p.Path)
	}
	return list
}

// placeOf is the output path of the thing with an id.
func placeOf(b *Book, id string) string {
	for _, t := range b.System.Things {
		if t.ID() == id {
			return b.places[t]
		}
	}
	return ""
}

func TestIDsBecomePathsThatEveryFileSystemHolds(t *testing.T) {
	long := strings.Repeat("ü", 150)
	for id, want := range map[string]string{
		"POL-001": "POL-001", "a b": "a-b", "a/b": "a/b", "../../etc/passwd": "etc/passwd", "..": "_", "/": "_", "": "_", ".hidden": "hidden", "a/../b": "a/b",
		"日本": "日本", "ü": "ü", "u\u0308": "ü", "a:b*c?": "a-b-c", `a\b`: "a-b", "con": "_con", "CON": "_CON", "aux.md": "_aux.md", "a/nul": "a/_nul", "com1": "_com1",
		"console": "console", "index": "_index", "Index": "_Index", "./index": "_index", "a/index": "a/index", "index-2": "index-2", "trailing. ": "trailing",
		"<script>": "script", "a\x00b": "a-b", "%2e%2e": "2e-2e", long: strings.Repeat("ü", 100),
	} {
		got := slug(id)
		if got != want {
			t.Errorf("slug(%q) = %q, want %q", id, got, want)
		}
		if !fs.ValidPath(got) || strings.ContainsAny(got, `\:*?"<>|~ `) {
			t.Errorf("slug(%q) = %q is not a path for every file system", id, got)
		}
	}
}

func FuzzSlugNeverLeavesTheSite(f *testing.F) {
	for _, seed := range []string{"POL-001", "../x", "a/./..//b", "con.", "\xff", "日本/..", strings.Repeat("x/", 40)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		got := slug(id)
		if !fs.ValidPath(got) || got == "." || strings.ContainsAny(got, `\:*?"<>|~`) || slug(got) != got && len(got) < 190 {
			t.Errorf("slug(%q) = %q, and again %q", id, got, slug(got))
		}
	})
}

func TestPathsAreGivenOnceWhateverTheLetterCase(t *testing.T) {
	long := strings.Repeat("x", 230)
	b := book(t, files{
		"a.md": "---\nid: a b\n---\n", "b.md": "---\nid: a-b\n---\n", "c.md": "---\nid: A-B\n---\n", "d.md": "---\nid: index\ntags: [index, a b, a-b, ../x]\n---\n", "e.md": "---\nid: ../../e\n---\n",
		"f.md": "---\nid: " + long + "1\nreview_due: 2026-01-01\n---\n", "g.md": "---\nid: " + long + "2\nreview_due: 2026-01-01\n---\n", "h.md": "---\nid: nul\n---\n",
		"registers/suppliers.csv": "id,name,status\n./index,One,ended\nindex,Two,ended\nACME,Three,ended\nacme,Four,ended\n",
		"registers/glossary.yaml": "- {id: a b, term: One, definition: x.}\n- {id: a-b, term: Two, definition: x.}\n",
		"registers/con.csv":       "id,name\n1,x\n",
		"static/a b.png":          "1", "static/a-b.png": "2", "static/A-B.PNG": "3",
		"de/a.md": "---\nid: POL-001\nlanguage: de\ntranslation_of: POL-001\n---\n", "en/a.md": "---\nid: POL-001\nlanguage: en\n---\n",
	})
	for id, want := range map[string]string{"A-B": "documents/A-B.html", "a b": "documents/a-b-2.html", "a-b": "documents/a-b-3.html", "index": "documents/_index.html", "../../e": "documents/e.html", "nul": "documents/_nul.html"} {
		if got := placeOf(b, id); got != want {
			t.Errorf("%s stands at %s, want %s", id, got, want)
		}
	}
	unique(t, b)
	for _, want := range []string{"documents/POL-001.html", "documents/POL-001.de.html", "registers/_con/index.html", "static/A-B.PNG", "static/a-b-2.png", "static/a-b-3.png"} {
		if !slices.Contains(paths(b), want) {
			t.Errorf("there is no %s", want)
		}
	}
	anchors := map[string]bool{}
	for _, term := range b.System.Set.Terms {
		anchors[b.places[b.System.ThingOf(term)]] = true
	}
	if len(anchors) != 2 {
		t.Errorf("two terms share an anchor: %v", anchors)
	}
	content(t, b, "data/reviews.ics") // two long ids make two events
}

// unique checks that all paths of a book differ and can be written anywhere.
func unique(t *testing.T, b *Book) {
	t.Helper()
	seen := map[string]string{}
	for _, p := range paths(b) {
		key := strings.ToLower(p)
		if seen[key] != "" {
			t.Errorf("%s and %s are one file on half the world's machines", seen[key], p)
		}
		if seen[key] = p; !fs.ValidPath(p) {
			t.Errorf("%s is no path", p)
		}
		for part := range strings.SplitSeq(p, "/") {
			if len(part) > 255 || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".") {
				t.Errorf("%s has a part that is too long, hidden or ends with a dot", p)
			}
		}
	}
}

func TestRel(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"index.html", "documents/POL-001.html", "documents/POL-001.html"},
		{"documents/POL-001.html", "index.html", "../index.html"},
		{"documents/POL-001.html", "documents/POL-002.html", "POL-002.html"},
		{"documents/POL-001.html", "documents/POL-001.html", "POL-001.html"},
		{"documents/POL-001.html", "documents/POL-001.html#a", "#a"},
		{"documents/a/b.html", "documents/c/d.html#e", "../c/d.html#e"},
		{"documents/a/b.html", "documents/a.html", "../a.html"},
		{"a/a/a.html", "a/b.html", "../b.html"},
		{"x/documents/a.html", "documents/a.html", "../../documents/a.html"},
		{"index.html", "documents/größe 1.html", "documents/gr%C3%B6%C3%9Fe%201.html"},
		{"index.html", "a:b.html", "a%3Ab.html"},
		{"index.html", "a#größe", "a#gr%C3%B6%C3%9Fe"},
		{"", "documents/a.html", "documents/a.html"},
		{"documents/index.html", "documents/index~2.html", "index~2.html"},
	} {
		if got := rel(test.from, test.to); got != test.want {
			t.Errorf("rel(%q, %q) = %q, want %q", test.from, test.to, got, test.want)
		}
	}
}

func TestTwoBooksOfOneSystemAreEqual(t *testing.T) {
	in := input(t, os.DirFS("../../content-example"))
	before := entries(in.System)
	one, two := NewBook(in), NewBook(in)
	a, b := one.List(), two.List()
	if got, want := paths(one), paths(one); !slices.Equal(got, want) {
		t.Error("a book lists other pages when it is asked again")
	}
	if len(a) != len(b) {
		t.Fatalf("%d and %d pages", len(a), len(b))
	}
	for i := range a {
		if a[i].Path != b[i].Path || a[i].Kind != b[i].Kind {
			t.Fatalf("%s and %s", a[i].Path, b[i].Path)
		}
		if a[i].Build != nil {
			f1, v1 := a[i].Build()
			f2, v2 := b[i].Build()
			if !reflect.DeepEqual(f1, f2) || !reflect.DeepEqual(v1, v2) {
				t.Errorf("%s is shown in two ways", a[i].Path)
			}
			continue
		}
		c1, err1 := a[i].Content()
		c2, err2 := b[i].Content()
		if err1 != nil || err2 != nil || string(c1) != string(c2) {
			t.Errorf("%s has two contents: %v %v", a[i].Path, err1, err2)
		}
	}
	if after := entries(in.System); before != after {
		t.Error("making pages changed the system")
	}
}

// entries is everything that a system says, as one text.
func entries(s *isms.System) string {
	var b strings.Builder
	for _, t := range s.Things {
		fmt.Fprintf(&b, "%s %s %d %v\n", t.ID(), t.Title(), len(t.Backlinks), t.Links())
		if t.Entry != nil {
			for _, v := range register.Values(t.Entry) {
				fmt.Fprintln(&b, v.Field.Name, v.Texts, v.Refs, v.Day)
			}
		}
	}
	return b.String()
}

func TestRedirectsStandAtOldPathsThatAreFree(t *testing.T) {
	b := book(t, files{
		"a.md": "---\nid: POL-001\ntitle: Access\naliases: [/old/access.html, old/access, OLD/ACCESS, /search.html, Glossary, /documents/POL-002, /, ../../x, index.html, documents/index]\n---\n",
		"b.md": "---\nid: POL-002\naliases: [old/access/, /policies/b/]\n---\n",
	})
	var got []string
	for _, p := range b.List() {
		if p.Kind == "redirect" {
			_, v := p.Build()
			got = append(got, p.Path+" "+v.(Redirect).To.Href)
		}
	}
	want := []string{"old/access.html ../documents/POL-001.html", "x.html documents/POL-001.html", "_index.html documents/POL-001.html",
		"documents.html documents/POL-001.html", "policies/b.html ../documents/POL-002.html"}
	if !slices.Equal(got, want) {
		t.Errorf("redirects are %q\nwant %q", got, want)
	}
	unique(t, b)
}

func TestTranslationsKnowEachOther(t *testing.T) {
	b := book(t, files{
		"a/p.de.md": "---\nid: POL-001\ntitle: Datenschutz\nlanguage: de\ntranslation_of: POL-001\n---\n",
		"b/p.md":    "---\nid: POL-001\ntitle: Privacy\nlanguage: en\n---\n",
		"c/p.fr.md": "---\nid: POL-001-FR\ntitle: Vie privée\nlanguage: fr\ntranslation_of: POL-001\n---\n",
		"other.md":  "---\nid: POL-002\nlanguage: de\n---\nSiehe POL-001.\n",
	})
	for path, want := range map[string][]string{
		"documents/POL-001.html":    {"de: Datenschutz POL-001.de.html", "fr: Vie privée POL-001-FR.html"},
		"documents/POL-001.de.html": {"en: Privacy POL-001.html", "fr: Vie privée POL-001-FR.html"},
		"documents/POL-001-FR.html": {"en: Privacy POL-001.html", "de: Datenschutz POL-001.de.html"},
		"documents/POL-002.html":    nil,
	} {
		_, v := view[Document](t, b, path)
		var got []string
		for _, l := range v.Translations {
			got = append(got, l.Text+" "+l.Href)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s is translated by %q, want %q", path, got, want)
		}
	}
	_, de := view[Document](t, b, "documents/POL-001.de.html")
	i := slices.IndexFunc(de.Facts, func(f Fact) bool { return f.Name == "translation_of" })
	if i < 0 || de.Facts[i].Values[0].Href != "POL-001.html" {
		t.Errorf("the translation refers to %+v", de.Facts)
	}
	if _, other := view[Document](t, b, "documents/POL-002.html"); !strings.Contains(string(other.Content), `href="POL-001.de.html"`) {
		t.Errorf("a German text leads to %s", other.Content)
	}
}

func TestTheLogoAndLinkedFilesArePublishedIfTheyAreSafe(t *testing.T) {
	b := book(t, files{
		"isms.yaml": "logo: images/logo.svg\n", "images/logo.svg": "<svg/>", "images/unused.png": "x", "a/plan.pdf": "x", "a/form.html": "x", "a/FORM2.html": "x",
		"static/evil.svg": "<svg onload='x'/>", "static/fine.png": "x", "static/page.html": "x",
		"a/a.md": "[p](plan.pdf#page=2) [f](form.html) [F](form2.html) ![l](../images/logo.svg)\n",
	})
	var got []string
	for _, p := range paths(b) {
		if strings.HasPrefix(p, "files/") || strings.HasPrefix(p, "static/") {
			got = append(got, p)
		}
	}
	if want := []string{"files/a/plan.pdf", "files/images/logo.svg", "static/fine.png"}; !slices.Equal(got, want) {
		t.Errorf("published are %q, want %q", got, want)
	}
	if b.site.Logo != "files/images/logo.svg" {
		t.Errorf("the logo is %q", b.site.Logo)
	}
	if _, v := view[Document](t, b, "documents/a/a.html"); !strings.Contains(string(v.Content), `href="../../files/a/plan.pdf#page=2"`) {
		t.Errorf("the page of the PDF is lost: %s", v.Content)
	}
}

// Whatever the profile says, both shades can be read: WCAG 2.2, 1.4.3.
func TestAccentsAreLegible(t *testing.T) {
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				colour := fmt.Sprintf("#%02x%02x%02x", r, g, b)
				accent := NewAccent(colour)
				if c := contrast(lightness(t, accent.Light), 1); c < 4.5 {
					t.Fatalf("%s becomes %s, contrast %.2f on white", colour, accent.Light, c)
				}
				if c := contrast(lightness(t, accent.Dark), luminance(22, 27, 34)); c < 4.5 {
					t.Fatalf("%s becomes %s, contrast %.2f on dark", colour, accent.Dark, c)
				}
				if contrast(luminance(float64(r), float64(g), float64(b)), 1) > 4.61 && accent.Light != colour {
					t.Fatalf("%s is legible and becomes %s", colour, accent.Light)
				}
			}
		}
	}
	for _, colour := range []string{"", "blue", "#12345", "#gggggg", "red;}"} {
		if got := NewAccent(colour); got != NewAccent(defaultAccent) {
			t.Errorf("%q gives %v", colour, got)
		}
	}
}

func lightness(t *testing.T, colour string) float64 {
	t.Helper()
	r, g, b, ok := parseColour(colour)
	if !ok {
		t.Fatalf("%q is no colour", colour)
	}
	return luminance(r, g, b)
}
