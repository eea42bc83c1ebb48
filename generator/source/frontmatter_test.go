package source

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// written shows a value as a short text: scalars in quotes, lists in brackets, mappings in braces.
func written(v Value) string {
	var parts []string
	switch v.Kind {
	case Scalar:
		return fmt.Sprintf("%q", v.Text)
	case List:
		for _, item := range v.Items {
			parts = append(parts, written(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case Map:
		return "{" + writtenFields(v.Fields) + "}"
	}
	return "null"
}

func writtenFields(fields Fields) string {
	var parts []string
	for _, f := range fields {
		parts = append(parts, f.Key+"="+written(f.Value))
	}
	return strings.Join(parts, " ")
}

// said writes problems as "check@line:column" behind each other.
func said(problems []Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, fmt.Sprintf("%s@%d:%d", p.Check, p.Pos.Line, p.Pos.Column))
	}
	return strings.Join(all, " ")
}

func TestFrontMatter(t *testing.T) {
	for _, c := range []struct{ name, in, fields, body, problems string }{
		{"no front matter", "# Title\n", "", "# Title\n", ""},
		{"an empty file", "", "", "", ""},
		{"a simple block", "---\ntitle: Access\nowner: anna\n---\n# Text\n", `title="Access" owner="anna"`, "# Text\n", ""},
		{"a version keeps its zero", "---\nversion: 1.10\n---\n", `version="1.10"`, "", ""},
		{"an id keeps its zeros", "---\nid: 007\n---\n", `id="007"`, "", ""},
		{"control numbers stay apart", "---\ncontrols: [5.10, 8.20, 5.1]\n---\n", `controls=["5.10" "8.20" "5.1"]`, "", ""},
		{"no is a word", "---\nowner: no\nn: y\non: off\n---\n", `owner="no" n="y" on="off"`, "", ""},
		{"numbers of all forms stay as written", "---\na: 0o17\nb: 0x10\nc: 1_000\nd: 08\ne: 1e3\nf: .inf\ng: +1\nh: 12:30:45\n---\n",
			`a="0o17" b="0x10" c="1_000" d="08" e="1e3" f=".inf" g="+1" h="12:30:45"`, "", ""},
		{"an impossible date stays as written", "---\nreview: 2026-02-30\n---\n", `review="2026-02-30"`, "", ""},
		{"nothing, a tilde and null are nothing", "---\na:\nb: ~\nc: null\nd: \"null\"\n---\n", `a=null b=null c=null d="null"`, "", ""},
		{"a list item may be empty", "---\nreviewers:\n  -\n  - anna\n---\ntext", `reviewers=[null "anna"]`, "text", ""},
		{"a list item may stand alone at the margin", "---\nreviewers:\n-\n- anna\n---\ntext", `reviewers=[null "anna"]`, "text", ""},
		{"three dots close the block", "---\ntitle: A\n...\nbody\n", `title="A"`, "body\n", ""},
		{"blanks behind the markers do not matter", "--- \ntitle: A\n---\t \nbody\n", `title="A"`, "body\n", ""},
		{"the closing line may end the file", "---\ntitle: A\n---", `title="A"`, "", ""},
		{"an indented marker in a block of text is text", "---\nsummary: |\n  one\n  ---\n  ...\n  two\ntitle: A\n---\nbody", `summary="one\n---\n...\ntwo\n" title="A"`, "body", ""},
		{"a marker inside a quoted value is text", "---\ntitle: \"a --- b\"\n---\nbody", `title="a --- b"`, "body", ""},
		{"a folded text is joined", "---\nsummary: >-\n  one\n  two\n---\n", `summary="one two"`, "", ""},
		{"escapes are resolved", "---\ntitle: \"a\\u00e4\\n\\\"\"\n---\n", `title="aä\n\""`, "", ""},
		{"a comment is no value", "---\n# note\ntitle: A # remark\ncolour: '#fff'\n---\n", `title="A" colour="#fff"`, "", ""},
		{"mappings keep their order", "---\nparams: {z: 1, a: {b: [c]}}\n---\n", `params={z="1" a={b=["c"]}}`, "", ""},
		{"the whole may be one flow mapping", "---\n{title: A, id: 007}\n---\n", `title="A" id="007"`, "", ""},
		{"keys may hold any script", "---\n責任者: 田中\nÜberschrift: ja\n---\n", `責任者="田中" Überschrift="ja"`, "", ""},
		{"keys may hold blanks", "---\nlast review: 2026-01-01\n---\n", `last review="2026-01-01"`, "", ""},
		{"a line separator inside a value is a character", "---\na: x\u2028y\u2029z\u0085w\nb: c\n---\n", `a="x\u2028y\u2029z\u0085w" b="c"`, "", ""},
		{"an empty block is front matter", "---\n---\nbody", "", "body", ""},
		{"a block of blank lines is front matter", "---\n\n---\nbody", "", "body", ""},
		{"a block of comments is no front matter", "---\n# note\n---\nbody", "", "---\n# note\n---\nbody", ""},
		{"an opening line alone is a thematic break", "---\n", "", "---\n", ""},
		{"an opening line without an end is text", "---", "", "---", ""},
		{"a thematic break before prose stays text", "---\n\nSome prose here.\n\n---\nMore.\n", "", "---\n\nSome prose here.\n\n---\nMore.\n", ""},
		{"a thematic break before a heading stays text", "---\n# Title\n\nSome prose.\n\n---\n", "", "---\n# Title\n\nSome prose.\n\n---\n", ""},
		{"a thematic break before a list stays text", "---\n- one\n- two\n---\n", "", "---\n- one\n- two\n---\n", ""},
		{"four hyphens are no marker", "----\ntitle: A\n----\n", "", "----\ntitle: A\n----\n", ""},
		{"an indented opening line is no marker", " ---\ntitle: A\n---\n", "", " ---\ntitle: A\n---\n", ""},
		{"a blank line before the block makes it text", "\n---\ntitle: A\n---\n", "", "\n---\ntitle: A\n---\n", ""},
		{"an unclosed block is text and reported", "---\ntitle: A\nowner: b\n", "", "---\ntitle: A\nowner: b\n", "front-matter-unclosed@1:1"},
		{"an unclosed thematic break with prose is text", "---\nSome prose, which goes on.\n", "", "---\nSome prose, which goes on.\n", ""},
		{"a fenced block further on does not close it", "---\ntitle: A\n  ---\ntext\n", "", "---\ntitle: A\n  ---\ntext\n", "front-matter-unclosed@1:1"},
		{"of two equal keys the first counts", "---\nowner: a\nowner: b\n---\n", `owner="a"`, "", "duplicate-key@3:1"},
		{"equal keys below a key are found", "---\nparams:\n  a: 1\n  a: 2\n---\n", `params={a="1"}`, "", "duplicate-key@4:3"},
		{"an anchor is refused and its value kept", "---\nowner: &o anna\n---\n", `owner="anna"`, "", "yaml-feature@2:8"},
		{"an alias is refused", "---\na: &o x\nb: *o\nc: y\n---\n", `a="x" b=null c="y"`, "", "yaml-feature@2:4 yaml-feature@3:4"},
		{"an unknown alias is refused and other keys are read", "---\na: x\nb: *o\nc: y\n---\n", `a="x" c="y"`, "", "yaml-feature@3:4"},
		{"a merge key is refused", "---\na: &o {x: 1}\nb: {<<: *o, y: 2}\n---\n", `a={x="1"} b={y="2"}`, "", "yaml-feature@2:4 yaml-feature@3:5"},
		{"a quoted merge key is a key", "---\nparams: {\"<<\": x}\n---\n", `params={<<="x"}`, "", ""},
		{"a tag is refused and its value kept", "---\nid: !!int 007\nb: !own x\n---\n", `id="007" b="x"`, "", "yaml-feature@2:5 yaml-feature@3:4"},
		{"a list as a key is refused", "---\na: b\n? [x]\n: y\n---\n", `a="b"`, "", "yaml-feature@3:3"},
		{"a tab as indentation costs its key", "---\nowner: a\ncontrols:\n\t- A.5.1\ntitle: T\n---\n", `owner="a" title="T"`, "", "yaml-syntax@4:1"},
		{"a tab before a key costs the key above", "---\nowner: a\n\ttitle: T\nid: x\n---\n", `id="x"`, "", "yaml-syntax@3:1"},
		{"a tab behind the colon is fine", "---\nowner:\ta\n---\n", `owner="a"`, "", ""},
		{"a second colon costs its key", "---\nid: 007\ntitle: Access: who\nowner: a\n---\n", `id="007" owner="a"`, "", "yaml-syntax@3:14"},
		{"the second of three colons is the place", "---\ntitle: a: b: c\nowner: a\n---\n", `owner="a"`, "", "yaml-syntax@2:9"},
		{"columns count characters", "---\nüberschrift: ä: b\nowner: a\n---\n", `owner="a"`, "", "yaml-syntax@2:15"},
		{"an unclosed quote costs its key", "---\nid: 1\ntitle: \"a\nowner: b\n---\n", `id="1" owner="b"`, "", "yaml-syntax@3:8"},
		{"an unclosed bracket costs its key", "---\ncontrols: [A.5.1, A.5.2\nowner: b\n---\n", `owner="b"`, "", "yaml-syntax@2:11"},
		{"a bracket too many costs its key", "---\nid: 1\ncontrols: [A.5.1]]\nowner: b\n---\n", `id="1" owner="b"`, "", "yaml-syntax@3:1"},
		{"a reserved sign costs its key", "---\nowner: @anna\nid: 1\ntag: `x`\nrate: %5\n---\n", `id="1"`, "", "yaml-syntax@2:8 yaml-syntax@4:6 yaml-syntax@5:7"},
		{"a line without a colon costs itself", "---\nowner: a\nno key here\nid: x\n---\n", `owner="a" id="x"`, "", "yaml-syntax@3:1"},
		{"a key without a blank behind its colon costs itself", "---\ntitle:A\nowner: b\n---\n", `owner="b"`, "", "yaml-syntax@2:1"},
		{"a list that is indented unevenly costs its key", "---\nid: 1\ncontrols:\n  - a\n - b\nowner: x\n---\n", `id="1" owner="x"`, "", "yaml-syntax@5:2"},
		{"a control character costs its key", "---\nid: 1\ntitle: a\x01b\nowner: x\n---\n", `id="1" owner="x"`, "", "yaml-syntax@3:9"},
		{"each bad line is named", "---\na: b: c\nd: @e\nf: g\nh: [i\n---\nbody", `f="g"`, "body", "yaml-syntax@2:5 yaml-syntax@3:4 yaml-syntax@5:4"},
		{"equal keys are found beside a bad line", "---\na: 1\nb: c: d\na: 2\n---\n", `a="1"`, "", "yaml-syntax@3:5 duplicate-key@4:1"},
		{"a key keeps its lines beside a bad line", "---\ncontrols:\n- a\n- b\n\ntext: |\n  one\n  two\nbad: a: b\n---\n", `controls=["a" "b"] text="one\ntwo\n"`, "", "yaml-syntax@9:7"},
		{"a second document is not swallowed", "---\na: 1\n--- foo\nb: 2\n---\nbody", `a="1" b="2"`, "body", "yaml-syntax@3:5"},
		{"dots with a remark are not the end", "---\na: 1\n... # x\nb: 2\n---\nbody", `a="1" b="2"`, "body", "yaml-syntax@3:1"},
		{"a flow mapping with a key alone is read", "---\n{\"a\"\n}\n---\nbody", "a=null", "body", ""},
		{"eight levels are read", "---\na: {b: {c: {d: {e: {f: {g: {h: 1}}}}}}}\n---\n", `a={b={c={d={e={f={g={h="1"}}}}}}}`, "", ""},
		{"a ninth level is left out", "---\na: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}\n---\n", `a={b={c={d={e={f={g={h={i=null}}}}}}}}`, "", "yaml-feature@2:36"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fields, body, problems := FrontMatter("f.md", []byte(c.in))
			if got := writtenFields(fields); got != c.fields {
				t.Errorf("fields of %q\ngot  %s\nwant %s", c.in, got, c.fields)
			}
			if got := c.in[body:]; got != c.body {
				t.Errorf("body of %q\ngot  %q\nwant %q", c.in, got, c.body)
			}
			if got := said(problems); got != c.problems {
				t.Errorf("problems of %q\ngot  %s\nwant %s\n%v", c.in, got, c.problems, problems)
			}
		})
	}
}

func TestFrontMatterWithMarkAndCarriageReturns(t *testing.T) {
	text, _ := Text("f.md", []byte("\ufeff---\r\nid: 007\r\nversion: 1.10\r\nowner: a: b\r\n---\r\nbody\r\n"))
	fields, body, problems := FrontMatter("f.md", text)
	if got, want := writtenFields(fields), `id="007" version="1.10"`; got != want {
		t.Errorf("fields: got %s, want %s", got, want)
	}
	if got := string(text[body:]); got != "body\n" {
		t.Errorf("body: got %q, want %q", got, "body\n")
	}
	if got, want := said(problems), "yaml-syntax@4:9"; got != want {
		t.Errorf("problems: got %s, want %s", got, want)
	}
	if got, want := fields.Get("version").Value.Pos.String(), "f.md:3:10"; got != want {
		t.Errorf("position of version: got %s, want %s", got, want)
	}
}

func TestFrontMatterPositions(t *testing.T) {
	fields, _, problems := FrontMatter("f.md", []byte("---\nid: 007\n\n# note\ncontrols:\n  - A.5.1\n  - \"A.5.2\"\ntags: [ä, ö]\nmore: {a: b}\ntext: |\n  x\n---\n"))
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	at := map[string]Pos{}
	var collect func(name string, v Value)
	collect = func(name string, v Value) {
		at[name] = v.Pos
		for i, item := range v.Items {
			collect(fmt.Sprintf("%s[%d]", name, i), item)
		}
		for _, f := range v.Fields {
			at[name+"."+f.Key+" key"] = f.Pos
			collect(name+"."+f.Key, f.Value)
		}
	}
	collect("", Value{Kind: Map, Fields: fields})
	for name, want := range map[string]string{
		".id key": "f.md:2:1", ".id": "f.md:2:5", ".controls": "f.md:6:3", ".controls[0]": "f.md:6:5", ".controls[1]": "f.md:7:5",
		".tags[0]": "f.md:8:8", ".tags[1]": "f.md:8:11", ".more.a key": "f.md:9:8", ".more.a": "f.md:9:11", ".text": "f.md:10:7",
	} {
		if got := at[name].String(); got != want {
			t.Errorf("position of %s: got %s, want %s", name, got, want)
		}
	}
}

func TestFrontMatterBeyondItsLimits(t *testing.T) {
	bomb := "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'i'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	for _, c := range []struct {
		name, in, has, check string
	}{
		{"64 KB are the cap", "---\ntitle: A\ntext: " + strings.Repeat("x", 64<<10) + "\n---\nbody", "", "yaml-syntax"},
		{"just below the cap all is read", "---\ntext: " + strings.Repeat("x", 64<<10-20) + "\ntitle: A\n---\nbody", "title", ""},
		{"a billion laughs are not told", bomb + "title: A\n---\nbody", "title", "yaml-feature"},
		{"a hundred thousand brackets cost their key", "---\ntitle: A\nx: " + strings.Repeat("[", 50_000) + "\nowner: b\n---\nbody", "owner", "yaml-syntax"},
		{"a hundred thousand balanced brackets are over the cap", "---\nx: " + strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000) + "\n---\nbody", "", "yaml-syntax"},
		{"two hundred brackets are deeper than eight levels", "---\ntitle: A\nx: " + strings.Repeat("[", 150) + strings.Repeat("]", 150) + "\n---\nbody", "title", "yaml-feature"},
		{"many keys are read", "---\n" + manyKeys(5000) + "title: A\n---\nbody", "title", ""},
		{"many bad keys cost themselves", "---\n" + strings.Repeat("a: b: c\n", 5000) + "title: A\n---\nbody", "title", "yaml-syntax"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fields, body, problems := FrontMatter("f.md", []byte(c.in))
			if got := c.in[body:]; got != "body" {
				t.Errorf("body of %.60q…: got %.60q…, want %q", c.in, got, "body")
			}
			if c.has != "" && fields.Get(c.has) == nil {
				t.Errorf("fields of %.60q… have no %s", c.in, c.has)
			}
			if c.check == "" && len(problems) > 0 {
				t.Errorf("problems of %.60q…: got %v, want none", c.in, problems[0])
			}
			if c.check != "" && (len(problems) == 0 || problems[0].Check != c.check) {
				t.Errorf("problems of %.60q…: got %.200v, want %s", c.in, problems, c.check)
			}
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return b.String()
}

func TestYAML(t *testing.T) {
	for _, c := range []struct{ name, in, want, problems string }{
		{"an empty file is nothing", "", "null", ""},
		{"a file of remarks is nothing", "# a\n\n", "null", ""},
		{"a list of entries", "- id: 007\n  name: no\n- id: 1.10\n", `[{id="007" name="no"} {id="1.10"}]`, ""},
		{"a document marker may open the file", "---\na: b\n", `{a="b"}`, ""},
		{"a document marker may close the file", "a: b\n...\n", `{a="b"}`, ""},
		{"a second document is reported", "a: b\n---\nc: d\n", `{a="b"}`, "yaml-syntax@2:1"},
		{"a broken second document is reported", "a: b\n---\nc: d: e\n", "null", "yaml-syntax@3:5"},
		{"a scalar is text", "just text\n", `"just text"`, ""},
		{"an unclosed quote on the first line is named there", "a: \"b\nc: d\n", "null", "yaml-syntax@1:4"},
		{"an unclosed quote further on is named there", "a: b\nc: \"d\ne: f\n", "null", "yaml-syntax@2:4"},
		{"an unclosed bracket is named", "a: b\nc: [d\ne: f\n", "null", "yaml-syntax@2:4"},
		{"an unclosed brace is named", "- a\n- {b: c\n- d\n", "null", "yaml-syntax@2:3"},
		{"an uneven list in a long file is named", "- id: a\n  x: 1\n- id: b\n   y: 1\n- id: c\n", "null", "yaml-syntax@4:5"},
		{"an uneven key in a long file is named", "a:\n  b: c\n d: e\nf: g\n", "null", "yaml-syntax@3:2"},
		{"an unknown alias is named", "- a\n- *b\n", "null", "yaml-feature@2:3"},
		{"a control character is named", "- a\n- b\x7f\n", "null", "yaml-syntax@2:4"},
		{"a tab is named", "- a: b\n\t c: d\n", "null", "yaml-syntax@2:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			value, problems := YAML("f.yaml", []byte(c.in), 1, FileLimits)
			if got := written(value); got != c.want || said(problems) != c.problems {
				t.Errorf("YAML(%q)\ngot  %s, problems %s\nwant %s, problems %s\n%v", c.in, got, said(problems), c.want, c.problems, problems)
			}
		})
	}
}

func TestPlainScalars(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     bool
	}{
		{"a plain scalar with a comma stands as it reads", "a: x, y\n", true},
		{"behind letters of two bytes too", "ä: ö, y\n", true},
		{"a quoted scalar does not", "a: \"x, y\"\n", false},
		{"a folded scalar does not", "a: >\n  x, y\n", false},
		{"a scalar of two lines does not", "a: x,\n  y\n", false},
		{"without a comma nobody asks", "a: x\n", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			value, _ := YAML("f.yaml", []byte(c.in), 1, FileLimits)
			if got := value.Fields[0].Value.Plain; got != c.want {
				t.Errorf("%q: Plain is %v, want %v", c.in, got, c.want)
			}
		})
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{
		"", "---", "---\n", "---\n---\n", "---\ntitle: A\n---\nbody", "---\na: b: c\nd: e\n---\n", "---\na: \"b\nc: d\n---\n", "---\nx: [1\n---\n",
		"---\na:\n-\n- b\n...\n", "---\r\nid: 007\r\n---\r\n", "\ufeff---\na: b\n---\n", "---\na: &x {b: *x}\n<<: *x\n---\n", "---\na: x\u2028y\u0085\nb: c: d\n---\n",
		"---\na: |\n  ---\n\tb\n---\n", "---\na: 1\n--- foo\nb: 2\n---\n", "---\n%YAML 1.1\n---\n", "---\na: b\x00\xff\n---\n", "---\n? [a]\n: b\n---\n",
		"---\nä: ö: ü\nk: *\n---\n", "---\na: !!binary x\n---\n", "---\n{a: {b: [c, d}\n---\n", "---\na: 'it's'\n---\n", "---\n\u0085\n--- ", "---\na: >\n ---\n...\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		text, _ := Text("f.md", in)
		fields, body, problems := FrontMatter("f.md", text)
		if body < 0 || body > len(text) {
			t.Fatalf("body begins at %d of %d", body, len(text))
		}
		within := inside(text)
		for _, p := range problems {
			within(t, p.Pos)
			within(t, p.See)
		}
		var walk func(v Value)
		walk = func(v Value) {
			within(t, v.Pos)
			for _, item := range v.Items {
				walk(item)
			}
			for i, field := range v.Fields {
				within(t, field.Pos)
				if v.Fields.Get(field.Key) != &v.Fields[i] {
					t.Fatalf("the key %q stands twice", field.Key)
				}
				walk(field.Value)
			}
		}
		walk(Value{Kind: Map, Fields: fields, Pos: Pos{"f.md", 1, 1}})
		survives(t, text)
	})
}

// inside returns a check that a position lies in the text; a column may be one behind the end of its line.
func inside(text []byte) func(*testing.T, Pos) {
	lines := strings.Split(string(text), "\n")
	return func(t *testing.T, p Pos) {
		t.Helper()
		if p.IsZero() {
			return
		}
		if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Fatalf("position %s lies outside of %q", p, text)
		}
	}
}

// survives puts plain keys around what a file holds in its front matter and looks for them: whatever else stands
// there, each of them is read.
func survives(t *testing.T, text []byte) {
	block, _, ok := split(text)
	if !ok || len(block) > 60<<10 {
		return
	}
	for line := range strings.Lines(string(block)) {
		if strings.ContainsAny(line, "|>\"'[]{}&*!?#") || strings.HasPrefix(line, " ") {
			return // what follows may belong to a value of several lines
		}
	}
	whole := "---\nzzfirst: 1.10\n" + string(block) + "\nzzlast: 007\n---\n"
	fields, _, _ := FrontMatter("f.md", []byte(whole))
	if fields.Text("zzfirst") != "1.10" && !strings.HasPrefix(strings.TrimLeft(string(block), "\n"), "-") && !strings.HasPrefix(strings.TrimLeft(string(block), "\n"), "\t") || fields.Text("zzlast") != "007" {
		t.Fatalf("a key of %q is lost: %s", whole, writtenFields(fields))
	}
}
