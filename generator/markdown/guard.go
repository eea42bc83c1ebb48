package markdown

import "fmt"

// Limits beyond which a text is shown as it stands, since parsing it takes time that grows with the square of its
// length: how deep brackets, quotes or list markers nest, and how many emphasis marks one paragraph holds.
const (
	maxNesting  = 400
	maxEmphasis = 20_000
)

// telling marks the bytes that tooComplex looks at; all others only end a row of markers.
var telling = func() (t [256]bool) {
	for _, c := range []byte("\n[]()*_~>-+ ") {
		t[c] = true
	}
	return t
}()

// tooComplex returns where and how a text goes beyond the limits; what is empty for nearly all texts.
func tooComplex(text []byte) (at int, what string) {
	open, markers, emphasis, fresh := 0, 0, 0, true
	for i, c := range text {
		if !telling[c] {
			fresh = false
			continue
		}
		switch c {
		case '\n':
			markers, fresh = 0, true
			if i > 0 && text[i-1] == '\n' {
				open, emphasis = 0, 0
			}
		case '[', '(':
			open, fresh = open+1, false
		case ']', ')':
			open, fresh = max(0, open-1), false
		case '_', '~':
			emphasis, fresh = emphasis+1, false
		case '*', '>', '-', '+':
			if fresh {
				markers++
			}
			if c == '*' {
				emphasis++
			}
		}
		switch {
		case open > maxNesting || markers > maxNesting:
			return i, fmt.Sprintf("brackets, quotations or lists nest more than %d deep here", maxNesting)
		case emphasis > maxEmphasis:
			return i, fmt.Sprintf("one paragraph holds more than %d emphasis marks", maxEmphasis)
		}
	}
	return 0, ""
}
