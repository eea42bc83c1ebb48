package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// JSON writes {"report", "as_of", "rows"}, one row to a line, its keys in column order. Unknown values are
// null, numbers are numbers with the digits they were given, dates are "YYYY-MM-DD", lists are arrays, and
// every other value is the text it was. It ends in a line feed.
func (t *Table) JSON(w io.Writer) error {
	if err := t.check(); err != nil {
		return err
	}
	keys := make([][]byte, len(t.Columns))
	for i, column := range t.Columns {
		keys[i] = quoted(column.Name)
	}
	out := bufio.NewWriter(w)
	out.WriteString("{\n  \"report\": ")
	out.Write(quoted(t.Name))
	out.WriteString(",\n  \"as_of\": ")
	writeValue(out, Day(t.AsOf))
	out.WriteString(",\n  \"rows\": [")
	for i, row := range t.Rows {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    {")
		for j, cell := range row {
			if j > 0 {
				out.WriteString(", ")
			}
			out.Write(keys[j])
			out.WriteString(": ")
			writeValue(out, cell)
		}
		out.WriteByte('}')
	}
	if len(t.Rows) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	return out.Flush()
}

// writeValue leaves errors to the final Flush.
func writeValue(out *bufio.Writer, c Cell) {
	switch c.kind {
	case unknown:
		out.WriteString("null")
	case number:
		out.WriteString(c.text)
	case yes:
		out.WriteString("true")
	case no:
		out.WriteString("false")
	case list:
		out.WriteByte('[')
		for i, s := range c.list {
			if i > 0 {
				out.WriteString(", ")
			}
			out.Write(quoted(s))
		}
		out.WriteByte(']')
	default:
		out.Write(quoted(c.String()))
	}
}

// quoted is a JSON string; <, > and & stay readable.
func quoted(s string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic(err) // a string always encodes, and a buffer always takes it
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
