package markdown

import (
	"bytes"
	"html"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// finish reads the finished HTML once more and notes what later stages ask for: stretches of running text, the
// sentence around each link, anchors.
func (d *Doc) finish() {
	f := finisher{doc: d}
	slices.SortStableFunc(d.marks, func(a, b mark) int { return int(a.start) - int(b.start) })
	f.scan()
	if len(d.Headings) > 0 && len(bytes.TrimSpace(d.html[:d.Headings[0].start])) == 0 {
		d.Lead = d.Headings[0].end
	}
	slices.Sort(d.Anchors)
	d.Anchors = slices.Compact(d.Anchors)
}

type finisher struct {
	doc   *Doc
	quiet int // depth of elements whose text is no running text
	block int // where the present block's text begins
	mark  int // first link not yet given its sentence
}

// isBlock reports whether a sentence never runs on from one such element into the next.
func isBlock(name string) bool {
	switch name {
	case "p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "ul", "ol", "dl", "table", "tr", "pre", "div", "hr", "details", "summary":
		return true
	}
	return false
}

// isHeading reports whether an element is a heading.
func isHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
}

// isQuiet reports whether the text of an element is left alone.
func isQuiet(name string) bool {
	switch name {
	case "code", "pre", "kbd", "a", "sup":
		return true
	}
	return isHeading(name)
}

func (f *finisher) scan() {
	src := f.doc.html
	for i := 0; i < len(src); {
		lt := bytes.IndexByte(src[i:], '<')
		if lt < 0 {
			lt = len(src) - i
		}
		if lt > 0 {
			f.text(i, i+lt)
			i += lt
			continue
		}
		gt := bytes.IndexByte(src[i:], '>')
		if gt < 0 {
			break
		}
		f.tag(src[i:i+gt+1], i, i+gt+1)
		i += gt + 1
	}
	f.sentences(len(src))
}

// text notes running text, less the words of links.
func (f *finisher) text(start, end int) {
	if f.quiet > 0 || len(bytes.TrimSpace(f.doc.html[start:end])) == 0 {
		return
	}
	from := start
	for i := f.firstMark(start); i < len(f.doc.marks) && int(f.doc.marks[i].start) < end; i++ {
		m := f.doc.marks[i]
		f.run(from, int(m.start))
		from = max(from, int(m.end))
	}
	f.run(from, end)
}

// firstMark returns the first link that ends behind start; text inside a link begins with that link.
func (f *finisher) firstMark(start int) int {
	i := f.mark
	for i < len(f.doc.marks) && int(f.doc.marks[i].end) <= start {
		i++
	}
	return i
}

func (f *finisher) run(start, end int) {
	if end-start > 2 {
		f.doc.runs = append(f.doc.runs, run{int32(start), int32(end)})
	}
}

func (f *finisher) tag(tag []byte, start, end int) {
	name, closing := tagName(tag)
	if isQuiet(name) && !bytes.HasSuffix(tag, []byte("/>")) {
		if closing {
			f.quiet--
		} else {
			f.quiet++
		}
	}
	if !closing {
		if id, ok := idOf(tag); ok && !isHeading(name) {
			f.doc.Anchors = append(f.doc.Anchors, id)
		}
	}
	if isBlock(name) {
		f.sentences(start)
		f.block = end
	}
}

func tagName(tag []byte) (name string, closing bool) {
	tag = tag[1:]
	if len(tag) > 0 && tag[0] == '/' {
		closing, tag = true, tag[1:]
	}
	end := 0
	for end < len(tag) && (tag[end] >= 'a' && tag[end] <= 'z' || tag[end] >= '0' && tag[end] <= '9') {
		end++
	}
	return string(tag[:end]), closing
}

func idOf(tag []byte) (string, bool) {
	_, rest, ok := bytes.Cut(tag, []byte(` id="`))
	if !ok {
		return "", false
	}
	id, _, ok := bytes.Cut(rest, []byte(`"`))
	return html.UnescapeString(string(id)), ok
}

// sentences gives the links of the block that ends here their sentences.
func (f *finisher) sentences(end int) {
	marks := f.doc.marks
	if f.mark >= len(marks) || int(marks[f.mark].start) >= end {
		return
	}
	var block strings.Builder
	at := f.block
	var offsets []int
	first := f.mark
	for ; f.mark < len(marks) && int(marks[f.mark].start) < end; f.mark++ {
		if start := int(marks[f.mark].start); start > at {
			block.WriteString(PlainText(f.doc.html[at:start]))
			at = start
		}
		offsets = append(offsets, block.Len())
	}
	if end > at {
		block.WriteString(PlainText(f.doc.html[at:end]))
	}
	text := block.String()
	ends := sentenceEnds(text)
	for i, offset := range offsets {
		f.doc.Links[marks[first+i].link].Sentence = sentence(text, ends, offset)
	}
}

// PlainText is the text of a piece of HTML made by this package: tags gone, character references resolved.
func PlainText(src []byte) string {
	var b strings.Builder
	for len(src) > 0 {
		lt := bytes.IndexByte(src, '<')
		if lt < 0 {
			b.WriteString(html.UnescapeString(string(src)))
			break
		}
		b.WriteString(html.UnescapeString(string(src[:lt])))
		gt := bytes.IndexByte(src[lt:], '>')
		if gt < 0 {
			break
		}
		if name, _ := tagName(src[lt : lt+gt+1]); name == "br" || isBlock(name) {
			b.WriteByte(' ')
		}
		src = src[lt+gt+1:]
	}
	return b.String()
}

const maxSentence = 240

// sentenceEnds returns the offsets at which the sentences of a text end, the last being its length.
func sentenceEnds(text string) []int {
	var ends []int
	for i := 0; i < len(text)-1; i++ {
		if c := text[i]; (c == '.' || c == '!' || c == '?') && (text[i+1] == ' ' || text[i+1] == '\n') && !abbreviation(text[:i]) {
			ends = append(ends, i+1)
		}
	}
	return append(ends, len(text))
}

// sentence cuts the sentence around an offset out of a block's text, and a long one to the words near the offset.
func sentence(text string, ends []int, offset int) string {
	i := sort.SearchInts(ends, offset+1)
	start, end := 0, len(text)
	if i > 0 {
		start = ends[i-1]
	}
	if i < len(ends) {
		end = ends[i]
	}
	before, after := "", ""
	if start < offset-maxSentence/2 && end-start > maxSentence {
		start, before = cutStart(text, offset-maxSentence/2), "…"
	}
	if end-start > maxSentence {
		end, after = cutStart(text, start+maxSentence), "…"
	}
	return before + strings.Join(strings.Fields(text[start:end]), " ") + after
}

// cutStart moves an offset to the beginning of a character.
func cutStart(text string, offset int) int {
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	return offset
}

// abbreviation reports whether the full stop behind text ends no sentence: "e.g.", "No.".
func abbreviation(text string) bool {
	text = text[max(0, len(text)-12):]
	word := text[strings.LastIndexAny(text, " \n(")+1:]
	return len(word) == 1 || slices.Contains([]string{"e.g", "i.e", "z.B", "No", "Nr", "cf", "vgl", "etc", "approx", "resp", "bzw"}, word)
}
