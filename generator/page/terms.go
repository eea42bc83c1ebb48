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
	words []string // in lower case, unless exact
	gaps  []string // what stands between them, escaped as in the text
	exact bool     // an abbreviation, whose capitals matter
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
	s := &spelling{term: x.book.System.ThingOf(t), title: html.EscapeString(t.Definition), exact: strings.ToUpper(name) == name && strings.ToLower(name) != name}
	for rest := name; ; {
		start := strings.IndexFunc(rest, isWord)
		if start < 0 {
			break
		}
		if len(s.words) > 0 {
			s.gaps = append(s.gaps, html.EscapeString(rest[:start]))
		}
		end := wordEnd([]byte(rest), start)
		s.words = append(s.words, s.fold(rest[start:end]))
		rest = rest[end:]
	}
	if len(s.words) > 0 {
		first := strings.ToLower(s.words[0])
		x.first[first] = append(x.first[first], s)
	}
}

// fold makes words comparable.
func (s *spelling) fold(word string) string {
	if s.exact {
		return word
	}
	return strings.ToLower(word)
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

// matches returns where the spelling ends, if it stands at a word.
func (s *spelling) matches(text []byte, start, end int) (int, bool) {
	for i, word := range s.words {
		if i > 0 {
			if start = s.gap(text, end, i-1); start == end {
				return 0, false
			}
			end = wordEnd(text, start)
		}
		got := s.fold(string(text[start:end]))
		if plural := i == len(s.words)-1 && got == word+"s"; got != word && !plural {
			return 0, false
		}
	}
	return end, true
}

// gap returns where the next word may begin behind one: after what the spelling has there, or after one or two
// blanks, line ends and hyphens.
func (s *spelling) gap(text []byte, end, i int) int {
	if gap := s.gaps[i]; len(text)-end > len(gap) && string(text[end:end+len(gap)]) == gap {
		return end + len(gap)
	}
	at := end
	for at < len(text) && at-end < 2 && (text[at] == ' ' || text[at] == '\n' || text[at] == '-') {
		at++
	}
	return at
}
