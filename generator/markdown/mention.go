package markdown

// mentions finds what looks like an id in text between two offsets and calls found with its place: capital letters
// and digits in parts joined by hyphens, the last part a number (PRO-004, ISMS-POL-001, REC-2025-014), or a control
// (A.5.15). Whether there is such a thing is decided when the whole site is known.
func mentions(text []byte, from, to int, found func(start, end int)) {
	for i := from; i < to; i++ {
		if text[i] < 'A' || text[i] > 'Z' || i > 0 && joins(text, i-1) {
			continue
		}
		if end := max(control(text, i), number(text, i)); end > 0 && end <= to {
			found(i, end)
			i = end
		}
	}
}

// joins reports whether the character at offset i makes what follows the middle of a word or path.
func joins(text []byte, i int) bool {
	c := text[i]
	return isWord(c) || c == '-' || c == '/' || c == '\\' || c == '.' || c == '#' || c == '@'
}

// ends reports whether a mention may end at offset i: no letter, digit or path goes on from here.
func ends(text []byte, i int) bool {
	if i >= len(text) {
		return true
	}
	switch c := text[i]; c {
	case '-', '.', ':', '\\':
		return i+1 >= len(text) || !isWord(text[i+1])
	default:
		return !isWord(c) && c != '/' && c != '@'
	}
}

// control reads A.5.15.
func control(text []byte, i int) int {
	if i+4 >= len(text) || text[i] != 'A' || text[i+1] != '.' {
		return 0
	}
	j := digits(text, i+2)
	if j == i+2 || j >= len(text) || text[j] != '.' {
		return 0
	}
	k := digits(text, j+1)
	if k == j+1 {
		return 0
	}
	if k+1 < len(text) && text[k] == '.' && isDigit(text[k+1]) { // A.9.2.1, as in the edition of 2013
		k = digits(text, k+1)
	}
	if !ends(text, k) {
		return 0
	}
	return k
}

// number reads PRO-004 and ISMS-POL-001.
func number(text []byte, i int) int {
	numeric := false
	for j := i; ; {
		k := j
		for k < len(text) && (isUpper(text[k]) || isDigit(text[k])) {
			k++
		}
		if k == j {
			return 0
		}
		numeric = digits(text, j) == k
		if k+1 < len(text) && text[k] == '-' && (isUpper(text[k+1]) || isDigit(text[k+1])) {
			j = k + 1
			continue
		}
		if !numeric || j == i || !ends(text, k) {
			return 0
		}
		return k
	}
}

func digits(text []byte, i int) int {
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isWord(c byte) bool  { return isUpper(c) || isDigit(c) || c >= 'a' && c <= 'z' || c == '_' }

// IsMention reports whether text as a whole has the form of an id that is found in running text.
func IsMention(text string) bool {
	whole := false
	mentions([]byte(text), 0, len(text), func(start, end int) { whole = start == 0 && end == len(text) })
	return whole
}
