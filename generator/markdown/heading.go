package markdown

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"ismsite/generator/source"
)

// A Heading is one heading of a Doc. Anchor is its id: its own {#id}, else GitHub's slug of its text.
type Heading struct {
	Level  int
	Text   string
	Anchor string
	Pos    source.Pos

	start, end int // in the body, of the whole element
}

// ids hands out the anchors of one document, each once. The number beside a taken name is the last one tried.
type ids map[string]int

// unique returns want, or want with the first free number behind it, as GitHub does.
func (s ids) unique(want string) string {
	name := want
	for s.taken(name) {
		s[want]++
		name = want + "-" + strconv.Itoa(s[want])
	}
	s.take(name)
	return name
}

func (s ids) taken(name string) bool { _, taken := s[name]; return taken }
func (s ids) take(name string)       { s[name] += 0 }

// Slug is GitHub's anchor for a heading: letters, digits, hyphens and underscores in lower case, spaces as hyphens,
// everything else left out.
func Slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(heading)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '-' || r == '_':
			b.WriteRune(r)
		case r == ' ' || r == '\t' || r == '\n':
			b.WriteByte('-')
		}
	}
	return b.String()
}

var ownID = regexp.MustCompile(`[ \t]*\{#([^\s{}]+)\}[ \t]*$`)
var goodID = regexp.MustCompile(`^[\pL\pN][\pL\pN_.:-]*$`)

// headings gives every heading its anchor. Ids that authors chose come first, so that they stay as written.
func (s *state) headings(root ast.Node) {
	var all []*ast.Heading
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			all = append(all, h)
		}
		return ast.WalkContinue, nil
	})
	own := make([]string, len(all))
	for i, h := range all {
		h.RemoveAttributes()
		if id := s.takeID(h); id != "" {
			if s.ids.taken(id) {
				s.report(h.Pos(), "duplicate-anchor", "give this heading another id", "the id %q stands on two headings of this document", id)
			}
			own[i] = s.ids.unique(id)
		}
	}
	for i, h := range all {
		anchor := own[i]
		if anchor == "" {
			anchor = s.ids.unique(cmp.Or(Slug(plainText(h, s.source)), "section"))
		}
		h.SetAttributeString("id", anchor)
	}
}

// takeID cuts a trailing {#id} off a heading's text.
func (s *state) takeID(h *ast.Heading) string {
	last, ok := h.LastChild().(*ast.Text)
	if !ok {
		return ""
	}
	m := ownID.FindSubmatchIndex(last.Segment.Value(s.source))
	if m == nil {
		return ""
	}
	id := string(last.Segment.Value(s.source)[m[2]:m[3]])
	if !goodID.MatchString(id) {
		s.report(last.Segment.Start+m[0], "bad-anchor", "use letters, digits, - and _", "%q cannot be a heading's id; it is shown as text", id)
		return ""
	}
	last.Segment = text.NewSegment(last.Segment.Start, last.Segment.Start+m[0])
	return id
}

// plainText is the text of a node without its markup.
func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Segment.Value(src)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *wikiNode:
			b.WriteString(n.text())
		case *safeHTML:
			b.WriteString(n.plain)
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// HasAnchor reports whether the body has an element with that id.
func (d *Doc) HasAnchor(id string) bool {
	for _, h := range d.Headings {
		if h.Anchor == id {
			return true
		}
	}
	_, found := slices.BinarySearch(d.Anchors, id)
	return found
}
