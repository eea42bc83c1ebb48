package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Row is one line of a table file: its cells under the names of the header, each with its position.
type Row struct {
	Pos    Pos
	Fields Fields
}

// Rows is a table file as read.
type Rows struct {
	Header    []Field // column names in order, as written
	Delimiter rune
	Rows      []Row
}

// MaxColumns is how many columns of a table are read.
const MaxColumns = 1000

// CSV reads a table file: a header line, then a row a line. The delimiter is recognised among comma, semicolon
// and tab. A row with more or fewer cells than the header is a problem; its cells are kept as far as they have a
// column, and those without one are named in the message. Rows without a letter in them are passed over. A row that
// cannot be read is left out, and costs no other row.
func CSV(file string, text []byte) (Rows, []Problem) {
	t := table{rows: Rows{Delimiter: delimiter(text)}, lines: NewLines(file, text, 1), file: file, text: text}
	for line := 0; line < len(t.lines.starts); {
		line = t.read(line)
	}
	return t.rows, t.problems
}

// table is a table file being read.
type table struct {
	file     string
	text     []byte
	lines    *Lines
	rows     Rows
	named    []bool // the columns whose name is their own
	problems []Problem
}

// read reads the rows from a line on, counted from zero, to the end of the file or the first that cannot be read.
// It returns the line to go on with.
func (t *table) read(from int) (next int) {
	reader := csv.NewReader(bytes.NewReader(t.text[t.lines.starts[from]:]))
	reader.Comma, reader.FieldsPerRecord, reader.TrimLeadingSpace = t.rows.Delimiter, -1, t.rows.Delimiter != '\t'
	at := func(i int) Pos {
		line, column := reader.FieldPos(i)
		return t.lines.Pos(t.lines.starts[from+line-1] + column - 1)
	}
	for {
		record, err := reader.Read()
		var syntax *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return len(t.lines.starts)
		case errors.As(err, &syntax):
			t.broken(from+syntax.StartLine-1, from+syntax.Line-1, syntax.Column-1)
			return from + syntax.StartLine
		case err != nil:
			t.problems = append(t.problems, Problem{Pos: Pos{File: t.file}, Check: "unreadable-file", Message: err.Error()})
			return len(t.lines.starts)
		case blank(record):
		case t.rows.Header == nil:
			t.header(record, at)
		default:
			t.row(record, at)
		}
	}
}

// broken reports a row that cannot be read, at the quote that is wrong: the last of its line when it is not closed.
func (t *table) broken(start, line, column int) {
	begin, end := t.lines.starts[start], t.lineEnd(start)
	offset := begin + column
	if line > start || offset >= end || t.text[offset] != '"' {
		offset = begin + max(0, bytes.LastIndexByte(t.text[begin:end], '"'))
	}
	what := "row"
	if t.rows.Header == nil {
		what = "header"
		t.rows.Header = []Field{}
	}
	t.problems = append(t.problems, Problem{Pos: t.lines.Pos(offset), Check: "csv-syntax",
		Message: "this " + what + " is left out: a quote stands where none may, or is not closed",
		Fix:     `put the whole cell in quotes and double the quotes inside it: "the ""new"" office"`})
}

// lineEnd is the offset of a line's last letter.
func (t *table) lineEnd(line int) int {
	if line+1 < len(t.lines.starts) {
		return t.lines.starts[line+1] - 1
	}
	return len(t.text)
}

func blank(record []string) bool {
	return !slices.ContainsFunc(record, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

// delimiter guesses from the header line: the candidate that stands there most often outside quotes.
func delimiter(text []byte) rune {
	line, _, _ := bytes.Cut(bytes.TrimLeft(text, "\n"), []byte("\n"))
	best, most := ',', 0
	for _, candidate := range []rune{',', ';', '\t'} {
		n, quoted := 0, false
		for _, r := range string(line) {
			if r == '"' {
				quoted = !quoted
			}
			if r == candidate && !quoted {
				n++
			}
		}
		if n > most {
			best, most = candidate, n
		}
	}
	return best
}

// header takes the names of the columns; of two columns with one name the first has it.
func (t *table) header(record []string, at func(int) Pos) {
	if len(record) > MaxColumns {
		t.problems = append(t.problems, Problem{Pos: at(MaxColumns), Check: "ragged-row",
			Message: fmt.Sprintf("the table has %d columns; %d are read, so the rest is left out", len(record), MaxColumns)})
		record = record[:MaxColumns]
	}
	seen := map[string]bool{"": true}
	for i, name := range record {
		column := Field{Key: strings.TrimSpace(name), Pos: at(i)}
		if column.Key != "" && seen[column.Key] {
			t.problems = append(t.problems, Problem{Pos: column.Pos, Check: "duplicate-key",
				Message: fmt.Sprintf("the column %q stands in the header twice; the first one is used", column.Key)})
		}
		t.rows.Header = append(t.rows.Header, column)
		t.named = append(t.named, !seen[column.Key])
		seen[column.Key] = true
	}
}

func (t *table) row(record []string, at func(int) Pos) {
	row, header := Row{Pos: at(0)}, t.rows.Header
	if len(header) == 0 {
		return // the header cannot be read, which has been said
	}
	if len(record) != len(header) {
		t.ragged(record, row.Pos)
	}
	for i, cell := range record[:min(len(record), len(header))] {
		cell = strings.TrimSpace(cell)
		if cell != "" && t.named[i] {
			row.Fields = append(row.Fields, Field{Key: header[i].Key, Pos: at(i), Value: Value{Kind: Scalar, Text: cell, Plain: t.plain(cell, at(i)), Pos: at(i)}})
		}
	}
	if len(row.Fields) > 0 {
		t.rows.Rows = append(t.rows.Rows, row)
	}
}

// ragged reports a row that has more or fewer cells than the header.
func (t *table) ragged(record []string, at Pos) {
	columns := len(t.rows.Header)
	message := fmt.Sprintf("%s has %d cells, the header has %d", describe(record), len(record), columns)
	if len(record) > columns {
		message += fmt.Sprintf("; left over: %q", strings.Join(record[columns:], string(t.rows.Delimiter)))
	}
	t.problems = append(t.problems, Problem{Pos: at, Check: "ragged-row", Message: message,
		Fix: fmt.Sprintf("a cell that holds a %q has to stand in quotes", t.rows.Delimiter)})
}

// plain reports whether a cell stands in the file letter by letter as it reads.
func (t *table) plain(cell string, at Pos) bool {
	if !strings.ContainsAny(cell, ",;") || at.Column > 1000 {
		return false
	}
	start, end := t.lines.starts[at.Line-1], t.lineEnd(at.Line-1)
	line := []rune(string(t.text[start:min(end, start+8000)]))
	return strings.HasPrefix(string(line[at.Column-1:]), cell)
}

func describe(record []string) string {
	if id := strings.TrimSpace(record[0]); id != "" && len(id) <= 40 {
		return fmt.Sprintf("row %q", id)
	}
	return "this row"
}
