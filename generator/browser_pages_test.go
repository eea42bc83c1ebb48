//go:build browser

package generator

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// shown are pages of every sort.
var shown = []string{
	"index.html", "documents/POL-002.html", "documents/index.html", "reviews/index.html", "people/index.html", "people/it-manager.html",
	"glossary.html", "search.html", "controls/index.html", "controls/A.5.15.html", "clauses/9.2.html", "registers/suppliers/index.html",
	"registers/suppliers/SUP-002.html", "tags/access.html", "atoz.html", "documents/SEC-POL.html", "404.html",
}

// Every sort of page, wide and narrow, light and dark, from a folder and from a server: no message, no failure, no
// request that leaves the site, nothing that scrolls sideways.
func TestBrowserPagesAreQuiet(t *testing.T) {
	everywhere(t, func(b *browser, root string) {
		for _, name := range shown {
			if example(t)[name] == nil {
				t.Errorf("the example has no %s", name)
				continue
			}
			backgrounds := map[string]bool{}
			for _, width := range []int64{1280, 320} {
				b.look(width, 800, "light")
				b.open(root + name)
				for _, scheme := range []string{"light", "dark"} {
					b.look(width, 800, scheme)
					where := fmt.Sprintf("%s at %d px, %s", name, width, scheme)
					if over := value[float64](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
						t.Errorf("%s: scrolls sideways by %.0f px, because of %s", where, over, value[string](b, widest))
					}
					backgrounds[value[string](b, `getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor`)] = true
				}
				b.quiet(fmt.Sprintf("%s at %d px", name, width))
			}
			if len(backgrounds) != 2 {
				t.Errorf("%s: light and dark have the backgrounds %v", name, backgrounds)
			}
		}
	})
}

// widest names the element that reaches furthest to the right.
const widest = `[...document.body.querySelectorAll('*')].filter(e => !e.closest('.table-scroll table, pre code'))
	.sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right).slice(0, 1).map(e => e.outerHTML.slice(0, 120)).join()`

// Without scripts everything is there but search, sorting and the present day's states.
func TestBrowserWithoutScripts(t *testing.T) {
	everywhere(t, func(b *browser, root string) {
		if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		for name, wants := range map[string][]string{
			"documents/POL-002.html": {"Access control policy", "1.10", "IT Manager", "Default deny", "What has not been granted is refused", "Segregation of duties", "Referenced by"},
			"documents/index.html":   {"POL-001", "POL-013", "STD-005", "Asset management procedure", "Information Security Officer"},
			"reviews/index.html":     {"Overdue", "Due soon", "Physical security policy", "30 Oct 2025"},
			"glossary.html":          {"least privilege", "Need to know"},
		} {
			b.open(root + name)
			text := value[string](b, `document.querySelector('main').innerText`)
			for _, want := range wants {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
					t.Errorf("%s does not show %q without scripts", name, want)
				}
			}
			if value[int](b, `document.querySelectorAll('th button.sort, .theme-button').length`) != 0 {
				t.Fatal("scripts run although they are switched off")
			}
			b.quiet(name)
		}
	})
}

// Every printed sheet says what it is: id, version, and that nobody keeps it up to date.
func TestBrowserPrintsSheetsThatSayWhatTheyAre(t *testing.T) {
	everywhere(t, func(b *browser, root string) {
		b.open(root + "documents/POL-002.html")
		wants := []string{"POL-002", "Version 1.10", "Internal", "As of 31 March 2026", "Uncontrolled when printed"}
		stated := value[string](b, `document.documentElement.dataset.print`)
		for _, want := range wants {
			if !strings.Contains(stated, want) {
				t.Errorf("the print line %q lacks %q", stated, want)
			}
		}
		b.media(emulation.SetEmulatedMediaParams{Media: "print"})
		for _, part := range []string{"header.top", "nav.side", "aside.contents"} {
			if value[bool](b, `!!document.querySelector('`+part+`') && document.querySelector('`+part+`').checkVisibility()`) {
				t.Errorf("%s is printed", part)
			}
		}
		b.media(emulation.SetEmulatedMediaParams{})
		file, err := chromedp.Run(b, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(file), "%PDF-") || len(file) < 10<<10 {
			t.Errorf("printing gives %d bytes, not a PDF file", len(file))
		}
		for n, sheet := range sheets(t, file) {
			for _, want := range append(wants, fmt.Sprintf("age %d of ", n+1)) {
				if !strings.Contains(sheet, want) {
					t.Errorf("sheet %d lacks %q:\n%s", n+1, want, sheet)
				}
			}
		}
		b.quiet("printing")
	})
}

// sheets are the texts of a PDF file's pages; none where pdftotext is missing.
func sheets(t *testing.T, file []byte) []string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil
	}
	name := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(name, file, 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(program, "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	if len(list) < 2 {
		t.Errorf("the policy prints on %d sheets, want several to look at", len(list))
	}
	return list
}
