package search

import (
	"strings"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
	"golang.org/x/text/unicode/norm"
)

// An analyst turns text into terms and remembers for every term the words it came from: bleve's index
// holds only the terms, the reader types words. It is safe for concurrent use; numbers of words and
// terms depend on the order of work and never leave the package.
type analyst struct {
	mu        sync.RWMutex
	languages map[string]*lexicon
	terms     []term
	words     []word
}

// A lexicon is what an analyst knows of one language.
type lexicon struct {
	*language
	analyst *analyst
	desks   sync.Pool
	mu      sync.Mutex
	seen    map[string][]hit   // by the word as written
	lexemes map[string]*lexeme // by the term's text
	forms   map[wordKey]uint32

	fieldNames [fields]string // in bleve
}

// A term is what bleve indexes: a stem, an identifier, a pair of characters, in one language.
type term struct {
	language string
	text     string
	sections int // in how many sections it occurs
	titles   int // in how many of them in title, name or heading
}

// A word is a folded form of a term, as it may be typed.
type word struct {
	text string
	term uint32
	uses int // sections that contain it
}

type wordKey struct {
	text string
	term uint32
}

// A hit is one term found in a text, and the word it was found by.
type hit struct {
	*lexeme
	term, word uint32 // numbers
}

// A lexeme is a term as its language knows it.
type lexeme struct {
	id   uint32
	text string
	few  [2]index.TokenFreq // for bleve: found once, found twice
}

// frequency says to bleve that the term was found n times. What it gives is shared and never changed.
func (l *lexeme) frequency(n int) *index.TokenFreq {
	if n <= len(l.few) {
		return &l.few[n-1]
	}
	f := &index.TokenFreq{Term: l.few[0].Term}
	f.SetFrequency(n)
	return f
}

func newAnalyst() *analyst { return &analyst{languages: map[string]*lexicon{}} }

func (a *analyst) lexicon(name string) (*lexicon, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if l := a.languages[name]; l != nil {
		return l, nil
	}
	l, err := newLanguage(name)
	if err != nil {
		return nil, err
	}
	lex := &lexicon{language: l, analyst: a, seen: map[string][]hit{}, lexemes: map[string]*lexeme{}, forms: map[wordKey]uint32{}}
	for f := range field(fields) {
		lex.fieldNames[f] = fieldName(f, name)
	}
	lex.desks.New = func() any { return &desk{near: map[string][]hit{}} }
	a.languages[name] = lex
	return lex, nil
}

// read finds the terms of a text.
func (l *lexicon) read(text string, d *desk, yield func(*hit)) {
	if !norm.NFKC.IsNormalString(text) {
		text = norm.NFKC.String(text)
	}
	cut(text, func(u unit) {
		whole := text[u.start:u.end]
		if u.cjk {
			pairs(whole, func(p string) { l.emit(p, d, l.plain, yield) })
			return
		}
		for _, w := range u.words {
			l.emit(text[w.start:w.end], d, l.inflected, yield)
		}
		if u.identifier(text) {
			l.emit(whole, d, l.plain, yield)
		} else if joined := u.compound(text); joined != "" {
			l.emit(joined, d, l.inflected, yield)
		}
	})
}

// emit yields what find makes of a word, which is worked out once for each word.
func (l *lexicon) emit(w string, d *desk, find func(string) []hit, yield func(*hit)) {
	hits, ok := d.near[w]
	if !ok {
		l.mu.Lock()
		if hits, ok = l.seen[w]; !ok {
			w = strings.Clone(w)
			hits = find(w)
			l.seen[w] = hits
		}
		l.mu.Unlock()
		d.near[strings.Clone(w)] = hits
	}
	for i := range hits {
		yield(&hits[i])
	}
}

// inflected gives the term of a word of the language, and those of its parts.
func (l *lexicon) inflected(w string) []hit {
	folded := fold(w)
	if len(folded) > maxWord || !hasLetterOrDigit(folded) {
		return nil
	}
	var hits []hit
	if strings.ContainsAny(folded, "0123456789") {
		hits = append(hits, l.hit(folded, folded)) // a stemmer takes digits for endings
	} else if t := l.term(w); t != "" {
		hits = append(hits, l.hit(t, folded))
	}
	for _, p := range parts(w) {
		if t := l.term(p); t != "" {
			hits = append(hits, l.hit(t, fold(p)))
		}
	}
	return hits
}

// plain gives a word that is not inflected: an identifier, a pair of characters.
func (l *lexicon) plain(w string) []hit {
	w = fold(w)
	return []hit{l.hit(w, w)}
}

func (l *lexicon) hit(t, w string) hit {
	x := l.lexemes[t]
	if x == nil {
		x = &lexeme{id: l.analyst.addTerm(term{language: l.name, text: t}), text: t}
		for i := range x.few {
			x.few[i].Term = []byte(t)
			x.few[i].SetFrequency(i + 1)
		}
		l.lexemes[t] = x
	}
	key := wordKey{w, x.id}
	form, ok := l.forms[key]
	if !ok {
		form = l.analyst.addWord(word{text: w, term: x.id})
		l.forms[key] = form
	}
	return hit{x, x.id, form}
}

func (a *analyst) addTerm(t term) uint32 {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.terms = append(a.terms, t)
	return uint32(len(a.terms) - 1)
}

func (a *analyst) addWord(w word) uint32 {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.words = append(a.words, w)
	return uint32(len(a.words) - 1)
}

func hasLetterOrDigit(w string) bool { return strings.Trim(w, "_'.:·,;") != "" }
