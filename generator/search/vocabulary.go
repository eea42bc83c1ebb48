package search

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// wordShards writes the words in use, in order. One entry:
//
//	A-Z     how many UTF-16 units it shares with the word before (the first of a shard none)
//	suffix  the rest of the word
//	=n      the term is n (base 36) before the next new one; without, it is the next new one
//
// After the entries, behind a line break, one digit for each term that this shard names first: twice
// its class, plus one if it stands in a title, a name or a heading.
func (e *export) wordShards() []shard {
	var shards []shard
	var entries, marks strings.Builder
	var before string
	next := 0
	named := map[uint32]bool{}
	current := shard{}
	flush := func() {
		if entries.Len() > 0 {
			current.text = entries.String() + "\n" + marks.String()
			shards = append(shards, current)
		}
		entries.Reset()
		marks.Reset()
		clear(named)
	}
	for _, id := range e.words {
		w := e.ix.analyst.words[id]
		if entries.Len() == 0 || entries.Len()+marks.Len() >= wordsSize && w.text != before {
			flush()
			before, current = "", shard{first: w.text, term: next}
		}
		units, bytes := sharedPrefix(before, w.text)
		entries.WriteByte(byte('A' + units))
		entries.WriteString(w.text[bytes:])
		number := e.number[w.term] - 1
		if int(number) == next {
			next++
		} else {
			entries.WriteString("=" + strconv.FormatInt(int64(next)-int64(number), 36))
		}
		if !named[number] {
			named[number] = true
			t := &e.ix.analyst.terms[w.term]
			mark := 2 * e.ix.class(t)
			if e.ix.front(t) {
				mark++
			}
			marks.WriteByte(alphabet[mark])
		}
		before = w.text
	}
	flush()
	return shards
}

// sharedPrefix gives the beginning that two words share, at most 25 units: in units as the browser
// counts them, and in bytes.
func sharedPrefix(a, b string) (units, bytes int) {
	for {
		ra, _ := utf8.DecodeRuneInString(a[bytes:])
		rb, n := utf8.DecodeRuneInString(b[bytes:])
		if n == 0 || ra != rb || len(a) == bytes || units+utf16.RuneLen(rb) > 25 {
			return units, bytes
		}
		units, bytes = units+utf16.RuneLen(rb), bytes+n
	}
}
