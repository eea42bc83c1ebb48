package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/yuin/goldmark/util"
)

// keepLost brings back text that goldmark would drop: footnotes that nothing refers to, and cells of a table row
// beyond the table's last column.
func (s *state) keepLost(root *ast.Document) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *east.TableRow:
			if entering {
				s.keepCells(n)
			}
			return ast.WalkContinue, nil
		case *east.FootnoteList:
			if entering {
				s.keepNotes(root, n)
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

func (s *state) keepNotes(root *ast.Document, list *east.FootnoteList) {
	for c := list.FirstChild(); c != nil; {
		note, next := c.(*east.Footnote), c.NextSibling()
		if note.Index < 0 {
			s.report(max(note.Pos(), s.shift), "unused-footnote", "", "nothing refers to the footnote %q; it is shown at the end", note.Ref)
			root.AppendChild(root, &safeBlock{html: `<p><code class="raw-html">[^` + string(util.EscapeHTML(note.Ref)) + "]:</code></p>\n"})
			for child := note.FirstChild(); child != nil; {
				after := child.NextSibling()
				root.AppendChild(root, child)
				child = after
			}
		}
		c = next
	}
}

func (s *state) keepCells(row *east.TableRow) {
	last, ok := row.LastChild().(*east.TableCell)
	if !ok || last.Lines().Len() == 0 {
		return
	}
	stop := last.Lines().At(last.Lines().Len() - 1).Stop
	rest, _, _ := bytes.Cut(s.source[stop:], []byte("\n"))
	at := stop + len(rest) - len(bytes.TrimLeft(rest, "| \t"))
	if rest = bytes.Trim(rest, "| \t"); len(rest) == 0 {
		return
	}
	s.report(at, "ragged-table", "add a column to the table's header, or write the | inside a cell as \\|", "this row has more cells than the table has columns; %q is added to its last cell", clip(string(rest), 60))
	last.AppendChild(last, &safeHTML{html: ` <code class="raw-html">| ` + string(util.EscapeHTML(rest)) + `</code>`, plain: string(rest)})
}
