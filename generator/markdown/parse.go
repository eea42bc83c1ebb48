package markdown

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/yuin/goldmark"
	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"ismsite/generator/source"
)

// A Doc is one parsed Markdown file. It is read-only.
type Doc struct {
	Path     string
	Sum      [32]byte
	Fields   source.Fields // front matter as written
	Params   any           // the front matter's params, as goldmark-meta hands it to themes
	Title    string        // text of the first heading, whatever its level; empty if there is none
	TitlePos source.Pos
	Lead     int // offset in the body just after a heading that opens the text; 0 if it opens otherwise
	Headings []Heading
	Links    []Link
	Anchors  []string // ids in the body besides those of headings, sorted
	Problems []source.Problem

	html  []byte
	marks []mark
	runs  []run
}

var engine = newEngine()

func newEngine() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blockParsers()...),
			parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(wikiParser{}, 199))...),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
			parser.WithASTTransformers(util.Prioritized(transformer{}, 900)))),
		goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
			extension.Strikethrough, extension.Linkify, extension.TaskList, extension.Footnote, extension.DefinitionList, meta.New()),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodes{}, 100))),
	)
}

// blockParsers are goldmark's own, with our HTML blocks in the place of its own.
func blockParsers() []util.PrioritizedValue {
	parsers := parser.DefaultBlockParsers()
	for i, p := range parsers {
		if p.Value == parser.NewHTMLBlockParser() {
			parsers[i].Value = htmlBlocks{parser.NewHTMLBlockParser()}
		}
	}
	return parsers
}

// stateKey finds the parse under way in goldmark's context.
var stateKey = parser.NewContextKey()

// state is what one parse collects.
type state struct {
	doc       *Doc
	lines     *source.Lines
	shift     int // offset in goldmark's text minus offset in the file's
	source    []byte
	ids       ids
	heading   int // index of the heading that the present place stands under, -1 before the first
	plain     int // depth of nodes whose text holds no mentions: links, headings
	linkStack []int
	never     map[string]bool // ends of HTML blocks that do not occur
	lower     []byte          // source in lower case, once it is asked for
}

func (s *state) pos(offset int) source.Pos { return s.lines.Pos(offset - s.shift) }

func (s *state) report(offset int, check, fix, format string, args ...any) {
	s.doc.Problems = append(s.doc.Problems, source.Problem{Pos: s.pos(offset), Check: check, Message: fmt.Sprintf(format, args...), Fix: fix})
}

// Parse parses one file. It never fails: a file that is not text gives a Doc without a body and a problem.
func Parse(f *source.File) *Doc {
	doc := &Doc{Path: f.Path, Sum: f.Sum}
	content, problems := source.Text(f.Path, f.Content)
	fields, body, found := source.FrontMatter(f.Path, content)
	doc.Fields, doc.Problems = fields, append(problems, found...)
	if at, what := tooComplex(content[body:]); what != "" {
		doc.asItStands(content, body, at, what)
		return doc
	}

	front := canonical(params(fields))
	s := &state{doc: doc, lines: source.NewLines(f.Path, content, 1), shift: len(front) - body, heading: -1, ids: ids{}}
	s.source = content[body:]
	if len(front) > 0 || needsGuard(s.source) {
		if len(front) == 0 {
			front = guard
			s.shift = len(front) - body
		}
		s.source = append(append(make([]byte, 0, len(front)+len(s.source)), front...), s.source...)
	}
	context := parser.NewContext()
	context.Set(stateKey, s)
	root := engine.Parser().Parse(text.NewReader(s.source), parser.WithContext(context))
	s.readMeta(context)
	w := &writer{Buffer: buffers.Get().(*bytes.Buffer), state: s}
	defer buffers.Put(w.Buffer)
	w.Reset()
	if err := engine.Renderer().Render(w, s.source, root); err != nil {
		s.report(0, "internal", "", "rendering failed: %v", err)
	}
	doc.html = bytes.Clone(w.Bytes())
	doc.finish()
	return doc
}

// buffers are used again from document to document; what is kept of one is a copy.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// readMeta takes the params from what goldmark-meta read. It reads only what we wrote, so an error is a bug.
func (s *state) readMeta(context parser.Context) {
	values, err := meta.TryGet(context)
	if err != nil {
		s.report(0, "internal", "", "goldmark-meta refuses the canonical front matter: %v", err)
	}
	s.doc.Params = values["params"]
}

// asItStands keeps the text of a file that cannot be parsed in reasonable time.
func (d *Doc) asItStands(content []byte, body, at int, what string) {
	d.Problems = append(d.Problems, source.Problem{Pos: source.NewLines(d.Path, content, 1).Pos(body + at), Check: "too-complex",
		Message: what + "; the text is shown as it stands"})
	d.html = fmt.Appendf(nil, "<pre class=\"raw-html\">%s</pre>\n", util.EscapeHTML(content[body:]))
	d.finish()
}

// transformer finishes the tree before it is rendered: heading ids, alerts, raw HTML.
type transformer struct{}

func (transformer) Transform(root *ast.Document, _ text.Reader, context parser.Context) {
	s := context.Get(stateKey).(*state)
	s.alerts(root)
	s.keepLost(root)
	s.rawHTML(root)
	s.headings(root)
}
