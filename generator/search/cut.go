package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A span is a piece of a text, in bytes.
type span struct{ start, end int }

// A unit is what stands together without a space: one word, a chain of words joined by one of
// ". : / - _" ("POL-001", "A.5.10", "27001:2022"), or a run of Chinese and Japanese characters.
type unit struct {
	span
	words []span
	cjk   bool
}

const (
	maxWord       = 64 // bytes; longer words are data, not language
	maxIdentifier = 48 // bytes
	maxChain      = 6  // words in an identifier
)

// cut splits text into units. It reproduces the word boundaries of bleve's unicode tokenizer for
// languages with spaces, without its tables, so that search.js can follow it step by step.
func cut(text string, yield func(unit)) {
	var u unit
	flush := func() {
		if len(u.words) > 0 {
			yield(u)
		}
		u = unit{words: u.words[:0]}
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case isCJK(r):
			flush()
			end := run(text, at, isCJK)
			yield(unit{span: span{at, end}, words: []span{{at, end}}, cjk: true})
			at = end
		case isWord(r):
			end := wordRun(text, at)
			u.add(text, span{at, end}, flush)
			at = end
		default:
			at += size
		}
	}
	flush()
}

// add appends a run of word characters: to the last word, as the next word of the chain, or as the
// start of a new unit.
func (u *unit) add(text string, s span, flush func()) {
	n := len(u.words)
	if n == 0 {
		u.span, u.words = s, append(u.words, s)
		return
	}
	gap := text[u.end:s.start]
	if len(gap) > 3 || gap == " " {
		flush()
		u.span, u.words = s, append(u.words, s)
		return
	}
	before, _ := utf8.DecodeLastRuneInString(text[:u.end])
	after, _ := utf8.DecodeRuneInString(text[s.start:])
	switch {
	case joins(gap, before, after):
		u.words[n-1].end = s.end
	case len(gap) == 1 && strings.Contains(".:/-", gap):
		u.words = append(u.words, s)
	default:
		flush()
		u.words = append(u.words, s)
		u.start = s.start
	}
	u.end = s.end
}

// joins reports whether a gap between two letters or two digits is part of the word.
func joins(gap string, before, after rune) bool {
	if unicode.IsNumber(before) && unicode.IsNumber(after) {
		return gap == "." || gap == "," || gap == ";" || gap == "'" || gap == "’"
	}
	if !unicode.IsNumber(before) && before != '_' && unicode.IsLetter(after) {
		return gap == "'" || gap == "’" || gap == "." || gap == ":" || gap == "·"
	}
	return false
}

func run(text string, at int, in func(rune) bool) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !in(r) {
			break
		}
		at += size
	}
	return at
}

// wordRun is run for isWord.
func wordRun(text string, at int) int {
	for at < len(text) {
		if c := text[at]; c < utf8.RuneSelf {
			if !plainWord[c] {
				break
			}
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isWord(r) {
			break
		}
		at += size
	}
	return at
}

var plainWord = func() (is [utf8.RuneSelf]bool) {
	for c := range is {
		is[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
	}
	return is
}()

func isWord(r rune) bool {
	if 0 <= r && r < utf8.RuneSelf {
		return plainWord[r]
	}
	return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)) && !isCJK(r)
}

// isCJK holds for the scripts that are written without spaces and searched by pairs of characters.
func isCJK(r rune) bool {
	return r >= 0x2e80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) ||
		unicode.Is(unicode.Katakana, r) || r == 'ー')
}

// identifier reports whether the chain is an identifier to be found as a whole.
func (u unit) identifier(text string) bool {
	return len(u.words) > 1 && len(u.words) <= maxChain && u.end-u.start <= maxIdentifier &&
		strings.ContainsAny(text[u.start:u.end], "0123456789")
}

// compound gives a word that some write with a hyphen without it: "Wi-Fi" as "WiFi". It is empty for other
// units.
func (u unit) compound(text string) string {
	if len(u.words) < 2 || len(u.words) > 3 || u.identifier(text) {
		return ""
	}
	joined := strings.ReplaceAll(text[u.start:u.end], "-", "")
	if len(joined) != u.end-u.start-len(u.words)+1 {
		return ""
	}
	return joined
}

// pairs calls f with each two neighbouring characters of a run without spaces, or with the only one.
func pairs(text string, f func(string)) {
	_, first := utf8.DecodeRuneInString(text)
	if first == len(text) {
		f(text)
		return
	}
	for at := 0; ; {
		_, a := utf8.DecodeRuneInString(text[at:])
		_, b := utf8.DecodeRuneInString(text[at+a:])
		if b == 0 {
			return
		}
		f(text[at : at+a+b])
		at += a
	}
}

// parts splits a word with inner punctuation ("safe.URL", "access_control") into its pieces of
// letters; a word without, or a number, has none.
func parts(word string) []string {
	if !strings.ContainsAny(word, "._:·") {
		return nil
	}
	pieces := strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune("._:·", r) })
	letters := pieces[:0]
	for _, p := range pieces {
		if r, _ := utf8.DecodeRuneInString(p); len(p) > 1 && unicode.IsLetter(r) {
			letters = append(letters, p)
		}
	}
	return letters
}

// fold gives the form under which a word is looked up: compatibility forms, case, accents and kinds
// of apostrophe do not matter.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word) && plain; i++ {
		plain = word[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(word)
	}
	word = norm.NFD.String(strings.ToLower(norm.NFKC.String(word)))
	word = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x300 && r <= 0x36f:
			return -1
		case r == '’':
			return '\''
		}
		return r
	}, word)
	return norm.NFC.String(strings.ReplaceAll(word, "ß", "ss"))
}

// foldText gives a text as folded words with one space between, to compare titles with queries.
func foldText(text string) string {
	var words []string
	text = norm.NFKC.String(text)
	cut(text, func(u unit) {
		for _, w := range u.words {
			words = append(words, fold(text[w.start:w.end]))
		}
	})
	return strings.Join(words, " ")
}
