package markdown

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// maxHighlight is the size in bytes up to which code is coloured.
const maxHighlight = 64 << 10

func renderIndented(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.code(codeText(node, w.source), "")
	}
	return ast.WalkContinue
}

func renderFenced(w *writer, node ast.Node, entering bool) ast.WalkStatus {
	if entering {
		language, _, _ := strings.Cut(string(node.(*ast.FencedCodeBlock).Language(w.source)), "{")
		w.code(codeText(node, w.source), language)
	}
	return ast.WalkContinue
}

func codeText(node ast.Node, src []byte) string {
	var b strings.Builder
	for i := range node.Lines().Len() {
		line := node.Lines().At(i)
		b.Write(line.Value(src))
	}
	return b.String()
}

// code writes a code block: coloured by classes when its language is known, else plain.
func (w *writer) code(text, language string) {
	w.text(`<pre class="chroma" tabindex="0"><code`)
	if language != "" {
		w.text(` data-language="` + string(util.EscapeHTML([]byte(language))) + `"`)
	}
	w.text(">")
	lexer := lexerFor(language)
	if lexer == nil || len(text) > maxHighlight {
		_, _ = w.Write(util.EscapeHTML([]byte(text)))
	} else if tokens, err := lexer.Tokenise(nil, text); err != nil {
		_, _ = w.Write(util.EscapeHTML([]byte(text)))
	} else {
		for token := range tokens.Stdlib() {
			w.token(token)
		}
	}
	w.text("</code></pre>\n")
}

func (w *writer) token(token chroma.Token) {
	class := ""
	for kind := token.Type; kind != 0 && class == ""; kind = kind.Parent() {
		class = chroma.StandardTypes[kind]
	}
	if class == "" || strings.TrimSpace(token.Value) == "" {
		_, _ = w.Write(util.EscapeHTML([]byte(token.Value)))
		return
	}
	w.text(`<span class="` + class + `">`)
	_, _ = w.Write(util.EscapeHTML([]byte(token.Value)))
	w.text("</span>")
}

// found remembers chroma's lexers by name: looking one up tries every file pattern that chroma knows.
var found sync.Map

func lexerFor(language string) chroma.Lexer {
	if language == "" || strings.EqualFold(language, "text") {
		return nil
	}
	if known, ok := found.Load(language); ok {
		lexer, _ := known.(chroma.Lexer)
		return lexer
	}
	lexer := lexers.Get(language)
	if lexer != nil {
		lexer = chroma.Coalesce(lexer)
	}
	found.Store(language, lexer)
	return lexer
}
