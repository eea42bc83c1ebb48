package source

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// A Pos is a place in a file of the site. Line and Column count from one, columns in characters; a zero Line
// means the file as a whole.
type Pos struct {
	File   string
	Line   int
	Column int
}

func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// IsZero reports whether p says nothing.
func (p Pos) IsZero() bool { return p == Pos{} }

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	if c := strings.Compare(p.File, q.File); c != 0 {
		return c
	}
	if p.Line != q.Line {
		return p.Line - q.Line
	}
	return p.Column - q.Column
}

// Lines finds the position of a byte offset in one text. It remembers the last one, so that many places in one long
// line are found quickly; it is not for use by several goroutines at once.
type Lines struct {
	file   string
	text   []byte
	starts []int
	first  int

	last, column int // the last offset asked for, and its column
}

// NewLines indexes text, whose first line has the number first in the file.
func NewLines(file string, text []byte, first int) *Lines {
	starts := make([]int, 1, 1+len(text)/60)
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &Lines{file: file, text: text, starts: starts, first: first, column: 1}
}

// Pos returns the position of the byte at offset; an offset outside the text gives its nearest end.
func (l *Lines) Pos(offset int) Pos {
	offset = max(0, min(offset, len(l.text)))
	n := sort.SearchInts(l.starts, offset+1) - 1
	if start := l.starts[n]; l.last < start || l.last > offset {
		l.last, l.column = start, 1
	}
	l.column += utf8.RuneCount(l.text[l.last:offset])
	l.last = offset
	return Pos{l.file, l.first + n, l.column}
}
