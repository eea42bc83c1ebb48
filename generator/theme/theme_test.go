package theme

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"ismsite/generator/page"
)

func load(t testing.TB, o Options) *Theme {
	t.Helper()
	theme, err := Load(o)
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

func render(t testing.TB, theme *Theme, s sample) string {
	t.Helper()
	b, err := theme.Render(s.frame, s.view)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sampleOf returns the sample page at a path.
func sampleOf(t testing.TB, path string) sample {
	t.Helper()
	for _, s := range samples() {
		if s.frame.Path == path {
			return s
		}
	}
	t.Fatalf("no sample %s", path)
	return sample{}
}

func TestEveryKindHasASample(t *testing.T) {
	for _, kind := range Kinds {
		if !slices.ContainsFunc(samples(), func(s sample) bool { return s.frame.Kind == kind }) {
			t.Errorf("kind %s has no sample page", kind)
		}
	}
}

func TestPagesAreSound(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		theme := load(t, Options{Language: language})
		for _, s := range samples() {
			s.frame.Site.Language = language
			t.Run(language+"/"+s.frame.Path, func(t *testing.T) {
				out := render(t, theme, s)
				checkBalance(t, out)
				checkPage(t, s, out)
			})
		}
	}
}

var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// checkBalance wants every element closed by hand, in order.
func checkBalance(t *testing.T, out string) {
	var open []string
	for z := html.NewTokenizer(strings.NewReader(out)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Errorf("not HTML: %v", z.Err())
			}
			if len(open) > 0 {
				t.Errorf("not closed: %v", open)
			}
			return
		case html.StartTagToken:
			if name, _ := z.TagName(); !slices.Contains(void, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// checkPage checks what holds for all pages: the policy that lets nothing inline run, unique ids, relative links.
func checkPage(t *testing.T, s sample, out string) {
	root, err := html.Parse(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	counts := map[string]int{}
	var policy string
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("comment: %s", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		counts[n.Data]++
		a := map[string]string{}
		for _, attr := range n.Attr {
			if _, twice := a[attr.Key]; twice {
				t.Errorf("<%s> has %s twice", n.Data, attr.Key)
			}
			a[attr.Key] = attr.Val
			if strings.HasPrefix(attr.Key, "on") || attr.Key == "style" {
				t.Errorf("<%s> has the attribute %s", n.Data, attr.Key)
			}
		}
		if id, ok := a["id"]; ok {
			if ids[id] || id == "" || strings.ContainsAny(id, " \t\n") {
				t.Errorf("id %q is empty, spaced or used twice", id)
			}
			ids[id] = true
		}
		switch n.Data {
		case "style", "base", "iframe", "object", "embed":
			t.Errorf("<%s> on the page", n.Data)
		case "script":
			if a["src"] == "" || n.FirstChild != nil || a["type"] != "" {
				t.Errorf("script is not a plain file: %v", n.Attr)
			}
		case "meta":
			if a["http-equiv"] == "Content-Security-Policy" {
				policy = a["content"]
			}
		}
		for _, key := range []string{"href", "src", "action", "data-rows"} {
			if v, ok := a[key]; ok {
				checkTarget(t, s, n.Data, key, v)
			}
		}
	}
	for _, name := range []string{"h1", "main", "title", "header", "footer"} {
		want := 1
		if name == "header" {
			want = counts[name] // pages have a head of their own
		}
		if counts[name] != want || counts[name] == 0 {
			t.Errorf("<%s> stands there %d times", name, counts[name])
		}
	}
	want := "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"
	if s.frame.Site.Preview {
		want += "; connect-src 'self'"
	}
	if policy != want {
		t.Errorf("policy: %s", policy)
	}
}

// checkTarget wants local targets relative, but for the page that a server shows at any path.
func checkTarget(t *testing.T, s sample, element, key, v string) {
	if strings.HasPrefix(v, "https://") || strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "mailto:") {
		if element != "a" {
			t.Errorf("<%s %s=%q> leaves the site", element, key, v)
		}
		return
	}
	if strings.HasPrefix(v, "/") != (s.frame.Kind == "notfound") && !strings.HasPrefix(v, "#") {
		t.Errorf("<%s %s=%q> is not relative", element, key, v)
	}
	if strings.ContainsAny(v, "\"'<> \\") {
		t.Errorf("<%s %s=%q> is not encoded", element, key, v)
	}
}

func TestPageSaysWhatScriptsNeed(t *testing.T) {
	theme := load(t, Options{})
	out := render(t, theme, sampleOf(t, "documents/POL-002.html"))
	for _, want := range []string{
		`<html lang="en" data-root="../" data-as-of="2026-03-31" data-pinned data-lead="30" data-print="POL-002 · Version 1.10 · Internal · As of 31 March 2026 · Uncontrolled when printed">`,
		`<title>Access control policy – Northwind ISMS</title>`,
		`<form class="search-box" role="search" action="../search.html" data-search>`,
		`<span class="badge badge-review-overdue" data-due="2026-03-19">Overdue by 12 days</span>`,
		`<time datetime="2026-03-19">19 March 2026</time>`,
		`<meta name="referrer" content="no-referrer">`,
		`<span class="missing">Missing</span>`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if out := render(t, theme, sampleOf(t, "documents/bare.html")); !strings.Contains(out, `<script src="../_ismsite/preview.js" defer></script>`) {
		t.Error("a previewed page lacks the preview's script")
	} else if strings.Contains(out, "data-pinned") {
		t.Error("a page that is not pinned says that it is")
	}
	if out := render(t, theme, sampleOf(t, "search.html")); !strings.Contains(out, "data-search-page>") || !strings.Contains(out, "<div data-search-results></div>") {
		t.Error("the search page lacks the places that the script fills")
	}
	if out := render(t, theme, sampleOf(t, "documents/old.html")); !strings.Contains(out, `content="0; url=POL-002.html"`) {
		t.Error("a moved page does not lead on")
	}
	if out := render(t, theme, sampleOf(t, "documents/index.html")); !strings.Contains(out, `data-table="documents" data-total="1204" data-rows="../data/documents.js"`) {
		t.Error("a table of many pages does not name its script")
	}
}

func TestHostileTextsStayTexts(t *testing.T) {
	theme := load(t, Options{})
	for _, s := range samples() {
		if out := render(t, theme, s); strings.Contains(out, `<script>alert`) || strings.Contains(out, `"><b>`) {
			t.Errorf("%s: a text became HTML", s.frame.Path)
		}
	}
}

func TestUnsafeLinksAreErrors(t *testing.T) {
	theme := load(t, Options{})
	for _, href := range []string{"javascript:alert(1)", "JaVaScript:x", "data:text/html,x", "vbscript:x", "//evil.example/", `/\evil.example`, `\\evil.example`, "java\nscript:x", " javascript:x"} {
		s := sampleOf(t, "documents/POL-002.html")
		s.frame.Breadcrumbs = []page.Link{{Href: href, Text: "x"}}
		if out, err := theme.Render(s.frame, s.view); err == nil {
			t.Errorf("%q was rendered: %s", href, out[bytes.Index(out, []byte("crumbs")):][:200])
		} else if !strings.Contains(err.Error(), "documents/POL-002.html") || !strings.Contains(err.Error(), "templates/layout.html:") {
			t.Errorf("%q: the error names neither page nor template: %v", href, err)
		}
	}
}

func TestWithheldValueIsAnError(t *testing.T) {
	theme := load(t, Options{Overrides: fstest.MapFS{"templates/redirect.html": {Data: []byte(`<h1>x</h1><a href="{{.View.To.Href}}">x</a>`)}}})
	s := sampleOf(t, "documents/old.html")
	s.view = page.Redirect{To: page.Link{Href: "javascript:alert(1)", Text: "x"}}
	_, err := theme.Render(s.frame, s.view)
	if err == nil || !strings.Contains(err.Error(), "theme/templates/redirect.html") || !strings.Contains(err.Error(), "ZgotmplZ") {
		t.Errorf("got %v", err)
	}
	d := sampleOf(t, "documents/bare.html")
	d.frame.Title = "What ZgotmplZ means"
	render(t, theme, d)
}

func TestOverridesReplaceAndAdd(t *testing.T) {
	theme := load(t, Options{Language: "fr", Overrides: fstest.MapFS{
		"templates/pager.html":  {Data: []byte(`<p>pager of ours {{template "extra.html"}}</p>`)},
		"templates/extra.html":  {Data: []byte(`{{t "extra.key"}}`)},
		"assets/user.css":       {Data: []byte(`@layer user { :root { --radius: 0 } }`)},
		"assets/icon.svg":       {Data: []byte(`<svg/>`)},
		"assets/.hidden":        {Data: []byte(`x`)},
		"texts/fr.yaml":         {Data: []byte("field.owner: Responsable\nextra.key: <à> nous\nreview.overdue_by: {one: En retard de %d jour, other: En retard de %d jours}\n")},
		"static-files/other.md": {Data: []byte(`x`)},
	}})
	out := render(t, theme, sampleOf(t, "documents/POL-002.html"))
	if !strings.Contains(out, "<p>pager of ours &lt;à&gt; nous</p>") {
		t.Error("the site's template was not used")
	}
	if !strings.Contains(out, `href="../assets/user.css"`) {
		t.Error("user.css is not linked")
	}
	if strings.Contains(render(t, load(t, Options{}), sampleOf(t, "documents/POL-002.html")), "user.css") {
		t.Error("user.css is linked although there is none")
	}
	if got := theme.Text("field.owner"); got != "Responsable" {
		t.Errorf("field.owner: %s", got)
	}
	if got := theme.Text("review.overdue_by", 1) + ", " + theme.Text("review.overdue_by", 2); got != "En retard de 1 jour, En retard de 2 jours" {
		t.Error(got)
	}
	if got := theme.Text("field.version"); got != "Version" {
		t.Errorf("a text that the translation lacks: %s", got)
	}
	assets := map[string]string{}
	for _, a := range theme.Assets(sampleSite()) {
		assets[a.Path] = string(a.Content)
	}
	if assets["assets/icon.svg"] != "<svg/>" || assets["assets/user.css"] == "" || assets["assets/site.css"] == "" || assets["assets/.hidden"] != "" {
		t.Error("assets were not replaced and added")
	}
}

func TestMistakesInTemplatesNameFileAndLine(t *testing.T) {
	for name, c := range map[string]struct{ template, want string }{
		"an action that does not end":    {"<p>\n{{if .Title}\n", "reading theme: theme/templates/document.html:2:"},
		"a function that does not exist": {"\n\n{{now}}", `reading theme: theme/templates/document.html:3: function "now" not defined`},
		"a template that does not exist": {`{{template "none.html"}}`, "reading theme: theme/templates/document.html:1"},
		"a place that cannot be escaped": {"<p>\n<a href=\"{{if .Title}}\"{{end}}>", "reading theme: theme/templates/document.html:2"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(Options{Overrides: fstest.MapFS{"templates/document.html": {Data: []byte(c.template)}}})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s …", err, c.want)
			}
		})
	}
	theme := load(t, Options{Overrides: fstest.MapFS{"templates/document.html": {Data: []byte("<p>\n{{.View.Nonsense}}")}}})
	s := sampleOf(t, "documents/POL-002.html")
	if _, err := theme.Render(s.frame, s.view); err == nil || !strings.Contains(err.Error(), "theme/templates/document.html:2:") || !strings.Contains(err.Error(), s.frame.Path) {
		t.Errorf("a field that does not exist: %v", err)
	}
	if _, err := theme.Render(page.Frame{Kind: "nonsense", Path: "x.html"}, nil); err == nil || !strings.Contains(err.Error(), "templates/nonsense.html") {
		t.Errorf("a kind that does not exist: %v", err)
	}
	_, err := Load(Options{Overrides: fstest.MapFS{"texts/en.yaml": {Data: []byte("a: b\n\tc: d\n")}}})
	if err == nil || !strings.Contains(err.Error(), "theme/texts/en.yaml") || !strings.Contains(err.Error(), "en.yaml:2:") {
		t.Errorf("a mistake in the texts: %v", err)
	}
}

func TestRenderIsTheSameFromManyGoroutines(t *testing.T) {
	theme, list := load(t, Options{}), samples()
	want := make([]string, len(list))
	for i, s := range list {
		want[i] = render(t, load(t, Options{}), s)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, s := range list {
				if b, err := theme.Render(s.frame, s.view); err != nil || string(b) != want[i] {
					t.Errorf("%s differs: %v", s.frame.Path, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestFramesDifferWhereTheyMust(t *testing.T) {
	theme := load(t, Options{})
	a := sampleOf(t, "glossary.html")
	b := a
	b.frame.Site.Contact = "other@northwind.example"
	b.frame.Areas = sampleAreas("", "Home")
	if out := render(t, theme, a); !strings.Contains(out, `<a href="glossary.html" aria-current="page">Glossary`) {
		t.Error("the present area is not marked")
	}
	if out := render(t, theme, b); !strings.Contains(out, "other@northwind.example") || !strings.Contains(out, `<a href="index.html" aria-current="page">Home`) {
		t.Error("a part of the frame was taken from another page")
	}
}

func BenchmarkDocument(b *testing.B) {
	theme, s := load(b, Options{}), sampleOf(b, "documents/POL-002.html")
	d := sampleDocument()
	d.Content = ""
	s.view = d
	b.ReportAllocs()
	for b.Loop() {
		if _, err := theme.Render(s.frame, s.view); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTable(b *testing.B) {
	for _, rows := range []int{10, 200} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			theme, s := load(b, Options{}), sampleOf(b, "documents/index.html")
			s.view = page.Register{Table: sampleTable("documents", rows)}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := theme.Render(s.frame, s.view); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
