package generator

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// contentPolicy is what every page has to say to the browser: nothing from elsewhere, nothing in the page itself.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"

// Every page of the example is sound HTML that runs nothing of its own, and every link in it leads somewhere.
func TestPagesOfTheExample(t *testing.T) {
	site := example(t)
	pages := map[string]*document{}
	for _, name := range names(site) {
		if isHTML(name) {
			pages[name] = parse(t, name, site[name])
		}
	}
	if len(pages) < 200 {
		t.Fatalf("the example has only %d pages", len(pages))
	}
	for _, name := range names(site) {
		d := pages[name]
		if d == nil {
			continue
		}
		d.isSound()
		d.isSafe()
		for _, l := range d.links {
			d.leads(l, site, pages)
		}
	}
}

// A document is a page taken apart.
type document struct {
	t     *testing.T
	name  string
	ids   map[string]int
	count map[string]int // of elements
	attrs []attribute
	links []attribute
	text  []byte
	root  *html.Node
}

type attribute struct{ element, name, value string }

func (d *document) errorf(format string, args ...any) {
	d.t.Helper()
	d.t.Errorf("%s: "+format, append([]any{d.name}, args...)...)
}

var (
	voids     = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
	linkAttrs = []string{"href", "src", "action", "data", "poster", "srcset", "formaction", "cite"}
)

// parse takes a page apart, and checks that its tags are closed in the order in which they were opened: what a
// parser repairs silently is a mistake of ours.
func parse(t *testing.T, name string, text []byte) *document {
	t.Helper()
	d := &document{t: t, name: name, ids: map[string]int{}, count: map[string]int{}, text: text}
	var open []string
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			d.element(token)
			if kind == html.StartTagToken && !slices.Contains(voids, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				d.errorf("</%s> closes %q", token.Data, open[max(0, len(open)-3):])
				return d
			}
			open = open[:len(open)-1]
		case html.CommentToken:
			d.errorf("has a comment: %.60q", token.Data)
		}
	}
	if len(open) > 0 {
		d.errorf("is not closed: %q", open)
	}
	var err error
	if d.root, err = html.Parse(bytes.NewReader(text)); err != nil {
		d.errorf("%v", err)
	}
	return d
}

func (d *document) element(token html.Token) {
	d.count[token.Data]++
	seen := map[string]bool{}
	for _, a := range token.Attr {
		if seen[a.Key] {
			d.errorf("<%s> has %s twice", token.Data, a.Key)
		}
		seen[a.Key] = true
		one := attribute{token.Data, a.Key, a.Val}
		d.attrs = append(d.attrs, one)
		switch {
		case a.Key == "id":
			d.ids[a.Val]++
		case slices.Contains(linkAttrs, a.Key):
			d.links = append(d.links, one)
		}
	}
}

// isSound checks what every page has exactly once, and that the parser found no other page than is written.
func (d *document) isSound() {
	for _, element := range []string{"html", "head", "title", "body", "main", "h1"} {
		if d.count[element] != 1 {
			d.errorf("has %d <%s>", d.count[element], element)
		}
	}
	if !bytes.HasPrefix(d.text, []byte("<!doctype html>\n<html lang=\"")) {
		d.errorf("does not begin with its type and language: %.60q", d.text)
	}
	for id, n := range d.ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			d.errorf("the id %q is there %d times", id, n)
		}
	}
	parsed := map[string]int{}
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode {
			parsed[n.Data]++
		}
	}
	for element, n := range parsed {
		if d.count[element] != n && element != "tbody" && element != "colgroup" {
			d.errorf("a browser makes %d <%s> of the %d that are written: they stand where they may not", n, element, d.count[element])
		}
	}
	for _, a := range d.attrs {
		if slices.Contains([]string{"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list"}, a.name) {
			for id := range strings.FieldsSeq(a.value) {
				if d.ids[id] == 0 {
					d.errorf("%s names %q, which is not there", a.name, id)
				}
			}
		}
	}
}

// isSafe checks that nothing in the page runs or is styled by the page itself, and that the browser is told so.
func (d *document) isSafe() {
	policies := 0
	for i, a := range d.attrs {
		switch {
		case strings.HasPrefix(a.name, "on"), a.name == "style", a.name == "srcdoc", a.name == "target", a.name == "integrity":
			d.errorf("<%s %s=%q>", a.element, a.name, a.value)
		case a.name == "http-equiv" && a.value == "Content-Security-Policy":
			policies++
			if got := d.attrs[i+1].value; got != contentPolicy {
				d.errorf("the policy is %q", got)
			}
		}
	}
	if policies != 1 {
		d.errorf("has %d content security policies", policies)
	}
	for _, element := range []string{"style", "iframe", "object", "embed", "base", "template", "svg", "math"} {
		if d.count[element] > 0 {
			d.errorf("has <%s>", element)
		}
	}
	for n := range d.root.Descendants() {
		if n.Data == "script" && n.FirstChild != nil {
			d.errorf("has a script of its own: %.60q", n.FirstChild.Data)
		}
	}
	if bytes.Contains(d.text, []byte("ZgotmplZ")) || bytes.Contains(d.text, []byte("%!")) || bytes.Contains(d.text, []byte("<no value>")) {
		d.errorf("a template filled something in wrongly (ZgotmplZ, %%! or <no value>)")
	}
}

// leads follows a link: outside the site only from <a>, inside it to a file that is there and to an id on its page.
func (d *document) leads(l attribute, site map[string][]byte, pages map[string]*document) {
	u, err := url.Parse(l.value)
	if err != nil {
		d.errorf("%s=%q: %v", l.name, l.value, err)
		return
	}
	if u.Scheme != "" || u.Host != "" {
		if l.element != "a" || !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme) {
			d.errorf("<%s %s=%q> leads out of the site", l.element, l.name, l.value)
		}
		return
	}
	if u.RawQuery != "" || u.ForceQuery || strings.HasPrefix(u.Path, "/") || l.value == "" {
		d.errorf("<%s %s=%q> is not relative, or has a query", l.element, l.name, l.value)
		return
	}
	target := d.name
	if u.Path != "" {
		target = path.Join(path.Dir(d.name), u.Path)
	}
	if _, ok := site[target]; !ok {
		d.errorf("<%s %s=%q>: there is no %s", l.element, l.name, l.value, target)
		return
	}
	if u.Fragment == "" {
		return
	}
	if page := pages[target]; page == nil || page.ids[u.Fragment] == 0 && !strings.Contains(u.Fragment, "=") {
		d.errorf("<%s %s=%q>: there is no #%s in %s", l.element, l.name, l.value, u.Fragment, target)
	}
}
