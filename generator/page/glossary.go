package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ismsite/generator/isms"
	"ismsite/generator/register"
)

func glossaryPages(b *Book) []Page {
	if len(b.System.Set.Terms) == 0 {
		return nil
	}
	const p = "glossary.html"
	return []Page{{Path: p, Kind: "glossary", Build: func() (Frame, any) {
		f := b.frame(p, "glossary", b.Text("area.glossary"))
		view := Glossary{}
		for _, term := range b.termsByLetter() {
			letter := b.initial(term.Title)
			if n := len(view.Letters); n == 0 || view.Letters[n-1].Letter != letter {
				view.Letters = append(view.Letters, Letter{Letter: letter, Anchor: "letter-" + slug(strings.ToLower(letter))})
			}
			last := &view.Letters[len(view.Letters)-1]
			last.Terms = append(last.Terms, b.term(p, term))
		}
		return f, view
	}}}
}

// termsByLetter are the terms as they stand in the glossary: by initial, without regard to accents.
func (b *Book) termsByLetter() []*register.Term {
	terms := slices.Clone(b.System.Set.Terms)
	slices.SortStableFunc(terms, func(x, y *register.Term) int {
		return cmp.Or(cmp.Compare(b.initial(x.Title), b.initial(y.Title)), cmp.Compare(sortTitle(x.Title), sortTitle(y.Title)))
	})
	return terms
}

func (b *Book) term(p string, term *register.Term) Term {
	t := b.System.ThingOf(term)
	_, anchor, _ := strings.Cut(b.places[t], "#")
	view := Term{Anchor: anchor, Term: term.Title, Definition: term.Definition, Synonyms: term.Synonyms, Source: term.Source, Content: b.body(p, t, term.Title)}
	for _, ref := range term.See {
		view.See = append(view.See, b.refLink(p, ref, register.ToTerms, ""))
	}
	for _, l := range t.Backlinks {
		if !isTerm(l.From) {
			view.ReferencedBy = append(view.ReferencedBy, b.link(p, l.From))
		}
	}
	return view
}

func isTerm(t *isms.Thing) bool { _, ok := t.Entry.(*register.Term); return ok }

// initial is the letter under which a word stands in an A to Z: without accents, in upper case; "other" letters
// share one heading.
func (b *Book) initial(word string) string {
	if r, _ := utf8.DecodeRuneInString(norm.NFD.String(strings.TrimSpace(word))); unicode.IsLetter(r) {
		return string(unicode.ToUpper(r))
	}
	return b.Text("letter.other")
}
