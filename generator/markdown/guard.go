package markdown

import (
	"bytes"
	"fmt"
)

// Limits beyond which a text is shown as it stands, since parsing it takes time that grows with the square of its
// length: how deep brackets, quotes or list markers nest, how many emphasis marks or definitions of links one
// paragraph holds, and how many cells a table gets that nobody wrote.
const (
	maxNesting     = 400
	maxEmphasis    = 20_000
	maxDefinitions = 5_000
	maxCells       = 200_000
	maxBracketed   = 2_000_000_000  // closing brackets times lines, of one paragraph
	maxIndent      = 2 * maxNesting // columns, of more than a few lines
	maxIndented    = 50
)

// telling marks the bytes that tooComplex looks at.
var telling = func() (t [256]bool) {
	for _, c := range []byte("\n[]()*_~|") {
		t[c] = true
	}
	return t
}()

// paragraph is what tooComplex counts between two blank lines.
type paragraph struct {
	open, closed, emphasis    int
	lines, definitions        int
	pipes, allPipes, mostPipe int // in the present line, in all, in the line with most
}

// tooComplex returns where and how a text goes beyond the limits; what is empty for nearly all texts.
func tooComplex(text []byte) (at int, what string) {
	var p paragraph
	indented := 0
	for i, c := range text {
		if i == 0 || text[i-1] == '\n' {
			markers, indent := markers(text[i:])
			if indent > maxIndent {
				indented++
			}
			if markers > maxNesting || indented > maxIndented {
				return i, fmt.Sprintf("brackets, quotations or lists nest more than %d deep here", maxNesting)
			}
		}
		if !telling[c] {
			continue
		}
		if c == '\n' && i > 0 && text[i-1] == '\n' {
			p = paragraph{}
		} else if p.count(c, i == 0 || text[i-1] == '\n'); p.beyond() != "" {
			return i, p.beyond()
		}
	}
	return 0, ""
}

// count takes note of a byte, which may be the first of its line.
func (p *paragraph) count(c byte, first bool) {
	switch c {
	case '\n':
		p.lines++
		p.mostPipe, p.pipes = max(p.mostPipe, p.pipes), 0
	case '[':
		p.open++
		if first {
			p.definitions++
		}
	case '(':
		p.open++
	case ']', ')':
		p.open, p.closed = max(0, p.open-1), p.closed+1
	case '*', '_', '~':
		p.emphasis++
	case '|':
		p.pipes, p.allPipes = p.pipes+1, p.allPipes+1
	}
}

// beyond says which limit a paragraph exceeds.
func (p *paragraph) beyond() string {
	switch {
	case p.open > maxNesting:
		return fmt.Sprintf("brackets, quotations or lists nest more than %d deep here", maxNesting)
	case p.emphasis > maxEmphasis:
		return fmt.Sprintf("one paragraph holds more than %d emphasis marks", maxEmphasis)
	case p.definitions > maxDefinitions:
		return fmt.Sprintf("more than %d lines that begin with a bracket stand in one paragraph", maxDefinitions)
	case p.closed*p.lines > maxBracketed:
		return fmt.Sprintf("one paragraph holds %d brackets on %d lines", p.closed, p.lines)
	case p.mostPipe*p.lines > 4*p.allPipes+maxCells:
		return fmt.Sprintf("a table has more than %d cells that are missing in their rows", maxCells)
	}
	return ""
}

// markers counts the marks of quotations and lists at the beginning of a line, and the blanks before the first.
func markers(line []byte) (n, indent int) {
	head := line[:min(len(line), 2*maxIndent)]
	indent = len(head) - len(bytes.TrimLeft(head, " \t"))
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
		case c == '>':
			n++
		case c >= '0' && c <= '9':
		case (c == '-' || c == '*' || c == '+' || c == '.' || c == ')') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			n++
		default:
			return n, indent
		}
	}
	return n, indent
}
