//go:build browser

package preview

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A browser is one Chromium with a profile of its own that notes what goes wrong.
type browser struct {
	context.Context
	t    *testing.T
	mu   sync.Mutex
	said []string
}

func startBrowser(t *testing.T) *browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Fatal("this test needs a browser: none of chromium, chromium-browser and google-chrome is on the PATH")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:0:0],
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*deadline)
	t.Cleanup(cancel)
	b := &browser{Context: ctx, t: t}
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
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// is checks what an expression gives; bar and panel are at hand in it.
func (b *browser) is(expression string, want any) {
	b.t.Helper()
	got, err := chromedp.Run(b, chromedp.Evaluate[any](inShadow(expression)))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		b.t.Errorf("%s is %v, want %v", expression, got, want)
	}
}

// until waits for an expression to become true.
func (b *browser) until(expression string) {
	b.t.Helper()
	until(b.t, expression, func() bool {
		got, err := chromedp.Run(b, chromedp.Evaluate[bool](inShadow("!!("+expression+")")))
		return err == nil && got // an error while the page is loaded again
	})
}

func inShadow(expression string) string {
	return `(() => {
		const shadow = (document.getElementById('ismsite-preview') || {}).shadowRoot, part = s => shadow && shadow.querySelector(s);
		const bar = part('button'), panel = part('#panel'), frame = part('.frame'), said = part('[role=status]');
		return ` + expression + `; })()`
}

// listening waits for the page's script to know its page: what is changed from then on arrives.
func (b *browser) listening() {
	b.t.Helper()
	b.until(`document.getElementById('ismsite-preview') && !document.getElementById('ismsite-preview').hidden && document.readyState === 'complete'`)
}

func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.said {
		if !strings.Contains(s, "404") { // the browser's own note on the page that is missing
			b.t.Errorf("the browser complains: %s", s)
		}
	}
}

func longPage(middle string) string {
	var s strings.Builder
	s.WriteString("Long page\n<header><form role=\"search\"><input type=\"search\" id=\"q\"></form></header>\n<main id=\"main\">\n<details id=\"more\"><summary>More</summary><p>folded</p></details>\n")
	for i := range 100 {
		fmt.Fprintf(&s, "<p>paragraph %d</p>\n", i)
	}
	s.WriteString(middle)
	for i := range 100 {
		fmt.Fprintf(&s, "<p>paragraph %d</p>\n", 100+i)
	}
	s.WriteString("</main>\n")
	return s.String()
}

const leftByReader = `[scrollY, document.getElementById('more').open, document.activeElement.id, document.getElementById('q').value].join()`

// asLeft scrolls, unfolds and types as a reader does; mark is lost when the page is loaded again.
func (b *browser) asLeft() {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`(() => {
		document.getElementById('more').open = true;
		document.getElementById('q').focus();
		document.getElementById('q').value = 'typed';
		scrollTo(0, 1500);
		window.mark = true;
	})()`))
	b.until(leftByReader + ` === '1500,true,q,typed'`)
}

func TestPageFollowsItsFile(t *testing.T) {
	b := startBrowser(t)
	f := newFolder(t, "long.md", longPage("<p>old text</p>\n<ul><li>one</li><li>three</li></ul>\n"), "assets/site.css", "p { margin: 1em }")
	url := f.serve(nil)
	b.do(chromedp.Navigate(url + "long.html"))
	b.listening()
	b.asLeft()
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('main').prepend(Object.assign(document.createElement('div'), {id: 'added', textContent: 'by a script', hidden: true}))`))

	f.save("long.md", longPage("<p>new <em>text</em></p>\n<ul><li>one</li><li>two</li><li>three</li></ul>\n<p class=\"x\">and more</p>\n"))
	b.until(`document.querySelector('main em')`)
	b.is(`document.querySelector('main ul').textContent`, "onetwothree")
	b.is(`document.querySelector('main .x').previousElementSibling.nodeName`, "UL")
	b.is(`[...document.querySelectorAll('main > p')].length`, 202)
	b.is(`document.getElementById('added').textContent`, "by a script")
	b.is(`window.mark`, true)
	b.is(leftByReader, "1500,true,q,typed")

	f.save("long.md", longPage(""))
	b.until(`!document.querySelector('main em')`)
	b.is(`[...document.querySelectorAll('main > p')].map(p => p.textContent).join('|') === Array.from({length: 200}, (_, i) => 'paragraph ' + i).join('|')`, true)
	b.is(`window.mark`, true)

	// What scripts must see, a new title and a new style load the page again, as it was left.
	f.save("long.md", longPage(`<p data-due="2026-01-01">due</p>`))
	b.until(`document.querySelector('[data-due]') && !window.mark`)
	b.until(leftByReader + ` === '1500,true,q,typed'`)
	b.asLeft()
	b.listening()
	f.save("assets/site.css", "p { margin: 1em; color: rgb(1, 2, 3) }")
	b.until(`!window.mark && getComputedStyle(document.querySelector('main p')).color === 'rgb(1, 2, 3)'`)
	b.until(leftByReader + ` === '1500,true,q,typed'`)
	b.asLeft()
	b.listening()
	f.save("long.md", "Other title"+strings.TrimPrefix(longPage(""), "Long page"))
	b.until(`!window.mark && document.title === 'Other title'`)
	b.until(leftByReader + ` === '1500,true,q,typed'`)
	b.quiet()

	// A page that goes, and comes back.
	f.must(removeAndWrite(f, "long.md", "other.md", "other"))
	b.until(`document.title === 'Nothing here'`)
	b.listening()
	f.write("long.md", "Back\n<p>here</p>")
	b.until(`document.title === 'Back'`)
}

func TestProblemsAreLaidOver(t *testing.T) {
	b := startBrowser(t)
	f := newFolder(t, "a.md", "A\n<p>first</p>", "b/c d.md", "C\nerror: elsewhere", "assets/site.css", ":root { --bg: #fff; --red: #a00 }")
	url := f.serve(nil)
	b.do(chromedp.Navigate(url + "a.html"))
	b.until(`frame && !frame.hidden && bar.textContent === '1 error'`)
	f.save("a.md", "A\n<p>second</p>\nwarning: <b>here</b>\nerror: mine")
	b.until(`bar.textContent === '2 errors, 1 warning'`)
	b.until(`document.querySelector('p').textContent === 'second'`)
	b.is(`said.textContent`, "2 errors, 1 warning")
	b.is(`panel.hidden`, true)

	b.do(chromedp.Evaluate[chromedp.Void](inShadow(`bar.focus()`)), chromedp.KeyEvent(kb.Enter))
	b.until(`!panel.hidden && panel.querySelectorAll('li').length === 3`)
	b.is(`bar.getAttribute('aria-expanded')`, true)
	b.is(`[...panel.querySelectorAll('h2, .place')].map(e => e.textContent).join(' | ')`, "On this page | a.md:3:1 | a.md:4:1 | Elsewhere | b/c d.md:2:1")
	b.is(`panel.querySelector('li').textContent`, "warning <b>here</b> a-linea.md:3:1Why: becauseFix: remove it")
	b.is(`panel.querySelector('a').getAttribute('href')`, "/b/c%20d.html")
	b.is(`shadow.activeElement.id`, "panel")
	if file, err := chromedp.Run(b, chromedp.CaptureScreenshot()); err != nil || len(file) == 0 {
		t.Errorf("the page cannot be drawn: %v", err)
	}
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`panel.hidden && shadow.activeElement === bar`)

	f.write("broken", "word")
	b.until(`bar.textContent === 'Not builtreading profile:\nline 3: <word> is not a word'`)
	b.do(chromedp.KeyEvent(kb.Enter))
	b.until(`!panel.hidden && (panel.querySelector('pre') || {}).textContent === 'reading profile:\nline 3: <word> is not a word'`)
	b.is(`document.querySelector('p').textContent`, "second")

	f.must(removeAndWrite(f, "broken", "a.md", "A\n<p>third</p>"))
	f.write("b/c d.md", "C")
	b.until(`frame.hidden && document.querySelector('p').textContent === 'third'`)
	b.is(`said.textContent`, "No problems")
	b.quiet()
}

func TestPreviewThatStopsIsSaid(t *testing.T) {
	b := startBrowser(t)
	f := newFolder(t, "a.md", "A\n<p>first</p>", "assets/site.css", "")
	t.Run("serving", func(t *testing.T) {
		g := &folder{t: t, dir: f.dir}
		b.do(chromedp.Navigate(g.serve(nil) + "a.html"))
		b.listening()
	})
	b.until(`bar.textContent === 'The preview has stopped'`)
}
