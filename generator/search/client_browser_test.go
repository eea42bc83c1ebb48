//go:build browser

package search

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"ismsite/generator/page"
	"ismsite/generator/theme"
)

const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'`

// writeSite writes a site with the pages of the sections, the index and the script, as a theme does.
func writeSite(t *testing.T, sections []Section, ix *Index) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, content []byte) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := ix.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		write(f.Path, f.Content)
	}
	look, err := theme.Load(theme.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range look.Assets(page.Site{}) {
		if strings.HasPrefix(a.Path, "assets/search.") {
			write(a.Path, a.Content)
		}
	}
	pages := map[string]*strings.Builder{"index.html": {}, "search.html": {}}
	pages["search.html"].WriteString(`<main data-search-page><h1>Search</h1><div data-search-results></div></main>`)
	for _, s := range sections {
		b := pages[s.Page]
		if b == nil {
			b = &strings.Builder{}
			pages[s.Page] = b
			fmt.Fprintf(b, "<main><h1>%s</h1>", html.EscapeString(s.Title))
		}
		if len(s.Heading) > 0 {
			fmt.Fprintf(b, `<h2 id="%s">%s</h2>`, s.Anchor, html.EscapeString(s.Heading[len(s.Heading)-1]))
		}
		fmt.Fprintf(b, `<p>%s</p><div class="tall"></div>`, html.EscapeString(s.Body))
	}
	for name, b := range pages {
		root := strings.Repeat("../", strings.Count(name, "/"))
		write(name, []byte(`<!doctype html><html lang="en" data-root="`+root+`"><head><meta charset="utf-8"><title>Test</title>`+
			`<meta http-equiv="Content-Security-Policy" content="`+policy+`"><meta name="viewport" content="width=device-width">`+
			`<link rel="icon" href="data:,"><link rel="stylesheet" href="`+root+`assets/search.css"><script src="`+root+`assets/search.js" defer></script></head>`+
			`<body><header><form class="search-box" role="search" action="`+root+`search.html" data-search><label>Search <input type="search" name="q"></label></form></header>`+
			b.String()+`</main></body></html>`))
	}
	return dir
}

// A browser is one Chromium with a profile of its own that notes what goes wrong.
type browser struct {
	context.Context
	mu   sync.Mutex
	said []string
}

func (b *browser) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	said := b.said
	b.said = nil
	return said
}

// chromium finds the browser under the names that systems give it.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("the browser tests need Chromium: make chromium installs it")
	return ""
}

func startBrowser(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:0:0],
		chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	b := &browser{Context: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			b.said = append(b.said, fmt.Sprintf("console: %s", e.Args[0].Value))
		case *runtime.EventExceptionThrown:
			b.said = append(b.said, "exception: "+e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			b.said = append(b.said, "log: "+e.Entry.Text+" "+e.Entry.URL)
		case *network.EventLoadingFailed:
			b.said = append(b.said, "failed: "+e.ErrorText)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		t.Fatal(err)
	}
}

// get gives the value of an expression, awaited.
func get[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.80s: %v", expression, err)
	}
	return v
}

var openSearch = chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl))

func visible(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.CSS(selector))
}
func hidden(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitNotVisible(chromedp.CSS(selector))
}

func fileURL(dir, page string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, page))}).String()
}

// places gives the site's address on file:// and on http://.
func places(t *testing.T, dir string) map[string]string {
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	return map[string]string{"file": fileURL(dir, ""), "http": server.URL}
}

type clientAnswer struct {
	Hits []struct {
		ID, Page, Anchor string
		Score            int
		Excerpt          struct{ Body string }
	}
	Total      int
	Suggestion string
	Damaged    bool
	Facets     []struct {
		Name   string
		Values []struct {
			Value string
			N     int
		}
	}
}

func (b *browser) answer(t *testing.T, query string, filter map[string][]string) clientAnswer {
	t.Helper()
	q, _ := json.Marshal(query)
	f, _ := json.Marshal(filter)
	if filter == nil {
		f = []byte("{}")
	}
	return get[clientAnswer](t, b, fmt.Sprintf(`ismsiteAnswer(%s, %s, 10, true).then(a => ({...a, marked: 0}))`, q, f))
}

func TestBrowserAnswersAsGoDoes(t *testing.T) {
	b := startBrowser(t)
	sections := mixedSections(t)
	ix := build(t, sections, Options{})
	queries := []string{"", "27001:2022", `"ISO/IEC`, "a:", "/re(/", "<script>", strings.Repeat("x", 10000), strings.Repeat("policy ", 2000), "🔒 policy", "the of and",
		"שלום", "🔒", "\u202epolicy", "constructor", "__proto__", "in", "access in", "s", "情", "データ"}
	for _, s := range readSamples(t) {
		for _, q := range s.Queries {
			runes := []rune(q.Query)
			for n := 1; n <= len(runes); n++ {
				queries = append(queries, string(runes[:n]))
			}
		}
	}
	for place, root := range places(t, writeSite(t, sections, ix)) {
		t.Run(place, func(t *testing.T) {
			b.do(t, chromedp.Navigate(root+"/index.html"))
			for _, q := range queries {
				want, got := ix.Answer(q, Filter{}, 10), b.answer(t, q, nil)
				if g, w := clientLines(got), goLines(want); g != w {
					t.Errorf("%.60q: browser and Go differ\nbrowser:\n%s\nGo:\n%s", q, g, w)
				}
			}
			for _, f := range []Filter{{Type: []string{"Policy"}}, {Type: []string{"Policy", "Procedure"}, Status: []string{"Draft"}}, {Control: []string{"A.5.10"}}, {Owner: []string{"nobody"}}} {
				want := ix.Answer("policy procedure", f, 10)
				got := b.answer(t, "policy procedure", map[string][]string{"type": append([]string{}, f.Type...), "status": append([]string{}, f.Status...), "control": append([]string{}, f.Control...), "owner": append([]string{}, f.Owner...)})
				if g, w := clientLines(got), goLines(want); g != w {
					t.Errorf("filter %+v: browser and Go differ\nbrowser:\n%s\nGo:\n%s", f, g, w)
				}
				for _, facet := range got.Facets {
					for i, v := range facet.Values {
						if w := want.Facets[facet.Name]; i >= len(w) || w[i] != (Count{v.Value, v.N}) {
							t.Errorf("filter %+v, facet %s: browser %v, Go %v", f, facet.Name, facet.Values, w)
							break
						}
					}
				}
			}
			if said := b.complaints(); len(said) > 0 {
				t.Errorf("the browser complains: %q", said)
			}
		})
	}
}

func clientLines(a clientAnswer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %q\n", a.Total, a.Suggestion)
	for _, h := range a.Hits {
		fmt.Fprintf(&b, "%s %s#%s %d %q\n", h.ID, h.Page, h.Anchor, h.Score, h.Excerpt.Body)
	}
	return b.String()
}

func TestBrowserDialogByKeyboard(t *testing.T) {
	b := startBrowser(t)
	sections := mixedSections(t)
	for place, root := range places(t, writeSite(t, sections, build(t, sections, Options{}))) {
		t.Run(place, func(t *testing.T) {
			b.do(t, chromedp.Navigate(root+"/english/documents/POL-003.html"),
				openSearch, visible("dialog.search-dialog input"), chromedp.KeyEvent("multi-factor"), visible("dialog [role=option] mark"))
			expanded := get[string](t, b, `document.querySelector('dialog input').getAttribute('aria-expanded')`)
			active := get[string](t, b, `document.getElementById(document.querySelector('dialog input').getAttribute('aria-activedescendant')).getAttribute('aria-selected')`)
			status := get[string](t, b, `document.querySelector('dialog [role=status]').textContent`)
			b.do(t, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(`//h1[text()="Access Control Policy"]`))
			marks := get[int](t, b, `CSS.highlights.get('search-hit').size`)
			scrolled := get[string](t, b, `(scrollY > 0) + ' ' + location.hash + ' ' + location.search`)
			if expanded != "true" || active != "true" || status == "" {
				t.Errorf("combobox: expanded %q, active %q, status %q", expanded, active, status)
			}
			if marks == 0 || scrolled != "true #s3 " {
				t.Errorf("the page opened has %d marks; scrolled, place, query: %q", marks, scrolled)
			}
			b.do(t, chromedp.KeyEvent("k", chromedp.KeyModifiers(chromedp.ModifierCtrl)), visible("dialog.search-dialog"))
			b.do(t, visible("dialog .search-recent"), chromedp.KeyEvent(kb.Escape), hidden("dialog.search-dialog"),
				chromedp.Evaluate[chromedp.Void](`document.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true}))`), visible("dialog.search-dialog"),
				chromedp.KeyEvent(kb.Escape), hidden("dialog.search-dialog"),
				chromedp.Focus(chromedp.CSS("header input")), chromedp.KeyEvent("p"), visible("dialog.search-dialog"),
				chromedp.KeyEvent(kb.Escape), hidden("dialog.search-dialog"))
			focus := get[string](t, b, "document.activeElement.name")
			if focus != "q" {
				t.Errorf("focus after Escape is on %q, want the header's box", focus)
			}
			if said := b.complaints(); len(said) > 0 {
				t.Errorf("the browser complains: %q", said)
			}
		})
	}
}

func TestBrowserSearchPageIsShareable(t *testing.T) {
	b := startBrowser(t)
	sections := mixedSections(t)
	for place, root := range places(t, writeSite(t, sections, build(t, sections, Options{}))) {
		t.Run(place, func(t *testing.T) {
			b.do(t, chromedp.Navigate(root+"/search.html?q=policy&type=Policy&status=Draft"), visible("main .search-hit"))
			title := get[string](t, b, `document.querySelector('main .search-title').textContent`)
			search := get[string](t, b, "location.search")
			if title != "Remote Working Policy" || search != "?q=policy&type=Policy&status=Draft" {
				t.Errorf("first hit %q at %q", title, search)
			}
			if said := b.complaints(); len(said) > 0 {
				t.Errorf("the browser complains: %q", said)
			}
		})
	}
}

func TestBrowserMissingShardsAreSaid(t *testing.T) {
	b := startBrowser(t)
	sections := mixedSections(t)
	dir := writeSite(t, sections, build(t, sections, Options{}))
	fragments, _ := filepath.Glob(filepath.Join(dir, "search", "f[0-9]*.js"))
	if err := os.Remove(fragments[0]); err != nil {
		t.Fatal(err)
	}
	b.do(t, chromedp.Navigate(fileURL(dir, "index.html")))
	if a := b.answer(t, "policy", nil); !a.Damaged {
		t.Errorf("a missing file is not said: %+v", a)
	}
	if a := b.answer(t, "手順", nil); len(a.Hits) == 0 || a.Damaged {
		t.Errorf("one missing file hides what is in another: %+v", a)
	}
	if err := os.WriteFile(filepath.Join(dir, "search", "index.js"), []byte("ismsiteSearch(\"index\",{"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.do(t, chromedp.Navigate(fileURL(dir, "index.html")), openSearch, visible("dialog input"), chromedp.KeyEvent("policy"))
	if _, err := chromedp.Run(b, chromedp.Poll[bool](`document.querySelector('dialog [role=status]').textContent.includes('could not be loaded')`)); err != nil {
		t.Errorf("a damaged index is not said: %v", err)
	}
}

// The colours of the theme are not loaded here: search.css brings light ones, and the dark ones stand below.
const darkColours = `:root { --fg: #e6edf3; --bg: #0d1117; --surface: #161b22; --muted: #9da9b4; --line: #30363d; --accent: #6cc5d4; --mark: #5c4c00; color-scheme: dark }`

// contrasts gives the contrast of text and background of each element, the background being that of the
// nearest ancestor that has one.
const contrasts = `(() => {
  const rgb = c => c.match(/[\d.]+/g).map(Number);
  const light = c => rgb(c).slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { while (e && rgb(getComputedStyle(e).backgroundColor)[3] === 0) e = e.parentElement; return e ? getComputedStyle(e).backgroundColor : 'rgb(255, 255, 255)'; };
  const list = {};
  document.querySelectorAll('dialog mark, dialog .search-title, dialog .search-kind, dialog .search-crumb, dialog .search-excerpt, dialog [role=status], dialog button, dialog input, dialog summary').forEach(e => {
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    const name = e.localName + '.' + e.className + ' in ' + e.parentElement.className;
    list[name] = Math.min(list[name] || 21, (a + .05) / (b + .05));
  });
  return list;
})()`

func TestBrowserDialogIsAccessible(t *testing.T) {
	b := startBrowser(t)
	sections := mixedSections(t)
	dir := writeSite(t, sections, build(t, sections, Options{}))
	b.do(t, chromedp.Navigate(fileURL(dir, "english/documents/POL-003.html")), chromedp.Focus(chromedp.CSS("header input")))
	b.do(t, openSearch, visible("dialog input"))
	before := get[string](t, b, `(i => [i.getAttribute('aria-expanded'), i.hasAttribute('aria-activedescendant')].join())(document.activeElement)`)
	b.do(t, chromedp.KeyEvent("acces controll"), visible("dialog [role=option] mark"))
	for what, check := range map[string]string{
		"the dialog has a name":                      `document.querySelector('dialog').getAttribute('aria-label')`,
		"the dialog is modal":                        `document.querySelector('dialog').matches(':modal')`,
		"focus is in the box":                        `document.activeElement === document.querySelector('dialog input')`,
		"the box is a combobox with a name":          `(i => i.getAttribute('role') === 'combobox' && i.getAttribute('aria-autocomplete') === 'list' && i.getAttribute('aria-label'))(document.activeElement)`,
		"it is expanded":                             `document.activeElement.getAttribute('aria-expanded') === 'true'`,
		"it controls a listbox with a name":          `(l => l.getAttribute('role') === 'listbox' && l.getAttribute('aria-label'))(document.getElementById(document.activeElement.getAttribute('aria-controls')))`,
		"the active option is in the list":           `(o => o.getAttribute('role') === 'option' && o.getAttribute('aria-selected') === 'true' && o.parentElement.id === document.activeElement.getAttribute('aria-controls'))(document.getElementById(document.activeElement.getAttribute('aria-activedescendant')))`,
		"one option is selected":                     `document.querySelectorAll('dialog [role=option][aria-selected=true]').length === 1`,
		"the listbox holds options only":             `[...document.querySelectorAll('dialog [role=listbox] > *')].every(e => e.getAttribute('role') === 'option' && e.textContent.trim())`,
		"ids are unique":                             `(ids => new Set(ids).size === ids.length)([...document.querySelectorAll('[id]')].map(e => e.id))`,
		"options are not tab stops":                  `[...document.querySelectorAll('dialog [role=option]')].every(o => o.tabIndex === -1)`,
		"the number of results is said":              `(s => s.getAttribute('aria-live') === 'polite' && /\d/.test(s.textContent))(document.querySelector('dialog [role=status]'))`,
		"each button has a name":                     `[...document.querySelectorAll('dialog button')].every(e => e.getAttribute('aria-label') || e.textContent.trim())`,
		"targets are at least 24 pixels high":        `[...document.querySelectorAll('dialog button, dialog [role=option], dialog summary, dialog input')].every(e => e.getBoundingClientRect().height >= 24)`,
		"nothing is drawn by an attribute of styles": `!document.querySelector('dialog [style]')`,
	} {
		if !get[bool](t, b, "!!("+check+")") {
			t.Errorf("not so: %s", what)
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		if scheme == "dark" {
			get[bool](t, b, `(s => { s.replaceSync(`+"`"+darkColours+"`"+`); document.adoptedStyleSheets = [s]; return true })(new CSSStyleSheet())`)
		}
		list := get[map[string]float64](t, b, contrasts)
		if len(list) < 6 {
			t.Errorf("%s: only %v has colours", scheme, list)
		}
		for name, contrast := range list {
			if contrast < 4.5 {
				t.Errorf("%s: contrast of %s is %.2f, want at least 4.5", scheme, name, contrast)
			}
		}
	}
	for range 30 { // the page behind is out of reach; the browser's own controls are not
		b.do(t, chromedp.KeyEvent(kb.Tab))
		if at := get[string](t, b, `(e => e === document.body || e.closest('dialog') ? '' : e.outerHTML.slice(0, 80))(document.activeElement)`); at != "" {
			t.Fatalf("Tab leaves the dialog: %s", at)
		}
	}
	b.do(t, chromedp.Focus(chromedp.CSS("dialog input")), chromedp.KeyEvent(kb.Escape), hidden("dialog.search-dialog"))
	if name := get[string](t, b, "document.activeElement.name"); name != "q" {
		t.Errorf("focus after Escape is on %q, want the header's box", name)
	}
	b.do(t, openSearch, visible("dialog input"), chromedp.KeyEvent("zzzzqqqq"))
	if _, err := chromedp.Run(b, chromedp.Poll[bool](`document.querySelector('dialog [role=status]').textContent.includes('zzzzqqqq')`)); err != nil {
		t.Errorf("that nothing is found is not said: %v", err)
	}
	after := get[string](t, b, `(i => [i.getAttribute('aria-expanded'), i.hasAttribute('aria-activedescendant')].join())(document.activeElement)`)
	if before != "false,false" || after != "false,false" {
		t.Errorf("without results the box is expanded, has an active option: %s at first, %s later", before, after)
	}
	if said := b.complaints(); len(said) > 0 {
		t.Errorf("the browser complains: %q", said)
	}
}
