package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxQuery  = 256 // characters of a query that are looked at
	maxTokens = 16
)

// A token is one thing a query asks for.
type token struct {
	text     string   // folded
	parts    []string // to look for instead when text is nowhere
	open     bool     // the reader may still be typing it
	optional bool     // counts when found, does not when not: a stop word that may become a longer word
}

// tokens cuts a query.
func (ix *Index) tokens(query string) []token {
	text := norm.NFKC.String(shorten(strings.ToValidUTF8(query, " "), maxQuery))
	hard, _ := ix.stopWords()
	var list []token
	add := func(t token) {
		at := slices.IndexFunc(list, func(o token) bool { return o.text == t.text })
		if at >= 0 {
			list[at].open = list[at].open || t.open
		} else if t.text != "" && len(list) < maxTokens {
			list = append(list, t)
		}
	}
	cut(text, func(u unit) {
		whole := text[u.start:u.end]
		last := u.end == len(text)
		switch {
		case u.cjk:
			pairs(whole, func(p string) { add(token{text: fold(p), open: last && strings.HasSuffix(whole, p)}) })
		case u.identifier(text) || u.compound(text) != "":
			t := token{text: fold(cmp.Or(u.compound(text), whole)), open: last}
			for _, w := range u.words {
				t.parts = append(t.parts, fold(text[w.start:w.end]))
			}
			add(t)
		default:
			for _, w := range u.words {
				t := token{text: fold(text[w.start:w.end]), open: last && w.end == u.end}
				if len(t.text) > maxWord || !hasLetterOrDigit(t.text) {
					continue
				}
				for _, p := range parts(text[w.start:w.end]) {
					t.parts = append(t.parts, fold(p))
				}
				add(t)
			}
		}
	})
	kept := list[:0]
	for _, t := range list {
		if slices.Contains(hard, t.text) {
			if !t.open || utf8.RuneCountInString(t.text) < 2 {
				continue
			}
			t.optional = true
		}
		kept = append(kept, t)
	}
	if !slices.ContainsFunc(kept, func(t token) bool { return !t.optional }) {
		for i := range kept {
			kept[i].optional = false
		}
	}
	return kept
}

func shorten(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// stopWords gives the words that are stop words in every language of the site that has any, and those
// that are in at least one.
func (ix *Index) stopWords() (hard, soft []string) {
	for _, name := range sortedKeys(ix.totals) {
		stop := ix.analyst.languages[name].stop
		if ix.totals[name].sections == 0 || len(stop) == 0 {
			continue
		}
		if soft == nil {
			hard = slices.Clone(stop)
		} else {
			hard = slices.DeleteFunc(hard, func(w string) bool { _, ok := slices.BinarySearch(stop, w); return !ok })
		}
		soft = append(soft, stop...)
	}
	slices.Sort(soft)
	return hard, slices.Compact(soft)
}
