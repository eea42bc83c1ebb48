package register

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ismsite/generator/date"
	"ismsite/generator/source"
)

// A Row is an entry of a register that the profile declares, or of a table that nobody declared. It holds its
// values by column.
type Row struct {
	Record
	columns []Column
	texts   []string
	lists   [][]string
	refs    [][]Ref
	days    []date.Date
	periods []Period
}

// A Column is one column of a declared register.
type Column struct {
	Name     string
	Title    string
	Type     Type
	Required bool
	Values   []string
	To       Target
}

// ColumnTypes lists the types that a profile may give to a column.
var ColumnTypes = []string{string(Text), string(Long), string(Texts), string(Day), string(Every), string(Number), string(YesNo), string(Choice), string(Person1), string(Persons), string(OneRef), string(Refs), string(URL)}

// Declare makes a kind from columns. A column named id is there without being declared.
func Declare(name, title, singular, prefix, summary string, columns []Column) *Kind {
	kind := &Kind{Name: name, Title: title, Singular: singular, Prefix: prefix, Summary: summary, Declared: true}
	columns = slices.DeleteFunc(slices.Clone(columns), func(c Column) bool { return c.Name == "id" })
	kind.New = func() Entry {
		n := len(columns)
		return &Row{columns: columns, texts: make([]string, n), lists: make([][]string, n), refs: make([][]Ref, n), days: make([]date.Date, n), periods: make([]Period, n)}
	}
	kind.fields = describe(kind.New().Fields)
	return kind
}

// idNames are other names for the column that holds an entry's id.
var idNames = []string{"nr", "no", "number", "ref"}

// infer makes a kind from the header of a table that nobody declared: every column is text, but the first that names
// the entry by a number.
func infer(name string, header []source.Field) *Kind {
	var columns []Column
	seen := map[string]bool{"": true}
	numbered := slices.ContainsFunc(header, func(h source.Field) bool { return normalize(h.Key) == "id" })
	for _, h := range header {
		key := normalize(h.Key)
		if seen[key] {
			continue
		}
		seen[key] = true
		if !numbered && slices.Contains(idNames, key) {
			numbered = true
			continue
		}
		columns = append(columns, Column{Name: key, Title: h.Key, Type: Text})
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' })
	title := strings.Join(words, " ")
	if first, size := utf8.DecodeRuneInString(title); size > 0 {
		title = string(unicode.ToUpper(first)) + title[size:]
	}
	return Declare(name, title, title, "", "", columns)
}

// Fields are the declared columns.
func (r *Row) Fields(f *Form) {
	f.Text("id", &r.ID, Also(idNames...))
	for i, c := range r.columns {
		options := []Option{Titled(c.Title)}
		if c.Required {
			options = append(options, Required)
		}
		switch c.Type {
		case Texts:
			f.Texts(c.Name, &r.lists[i], options...)
		case Day:
			f.Date(c.Name, &r.days[i], options...)
		case Every:
			f.Period(c.Name, &r.periods[i], options...)
		case Choice:
			f.Choice(c.Name, &r.texts[i], c.Values, options...)
		case YesNo:
			f.Choice(c.Name, &r.texts[i], []string{"yes", "no"}, append(options, Meaning(map[string]string{"true": "yes", "y": "yes", "ja": "yes", "x": "yes", "false": "no", "n": "no", "nein": "no"}))...)
		case Number:
			f.Number(c.Name, &r.texts[i], options...)
		case Person1, OneRef:
			f.Ref(c.Name, r.ref(i), target(c), options...)
		case Persons, Refs:
			f.Refs(c.Name, &r.refs[i], target(c), options...)
		default:
			f.text(c.Name, c.Type, &r.texts[i], options)
		}
	}
	if f.mode == decoding {
		r.Title = r.title()
	}
}

func target(c Column) Target {
	switch {
	case c.Type == Person1 || c.Type == Persons:
		return ToPeople
	case c.To != "":
		return c.To
	}
	return ToAny
}

// ref returns the place of a column's only reference.
func (r *Row) ref(i int) *Ref {
	if r.refs[i] == nil {
		r.refs[i] = make([]Ref, 1)
	}
	return &r.refs[i][0]
}

// title is the first column that names the entry: one called so, else the first text.
func (r *Row) title() string {
	for _, name := range []string{"title", "name", "term", "description"} {
		for i, c := range r.columns {
			if c.Name == name && r.texts[i] != "" {
				return r.texts[i]
			}
		}
	}
	for _, text := range r.texts {
		if text != "" {
			return text
		}
	}
	return r.ID
}
