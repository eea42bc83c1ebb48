package register

import (
	"ismsite/generator/date"
	"ismsite/generator/source"
)

// A Type is what the value of a field is.
type Type string

// The types of fields. They are also what a profile may declare for the columns of its own registers.
const (
	Text    Type = "text"
	Long    Type = "long text"
	Texts   Type = "texts"
	Day     Type = "date"
	Every   Type = "period"
	Number  Type = "number"
	YesNo   Type = "yes-no"
	Choice  Type = "choice"
	OneRef  Type = "ref"
	Refs    Type = "refs"
	Person1 Type = "person"
	Persons Type = "people"
	URL     Type = "url"
	Nested  Type = "list"
)

// A Field describes one field of a kind, for decoding and for the documentation.
type Field struct {
	Name     string
	Title    string // only for columns that a profile declares; others are named by the interface texts
	Type     Type
	Required bool // an entry without it is a problem
	Expected bool // shown as missing when it is not given
	Values   []string
	To       Target
	Help     string

	names   []string // its name and title, normalized
	aliases []string // other spellings of its name, normalized
	meaning map[string]string
}

// A Target is what a reference may lead to.
type Target string

// The targets of references.
const (
	ToPeople    Target = "people"
	ToDocuments Target = "documents"
	ToControls  Target = "controls"
	ToClauses   Target = "clauses"
	ToTerms     Target = "glossary"
	ToAny       Target = "any"
)

// A Ref is a mention of an entry or control in a field. An empty Target is no reference.
type Ref struct {
	Target string
	Pos    source.Pos
}

// A Value is what one field of an entry holds, for pages and exports.
type Value struct {
	Field *Field
	Texts []string // as written; empty when not given
	Refs  []Ref
	Day   date.Date
	Pos   source.Pos
}

// Option adds something to the description of a field.
type Option func(*Field)

// Required makes the field's absence a problem; Expected has it shown as missing.
func Required(f *Field) { f.Required, f.Expected = true, true }

// Expected has the field shown as missing when it is not given.
func Expected(f *Field) { f.Expected = true }

// Also names other spellings of the field's name that are understood.
func Also(names ...string) Option {
	return func(f *Field) {
		for _, name := range names {
			f.aliases = append(f.aliases, normalize(name))
		}
	}
}

// Help says what the field means, in one line.
func Help(text string) Option { return func(f *Field) { f.Help = text } }

// Meaning names other spellings of a choice, and the value each stands for.
func Meaning(words map[string]string) Option { return func(f *Field) { f.meaning = words } }

// Titled gives a declared column its title.
func Titled(title string) Option { return func(f *Field) { f.Title = title } }
