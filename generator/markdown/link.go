package markdown

import (
	"ismsite/generator/source"
)

// A LinkKind says how a link is written.
type LinkKind uint8

// The kinds of link.
const (
	Inline  LinkKind = iota // [text](target), [text][ref], <https://…>
	Wiki                    // [[target#anchor|label]]
	Mention                 // an id in running text: PRO-004, A.5.15
	Image                   // ![alt](target)
)

// A Link is a reference to something else, at a place in the text.
type Link struct {
	Kind     LinkKind
	Target   string // as written, escapes resolved: a path with or without #anchor, an address, an id
	Label    string // the words of the link; of an image its alternative text; empty for [[id]]
	Title    string
	Sentence string // the sentence the link stands in, as plain text
	Heading  int    // index of the heading it stands under, -1 for none
	Pos      source.Pos
}

// A Fill is what stands in the body at the place of a link: Open and Close around the link's own words, or
// around Inner when that is not empty.
type Fill struct {
	Open, Inner, Close string
}

// mark is a hole in the body: where a link's words begin and end.
type mark struct {
	link       int32
	start, end int32
}

// run is a stretch of running text in the body: outside links, code and headings.
type run struct{ start, end int32 }

// A Filler knows what the parse could not.
type Filler struct {
	Link func(i int, link *Link) Fill
	// Text writes a stretch of running text (HTML-escaped) to dst; heading is the index of the heading it stands
	// under, -1 for none. Nil leaves running text as it is.
	Text func(dst, text []byte, heading int) []byte
}

// Body writes the document's HTML to dst with every hole filled, from the offset from on (0, or Lead to leave out
// the heading that opens the text).
func (d *Doc) Body(dst []byte, from int, fill Filler) []byte {
	b := body{doc: d, fill: fill, dst: dst, at: from}
	for b.run < len(d.runs) && int(d.runs[b.run].start) < from {
		b.run++
	}
	b.upTo(len(d.html), b.skipMarks(from))
	return b.dst
}

type body struct {
	doc     *Doc
	fill    Filler
	dst     []byte
	at      int
	run     int
	heading int
}

// skipMarks returns the index of the first mark at or after an offset.
func (b *body) skipMarks(from int) int {
	for i, m := range b.doc.marks {
		if int(m.start) >= from {
			return i
		}
	}
	return len(b.doc.marks)
}

// upTo writes the body up to end, beginning with mark m, and returns the first mark behind it. Marks nest: an
// image may stand in a link.
func (b *body) upTo(end, m int) int {
	for m < len(b.doc.marks) && int(b.doc.marks[m].start) < end {
		hole := b.doc.marks[m]
		b.plain(int(hole.start))
		fill := b.fill.Link(int(hole.link), &b.doc.Links[hole.link])
		b.dst = append(b.dst, fill.Open...)
		if m++; fill.Inner != "" {
			b.dst = append(b.dst, fill.Inner...)
			for m < len(b.doc.marks) && b.doc.marks[m].start < hole.end {
				m++
			}
			b.at = int(hole.end)
		} else {
			m = b.upTo(int(hole.end), m)
		}
		b.dst = append(b.dst, fill.Close...)
	}
	b.plain(end)
	return m
}

// plain writes the body up to end, running text through the filler.
func (b *body) plain(end int) {
	for b.fill.Text != nil && b.run < len(b.doc.runs) && int(b.doc.runs[b.run].start) < end {
		r := b.doc.runs[b.run]
		start, stop := max(int(r.start), b.at), min(int(r.end), end)
		if stop > start {
			b.dst = append(b.dst, b.doc.html[b.at:start]...)
			b.dst = b.fill.Text(b.dst, b.doc.html[start:stop], b.under(start))
			b.at = stop
		}
		if int(r.end) > end {
			break
		}
		b.run++
	}
	if end > b.at {
		b.dst = append(b.dst, b.doc.html[b.at:end]...)
		b.at = end
	}
}

// under returns the index of the heading that an offset stands under.
func (b *body) under(offset int) int {
	for b.heading < len(b.doc.Headings) && b.doc.Headings[b.heading].end <= offset {
		b.heading++
	}
	return b.heading - 1
}
