package isms

import (
	"cmp"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"ismsite/generator/markdown"
)

// The tests in this file compare the program with a second, crude reader of Markdown links: regular expressions
// over lines and its own idea of paths. It shares no code with the program.

// A seen link is a Markdown link as the scanner or the program sees it: where it stands, and whether it leads
// somewhere.
type seen struct {
	file         string
	line, column int
	target       string
	ok           bool
}

func (s seen) String() string {
	return fmt.Sprintf("%s:%d:%d %q %v", s.file, s.line, s.column, s.target, s.ok)
}

var (
	scanLink    = regexp.MustCompile(`!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+"[^"]*")?\s*\)`)
	scanAuto    = regexp.MustCompile(`<(https?://[^\s<>]+)>`)
	scanRef     = regexp.MustCompile(`\[([^\[\]]+)\]\[([^\[\]]*)\]`)
	scanDefined = regexp.MustCompile(`(?m)^ {0,3}\[([^\[\]]+)\]:[ \t]*<?([^\s<>]+)>?.*$`)
	scanCode    = regexp.MustCompile("``.*?``|`[^`]*`")
	scanComment = regexp.MustCompile(`(?s)<!--.*?-->`)
	scanHeading = regexp.MustCompile(`^#{1,6}\s+(.*?)\s*(?:\{#([^}]+)\})?\s*#*$`)
	scanMarks   = regexp.MustCompile(`[^\pL\pN\pM _-]`)
	scanLabel   = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
)

// scan lists the links of all Markdown files.
func scan(t *testing.T, site fs.FS) []seen {
	t.Helper()
	texts := map[string][]string{}
	all := map[string]bool{}
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			all[name] = true
			return err
		}
		all[name] = true
		if path.Ext(name) == ".md" {
			content, err := fs.ReadFile(site, name)
			texts[name] = prose(string(content))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var list []seen
	for name, lines := range texts {
		text := strings.Join(lines, "\n")
		enter := func(at int, target string) {
			line := strings.LastIndexByte(text[:at], '\n') + 1
			list = append(list, seen{name, 1 + strings.Count(text[:at], "\n"), 1 + utf8.RuneCountInString(text[line:at]), target, leads(texts, all, name, target)})
		}
		for _, m := range scanLink.FindAllStringSubmatchIndex(text, -1) {
			if text[m[0]] != '!' {
				enter(m[0], text[m[4]:m[5]])
			}
		}
		for _, m := range scanAuto.FindAllStringSubmatchIndex(text, -1) {
			enter(m[0], text[m[2]:m[3]])
		}
		defined := map[string]string{}
		for _, m := range scanDefined.FindAllStringSubmatch(text, -1) {
			defined[strings.ToLower(m[1])] = m[2]
		}
		for _, m := range scanRef.FindAllStringSubmatchIndex(text, -1) {
			if target := defined[strings.ToLower(cmp.Or(text[m[4]:m[5]], text[m[2]:m[3]]))]; target != "" {
				enter(m[0], target)
			}
		}
	}
	return list
}

// prose blanks what holds no links: front matter, code, comments.
func prose(text string) []string {
	text = scanComment.ReplaceAllStringFunc(text, blank)
	lines := strings.Split(text, "\n")
	front, fence := lines[0] == "---", false
	for i, line := range lines {
		switch {
		case front:
			lines[i] = ""
			front = i == 0 || line != "---"
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			fence = !fence
			lines[i] = ""
		case fence || strings.HasPrefix(line, "    ") && (i == 0 || strings.TrimSpace(lines[i-1]) == ""):
			lines[i] = ""
		default:
			lines[i] = scanCode.ReplaceAllStringFunc(line, blank)
		}
	}
	return lines
}

func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return '·'
	}, text)
}

// leads decides whether a target exists: an address, or a file and its anchor.
func leads(texts map[string][]string, all map[string]bool, from, target string) bool {
	if regexp.MustCompile(`^(https?|mailto|tel):`).MatchString(target) {
		return true
	}
	if strings.Contains(target, ":") || target == "" {
		return false
	}
	file, anchor, _ := strings.Cut(target, "#")
	if plain, err := url.PathUnescape(file); err == nil {
		file = plain
	}
	switch {
	case file == "":
		file = from
	case strings.HasPrefix(file, "/"):
		file = path.Clean(file[1:])
	default:
		file = path.Join(path.Dir(from), file)
	}
	for _, name := range []string{file, file + ".md", file + "/index.md", file + "/README.md"} {
		if lines, ok := texts[name]; ok {
			return anchor == "" || slices.Contains(anchors(lines), anchor)
		}
	}
	return all[file]
}

func anchors(lines []string) []string {
	var list []string
	count := map[string]int{}
	for _, line := range lines {
		m := scanHeading.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		slug := cmp.Or(m[2], strings.ReplaceAll(scanMarks.ReplaceAllString(strings.ToLower(scanLabel.ReplaceAllString(m[1], "$1")), ""), " ", "-"))
		if n := count[slug]; n > 0 {
			list = append(list, fmt.Sprintf("%s-%d", slug, n))
		} else {
			list = append(list, slug)
		}
		count[slug]++
	}
	return list
}

// program lists the inline links as the program sees them. One is broken when it leads nowhere, or to a place that
// is missing.
func program(t *testing.T, site fs.FS) []seen {
	t.Helper()
	system, problems := link(t, site, asOf)
	broken := map[string]bool{}
	for _, p := range problems {
		if slices.Contains([]string{"broken-link", "missing-anchor", "unsafe-link", "unsafe-file", "wrong-case"}, p.Check) {
			broken[p.Pos.String()] = true
		}
	}
	var list []seen
	for _, thing := range system.Things {
		doc := thing.Doc()
		if doc == nil {
			continue
		}
		for i, l := range doc.Links {
			if l.Kind != markdown.Inline || l.Target == "mailto:"+l.Label {
				continue // the scanner does not look for bare mail addresses
			}
			ok := !thing.Links()[i].IsZero() && !broken[l.Pos.String()]
			list = append(list, seen{l.Pos.File, l.Pos.Line, l.Pos.Column, l.Target, ok})
		}
	}
	return list
}

func same(t *testing.T, scanned, got []seen) {
	t.Helper()
	order := func(a, b seen) int {
		return cmp.Or(strings.Compare(a.file, b.file), a.line-b.line, a.column-b.column)
	}
	slices.SortFunc(scanned, order)
	slices.SortFunc(got, order)
	for _, s := range scanned {
		if !slices.Contains(got, s) {
			t.Errorf("only the scanner sees %s", s)
		}
	}
	for _, s := range got {
		if !slices.Contains(scanned, s) {
			t.Errorf("only the program sees %s", s)
		}
	}
}

func TestAnIndependentScanOfTheExampleAgrees(t *testing.T) {
	site := os.DirFS("../../content-example")
	scanned, got := scan(t, site), program(t, site)
	if len(scanned) < 40 {
		t.Fatalf("the scanner sees only %d links", len(scanned))
	}
	same(t, scanned, got)
	for _, s := range got {
		if !s.ok {
			t.Errorf("broken: %s", s)
		}
	}
}

func TestAnIndependentScanOfAFaultyTreeAgrees(t *testing.T) {
	site := faultyTree()
	scanned, got := scan(t, site), program(t, site)
	same(t, scanned, got)
	count := map[bool]int{}
	for _, s := range got {
		count[s.ok]++
	}
	if count[true] < 40 || count[false] < 40 {
		t.Errorf("the tree is not what it should be: %v", count)
	}
}

// faultyTree makes a tree of documents that refer to each other, in every second case wrongly, from a fixed
// sequence.
func faultyTree() fs.FS {
	state := uint32(7)
	pick := func(n int) int {
		state = state*1664525 + 1013904223
		return int(state>>16) % n
	}
	good := []string{"doc-%d.md", "./doc-%d.md", "doc-%d", "doc-%d.md#teil-%[1]d", "/documents/a/doc-%d.md", "../a/doc-%d.md#the-end", "https://example.com/%d", "#the-end", "../a/", "../b%%20c/x.md"}
	bad := []string{"dok-%d.md", "doc-%d.md#part-%[1]d", "../../../doc-%d.md", "javascript:alert(%d)", "/a/b/c/doc-%d.md#x", "#nowhere-%d", "nowhere/", "doc-9%d.md", "data:text/html,%d", "../b%%2520c/x.md"}
	words := []string{"Größe", "and", "then —", "`code [x](doc-1.md)`", "日本", "*stress*", "e.g."}
	site := files{"documents/a/index.md": "# All\n\n## The end\n", "documents/b c/x.md": "# X\n"}
	for n := range 10 {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: \"[no link](x.md)\"\n---\n# Doc %d\n\n## Teil %d\n\n", n, n)
		for range 12 {
			for range pick(4) {
				b.WriteString(words[pick(len(words))] + " ")
			}
			form := good[pick(len(good))]
			if pick(2) == 0 {
				form = bad[pick(len(bad))]
			}
			target := strings.ReplaceAll(form, "%%", "%")
			if strings.Contains(form, "%d") {
				target = fmt.Sprintf(form, pick(10))
			}
			label := words[pick(3)]
			switch pick(5) {
			case 0:
				fmt.Fprintf(&b, "| a | b |\n|---|---|\n| %s | [%s](%s) |\n\n", label, label, target)
			case 1:
				fmt.Fprintf(&b, "\n- %s [%s](%s) and\n  [%s](%s \"a title\")\n\n", label, label, target, label, target)
			case 2:
				fmt.Fprintf(&b, "\n> [%s](%s)\n\n```\n[%s](%s)\n```\n\n", label, target, label, target)
			default:
				fmt.Fprintf(&b, "[%s](%s)\n", label, target)
			}
		}
		b.WriteString("\n<!-- [gone](gone.md) -->\n\n## The end\n")
		site[fmt.Sprintf("documents/a/doc-%d.md", n)] = b.String()
	}
	return site.fs()
}
