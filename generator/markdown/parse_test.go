package markdown

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"ismsite/generator/source"
)

func parse(text string) *Doc {
	return Parse(&source.File{Path: "f.md", Content: []byte(text)})
}

// filled is the body with every hole shown: ⟦words⟧.
func filled(d *Doc) string {
	return string(d.Body(nil, 0, Filler{Link: func(int, *Link) Fill { return Fill{Open: "⟦", Close: "⟧"} }}))
}

// plainBody is the body with every hole left out.
func plainBody(d *Doc) string {
	return string(d.Body(nil, 0, Filler{Link: func(int, *Link) Fill { return Fill{} }}))
}

// said writes problems as "check@line:column" behind each other.
func said(problems []source.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, fmt.Sprintf("%s@%d:%d", p.Check, p.Pos.Line, p.Pos.Column))
	}
	return strings.Join(all, " ")
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"an inline link", "see [leavers](../p/l.md#step-2 \"t\") now", "1:5 inline ../p/l.md#step-2 leavers"},
		{"a link on a later line", "a\nb\n\nc [x](y)", "4:3 inline y x"},
		{"a link behind letters of several bytes", "Größe 手順 [x](y)", "1:10 inline y x"},
		{"a link behind carriage returns", "a\r\n\r\nb [x](y)\r\n", "3:3 inline y x"},
		{"a link behind front matter", "---\nid: 007\n---\n[x](y)", "4:1 inline y x"},
		{"a link behind front matter with params", "---\nparams: {a: b}\nid: 007\n---\n\ntext [x](y)", "6:6 inline y x"},
		{"a link behind a byte order mark", "\ufeff---\r\nid: 1\r\n---\r\n[x](y)", "4:1 inline y x"},
		{"a reference with its own name", "a [x][r]\n\n[r]: y \"t\"", "1:3 inline y x"},
		{"a reference by its words", "a [r][] and [r]\n\n[r]: y", "1:3 inline y r; 1:13 inline y r"},
		{"a reference without a definition is text", "a [r]", ""},
		{"links in a table", "| a | b |\n|---|---|\n| [x](y) | ä [z](w) PRO-004 |", "3:3 inline y x; 3:14 inline w z; 3:21 mention PRO-004 "},
		{"a wiki link", "see [[PRO-004]]", "1:5 wiki PRO-004 "},
		{"a wiki link with anchor and words", "ä [[PRO-004#step-2|leavers]]", "1:3 wiki PRO-004#step-2 leavers"},
		{"a wiki link in a table", "| a |\n|---|\n| [[PRO-004\\|x]] |", "3:3 wiki PRO-004 x"},
		{"a wiki link without a target is text", "[[]] [[ ]]", ""},
		{"an image", "![alt *x*](i.png \"t\")", "1:1 image i.png alt x"},
		{"an image in a link", "[![alt](i.png)](y)", "1:1 inline y alt; 1:2 image i.png alt"},
		{"addresses in angle brackets", "<https://a.b/c?d=e&f> <x@y.z>", "1:1 inline https://a.b/c?d=e&f https://a.b/c?d=e&f; 1:23 inline mailto:x@y.z x@y.z"},
		{"bare addresses in brackets and emphasis", "(https://a.b) *https://c.d* https://e.f", "1:2 inline https://a.b https://a.b; 1:16 inline https://c.d https://c.d; 1:29 inline https://e.f https://e.f"},
		{"a bare address that begins a line", "https://a.b\nhttps://c.d", "1:1 inline https://a.b https://a.b; 2:1 inline https://c.d https://c.d"},
		{"bare addresses", "ä https://a.b/c. www.d.e x@y.z", "1:3 inline https://a.b/c https://a.b/c; 1:18 inline http://www.d.e www.d.e; 1:26 inline mailto:x@y.z x@y.z"},
		{"links in lists, quotations, footnotes and definitions", "- [a](b)\n  > [c](d)\n\nx[^1]\n\n[^1]: [e](f)\n\nt\n: [g](h)", "1:3 inline b a; 2:5 inline d c; 9:3 inline h g; 6:7 inline f e"},
		{"links in an alert", "> [!NOTE]\n> see [a](b)", "2:7 inline b a"},
		{"links in a heading", "# a [x](y)\n\n## PRO-004", "1:5 inline y x"},
		{"escapes and references in a target", "[x](a\\_b&amp;c%20d)", "1:1 inline a_b&c%20d x"},
		{"a target in angle brackets", "[x](<a b.md>)", "1:1 inline a b.md x"},
		{"words with markup", "[**a** `b` c\\*](y)", "1:1 inline y a b c*"},
		{"code holds no links", "`[x](y) [[z]]`\n\n```\n[x](y)\n```\n\n    [x](y)", ""},
		{"comments hold no links", "<!-- [x](y) -->\n\na <!-- [x](y) --> b", ""},
		{"a link over two lines", "a\n[x\ny](z)", "2:1 inline z x y"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			d := parse(c.in)
			for _, l := range d.Links {
				got = append(got, fmt.Sprintf("%d:%d %s %s %s", l.Pos.Line, l.Pos.Column, [...]string{"inline", "wiki", "mention", "image"}[l.Kind], l.Target, l.Label))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("links of %q\ngot  %s\nwant %s", c.in, s, c.want)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	for _, c := range []struct{ name, in, want, problems string }{
		{"levels and places", "# A\n\ntext\n\nB\n===\n\nC\n---\n\n### D ###", "1 A #a 1:1; 1 B #b 5:1; 2 C #c 8:1; 3 D #d 11:1", ""},
		{"letters go lower, blanks become hyphens", "# Access Control  Policy", "1 Access Control  Policy #access-control--policy 1:1", ""},
		{"signs go", "# 1.2 What's new? (a/b) & c!", "1 1.2 What's new? (a/b) & c! #12-whats-new-ab--c 1:1", ""},
		{"underscores and hyphens stay", "# a_b-c", "1 a_b-c #a_b-c 1:1", ""},
		{"letters of any script stay", "# Größe 手順 Ünïcode", "1 Größe 手順 Ünïcode #größe-手順-ünïcode 1:1", ""},
		{"markup counts by its words", "# `code` *em* [link](x)", "1 code em link #code-em-link 1:1", ""},
		{"equal headings get numbers", "# A\n# A\n# a", "1 A #a 1:1; 1 A #a-1 2:1; 1 a #a-2 3:1", ""},
		{"a number that is taken is passed over", "# A\n# A-1\n# A", "1 A #a 1:1; 1 A-1 #a-1 2:1; 1 A #a-2 3:1", ""},
		{"a number that is taken twice", "# A\n# A\n# A-1", "1 A #a 1:1; 1 A #a-1 2:1; 1 A-1 #a-1-1 3:1", ""},
		{"an own id", "# Title {#own-id}", "1 Title #own-id 1:1", ""},
		{"an own id before closing signs", "## Title {#own} ##", "2 Title #own 1:1", ""},
		{"an own id comes before a derived one", "# Own\n\n# B {#own}", "1 Own #own-1 1:1; 1 B #own 3:1", ""},
		{"two equal own ids", "# A {#x}\n# B {#x}", "1 A #x 1:1; 1 B #x-1 2:1", "duplicate-anchor@2:1"},
		{"a bad own id is text", "# A {#a/b}", "1 A {#a/b} #a-ab 1:1", "bad-anchor@1:4"},
		{"braces without a number sign are text", "# A {b}", "1 A {b} #a-b 1:1", ""},
		{"a heading without letters", "# !?\n# 。", "1 !? #section 1:1; 1 。 #section-1 2:1", ""},
		{"an empty heading", "#\n", "1  #section 1:1", ""},
		{"headings in quotations and lists", "> # A\n\n- # B", "1 A #a 1:3; 1 B #b 3:3", ""},
		{"no heading without a blank", "#A", "", ""},
		{"a heading behind front matter", "---\nid: 1\n---\n\n# A", "1 A #a 5:1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			d := parse(c.in)
			for _, h := range d.Headings {
				got = append(got, fmt.Sprintf("%d %s #%s %d:%d", h.Level, h.Text, h.Anchor, h.Pos.Line, h.Pos.Column))
				if !d.HasAnchor(h.Anchor) || !strings.Contains(filled(d), fmt.Sprintf(`<h%d id="%s">`, h.Level, h.Anchor)) {
					t.Errorf("%q: the anchor %q is missing in %s", c.in, h.Anchor, filled(d))
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("headings of %q\ngot  %s\nwant %s", c.in, s, c.want)
			}
			if s := said(d.Problems); s != c.problems {
				t.Errorf("problems of %q: got %q, want %q", c.in, s, c.problems)
			}
		})
	}
}

func TestTitleAndLead(t *testing.T) {
	for _, c := range []struct{ name, in, title, rest string }{
		{"a heading that opens the text", "# A\n\ntext", "A", "\n<p>text</p>\n"},
		{"of whatever level", "### A\n\ntext", "A", "\n<p>text</p>\n"},
		{"a heading further down", "text\n\n# A", "A", "<p>text</p>\n<h1 id=\"a\">A</h1>\n"},
		{"no heading", "text", "", "<p>text</p>\n"},
		{"a comment before the heading is nothing", "<!-- x -->\n\n# A\n\ntext", "A", "\n<p>text</p>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(c.in)
			got := string(d.Body(nil, d.Lead, Filler{Link: func(int, *Link) Fill { return Fill{} }}))
			if d.Title != c.title || strings.TrimLeft(got, "\n") != strings.TrimLeft(c.rest, "\n") {
				t.Errorf("%q\ngot  title %q, body %q\nwant title %q, body %q", c.in, d.Title, got, c.title, c.rest)
			}
		})
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"an id", "see PRO-004 for this", "PRO-004"},
		{"an id of three parts", "ISMS-POL-001, REC-2025-014.", "ISMS-POL-001 REC-2025-014"},
		{"controls of both editions", "A.5.15 and A.9.2.1; (A.8.3)", "A.5.15 A.9.2.1 A.8.3"},
		{"what looks like one is a candidate", "AES-256", "AES-256"},
		{"before signs", "PRO-004, PRO-005; PRO-006: PRO-007. PRO-008! (PRO-009) \"PRO-010\"", "PRO-004 PRO-005 PRO-006 PRO-007 PRO-008 PRO-009 PRO-010"},
		{"at the end", "PRO-004", "PRO-004"},
		{"between letters of another script", "手順PRO-004を見る", "PRO-004"},
		{"in emphasis", "*PRO-004* _PRO-005_ **PRO-006** ~~PRO-007~~", "PRO-004 PRO-005 PRO-006 PRO-007"},
		{"between escaped signs", "\\*PRO-004\\*", "PRO-004"},
		{"in brackets that are no link", "[PRO-004] [x PRO-005]", "PRO-004 PRO-005"},
		{"in tables, lists, quotations, footnotes", "- PRO-001\n> PRO-002[^1]\n\n| PRO-003 |\n|---|\n| PRO-004 |\n\n[^1]: PRO-005", "PRO-001 PRO-002 PRO-003 PRO-004 PRO-005"},
		{"not in code", "`PRO-004` and\n\n    PRO-005\n\n```\nPRO-006\n```", ""},
		{"not in headings", "# PRO-004\n\nPRO-005\n===", ""},
		{"not in links", "[PRO-004](x) [[PRO-005|see PRO-006]] ![PRO-007](y)", ""},
		{"not in addresses", "https://a.b/PRO-004 <https://a.b/PRO-005> www.a.b/PRO-006", ""},
		{"not in paths", "docs/PRO-004.md PRO-005.md C:\\PRO-006 PRO-007\\x PRO-008/x", ""},
		{"not in mail addresses", "PRO-004@a.b a@PRO-005.de", ""},
		{"not with small letters behind", "X-1a PRO-004a PRO-004-a", ""},
		{"not with small letters before", "xPRO-004 x-PRO-004", ""},
		{"not with underscores", "PRO-004_x x_PRO-005 PRO-006\\_x x\\_PRO-007", ""},
		{"not without a number", "ISO-IEC A-B A.5 A. A.5.", ""},
		{"not a number alone", "2025-014", ""},
		{"not a longer dotted number", "A.5.15.1.2 1.A.5.15", ""},
		{"not an anchor", "#PRO-004 x#A.5.1", ""},
		{"a short prefix", "R-012 A-1 B2-3", "R-012 A-1 B2-3"},
		{"not in HTML that is shown as text", "<PRO-004> <b PRO-005>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range parse(c.in).Links {
				if l.Kind == Mention {
					got = append(got, l.Target)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("mentions in %q: got %q, want %q", c.in, s, c.want)
			}
		})
	}
}

func TestIsMention(t *testing.T) {
	for text, want := range map[string]bool{"PRO-004": true, "A.5.15": true, "PRO-004 ": false, "PRO": false, "": false, "pro-004": false, "PRO-004 A.5.15": false} {
		if got := IsMention(text); got != want {
			t.Errorf("IsMention(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	long := strings.Repeat("word ", 100)
	for _, c := range []struct{ name, in, want string }{
		{"the sentence around the link", "One. Two [x](y) three. Four.", "Two x three."},
		{"abbreviations end no sentence", "Read e.g. the [x](y) No. 4 first. Then stop.", "Read e.g. the x No. 4 first."},
		{"lines are joined", "One\ntwo [x](y)\nthree! Four.", "One two x three!"},
		{"a cell is a sentence of its own", "| a | b |\n|---|---|\n| One | two [x](y) |", "two x"},
		{"an item is a sentence of its own", "- One\n- two [x](y)", "two x"},
		{"references are resolved", "R&D \"x\" <3 [x](y)", "R&D \"x\" <3 x"},
		{"markup goes", "A *b* `c` [x](y)", "A b c x"},
		{"a long one is cut around the link", long + "[x](y) " + long, "…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(c.in)
			if len(d.Links) != 1 {
				t.Fatalf("%q has %d links", c.in, len(d.Links))
			}
			got := d.Links[0].Sentence
			if c.want == "…" {
				if !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "…") || !strings.Contains(got, " x ") || len(got) > maxSentence+10 {
					t.Errorf("%.30q…: got %q", c.in, got)
				}
			} else if got != c.want {
				t.Errorf("%q: got %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestSections(t *testing.T) {
	d := parse("Intro &amp; more.\n\n# A\n\nText *of* A.\n\n## B\n\n- one\n- two\n\n# C\n")
	want := []Section{{-1, "Intro & more."}, {0, "Text of A."}, {1, "one two"}, {2, ""}}
	if got := d.Sections(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := d.HeadingPath(1), []string{"A", "B"}; !reflect.DeepEqual(got, want) {
		t.Errorf("path of B: got %q, want %q", got, want)
	}
	if got := d.HeadingPath(-1); got != nil {
		t.Errorf("path of nothing: got %q", got)
	}
	if got := parse("").Sections(); len(got) != 0 {
		t.Errorf("sections of an empty file: got %v", got)
	}
}

func TestBody(t *testing.T) {
	d := parse("# T PRO-001\n\nSee [![alt](i.png) b](y) and PRO-004, `PRO-005`.\n\n## U\n\nmore [[W|w]] text")
	fill := func(i int, l *Link) Fill {
		switch l.Kind {
		case Image:
			return Fill{Open: "<img>"}
		case Mention:
			return Fill{Open: "<m>", Inner: "Leavers", Close: "</m>"}
		}
		return Fill{Open: "<a>", Close: "</a>"}
	}
	for _, c := range []struct {
		name, want string
		from       int
		filler     Filler
	}{
		{"every hole is filled", "<h1 id=\"t-pro-001\">T PRO-001</h1>\n<p>See <a><img> b</a> and <m>Leavers</m>, <code>PRO-005</code>.</p>\n<h2 id=\"u\">U</h2>\n<p>more <a>w</a> text</p>\n", 0, Filler{Link: fill}},
		{"the opening heading can be left out", "<p>See <a><img> b</a> and <m>Leavers</m>, <code>PRO-005</code>.</p>\n<h2 id=\"u\">U</h2>\n<p>more <a>w</a> text</p>\n", d.Lead, Filler{Link: fill}},
		{"words can be replaced with the holes in them", "<p>See X and X, <code>PRO-005</code>.</p>\n<h2 id=\"u\">U</h2>\n<p>more X text</p>\n", d.Lead, Filler{Link: func(int, *Link) Fill { return Fill{Inner: "X"} }}},
		{"running text goes through the filler, under its heading", "<h1 id=\"t-pro-001\">T PRO-001</h1>\n<p>{0:See }<a><img> b</a>{0: and }<m>Leavers</m>, <code>PRO-005</code>.</p>\n<h2 id=\"u\">U</h2>\n<p>{1:more }<a>w</a>{1: text}</p>\n", 0,
			Filler{Link: fill, Text: func(dst, text []byte, heading int) []byte { return fmt.Appendf(dst, "{%d:%s}", heading, text) }}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.TrimLeft(string(d.Body(nil, c.from, c.filler)), "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestUnclosedAnchorLeavesHeadingsQuiet(t *testing.T) {
	d := parse("one <a id=\"x\"> two\n\n# Head\n\ntext")
	got := string(d.Body(nil, 0, Filler{Text: func(dst, text []byte, _ int) []byte { return fmt.Appendf(dst, "{%s}", text) }}))
	if want := "<p>{one }<a id=\"x\"></a>{ two}</p>\n<h1 id=\"head\">Head</h1>\n<p>{text}</p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestParams(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     any
	}{
		{"none", "---\nid: 1\n---\n", nil},
		{"letters stay as written", "version: 1.10, id: 007, owner: no, list: [5.10, 8.20], none: ", map[any]any{"version": "1.10", "id": "007", "owner": "no", "list": []any{"5.10", "8.20"}, "none": ""}},
		{"a comment's end inside a value", `x: "--><b>hi", "--><b>": y`, map[any]any{"x": "--><b>hi", "--><b>": "y"}},
		{"markers inside values", `a: "---", b: "x\n---\ny", c: "-"`, map[any]any{"a": "---", "b": "x\n---\ny", "c": "-"}},
		{"escapes", `a: "ä\u2028\U0001F600\t\\\" \0"`, map[any]any{"a": "ä\u2028\U0001F600\t\\\" \x00"}},
		{"a merge key in quotes", `"<<": x`, map[any]any{"<<": "x"}},
		{"keys that YAML takes for something else", `no: 1, 1.10: 2, ~: 3, null: 4`, map[any]any{"no": "1", "1.10": "2", "~": "3", "null": "4"}},
		{"a long key of letters of several bytes", strings.Repeat("手", 150) + ": x", map[any]any{strings.Repeat("手", 150): "x"}},
		{"flow signs inside values", `a: "{[,]}: #"`, map[any]any{"a": "{[,]}: #"}},
		{"lists in lists", "a: [[1, []], {}]", map[any]any{"a": []any{[]any{"1", []any{}}, map[any]any{}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := c.in
			if !strings.HasPrefix(in, "---") {
				in = "---\nparams: {" + in + "}\n---\n# Text\n"
			}
			d := parse(in)
			if !reflect.DeepEqual(d.Params, c.want) {
				t.Errorf("%q\ngot  %#v\nwant %#v", in, d.Params, c.want)
			}
			if len(d.Problems) > 0 {
				t.Errorf("%q: got %v, want no problem", in, d.Problems)
			}
			if strings.Contains(filled(d), "hi") || strings.Contains(filled(d), "<!--") {
				t.Errorf("%q: metadata on the page: %s", in, filled(d))
			}
		})
	}
}

func TestTextThatLooksLikeMetadata(t *testing.T) {
	for _, c := range []struct{ name, in, words string }{
		{"a thematic break first", "---\n\nOne paragraph.\n\n---\n\nTwo.\n", "One paragraph. Two."},
		{"a lone hyphen first", "-\n\nOne.\n\n-\n\nTwo.\n", "One. Two."},
		{"a thematic break in a quotation", "> ---\n> a: b\n> ---\n> c\n", "a: b c"},
		{"a thematic break in a list", "- ---\n  a: b\n  ---\n", "a: b"},
		{"an empty item in a list", "- -\n  a: b\n  -\n", "a: b"},
		{"a numbered list", "1. -\n   a: b\n   -\n", "a: b"},
		{"a thematic break behind front matter", "---\nid: 1\n---\n---\na: b\n---\n", "a: b"},
		{"a lone hyphen behind front matter with params", "---\nparams: {x: 1}\n---\n-\na: b\n-\n", "a: b"},
		{"an unclosed block", "---\ntitle: A\n\ntext\n", "title: A text"},
		{"closing dots keep the body", "---\ntitle: A\n...\nbody\n", "body"},
		{"bad metadata is not on the page", "---\nx: \"--><b>hi\ny: [\n---\nbody\n", "body"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(strings.Fields(PlainText([]byte(filled(parse(c.in))))), " ")
			if got != c.words {
				t.Errorf("%q: got %q, want %q", c.in, got, c.words)
			}
		})
	}
}

func TestParseLeavesItsInput(t *testing.T) {
	in := "\ufeff---\r\nid: 007\r\nparams: {a: b}\r\n---\r\n# A {#b}\r\n\r\n<b>x</b> PRO-004 <!-- c --> [a](b)\x00\xff\r\n\r\n<SCRIPT>\r\n"
	f := &source.File{Path: "f.md", Content: []byte(in), Sum: [32]byte{1}}
	first := Parse(f)
	if string(f.Content) != in {
		t.Errorf("Parse changed its input to %q", f.Content)
	}
	if second := Parse(f); !reflect.DeepEqual(first, second) {
		t.Errorf("the same file gives\n%+v\nand then\n%+v", first, second)
	}
	if first.Path != f.Path || first.Sum != f.Sum {
		t.Errorf("got path %q and sum %x", first.Path, first.Sum)
	}
}
