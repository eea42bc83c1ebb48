package report

import (
	"fmt"

	"ismsite/generator/date"
)

// A Table is one report: what it is called, its columns, and its rows in the order in which they are printed.
// Printing a table leaves it as it was, so several formats may be written at once.
type Table struct {
	Name     string    // machine name: "reviews"
	Title    string    // for people: "Documents due for review"; empty means Name
	AsOf     date.Date // the day the report speaks of; zero if it does not depend on a day
	Columns  []Column
	Rows     [][]Cell  // each as long as Columns
	Calendar *Calendar // what the calendar format prints; nil if the table has no dates to put in one
}

// A Column says what the cells below it are. A cell may still be unknown, or a text where a date was expected.
type Column struct {
	Name  string // machine name, unique in the table: "review_due"
	Title string // for people: "Next review"; empty means Name
	Type  Type
	Width int // wished width in characters; zero means as wide as its cells
}

// Type is what the cells of a column usually are. It decides how a column is aligned and how wide it is.
type Type int

// The types of columns.
const (
	TypeText Type = iota
	TypeDate
	TypeNumber
	TypeYesNo
	TypeList
	TypeLink
)

// title is what people read above a column.
func (c Column) title() string {
	if c.Title == "" {
		return c.Name
	}
	return c.Title
}

func (t *Table) title() string {
	if t.Title == "" {
		return t.Name
	}
	return t.Title
}

// check refuses a table whose rows do not fit its columns: that is a mistake of the program, and a report with
// shifted columns would be believed.
func (t *Table) check() error {
	seen := make(map[string]bool, len(t.Columns))
	for _, column := range t.Columns {
		if column.Name == "" || seen[column.Name] {
			return fmt.Errorf("report %s: column name %q is empty or used twice", t.Name, column.Name)
		}
		seen[column.Name] = true
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("report %s: row %d has %d cells for %d columns", t.Name, i+1, len(row), len(t.Columns))
		}
	}
	return nil
}
