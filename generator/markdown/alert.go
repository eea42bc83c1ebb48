package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// alertNode is a quotation that begins with [!NOTE] or its like.
type alertNode struct {
	ast.BaseBlock
	kind string
}

var kindAlert = ast.NewNodeKind("Alert")

func (*alertNode) Kind() ast.NodeKind              { return kindAlert }
func (n *alertNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var alertLine = regexp.MustCompile(`^\s*\[!(?i:(NOTE|TIP|IMPORTANT|WARNING|CAUTION))\]\s*$`)

// alerts turns quotations in GitHub's alert form into alerts.
func (s *state) alerts(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if quote, ok := c.(*ast.Blockquote); ok {
			s.alert(n, quote)
		} else {
			s.alerts(c)
		}
		c = next
	}
}

func (s *state) alert(parent ast.Node, quote *ast.Blockquote) {
	first, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		s.alerts(quote)
		return
	}
	line := first.Lines().At(0)
	m := alertLine.FindSubmatch(line.Value(s.source))
	if m == nil {
		s.alerts(quote)
		return
	}
	dropFirstLine(first, line.Stop)
	if !first.HasChildren() {
		quote.RemoveChild(quote, first)
	}
	alert := &alertNode{kind: strings.ToLower(string(m[1]))}
	parent.ReplaceChild(parent, quote, alert)
	for c := quote.FirstChild(); c != nil; {
		next := c.NextSibling()
		alert.AppendChild(alert, c)
		c = next
	}
	s.alerts(alert)
}

// dropFirstLine removes a paragraph's inline nodes that lie before an offset: the marker line holds only text.
func dropFirstLine(p *ast.Paragraph, end int) {
	for c := p.FirstChild(); c != nil; {
		t, ok := c.(*ast.Text)
		if !ok || t.Segment.Start >= end {
			return
		}
		next := c.NextSibling()
		p.RemoveChild(p, c)
		c = next
	}
}
