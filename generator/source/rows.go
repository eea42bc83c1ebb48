package source

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
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

// CSV reads a table file: a header line, then a row a line. The delimiter is recognised among comma, semicolon
// and tab. A row with more or fewer cells than the header is a problem; its cells are kept as far as they have a
// column, and those without one are named in the message. Empty lines are passed over.
func CSV(file string, text []byte) (Rows, []Problem) {
	rows := Rows{Delimiter: delimiter(text)}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.TrimLeadingSpace = rows.Delimiter, -1, rows.Delimiter != '\t'
	lines := NewLines(file, text, 1)
	at := func(i int) Pos {
		line, column := reader.FieldPos(i)
		return lines.Pos(lines.starts[line-1] + column - 1)
	}
	var problems []Problem
	for {
		record, err := reader.Read()
		var syntax *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return rows, problems
		case errors.As(err, &syntax):
			problems = append(problems, Problem{Pos: Pos{file, syntax.StartLine, max(syntax.Column, 1)}, Check: "csv-syntax",
				Message: "this row is left out: a quote stands where none may, or is not closed",
				Fix:     `put the whole cell in quotes and double the quotes inside it: "the ""new"" office"`})
			continue
		case err != nil:
			return rows, append(problems, Problem{Pos: Pos{File: file}, Check: "unreadable-file", Message: err.Error()})
		}
		if rows.Header == nil {
			rows.Header = header(record, at)
			problems = append(problems, checkHeader(rows.Header)...)
			continue
		}
		row, ragged := rows.row(record, at)
		problems = append(problems, ragged...)
		if len(row.Fields) > 0 {
			rows.Rows = append(rows.Rows, row)
		}
	}
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

func header(record []string, at func(int) Pos) []Field {
	columns := make([]Field, len(record))
	for i, name := range record {
		columns[i] = Field{Key: strings.TrimSpace(name), Pos: at(i)}
	}
	return columns
}

func checkHeader(header []Field) []Problem {
	var problems []Problem
	seen := map[string]bool{}
	for _, column := range header {
		if column.Key != "" && seen[column.Key] {
			problems = append(problems, Problem{Pos: column.Pos, Check: "duplicate-key",
				Message: fmt.Sprintf("the column %q stands in the header twice; the first one is used", column.Key)})
		}
		seen[column.Key] = true
	}
	return problems
}

func (r *Rows) row(record []string, at func(int) Pos) (Row, []Problem) {
	row := Row{Pos: at(0)}
	var problems []Problem
	if len(record) != len(r.Header) {
		message := fmt.Sprintf("%s has %d cells, the header has %d", describe(record), len(record), len(r.Header))
		if len(record) > len(r.Header) {
			message += fmt.Sprintf("; left over: %q", strings.Join(record[len(r.Header):], string(r.Delimiter)))
		}
		problems = append(problems, Problem{Pos: row.Pos, Check: "ragged-row", Message: message,
			Fix: fmt.Sprintf("a cell that holds a %q has to stand in quotes", r.Delimiter)})
	}
	for i, cell := range record[:min(len(record), len(r.Header))] {
		cell = strings.TrimSpace(cell)
		if name := r.Header[i].Key; cell != "" && name != "" && row.Fields.Get(name) == nil {
			row.Fields = append(row.Fields, Field{Key: name, Pos: at(i), Value: Value{Kind: Scalar, Text: cell, Pos: at(i)}})
		}
	}
	return row, problems
}

func describe(record []string) string {
	if id := strings.TrimSpace(record[0]); id != "" && len(id) <= 40 {
		return fmt.Sprintf("row %q", id)
	}
	return "this row"
}
