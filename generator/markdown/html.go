package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The elements that raw HTML may use, with the attributes that survive beside lang, dir, title and id. All others
// are shown as text.
var (
	inlineElements = map[string][]string{"br": nil, "sub": nil, "sup": nil, "kbd": nil, "mark": nil, "abbr": nil, "a": {"name"}}
	blockElements  = map[string][]string{
		"details": {"open"}, "summary": nil, "table": nil, "caption": nil, "colgroup": nil, "col": {"span"}, "thead": nil, "tbody": nil, "tfoot": nil,
		"tr": nil, "th": {"colspan", "rowspan", "scope", "align"}, "td": {"colspan", "rowspan", "align"},
		"ul": nil, "ol": {"start", "type", "reversed"}, "li": {"value"}, "dl": nil, "dt": nil, "dd": nil}
	voidElements = []string{"br", "col"}
)

// safeHTML stands in the tree for raw HTML: what of it is harmless, and the rest as visible text.
type safeHTML struct {
	ast.BaseInline
	html  string
	plain string
}

// safeBlock is safeHTML as a block.
type safeBlock struct {
	ast.BaseBlock
	html string
}

var (
	kindSafeHTML  = ast.NewNodeKind("SafeHTML")
	kindSafeBlock = ast.NewNodeKind("SafeBlock")
)

func (*safeHTML) Kind() ast.NodeKind               { return kindSafeHTML }
func (n *safeHTML) Dump(source []byte, level int)  { ast.DumpHelper(n, source, level, nil, nil) }
func (*safeBlock) Kind() ast.NodeKind              { return kindSafeBlock }
func (n *safeBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// rawHTML replaces raw HTML below n. Every element that is opened is closed in the node it was opened in, so that
// no file can swallow the rest of its page.
func (s *state) rawHTML(n ast.Node) {
	var open []string
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch raw := c.(type) {
		case *ast.RawHTML:
			var content []byte
			for i := range raw.Segments.Len() {
				segment := raw.Segments.At(i)
				content = append(content, segment.Value(s.source)...)
			}
			t := tokens{state: s, at: raw.Segments.At(0).Start, open: &open, inline: true}
			n.ReplaceChild(n, c, &safeHTML{html: t.safe(content), plain: t.shown})
		case *ast.HTMLBlock:
			t := tokens{state: s, open: &open}
			if content := blockText(raw, s.source); raw.Lines().Len() > 0 {
				t.at = raw.Lines().At(0).Start
				n.ReplaceChild(n, c, &safeBlock{html: t.safe(content) + "\n"})
			}
		default:
			s.rawHTML(c)
		}
		c = next
	}
	if len(open) > 0 {
		n.AppendChild(n, &safeHTML{html: endTags(open)})
	}
}

func blockText(n *ast.HTMLBlock, src []byte) []byte {
	var content []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		content = append(content, line.Value(src)...)
	}
	if n.HasClosure() {
		content = append(content, n.ClosureLine.Value(src)...)
	}
	return content
}

func endTags(open []string) string {
	var b strings.Builder
	for _, name := range slices.Backward(open) {
		if name != "a" { // closed where it was opened
			b.WriteString("</" + name + ">")
		}
	}
	return b.String()
}

// tokens makes one piece of raw HTML safe.
type tokens struct {
	state  *state
	at     int       // offset of the piece, and then of the present token
	open   *[]string // elements open in the container
	inline bool
	out    strings.Builder
	shown  string // the part shown as text
}

func (t *tokens) safe(content []byte) string {
	z := html.NewTokenizer(bytes.NewReader(content))
	for {
		kind := z.Next()
		raw := bytes.Clone(z.Raw())
		if kind == html.ErrorToken {
			if len(raw) > 0 {
				t.show(raw)
			}
			return t.out.String()
		}
		t.token(kind, z.Token(), raw)
		t.at += len(raw)
	}
}

func (t *tokens) token(kind html.TokenType, token html.Token, raw []byte) {
	switch kind {
	case html.TextToken:
		t.out.WriteString(html.EscapeString(token.Data))
	case html.CommentToken:
		if !bytes.HasPrefix(raw, []byte("<!--")) {
			t.refuse(raw, string(raw))
			return
		}
		if !bytes.HasSuffix(raw, []byte("-->")) {
			t.state.report(t.at, "html-comment-unclosed", "", "this comment is not closed where it stands; it is shown to readers")
			t.show(raw)
			return
		}
		t.state.report(t.at, "html-comment", "", "the comment %q is not shown to readers", clip(string(bytes.TrimSpace(raw)), 60))
	case html.StartTagToken, html.SelfClosingTagToken:
		t.start(token, raw)
	case html.EndTagToken:
		t.end(token.Data, raw)
	default:
		t.refuse(raw, string(raw))
	}
}

func (t *tokens) start(token html.Token, raw []byte) {
	name := token.Data
	attributes, known := inlineElements[name]
	if !known && !t.inline {
		attributes, known = blockElements[name]
	}
	if !known || name == "a" && len(anchorsOf(token)) == 0 || name == "a" && hasAttribute(token, "href") {
		t.refuse(raw, name)
		return
	}
	t.out.WriteString("<" + name)
	seen := map[string]bool{}
	for _, a := range token.Attr {
		if key := attributeKey(a.Key, attributes); !seen[key] && t.attribute(key, a.Val, attributes) {
			seen[key] = true
		}
	}
	t.out.WriteString(">")
	switch {
	case slices.Contains(voidElements, name):
	case name == "a":
		t.out.WriteString("</a>") // an anchor marks a place; its words follow it
		*t.open = append(*t.open, "a")
	default:
		*t.open = append(*t.open, name)
	}
}

// attributeKey is the name under which an attribute is written: the old name of an anchor is its id.
func attributeKey(key string, allowed []string) string {
	if key == "name" && slices.Contains(allowed, key) {
		return "id"
	}
	return key
}

// attribute writes an attribute if it is allowed, and reports whether it did.
func (t *tokens) attribute(key, value string, allowed []string) bool {
	switch {
	case key == "id":
		if !goodID.MatchString(value) || t.state.ids.taken(value) {
			return false
		}
		t.state.ids.take(value)
	case !slices.Contains([]string{"lang", "dir", "title"}, key) && !slices.Contains(allowed, key):
		return false
	}
	t.out.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
	return true
}

func anchorsOf(token html.Token) []string {
	var ids []string
	for _, a := range token.Attr {
		if (a.Key == "id" || a.Key == "name") && goodID.MatchString(a.Val) {
			ids = append(ids, a.Val)
		}
	}
	return ids
}

func hasAttribute(token html.Token, key string) bool {
	return slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// end closes an element that is open in this container, and with it those inside whose end tag may be left out.
func (t *tokens) end(name string, raw []byte) {
	i := len(*t.open) - 1
	for i >= 0 && (*t.open)[i] != name {
		i--
	}
	if i < 0 {
		t.show(raw)
		return
	}
	if inner := (*t.open)[i+1:]; len(inner) > 0 {
		t.out.WriteString(endTags(inner))
	}
	if *t.open = (*t.open)[:i]; name != "a" {
		t.out.WriteString("</" + name + ">")
	}
}

// refuse shows a tag as text and reports it: as a placeholder when no such HTML element exists.
func (t *tokens) refuse(raw []byte, name string) {
	written := clip(string(raw), 60)
	switch {
	case bytes.HasPrefix(raw, []byte("</")):
	case isElement(name):
		t.state.report(t.at, "raw-html", "", "%q is shown as text: HTML is not part of a document", written)
	default:
		t.state.report(t.at, "placeholder", "", "%q looks like a placeholder that nobody has filled in; it is shown as text", written)
	}
	t.show(raw)
}

// notElements are words that HTML knows as attributes, and authors use as placeholders.
var notElements = []string{"name", "title", "date", "content", "value", "role", "method", "action", "target", "list", "id", "start", "type"}

func isElement(name string) bool {
	return strings.HasPrefix(name, "<") || atom.Lookup([]byte(name)) != 0 && !slices.Contains(notElements, name)
}

func (t *tokens) show(raw []byte) {
	t.shown += string(raw)
	t.out.WriteString(`<code class="raw-html">` + html.EscapeString(string(raw)) + `</code>`)
}

// clip shortens text to n characters.
func clip(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return text
}

// htmlBlocks is goldmark's parser for HTML blocks, less those that would never end: a comment, script, style or
// declaration without its end is text, and the Markdown behind it stays Markdown.
type htmlBlocks struct{ parser.BlockParser }

var endless = []struct{ begin, end string }{
	{"<!--", "-->"}, {"<?", "?>"}, {"<![cdata[", "]]>"}, {"<script", "</script>"}, {"<pre", "</pre>"}, {"<style", "</style>"}, {"<textarea", "</textarea>"}}

func (p htmlBlocks) Open(parent ast.Node, reader text.Reader, context parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	opening := strings.ToLower(string(bytes.TrimLeft(line, " ")))
	for _, e := range endless {
		if strings.HasPrefix(opening, e.begin) && !stateOf(context).endsAfter(segment.Start, e.end) {
			if e.begin == "<!--" {
				stateOf(context).report(segment.Start, "html-comment-unclosed", "", "this comment is never closed; what follows is shown to readers")
			}
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, context)
}

func stateOf(context parser.Context) *state { return context.Get(stateKey).(*state) }

// endsAfter reports whether end stands somewhere behind an offset. A search that fails once is not repeated.
func (s *state) endsAfter(offset int, end string) bool {
	if s.never == nil {
		s.never, s.lower = map[string]bool{}, lower(s.source)
	}
	if s.never[end] {
		return false
	}
	found := bytes.Contains(s.lower[offset:], []byte(end))
	s.never[end] = !found
	return found
}

// lower returns text with its ASCII letters in lower case, at the same offsets.
func lower(text []byte) []byte {
	out := bytes.Clone(text)
	for i, c := range out {
		if isUpper(c) {
			out[i] = c + 'a' - 'A'
		}
	}
	return out
}
