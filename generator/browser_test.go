//go:build browser

package generator

import (
	"context"
	"fmt"
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

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A browser is one Chromium with a profile of its own. It notes what goes wrong, and every request that leaves the
// place where the site is.
type browser struct {
	context.Context
	t *testing.T

	mu       sync.Mutex
	place    string // address that all requests begin with; empty while it does not matter
	requests int
	said     []string
}

func startBrowser(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:0:0],
		chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("hide-scrollbars", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	b := &browser{Context: ctx, t: t}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	const report = `addEventListener('securitypolicyviolation', e => console.error('policy violated: ' + e.violatedDirective + ' ' + e.blockedURI))`
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: report}); err != nil {
		t.Fatal(err)
	}
	return b
}

// chromium finds the browser on the PATH.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if program, err := exec.LookPath(name); err == nil {
			return program
		}
	}
	t.Fatal("no chromium, chromium-browser or google-chrome on the PATH: install Chromium, or run make browser, which does")
	return ""
}

func (b *browser) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	say := func(format string, args ...any) { b.said = append(b.said, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		for _, arg := range e.Args {
			say("console: %s", arg.Value)
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		say("exception: %s", text)
	case *log.EventEntryAdded:
		say("log: %s %s", e.Entry.Text, e.Entry.URL)
	case *network.EventRequestWillBeSent:
		b.requests++
		if at := e.Request.URL; !strings.HasPrefix(at, b.place) && !strings.HasPrefix(at, "data:") {
			say("request to %s", at)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			say("answer %d from %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		say("failed: %s", e.ErrorText)
	}
}

// quiet reports what went wrong since it was last asked.
func (b *browser) quiet(where string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.said) > 0 {
		b.t.Errorf("%s: the browser complains:\n%s", where, strings.Join(b.said, "\n"))
	}
	if b.requests == 0 {
		b.t.Errorf("%s: the browser requested nothing, which cannot be", where)
	}
	b.said, b.requests = nil, 0
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	for n, step := range steps {
		ctx, cancel := context.WithTimeout(b, 30*time.Second)
		err := chromedp.Do(ctx, step)
		cancel()
		if err != nil {
			b.t.Fatalf("step %d: %v", n+1, err)
		}
	}
}

// open goes to a page and waits until it is loaded.
func (b *browser) open(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(address))
}

// value gives the value of an expression, awaited.
func value[T any](b *browser, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for an expression to become true.
func (b *browser) until(expression string) {
	b.t.Helper()
	for end := time.Now().Add(20 * time.Second); !value[bool](b, "!!("+expression+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("never true: %s", expression)
		}
	}
}

func (b *browser) look(width, height int64, scheme string) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
	b.media(emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

func (b *browser) media(p emulation.SetEmulatedMediaParams) {
	b.t.Helper()
	if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, p); err != nil {
		b.t.Fatal(err)
	}
}

// onDisk writes a site to a folder with a name that is easy to get wrong in addresses.
func onDisk(t *testing.T, site map[string][]byte) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ISMS #1 100% é")
	for name, content := range site {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A place is where a site can be read.
type place struct{ name, address string } // the address ends in a slash

// places gives the addresses of a site on disk and on a server.
func places(t *testing.T, site map[string][]byte) []place {
	t.Helper()
	dir := onDisk(t, site)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	return []place{{"file", (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()}, {"http", server.URL + "/"}}
}

// everywhere runs a test with the example on disk and on a server.
func everywhere(t *testing.T, test func(b *browser, root string)) {
	for _, p := range places(t, example(t)) {
		t.Run(p.name, func(t *testing.T) {
			b := startBrowser(t)
			b.place = p.address
			b.look(1280, 800, "light")
			test(b, p.address)
		})
	}
}
