package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const maxAtoZ = 2000 // entries of an A to Z on one page; a larger site has a page for each letter

// atozPages lists everything by title, for readers without scripts: on one page, or a page for each letter.
func atozPages(b *Book) []Page {
	const home = "atoz.html"
	letters, total := b.letters(home)
	view := func(p string, shown []LetterLinks) Page {
		return Page{Path: p, Kind: "atoz", Build: func() (Frame, any) {
			f := b.frame(p, "atoz", b.Text("area.atoz"))
			return f, AtoZ{Letters: shown}
		}}
	}
	if total <= maxAtoZ {
		return []Page{view(home, letters)}
	}
	index := make([]LetterLinks, 0, len(letters))
	var pages []Page
	for _, l := range letters {
		p := "atoz-" + slug(strings.ToLower(l.Letter)) + ".html"
		index = append(index, LetterLinks{Letter: l.Letter, Anchor: l.Anchor, Links: []Link{{Href: rel(home, p), Text: l.Letter, Note: itoa(len(l.Links))}}})
		pages = append(pages, view(p, []LetterLinks{l}))
	}
	return append(pages, view(home, index))
}

// letters arranges all documents, entries, people and terms by their first letter.
func (b *Book) letters(p string) ([]LetterLinks, int) {
	type named struct {
		key, letter string
		link        Link
	}
	var all []named
	for _, t := range b.System.Things {
		if t.Control != nil {
			continue
		}
		l := b.link(p, t)
		l.Note = b.kindName(t)
		all = append(all, named{sortTitle(l.Text), b.initial(l.Text), l})
	}
	slices.SortStableFunc(all, func(x, y named) int { return cmp.Or(cmp.Compare(x.letter, y.letter), cmp.Compare(x.key, y.key)) })
	var letters []LetterLinks
	for _, n := range all {
		if k := len(letters); k == 0 || letters[k-1].Letter != n.letter {
			letters = append(letters, LetterLinks{Letter: n.letter, Anchor: "letter-" + slug(strings.ToLower(n.letter))})
		}
		last := &letters[len(letters)-1]
		last.Links = append(last.Links, n.link)
	}
	return letters, len(all)
}

// sortTitle makes titles sort without regard to accents and capitals.
func sortTitle(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(title))
}
