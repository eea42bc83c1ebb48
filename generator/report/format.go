package report

import (
	"fmt"
	"io"
	"strings"
)

// Format names a way to print a table, as users write it on the command line and as files end.
type Format string

// The formats.
const (
	AsText     Format = "text"
	AsMarkdown Format = "md"
	AsCSV      Format = "csv"
	AsXLSX     Format = "xlsx"
	AsJSON     Format = "json"
	AsICS      Format = "ics"
)

// Formats lists all formats in the order in which they are offered.
var Formats = []Format{AsText, AsMarkdown, AsCSV, AsXLSX, AsJSON, AsICS}

// ParseFormat reads the name of a format; the error of an unknown one lists those there are.
func ParseFormat(s string) (Format, error) {
	for _, format := range Formats {
		if s == string(format) {
			return format, nil
		}
	}
	return "", fmt.Errorf("unknown format %q; formats are %s", s, names(Formats))
}

// Formats lists the formats in which this table can be written: all, or all but the calendar.
func (t *Table) Formats() []Format {
	if t.Calendar != nil {
		return Formats
	}
	return Formats[:len(Formats)-1]
}

// Write prints the table in a format. The text format is as wide as the table; use Text for a terminal.
func (t *Table) Write(w io.Writer, format Format) error {
	switch format {
	case AsText:
		return t.Text(w, 0)
	case AsMarkdown:
		return t.Markdown(w)
	case AsCSV:
		return t.CSV(w)
	case AsXLSX:
		return t.XLSX(w)
	case AsJSON:
		return t.JSON(w)
	case AsICS:
		if t.Calendar == nil {
			return fmt.Errorf("report %s has no calendar; its formats are %s", t.Name, names(t.Formats()))
		}
		return t.Calendar.ICS(w)
	}
	_, err := ParseFormat(string(format))
	return err
}

func names(formats []Format) string {
	var b strings.Builder
	for i, format := range formats {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(format))
	}
	return b.String()
}
