//go:build browser

package generator

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// column is what one column of the register shows, as far as rows are shown.
func column(b *browser, n int) []string {
	b.t.Helper()
	return value[[]string](b, fmt.Sprintf(`[...document.querySelectorAll('[data-table=documents] tbody tr')].map(r => r.cells[%d] ? r.cells[%[1]d].textContent.trim() : '')`, n))
}

// The register sorts and filters, by mouse and by keyboard alone.
func TestBrowserRegisterSortsAndFilters(t *testing.T) {
	everywhere(t, func(b *browser, root string) {
		b.open(root + "documents/index.html")
		all := column(b, 0)
		order := func(name string) string {
			return value[string](b, `document.querySelector('th[data-name=`+name+`]').getAttribute('aria-sort') || 'none'`)
		}
		count := func() string {
			return value[string](b, `document.querySelector('[data-table=documents] output').textContent`)
		}
		button := func(name string) chromedp.CSS { return chromedp.CSS("th[data-name=" + name + "] button") }
		if got := count(); got != fmt.Sprintf("%d rows", len(all)) {
			t.Errorf("the table of %d rows says %q", len(all), got)
		}

		b.do(chromedp.Click(button("title")))
		b.until(`document.querySelector('th[data-name=title]').hasAttribute('aria-sort')`)
		titles := column(b, 1)
		if got := order("title"); got != "ascending" || !strings.HasPrefix(titles[0], "A") || titles[0] > titles[len(titles)-1] {
			t.Errorf("sorted by title once: %s, from %q to %q", got, titles[0], titles[len(titles)-1])
		}
		b.do(chromedp.Click(button("title")))
		b.until(`document.querySelector('th[data-name=title]').getAttribute('aria-sort') === 'descending'`)
		if again := column(b, 1); again[0] != titles[len(titles)-1] {
			t.Errorf("sorted by title twice, the first is %q, want %q", again[0], titles[len(titles)-1])
		}
		b.do(chromedp.Focus(button("review_due")), chromedp.KeyEvent(kb.Enter))
		b.until(`document.querySelector('th[data-name=review_due]').getAttribute('aria-sort') === 'ascending'`)
		if got := order("title"); got != "none" {
			t.Errorf("sorted by the next review, the title is still %s", got)
		}
		if first := column(b, 0)[0]; first != "POL-011" {
			t.Errorf("sorted by the next review, the first is %s, want POL-011", first)
		}

		b.do(chromedp.Focus(chromedp.CSS("[data-table=documents] input[type=search]")), chromedp.KeyEvent("cryptograph"))
		b.until(`document.querySelectorAll('[data-table=documents] tbody tr').length < ` + fmt.Sprint(len(all)))
		found := column(b, 1)
		if got := count(); len(found) == 0 || len(found) == len(all) || got != fmt.Sprintf("%d of %d rows", len(found), len(all)) {
			t.Errorf("%d rows are left, and the count says %q", len(found), got)
		}
		b.do(chromedp.KeyEvent(kb.Escape))
		b.until(`document.querySelectorAll('[data-table=documents] tbody tr').length === ` + fmt.Sprint(len(all)))

		b.do(chromedp.Focus(chromedp.CSS("[data-table=documents] select[aria-label=Status]")), chromedp.KeyEvent("Draft"), chromedp.KeyEvent(kb.Enter))
		b.until(`document.querySelectorAll('[data-table=documents] tbody tr').length < ` + fmt.Sprint(len(all)))
		for _, status := range column(b, 4) {
			if status != "Draft" {
				t.Errorf("filtered by Draft, there is a row with %q", status)
			}
		}
		address := value[string](b, `location.hash`)
		rows := column(b, 0)
		b.open("about:blank")
		b.open(root + "documents/index.html" + address)
		b.until(`document.querySelector('[data-table=documents] output').textContent.includes(' of ')`)
		if got := column(b, 0); strings.Join(got, " ") != strings.Join(rows, " ") {
			t.Errorf("the address %s shows %v, want %v", address, got, rows)
		}
		b.do(chromedp.Click(`//button[text()="Clear filters"]`))
		b.until(`document.querySelectorAll('[data-table=documents] tbody tr').length === ` + fmt.Sprint(len(all)))
		b.mu.Lock()
		b.said = drop(b.said, "request to about:blank")
		b.mu.Unlock()
		b.quiet("the register")
	})
}

func drop(list []string, line string) []string {
	var kept []string
	for _, l := range list {
		if l != line {
			kept = append(kept, l)
		}
	}
	return kept
}

// Typing finds, and Enter opens the best hit, from any page.
func TestBrowserSearchFindsWhatIsTyped(t *testing.T) {
	everywhere(t, func(b *browser, root string) {
		for _, from := range []string{"index.html", "registers/suppliers/SUP-002.html"} {
			b.open(root + from)
			b.do(chromedp.Click(chromedp.CSS(".search-box input")), chromedp.KeyEvent("access control"))
			b.until(`[...document.querySelectorAll('[role=option]')].some(o => o.textContent.includes('Access control policy'))`)
			best := value[string](b, `new URL(document.querySelector('[role=option]').href).pathname`)
			b.do(chromedp.KeyEvent(kb.Enter))
			b.until(`location.pathname === ` + strconv.Quote(best) + ` && document.readyState === 'complete'`)
			if got := value[string](b, `document.querySelector('h1').textContent`); !strings.Contains(got, "Access control") {
				t.Errorf("from %s, Enter opens %s, %q", from, best, got)
			}
			b.quiet("search from " + from)
		}
		b.open(root + "search.html?q=laptop")
		b.until(`document.querySelectorAll('.search-hit').length > 2`)
		b.quiet("the search page")
	})
}

// The choice of colours holds on the next page, where the browser can remember it.
func TestBrowserRemembersTheColours(t *testing.T) {
	everywhere(t, func(b *browser, root string) {
		b.open(root + "index.html")
		paper := func() string { return value[string](b, `getComputedStyle(document.documentElement).backgroundColor`) }
		light := paper()
		for _, want := range []string{"light", "dark"} {
			b.do(chromedp.Click(chromedp.CSS(".theme-button")))
			if got := value[string](b, `document.documentElement.dataset.theme`); got != want {
				t.Errorf("the colours are %q, want %q", got, want)
			}
		}
		dark := paper()
		if dark == light {
			t.Errorf("light and dark paper are both %s", dark)
		}
		if strings.HasPrefix(root, "http") {
			b.do(chromedp.Reload())
			if got := paper(); got != dark {
				t.Errorf("after reloading the paper is %s, want %s", got, dark)
			}
			b.open(root + "documents/POL-002.html")
			if got := paper(); got != dark {
				t.Errorf("on another page the paper is %s, want %s", got, dark)
			}
		}
		b.quiet("colours")
	})
}

// A page read long after it was built shows the states of the day it is read; a build for a chosen day keeps them.
func TestBrowserStatesFollowTheDay(t *testing.T) {
	content := withoutAsOf(inMemory(t, exampleFolder(), nil))
	states(t, "built without a chosen day", Input{Content: content, Now: time.Date(2025, 11, 1, 12, 0, 0, 0, time.UTC)}, "overdue", "overdue")
	states(t, "built for a chosen day", Input{Content: content, AsOf: day(t, "2025-11-01")}, "current", "current")
	states(t, "built when nothing was overdue", Input{Content: content, Now: time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)}, "overdue", "overdue")
}

// states builds a site on whose day PRO-013, due on 2025-12-11, is current, and checks which state its pages show to
// a reader today, and in which group of the report it stands.
func states(t *testing.T, name string, in Input, state, group string) {
	t.Run(name, func(t *testing.T) {
		_, site := build(t, in, nil)
		if !bytes.Contains(site["documents/PRO-013.html"], []byte(`badge-review-current" data-due="2025-12-11"`)) {
			t.Fatal("the page as built does not say that the procedure is current")
		}
		b := startBrowser(t)
		b.place = places(t, site)[0].address
		for _, name := range []string{"documents/PRO-013.html", "documents/index.html", "reviews/index.html"} {
			b.open(b.place + name)
			if got := value[string](b, `document.querySelector('.badge[data-due="2025-12-11"]').className`); got != "badge badge-review-"+state {
				t.Errorf("%s shows %q, want %s", name, got, state)
			}
		}
		if got := value[string](b, `document.querySelector('.badge[data-due="2025-12-11"]').closest('[data-group]').dataset.group`); got != group {
			t.Errorf("the report lists the procedure below %q, want %s", got, group)
		}
		b.open(b.place + "documents/PRO-013.html")
		if text := value[string](b, `document.querySelector('.badges').textContent`); strings.Contains(text, "Overdue") != (state == "overdue") {
			t.Errorf("the badges say %q", text)
		}
		b.quiet(name)
	})
}
