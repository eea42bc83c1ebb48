package page

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ismsite/generator/isms"
	"ismsite/generator/register"
)

// terms finds words of the glossary in running text.
type terms struct {
	book  *Book
	first map[string][]*spelling // by the first word in lower case, the longest spelling first
}

// A spelling is one way to write a term.
type spelling struct {
	words []string // in lower case
	exact string   // for abbreviations, whose capitals matter; else empty
	term  *isms.Thing
	title string // definition, escaped
}

func newTerms(b *Book) *terms {
	if len(b.System.Set.Terms) == 0 {
		return nil
	}
	x := &terms{book: b, first: map[string][]*spelling{}}
	for _, t := range b.System.Set.Terms {
		for _, name := range append([]string{t.Title}, t.Synonyms...) {
			x.enter(t, name)
		}
	}
	for _, list := range x.first {
		slices.SortStableFunc(list, func(a, b *spelling) int { return len(b.words) - len(a.words) })
	}
	return x
}

func (x *terms) enter(t *register.Term, name string) {
	words := strings.FieldsFunc(html.EscapeString(name), func(r rune) bool { return !isWord(r) })
	if len(words) == 0 {
		return
	}
	s := &spelling{term: x.book.System.ThingOf(t), title: html.EscapeString(t.Definition)}
	if strings.ToUpper(name) == name {
		s.exact = strings.Join(words, " ")
	}
	for _, w := range words {
		s.words = append(s.words, strings.ToLower(w))
	}
	x.first[s.words[0]] = append(x.first[s.words[0]], s)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// marker returns a function that links the first use of each term in each section of a page.
func (x *terms) marker(from string) func(dst, text []byte, heading int) []byte {
	type use struct {
		heading int
		term    *isms.Thing
	}
	seen := map[use]bool{}
	return func(dst, text []byte, heading int) []byte {
		at := 0
		for i := 0; i < len(text); {
			r, size := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRune(text[i:])
			}
			if !isWord(r) {
				if r == '&' { // a character reference is not a word
					if end := strings.IndexByte(string(text[i:min(len(text), i+10)]), ';'); end > 0 {
						size = end + 1
					}
				}
				i += size
				continue
			}
			end := wordEnd(text, i)
			if s, stop := x.match(text, i, end); s != nil && !seen[use{heading, s.term}] {
				seen[use{heading, s.term}] = true
				dst = append(dst, text[at:i]...)
				dst = append(dst, `<a class="term" href="`+x.book.href(from, s.term)+`" title="`+s.title+`">`...)
				dst = append(append(dst, text[i:stop]...), "</a>"...)
				at, end = stop, stop
			}
			i = end
		}
		return append(dst, text[at:]...)
	}
}

func wordEnd(text []byte, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		if !isWord(r) {
			break
		}
		i += size
	}
	return i
}

// match returns the longest spelling that begins at a word, and where it ends. The last word may be a plural.
func (x *terms) match(text []byte, start, end int) (*spelling, int) {
	for _, list := range [][]*spelling{x.first[strings.ToLower(string(text[start:end]))], x.singular(text[start:end])} {
		for _, s := range list {
			if stop, ok := s.matches(text, start, end); ok {
				return s, stop
			}
		}
	}
	return nil, 0
}

// singular finds one-word terms whose plural is written.
func (x *terms) singular(word []byte) []*spelling {
	if len(word) < 4 || word[len(word)-1] != 's' {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(x.first[strings.ToLower(string(word[:len(word)-1]))]), func(s *spelling) bool { return len(s.words) > 1 })
}

func (s *spelling) matches(text []byte, start, end int) (int, bool) {
	if s.exact != "" && len(s.words) == 1 && strings.TrimSuffix(string(text[start:end]), "s") != s.exact {
		return 0, false
	}
	for i, word := range s.words[1:] {
		gap := end
		for gap < len(text) && (text[gap] == ' ' || text[gap] == '\n' || text[gap] == '-') {
			gap++
		}
		if gap == end || gap-end > 2 {
			return 0, false
		}
		stop := wordEnd(text, gap)
		got := strings.ToLower(string(text[gap:stop]))
		if last := i == len(s.words)-2; got != word && !(last && got == word+"s") {
			return 0, false
		}
		end = stop
	}
	return end, true
}
