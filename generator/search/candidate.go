package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A candidate is a term that may be what a token means, and how well it fits, in hundredths.
type candidate struct {
	word   uint32
	weight int
	typo   bool // found by correcting the token
}

// A match is all that a token may mean.
type match struct {
	token
	found []candidate // best first, one for each term
	exact bool        // the first ones are the token itself
}

const (
	maxCompletions = 8
	maxCorrections = 3
	oneEdit        = 70 // weight of a word one edit away
)

// matches looks up the tokens of a query. A token of parts that is nowhere as a whole is replaced by
// its parts; a stop word of one of several languages that is nowhere is dropped.
func (ix *Index) matches(tokens []token) []match {
	_, soft := ix.stopWords()
	var list []match
	for _, t := range tokens {
		m := ix.present(t)
		if len(m.found) == 0 && len(t.parts) > 0 {
			for i, p := range t.parts {
				part := ix.present(token{text: p, open: t.open && i == len(t.parts)-1})
				if len(part.found) == 0 {
					if slices.Contains(soft, p) {
						continue
					}
					part = ix.corrected(part)
				}
				list = append(list, part)
			}
			continue
		}
		if len(m.found) == 0 && (t.optional || slices.Contains(soft, t.text)) {
			continue
		}
		if len(m.found) == 0 {
			m = ix.corrected(m)
		}
		list = append(list, m)
	}
	return list
}

// present finds the token itself and, if it may not be complete, words that begin with it.
func (ix *Index) present(t token) match {
	m := match{token: t}
	r, size := utf8.DecodeRuneInString(t.text)
	completes := t.open && (size < len(t.text) || isCJK(r))
	n := utf8.RuneCountInString(t.text)
	var longer []candidate
	ix.eachWord(t.text, func(id uint32, w string) {
		if w == t.text {
			m.found = append(m.found, candidate{id, 100, false})
			m.exact = true
		} else if completes {
			more := utf8.RuneCountInString(w) - n
			longer = append(longer, candidate{id, 92 - min(4*more, 32), false})
		}
	})
	// Which of many completions the reader means is told by where they stand, not by how long they are.
	slices.SortStableFunc(longer, func(a, b candidate) int { return ix.compareUse(a, b) })
	for i := range longer {
		if m.exact { // what is a word already is less likely to be the start of another
			longer[i].weight = longer[i].weight * 2 / 3
		}
	}
	most := maxCompletions
	if m.exact {
		most /= 2
	}
	m.found = ix.distinct(append(m.found, longer...), len(m.found)+most)
	return m
}

// corrected finds words near a token that is nowhere: among those with the same two first letters; if none
// is one edit away, with the same first letter; if there is none, among all.
func (ix *Index) corrected(m match) match {
	q := []rune(m.text)
	var near []candidate
	for n := min(2, len(q)); n > 0; n-- {
		near = near[:0]
		one := false
		ix.eachWord(string(q[:n]), func(id uint32, w string) {
			if c, ok := nearby(q, w, m.open); ok {
				c.word = id
				near = append(near, c)
				one = one || c.weight >= oneEdit
			}
		})
		if one {
			break
		}
	}
	if len(near) == 0 {
		ix.eachWord("", func(id uint32, w string) {
			if c, ok := faraway(q, w); ok {
				c.word = id
				near = append(near, c)
			}
		})
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.weight, a.weight), ix.compareUse(a, b)) })
	m.found = ix.distinct(near, maxCorrections)
	return m
}

// nearby judges a word with the same first letter: a typo, or another inflection.
func nearby(q []rune, text string, open bool) (candidate, bool) {
	w := []rune(text)
	if len(q) < 4 || !sameDigits(q, w) {
		return candidate{}, false
	}
	most := 1
	if len(q) >= 8 {
		most = 2
	}
	whole, prefix := distance(q, w, most)
	switch common := commonPrefix(q, w); {
	case whole <= most:
		return candidate{weight: 95 - 25*whole, typo: true}, true
	case open && prefix <= most:
		return candidate{weight: 80 - 25*prefix, typo: true}, true
	case common == len(q) || common >= max(4, len(q)-3) && len(w)-common <= 4:
		return candidate{weight: 50}, true
	}
	return candidate{}, false
}

// faraway judges any word: a typo in the first letter, more typos, or a part of a compound.
func faraway(q []rune, text string) (candidate, bool) {
	w := []rune(text)
	if len(q) < 4 || !sameDigits(q, w) {
		return candidate{}, false
	}
	if strings.Contains(text, string(q)) {
		return candidate{weight: 50}, true
	}
	most := 1
	if len(q) >= 5 {
		most = 2
	}
	if whole, _ := distance(q, w, most); whole <= most {
		return candidate{weight: 85 - 25*whole, typo: true}, true
	}
	return candidate{}, false
}

// eachWord calls f with each word in use that begins with prefix, in order.
func (ix *Index) eachWord(prefix string, f func(id uint32, text string)) {
	words := ix.analyst.words
	at, _ := slices.BinarySearchFunc(ix.sorted, prefix, func(id uint32, p string) int { return strings.Compare(words[id].text, p) })
	for _, id := range ix.sorted[at:] {
		if !strings.HasPrefix(words[id].text, prefix) {
			return
		}
		if words[id].uses > 0 {
			f(id, words[id].text)
		}
	}
}

// compareUse puts first what stands in titles and headings, then what is frequent.
func (ix *Index) compareUse(a, b candidate) int {
	ta, tb := ix.termOf(a), ix.termOf(b)
	fa, fb := ix.front(ta), ix.front(tb)
	if fa != fb {
		if fa {
			return -1
		}
		return 1
	}
	return cmp.Compare(ix.class(tb), ix.class(ta))
}

func (ix *Index) termOf(c candidate) *term { return &ix.analyst.terms[ix.analyst.words[c.word].term] }

// front reports whether a term stands in a title, a name or a heading.
func (ix *Index) front(t *term) bool { return t.titles > 0 }

// distinct keeps the first candidate of each term, and at most n.
func (ix *Index) distinct(list []candidate, n int) []candidate {
	kept := list[:0]
	for _, c := range list {
		t := ix.analyst.words[c.word].term
		if len(kept) < n && !slices.ContainsFunc(kept, func(k candidate) bool { return ix.analyst.words[k.word].term == t }) {
			kept = append(kept, c)
		}
	}
	return kept
}

// distance gives the number of edits (insert, delete, replace, swap neighbours) from q to w and from q
// to the nearest beginning of w; more than most is given as most+1.
func distance(q, w []rune, most int) (whole, prefix int) {
	if len(q) > len(w)+most {
		return most + 1, most + 1
	}
	w = w[:min(len(w), len(q)+most+1)]
	before, row, next := make([]int, len(w)+1), make([]int, len(w)+1), make([]int, len(w)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(q); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(w); j++ {
			d := row[j-1]
			if q[i-1] != w[j-1] {
				d++
			}
			d = min(d, row[j]+1, next[j-1]+1)
			if i > 1 && j > 1 && q[i-1] == w[j-2] && q[i-2] == w[j-1] {
				d = min(d, before[j-2]+1)
			}
			next[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1, most + 1
		}
		before, row, next = row, next, before
	}
	prefix = row[0]
	for _, d := range row {
		prefix = min(prefix, d)
	}
	return min(row[len(w)], most+1), min(prefix, most+1)
}

// sameDigits: numbers are never corrected, A.5.10 is not a typo of A.5.11.
func sameDigits(q, w []rune) bool {
	next := func(s []rune, at int) int {
		for at < len(s) && !unicode.IsNumber(s[at]) {
			at++
		}
		return at
	}
	i, j := next(q, 0), next(w, 0)
	for i < len(q) && j < len(w) && q[i] == w[j] {
		i, j = next(q, i+1), next(w, j+1)
	}
	return i == len(q) && j == len(w)
}

func commonPrefix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
