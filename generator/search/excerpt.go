package search

import "unicode/utf8"

const excerptLength = 160 // bytes, about

// excerpt gives the stretch of a text that holds most of the marked words, and where they are in it.
func excerpt(text string, marked map[string]bool) (string, [][2]int) {
	found := findWords(text, marked)
	best, most := 0, 0
	for i := range found {
		words := map[string]bool{}
		for _, s := range found[i:] {
			if s.end > found[i].start+excerptLength {
				break
			}
			words[fold(text[s.start:s.end])] = true
		}
		if len(words) > most {
			best, most = i, len(words)
		}
	}
	from := 0
	if len(found) > 0 && found[best].start > excerptLength/3 {
		from = wordStart(text, found[best].start-excerptLength/4)
	}
	to := wordStart(text, from+excerptLength)
	var marks [][2]int
	for _, s := range found {
		if s.start >= from && s.end <= to {
			marks = append(marks, [2]int{s.start - from, s.end - from})
		}
	}
	return text[from:to], marks
}

// findWords gives the places of marked words in a text, in order, none overlapping.
func findWords(text string, marked map[string]bool) []span {
	var list []span
	add := func(start, end int, word string) bool {
		if !marked[fold(word)] {
			return false
		}
		if n := len(list); n > 0 && start <= list[n-1].end && start > list[n-1].start && isCJKAt(text, start) {
			list[n-1].end = end // overlapping pairs of one run
			return true
		}
		list = append(list, span{start, end})
		return true
	}
	cut(text, func(u unit) {
		if u.cjk {
			at := u.start
			pairs(text[u.start:u.end], func(p string) {
				add(at, at+len(p), p)
				_, size := utf8.DecodeRuneInString(text[at:])
				at += size
			})
			return
		}
		if u.identifier(text) && add(u.start, u.end, text[u.start:u.end]) || add(u.start, u.end, u.compound(text)) {
			return
		}
		for _, w := range u.words {
			add(w.start, w.end, text[w.start:w.end])
		}
	})
	return list
}

func isCJKAt(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return isCJK(r)
}

// wordStart moves a position to the next space, or to the end; in text without spaces to the next
// character.
func wordStart(text string, at int) int {
	if at <= 0 {
		return 0
	}
	limit := at + 24
	for at < len(text) && at < limit {
		if text[at] == ' ' || text[at] == '\n' {
			return at + 1
		}
		at++
	}
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return min(at, len(text))
}
