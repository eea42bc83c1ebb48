package register

import (
	"slices"
	"strings"

	"ismsite/generator/markdown"
	"ismsite/generator/source"
)

// A Kind is a type of register: how its files are called, and the form its entries fill in.
type Kind struct {
	Name     string   // "suppliers": its file, its folder, its place on the site
	Title    string   // "Suppliers"
	Singular string   // "Supplier"
	Prefix   string   // of its ids: "SUP"
	Summary  string   // what it is for, in one sentence
	Files    []string // other names that its file may have
	New      func() Entry
	Declared bool // by the profile, or found as a table without a declaration

	fields []Field
}

// Fields describes the kind's fields in order.
func (k *Kind) Fields() []Field { return k.fields }

// FieldFor returns the name of the field that a column of that name fills in, "" when the kind knows none.
func (k *Kind) FieldFor(column string) string {
	return (&Form{fields: k.fields}).understand(source.Field{Key: column}, nil)
}

// An Entry is one line of a register.
type Entry interface {
	// Fields goes through the entry's fields in a fixed order.
	Fields(*Form)
	// Base returns what all entries have in common.
	Base() *Record
}

// A Record is what all entries have in common. It is read-only once loaded.
type Record struct {
	Kind  *Kind
	ID    string
	Title string // as readers know the entry
	Pos   source.Pos
	Doc   *markdown.Doc  // the entry's own text, nil for a row of a table
	Extra []source.Field // columns of a table that the kind does not know, as given

	given []place
}

// A place is where a field's value stands.
type place struct {
	name  string
	pos   source.Pos
	empty bool // the key stands there without a value
}

// Base makes a type that embeds Record an Entry.
func (r *Record) Base() *Record { return r }

// At returns the position of a field's value, or the entry's own when it is not given.
func (r *Record) At(name string) source.Pos {
	for _, p := range r.given {
		if p.name == name {
			return p.pos
		}
	}
	return r.Pos
}

// Values returns what the fields of an entry hold, in the order of its kind.
func Values(e Entry) []Value {
	f := &Form{mode: reading, fields: e.Base().Kind.fields, record: e.Base()}
	e.Fields(f)
	return f.values
}

// EachRef calls do with every reference in an entry's fields.
func EachRef(e Entry, do func(*Field, Ref)) {
	e.Fields(&Form{mode: reading, fields: e.Base().Kind.fields, record: e.Base(), refs: do})
}

// Kinds lists the kinds of register that the program knows, in the order in which sites show them.
var Kinds = kinds(documents, people, glossary, suppliers)

func kinds(all ...*Kind) []*Kind {
	for _, k := range all {
		k.fields = describe(k.New().Fields)
	}
	return all
}

// KindNamed returns the kind whose register a file of that name holds, or nil.
func KindNamed(all []*Kind, name string) *Kind {
	name = normalize(name)
	i := slices.IndexFunc(all, func(k *Kind) bool {
		return normalize(k.Name) == name || slices.ContainsFunc(k.Files, func(f string) bool { return normalize(f) == name })
	})
	if i < 0 {
		return nil
	}
	return all[i]
}

// decode fills in an entry from the fields of a file or row.
func decode(e Entry, kind *Kind, given source.Fields, at source.Pos, aliases map[string]string) []source.Problem {
	r := e.Base()
	r.Kind, r.Pos = kind, at
	f := &Form{mode: decoding, fields: kind.fields, file: at.File, at: at, record: r}
	r.Extra = f.accept(given, aliases)
	r.given = make([]place, 0, len(f.given))
	for _, field := range kind.fields {
		if g, ok := f.given[field.Name]; ok {
			r.given = append(r.given, place{field.Name, g.Value.Pos, saysNothing(g.Value)})
		}
	}
	e.Fields(f)
	return f.problems
}

// saysNothing reports whether a value is empty.
func saysNothing(v source.Value) bool {
	return strings.TrimSpace(v.Text) == "" && len(v.Items) == 0 && len(v.Fields) == 0
}
