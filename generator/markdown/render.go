package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// writer receives the HTML of one document and knows how much there is, so that nodes can note where they stand.
type writer struct {
	*bytes.Buffer
	*state
}

func (*writer) Flush() error   { return nil }
func (*writer) Buffered() int  { return 0 }
func (w *writer) place() int32 { return int32(w.Len()) }

func (w *writer) text(s string) { _, _ = w.WriteString(s) }

// nodes renders the nodes that differ from goldmark's own rendering.
type nodes struct{}

type render func(w *writer, n ast.Node, entering bool) ast.WalkStatus

func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	for kind, f := range map[ast.NodeKind]render{
		ast.KindHeading:         renderHeading,
		ast.KindText:            renderText,
		ast.KindLink:            renderLink,
		ast.KindImage:           renderImage,
		ast.KindAutoLink:        renderAutoLink,
		kindWiki:                renderWiki,
		ast.KindFencedCodeBlock: renderFenced,
		ast.KindCodeBlock:       renderIndented,
		kindSafeHTML:            renderSafe,
		kindSafeBlock:           renderSafe,
		kindAlert:               renderAlert,
		east.KindTable:          renderTable,
		east.KindTableCell:      renderCell,
		east.KindTaskCheckBox:   renderTask,
	} {
		r.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return f(w.(*writer), n, entering), nil
		})
	}
}

func renderHeading(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*ast.Heading)
	level := string('0' + rune(n.Level))
	if !entering {
		w.text("</h" + level + ">\n")
		w.plain--
		w.doc.Headings[len(w.doc.Headings)-1].end = w.Len()
		return ast.WalkContinue
	}
	anchor, _ := n.AttributeString("id")
	h := Heading{Level: n.Level, Text: plainText(n, w.source), Anchor: anchor.(string), Pos: w.pos(n.Pos()), start: w.Len()}
	if len(w.doc.Headings) == 0 {
		w.doc.Title, w.doc.TitlePos = h.Text, h.Pos
	}
	w.heading = len(w.doc.Headings)
	w.doc.Headings = append(w.doc.Headings, h)
	w.plain++
	w.text("<h" + level + ` id="` + string(util.EscapeHTML([]byte(h.Anchor))) + `">`)
	return ast.WalkContinue
}

// renderText writes text, and notes what looks like an id unless it stands in a link or heading.
func renderText(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*ast.Text)
	if !entering {
		return ast.WalkContinue
	}
	value := n.Segment.Value(w.source)
	switch {
	case n.IsRaw():
		html.DefaultWriter.RawWrite(w, value)
	case w.plain > 0:
		html.DefaultWriter.Write(w, value)
	default:
		from := n.Segment.Start
		start, stop := around(n)
		mentions(w.source[start:stop], from-start, n.Segment.Stop-start, func(first, end int) {
			first, end = first+start, end+start
			html.DefaultWriter.Write(w, w.source[from:first])
			w.link(Link{Kind: Mention, Target: string(w.source[first:end]), Pos: w.pos(first)}, func() {
				_, _ = w.Write(w.source[first:end])
			})
			from = end
		})
		html.DefaultWriter.Write(w, w.source[from:n.Segment.Stop])
	}
	if n.HardLineBreak() {
		w.text("<br>\n")
	} else if n.SoftLineBreak() {
		w.text("\n")
	}
	return ast.WalkContinue
}

// around returns the stretch of source that a text node stands in, so far as it decides where words begin and end:
// goldmark cuts text at characters that might have been markup.
func around(n *ast.Text) (start, stop int) {
	start, stop = n.Segment.Start, n.Segment.Stop
	if before, ok := n.PreviousSibling().(*ast.Text); ok && before.Segment.Stop == start && before.Segment.Len() > 0 {
		start--
	}
	if after, ok := n.NextSibling().(*ast.Text); ok && after.Segment.Start == stop {
		stop = min(stop+2, after.Segment.Stop)
	}
	return start, stop
}

// link enters a link whose words are what inner writes.
func (w *writer) link(l Link, inner func()) {
	i := w.open(l)
	inner()
	w.close(i)
}

func (w *writer) open(l Link) int {
	l.Heading = w.heading
	w.marks().add(mark{link: int32(len(w.doc.Links)), start: w.place(), end: -1})
	w.doc.Links = append(w.doc.Links, l)
	return len(w.doc.Links) - 1
}

func (w *writer) close(link int) { w.doc.marks[link].end = w.place() }

type marks struct{ *Doc }

func (w *writer) marks() marks { return marks{w.doc} }
func (m marks) add(hole mark)  { m.Doc.marks = append(m.Doc.marks, hole) }

func renderLink(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*ast.Link)
	if entering {
		w.plain++
		w.linkStack = append(w.linkStack, w.open(Link{Kind: Inline, Target: string(unescape(n.Destination)), Label: plainText(n, w.source),
			Title: string(unescape(n.Title)), Pos: w.pos(n.Pos())}))
		return ast.WalkContinue
	}
	w.plain--
	last := len(w.linkStack) - 1
	w.close(w.linkStack[last])
	w.linkStack = w.linkStack[:last]
	return ast.WalkContinue
}

func renderImage(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	if n := node.(*ast.Image); entering {
		w.link(Link{Kind: Image, Target: string(unescape(n.Destination)), Label: plainText(n, w.source), Title: string(unescape(n.Title)), Pos: w.pos(n.Pos())}, func() {})
	}
	return ast.WalkSkipChildren
}

func renderAutoLink(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue
	}
	target := string(n.URL(w.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower([]byte(target)), []byte("mailto:")) {
		target = "mailto:" + target
	}
	label := n.Label(w.source)
	at := max(n.Pos(), w.shift)
	if c := w.source[at]; c != '<' && c != label[0] { // goldmark counts from the character before a bare address
		at++
	}
	w.link(Link{Kind: Inline, Target: target, Label: string(label), Pos: w.pos(at)}, func() {
		_, _ = w.Write(util.EscapeHTML(label))
	})
	return ast.WalkContinue
}

func renderWiki(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	if n := node.(*wikiNode); entering {
		w.link(Link{Kind: Wiki, Target: n.target, Label: n.label, Pos: w.pos(n.Pos())}, func() {
			_, _ = w.Write(util.EscapeHTML([]byte(n.text())))
		})
	}
	return ast.WalkContinue
}

func renderSafe(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	switch n := node.(type) {
	case *safeHTML:
		w.text(n.html)
	case *safeBlock:
		w.text(n.html)
	}
	return ast.WalkContinue
}

func renderAlert(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		w.text("</div>\n")
		return ast.WalkContinue
	}
	kind := node.(*alertNode).kind
	w.text(`<div class="alert alert-` + kind + `"><p class="alert-title">` + alertTitles[kind] + "</p>\n")
	return ast.WalkContinue
}

var alertTitles = map[string]string{"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution"}

// renderTable writes a table in a frame that scrolls, which is named by the heading that it stands under.
func renderTable(w *writer, _ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		name := "Table"
		if w.heading >= 0 {
			name = w.doc.Headings[w.heading].Text
		}
		w.text(`<div class="table-scroll" tabindex="0" role="region" aria-label="` + string(util.EscapeHTML([]byte(name))) + "\"><table>\n")
	} else {
		w.text("</table></div>\n")
	}
	return ast.WalkContinue
}

func renderCell(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	n := node.(*east.TableCell)
	tag := "td"
	if n.Parent().Kind() == east.KindTableHeader && n.HasChildren() { // an empty corner is no heading
		tag = "th"
	}
	switch {
	case !entering:
		w.text("</" + tag + ">\n")
	case n.Alignment == east.AlignNone:
		w.text("<" + tag + ">")
	default:
		w.text("<" + tag + ` align="` + n.Alignment.String() + `">`)
	}
	return ast.WalkContinue
}

func renderTask(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	switch n := node.(*east.TaskCheckBox); {
	case !entering:
	case n.IsChecked:
		w.text(`<input type="checkbox" checked disabled aria-label="☑"> `)
	default:
		w.text(`<input type="checkbox" disabled aria-label="☐"> `)
	}
	return ast.WalkContinue
}

// unescape resolves backslash escapes and character references, as Markdown text does.
func unescape(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 && bytes.IndexByte(text, '&') < 0 {
		return text
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(text)))
}
