package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ismsite/generator/source"
)

// pageElements are the elements that a body may hold, ours and the harmless ones of raw HTML.
var pageElements = strings.Fields("p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code span em strong del a sup sub br hr div table thead tbody tfoot tr th td caption colgroup col " +
	"input kbd mark abbr details summary")

// pageAttributes are the attributes that they may have.
var pageAttributes = strings.Fields("id class role tabindex aria-label align start type checked disabled data-language href lang dir title open span colspan rowspan scope reversed value")

// harmful returns what in a body a browser would act on, or "".
func harmful(body string) string {
	var open []string
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Sprintf("unclosed %q", open)
			}
			return ""
		case html.CommentToken, html.DoctypeToken:
			return raw
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return fmt.Sprintf("%s inside %q", raw, open)
			}
			open = open[:len(open)-1]
		case html.StartTagToken, html.SelfClosingTagToken:
			if !slices.Contains(pageElements, token.Data) {
				return raw
			}
			for _, a := range token.Attr {
				if !slices.Contains(pageAttributes, a.Key) || a.Key == "href" && !strings.HasPrefix(a.Val, "#fn") {
					return raw
				}
			}
			if !slices.Contains([]string{"br", "hr", "col", "input"}, token.Data) {
				open = append(open, token.Data)
			}
		}
	}
}

// words are the words of a page that a reader sees.
func words(d *Doc) string { return strings.Join(strings.Fields(PlainText([]byte(plainBody(d)))), " ") }

func TestRawHTML(t *testing.T) {
	for _, c := range []struct{ name, in, words, problems string }{
		{"a script in a line", "one <script>alert(1)</script> two", "one <script>alert(1)</script> two", "raw-html@1:5"},
		{"a script as a block", "<script>\nalert(1)\n</script>\n\ntwo", "<script> alert(1) </script> two", "raw-html@1:1"},
		{"a script that is never closed", "one\n\n<script>\nalert(1)\n\ntwo *three*", "one <script> alert(1) two three", "raw-html@3:1"},
		{"a script closed far behind", "<script>\n\nx < y && z > w\n\n</script>\n\ntwo", "<script> x < y && z > w </script> two", "raw-html@1:1"},
		{"a script in odd letters", "<ScRiPt>alert(1)</sCrIpT>", "<ScRiPt>alert(1)</sCrIpT>", "raw-html@1:1"},
		{"a script in a script", "<script><script>a</script>b", "<script><script>a</script>b", "raw-html@1:1"},
		{"a style", "<style>\nbody { display: none }\n</style>\n\ntwo", "<style> body { display: none } </style> two", "raw-html@1:1"},
		{"a style that is never closed", "<style>\nbody {}\n\ntwo", "<style> body {} two", "raw-html@1:1"},
		{"a closed comment is not shown", "one <!-- hidden --> two\n\n<!-- more\n\nof it -->\n\nthree", "one two three", "html-comment@1:5 html-comment@3:1"},
		{"a comment that is never closed", "one\n\n<!-- two\n\nthree", "one <!-- two three", "html-comment-unclosed@3:1"},
		{"a comment in a line that is never closed", "one <!-- two\n\nthree", "one <!-- two three", ""},
		{"a comment closed only behind its block", "<div>\n<!-- one\n\ntwo -->\n</div>", "<div> <!-- one two --> </div>", "raw-html@1:1 html-comment-unclosed@2:1"},
		{"a comment closed only behind its item", "- <!-- one\n- two -->\n", "<!-- one two -->", "html-comment-unclosed@1:3"},
		{"a comment closed only behind its quotation", "> <!-- one\n\ntwo -->", "<!-- one two -->", "html-comment-unclosed@1:3"},
		{"a comment with text behind it", "<!-- a --> one\n\ntwo", "one two", "html-comment@1:1"},
		{"two comments in a block", "<!-- a --><!-- b -->\none\n", "one", "html-comment@1:1 html-comment@1:11"},
		{"placeholders", "<Company Name> and <name>, <YOUR_ORG>, <insert date here>", "<Company Name> and <name>, <YOUR_ORG>, <insert date here>", "placeholder@1:1 placeholder@1:20 placeholder@1:40"},
		{"a placeholder as a paragraph", "<Company Name>\n\ntwo", "<Company Name> two", "placeholder@1:1"},
		{"template leftovers are text", "{{ company }} {% if x %}", "{{ company }} {% if x %}", ""},
		{"harmless elements", "H<sub>2</sub>O x<sup>2</sup> <kbd>Esc</kbd> <mark>m</mark> <abbr title=\"t\">a</abbr> b<br>c", "H2O x2 Esc m a b c", ""},
		{"a harmless table", "<table><tr><th scope=row>a</th><td colspan=2>b</td></tr></table>", "a b", ""},
		{"a harmless list", "<ul><li>a</li><li>b</li></ul>\n\n<dl><dt>c</dt><dd>d</dd></dl>", "a b c d", ""},
		{"details around Markdown", "<details open><summary>one</summary>\n\n*two*\n\n</details>\n\nthree", "one two three", ""},
		{"details that are never closed", "<details><summary>one\n\ntwo\n\nthree", "one two three", ""},
		{"details closed twice", "<details>one</details></details>\n\ntwo", "one </details> two", ""},
		{"a table that is never closed", "<table><tr><td>one\n\ntwo", "one two", ""},
		{"a cell that closes nothing", "</td></tr></table>\n\none", "</td></tr></table> one", ""},
		{"elements that cross", "<sub>a<sup>b</sub>c</sup>", "abc</sup>", ""},
		{"an element that crosses emphasis", "<mark>a *b</mark> c* d", "a b</mark> c d", ""},
		{"a block element in a line", "one <details> two </details>", "one <details> two </details>", "raw-html@1:5"},
		{"attributes that act are dropped", "<kbd onclick=\"x()\" style=\"y\" class=\"z\" id=\"k\">a</kbd> <abbr onmouseover=x title='\"><script>'>b</abbr>", "a b", ""},
		{"a link in HTML is text", "<a href=\"javascript:x\">one</a> <a href=\"y\" id=\"z\">two</a>", "<a href=\"javascript:x\">one</a> <a href=\"y\" id=\"z\">two</a>", "raw-html@1:1 raw-html@1:32"},
		{"an anchor", "<a id=\"x\"></a><a name='y'>one</a> <a name=\"z\" id=\"w\">two", "one two", ""},
		{"an anchor without a name is text", "<a>one</a>", "<a>one</a>", "raw-html@1:1"},
		{"an iframe", "<iframe src=\"x\">one</iframe>\n\ntwo", "<iframe src=\"x\">one</iframe> two", "raw-html@1:1"},
		{"a drawing", "<svg onload=\"x\"><path d=\"M0\"/></svg> two", "<svg onload=\"x\"><path d=\"M0\"/></svg> two", "raw-html@1:1 placeholder@1:17"},
		{"an image", "<img src=x onerror=alert(1)> two", "<img src=x onerror=alert(1)> two", "raw-html@1:1"},
		{"a form", "<form action=x><input name=y><button>z</button></form>", "<form action=x><input name=y><button>z</button></form>", "raw-html@1:1 raw-html@1:16 raw-html@1:30"},
		{"a title swallows nothing", "<title>one\n\ntwo *three*", "<title>one two three", "placeholder@1:1"},
		{"a text area swallows nothing", "<textarea>one\n\ntwo", "<textarea>one two", "raw-html@1:1"},
		{"plain text swallows nothing", "<plaintext>one\n\ntwo *three*", "<plaintext>one two three", "raw-html@1:1"},
		{"preformatted text", "<pre>\n*one*\n\ntwo</pre>\n\nthree", "<pre> *one* two</pre> three", "raw-html@1:1"},
		{"marked sections", "<![CDATA[ one ]]> two\n\na <![CDATA[ three ]]> four", "<![CDATA[ one ]]> two a <![CDATA[ three ]]> four", "raw-html@1:1 raw-html@3:3"},
		{"a marked section that is never closed", "<![CDATA[ one\n\ntwo", "<![CDATA[ one two", ""},
		{"instructions and declarations", "<?php echo 1 ?> one\n\n<!DOCTYPE html> two\n\na <?x?> b <!Y z>", "<?php echo 1 ?> one <!DOCTYPE html> two a <?x?> b <!Y z>", "raw-html@1:1 raw-html@3:1 raw-html@5:3 raw-html@5:11"},
		{"in a list", "- one <b>two</b>\n- <div>\n  three\n  </div>\n- four", "one <b>two</b> <div> three </div> four", "raw-html@1:7 raw-html@2:3"},
		{"in a quotation", "> <script>\n> one\n\ntwo", "<script> one two", "raw-html@1:3"},
		{"in a table", "| a <b>c</b> | <td> |\n|---|---|\n| <br> | <!-- x --> |", "a <b>c</b> <td>", "raw-html@1:5 raw-html@1:16 html-comment@3:10"},
		{"in a heading", "# one <b>two</b> <kbd>three</kbd>", "one <b>two</b> three", "raw-html@1:7"},
		{"in a footnote", "one[^1]\n\n[^1]: <b>two</b>", "one1 <b>two</b> \u21a9\ufe0e", "raw-html@3:7"},
		{"in the words of a link", "[one <b>two](x) three", "one <b>two three", "raw-html@1:6"},
		{"references stay what they stand for", "&lt;script&gt; &amp;lt;b&amp;gt; &#60;i&#62;", "<script> &lt;b&gt; <i>", ""},
		{"escapes stay what they stand for", "\\<script> <\\b>", "<script> <\\b>", ""},
		{"tags that are none", "a < b > c <3 <-", "a < b > c <3 <-", ""},
		{"a tag that never ends", "<div class=\"one\n\ntwo", "<div class=\"one two", ""},
		{"in code it is code", "`<b>` and\n\n```html\n<script>one</script>\n```", "<b> and <script>one</script>", ""},
		{"behind letters of several bytes", "ä 手 <b>x", "ä 手 <b>x", "raw-html@1:5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(c.in)
			if got := words(d); got != c.words {
				t.Errorf("words of %q\ngot  %q\nwant %q\nin %s", c.in, got, c.words, plainBody(d))
			}
			if bad := harmful(plainBody(d)); bad != "" {
				t.Errorf("%q puts %s on the page:\n%s", c.in, bad, plainBody(d))
			}
			if got := said(d.Problems); got != c.problems {
				t.Errorf("problems of %q\ngot  %s\nwant %s\n%v", c.in, got, c.problems, d.Problems)
			}
		})
	}
}

func TestAnchorsOfHTML(t *testing.T) {
	d := parse("<a id=\"one\"></a><a name=\"two\" id=\"two\"></a> <kbd id=three>k</kbd> <a id=\"one\"></a>\n\n# One\n\n<details id=\"four\">x</details>\n\n<a id=\"a b\"></a>")
	if got, want := fmt.Sprint(d.Anchors), "[four one three two]"; got != want {
		t.Errorf("anchors: got %s, want %s", got, want)
	}
	for _, id := range []string{"one", "two", "three", "four", "one-1"} {
		if !d.HasAnchor(id) || strings.Count(plainBody(d), fmt.Sprintf("id=%q", id)) != 1 {
			t.Errorf("the id %q does not stand once in %s", id, plainBody(d))
		}
	}
	if d.HasAnchor("a b") || d.HasAnchor("five") || d.HasAnchor("") {
		t.Error("there are anchors that nobody wrote")
	}
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct{ name, in, want, problems string }{
		{"an alert", "> [!NOTE]\n> text", `<div class="alert alert-note"><p class="alert-title">Note</p>` + "\n<p>text</p>\n</div>\n", ""},
		{"an alert in small letters with a list", "> [!warning]\n>\n> - a", `<div class="alert alert-warning"><p class="alert-title">Warning</p>` + "\n<ul>\n<li>a</li>\n</ul>\n</div>\n", ""},
		{"an alert in a list", "- > [!TIP]\n  > x", "<ul>\n<li>\n" + `<div class="alert alert-tip"><p class="alert-title">Tip</p>` + "\n<p>x</p>\n</div>\n</li>\n</ul>\n", ""},
		{"words behind the mark make it a quotation", "> [!NOTE] text", "<blockquote>\n<p>[!NOTE] text</p>\n</blockquote>\n", ""},
		{"an unknown mark makes it a quotation", "> [!HINT]\n> text", "<blockquote>\n<p>[!HINT]\ntext</p>\n</blockquote>\n", ""},
		{"tasks", "- [ ] a\n- [x] b", "<ul>\n<li><input type=\"checkbox\" disabled aria-label=\"☐\"> a</li>\n<li><input type=\"checkbox\" checked disabled aria-label=\"☑\"> b</li>\n</ul>\n", ""},
		{"definitions", "T\n: one\n: two", "<dl>\n<dt>T</dt>\n<dd>one</dd>\n<dd>two</dd>\n</dl>\n", ""},
		{"code of a known language has classes", "```go\nx := 1\n```", "<pre class=\"chroma\" tabindex=\"0\"><code data-language=\"go\"><span class=\"nx\">x</span> <span class=\"o\">:=</span> <span class=\"mi\">1</span>\n</code></pre>\n", ""},
		{"code of an unknown language is plain", "```quux<\n<x> & y\n```", "<pre class=\"chroma\" tabindex=\"0\"><code data-language=\"quux&lt;\">&lt;x&gt; &amp; y\n</code></pre>\n", ""},
		{"code without a language is plain", "    <x>\n", "<pre class=\"chroma\" tabindex=\"0\"><code>&lt;x&gt;\n</code></pre>\n", ""},
		{"strikethrough", "~~a~~", "<p><del>a</del></p>\n", ""},
		{"a row with too many cells keeps them", "| a | b |\n|---|--:|\n| 1 | 2 | 3 | 4 |", "<p></p>", "ragged-table@3:11"},
		{"a row with too few cells is fine", "| a | b |\n|---|---|\n| 1 |", "<p></p>", ""},
		{"a footnote that nothing refers to", "one\n\n[^x]: two *three*", "<p>one</p>\n<p><code class=\"raw-html\">[^x]:</code></p>\n<p>two <em>three</em></p>\n", "unused-footnote@3:1"},
		{"a footnote defined twice", "one[^1]\n\n[^1]: two\n[^1]: three", "<p></p>", "unused-footnote@4:1"},
		{"a reference to a footnote that is not there", "one[^1]", "<p>one[^1]</p>\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(c.in)
			if got := plainBody(d); c.want != "<p></p>" && got != c.want {
				t.Errorf("%q\ngot  %s\nwant %s", c.in, got, c.want)
			}
			for _, word := range []string{"one", "two", "three", "1", "2", "3", "4"} {
				if strings.Contains(c.in, word) && !strings.Contains(words(d), word) {
					t.Errorf("%q: %q is lost in %s", c.in, word, plainBody(d))
				}
			}
			if bad := harmful(plainBody(d)); bad != "" {
				t.Errorf("%q puts %s on the page:\n%s", c.in, bad, plainBody(d))
			}
			if got := said(d.Problems); got != c.problems {
				t.Errorf("problems of %q: got %q, want %q", c.in, got, c.problems)
			}
		})
	}
}

func TestTextsThatTakeLongFinish(t *testing.T) {
	r := strings.Repeat
	count := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	steps := ""
	for i := range 500 {
		steps += r("  ", i) + "- x\n"
	}
	for _, c := range []struct {
		name, in string
		asIs     bool // shown as it stands
	}{
		{"twenty thousand links in a line", r("[a](b) ", 20_000), false},
		{"twenty thousand references in a line", r("[a][b] ", 20_000) + "\n\n[b]: x\n", false},
		{"twenty thousand ids in a line", r("PRO-004 ", 20_000), false},
		{"twenty thousand addresses in a line", r("http://a.b ", 20_000), false},
		{"twenty thousand equal headings", r("# a\n", 20_000), false},
		{"twenty thousand equal own ids", r("# a {#b}\n", 20_000), false},
		{"twenty thousand comments", r("<!-- a -->\n\n", 20_000), false},
		{"twenty thousand unclosed comments in a line", "a " + r("<!-- a ", 20_000), false},
		{"twenty thousand open elements", r("<sub>", 20_000), false},
		{"links that are never closed", r("[a](b", 20_000), true},
		{"brackets in brackets", r("[", 20_000), true},
		{"quotations in quotations", r(">", 20_000) + "x", true},
		{"quotations in quotations by tabs", r(">\t", 20_000) + "x", true},
		{"lists in lists", r("- ", 20_000) + "x", true},
		{"numbered lists in numbered lists", r("1. ", 20_000) + "x", true},
		{"lists deeper line by line", steps, true},
		{"stars without end", r("*a_ ", 20_000), true},
		{"a wide table of empty rows", r("|a", 2000) + "\n" + r("|-", 2000) + "\n" + r("|\n", 2000), true},
		{"definitions of links without end", count(20_000, "[a%d]: x\n"), true},
		{"brackets on very many lines", r("x [a]: b\n", 50_000), true},
		{"many footnotes", count(2000, "x[^%[1]d]\n\n[^%[1]d]: n\n\n"), false},
		{"a long line of hyphens", "one\n\n" + r("-", 2000) + "\n\n" + r("=", 2000), false},
		{"backticks of all lengths", func() string {
			s := ""
			for i := range 300 {
				s += r("`", i+1) + " "
			}
			return s
		}(), false},
		{"ids without an end", r("A-", 50_000) + r("A1", 50_000), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(c.in)
			plainBody(d)
			asIs := slices.ContainsFunc(d.Problems, func(p source.Problem) bool { return p.Check == "too-complex" })
			if asIs != c.asIs {
				t.Errorf("%.40q…: shown as it stands: %v, want %v", c.in, asIs, c.asIs)
			}
			if asIs && words(d) != strings.Join(strings.Fields(c.in), " ") {
				t.Errorf("%.40q…: words are lost", c.in)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "# A\n\ntext PRO-004 [x](y) [[z|w]] ![i](j)\n", "---\nid: 007\nparams: {a: \"--><b>\"}\n---\n# A {#b}\n", "<script>\n\n<!-- x", "<details><summary>a\n\nb</details>",
		"> [!NOTE]\n> a\n", "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "x[^1]\n\n[^1]: a\n[^1]: b\n[^2]: c", "- [ ] a\n- [x] b\n  - <b onclick=x>\n", "T\n: d\n",
		"```go\nx\n```\n~~~\n<x>", "a <a id=\"x\"> b [c <a name=d>](e)", "> ---\n> a\n> ---", "<table><tr><td>a<td style=x>b", "[![a](b)](c) <http://x.y> www.a.b a@b.c", "\xff\x00<\r\n&lt;&#0;",
		"[a]: b \"c\"\n\n[a][] [d][a]", "***a** b_c_ ~~d~~*", "# a\n# a\n## {#x} {#y}", "<a id=\"a\" name=\"b\" id=\"c\">", "<![CDATA[", "<?", "<!A", "1) a\n2) <sub>b *c</sub>*", "[[a\\|b]] `[[c]]`",
		"| a |\n|---|\n| <br> [[x\\|y]] `\\|` | z\n", "*https://a.b* (www.c.d)", "\\PRO-004 _PRO-004_ x_PRO-1", "[^a]: \n\n<pre>\n[^a]", "# <b>x\n<kbd>\n", "<dl><dt>a\n\nb\n\n</dl></dt>", "a\u2028b\u0085[c](d)\v\f",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		content := bytes.Clone(in)
		d := Parse(&source.File{Path: "f.md", Content: in})
		if !bytes.Equal(in, content) {
			t.Fatal("Parse changed its input")
		}
		text, _ := source.Text("f.md", in)
		lines := bytes.Split(text, []byte("\n"))
		within := func(what string, p source.Pos) {
			if p.File != "f.md" || p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > len([]rune(string(lines[p.Line-1])))+1 {
				t.Fatalf("%s at %v lies outside of %q", what, p, text)
			}
		}
		for _, p := range d.Problems {
			if p.Check == "internal" {
				t.Fatalf("%q: %s", in, p.Message)
			}
			within("problem "+p.Check, p.Pos)
		}
		for _, l := range d.Links {
			within("link "+l.Target, l.Pos)
			if l.Heading < -1 || l.Heading >= len(d.Headings) {
				t.Fatalf("link %+v stands under no heading", l)
			}
		}
		end := 0
		for _, h := range d.Headings {
			within("heading "+h.Text, h.Pos)
			if h.start < end || h.end <= h.start || h.end > len(d.html) {
				t.Fatalf("heading %+v of %q lies wrong", h, d.html)
			}
			end = h.end
		}
		for _, m := range d.marks {
			if m.start > m.end || int(m.end) > len(d.html) || int(m.link) >= len(d.Links) {
				t.Fatalf("hole %+v of %q lies wrong", m, d.html)
			}
		}
		end = 0
		for _, r := range d.runs {
			if int(r.start) < end || r.end <= r.start || int(r.end) > len(d.html) {
				t.Fatalf("run %+v of %q lies wrong", r, d.html)
			}
			end = int(r.end)
		}
		same := Filler{Link: func(int, *Link) Fill { return Fill{} }, Text: func(dst, text []byte, heading int) []byte {
			if heading < -1 || heading >= len(d.Headings) {
				t.Fatalf("text %q under heading %d of %d", text, heading, len(d.Headings))
			}
			return append(dst, text...)
		}}
		body := string(d.Body(nil, 0, same))
		if body != string(d.html) || string(d.Body(nil, d.Lead, same)) != body[d.Lead:] {
			t.Fatalf("the body changes by being filled: %q, %q", body, d.html)
		}
		if bad := harmful(body); bad != "" {
			t.Fatalf("%q puts %s on the page:\n%s", in, bad, body)
		}
		d.Sections()
		for i := range d.Headings {
			d.HeadingPath(i)
		}
	})
}
