package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// wikiNode is [[target|label]].
type wikiNode struct {
	ast.BaseInline
	target, label string
}

var kindWiki = ast.NewNodeKind("WikiLink")

func (*wikiNode) Kind() ast.NodeKind              { return kindWiki }
func (n *wikiNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// text is how a link without a label reads until it is known what it leads to.
func (n *wikiNode) text() string {
	if n.label != "" {
		return n.label
	}
	if name, _, _ := strings.Cut(n.target, "#"); name != "" {
		return name
	}
	return n.target
}

// wikiParser reads [[target]], [[target#anchor]] and [[target|label]] within one line.
type wikiParser struct{}

func (wikiParser) Trigger() []byte { return []byte{'['} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	end := bytes.Index(line, []byte("]]"))
	if end < 0 || bytes.ContainsAny(line[2:end], "[]") {
		return nil
	}
	target, label, _ := strings.Cut(strings.ReplaceAll(string(line[2:end]), `\|`, "|"), "|")
	if target = strings.TrimSpace(target); target == "" {
		return nil
	}
	block.Advance(end + 2)
	return &wikiNode{target: target, label: strings.TrimSpace(label)}
}
