package isms

import (
	"ismsite/generator/catalogue"
	"ismsite/generator/markdown"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

// A Thing is what a link can lead to: an entry of a register, or a control or clause of a catalogue.
type Thing struct {
	Entry     register.Entry     // nil for a control
	Control   *catalogue.Control // nil for an entry
	Backlinks []Backlink         // where it is mentioned, one for each thing that mentions it, by the id of that

	links []Target // of the entry's text, as its links
}

// ID is the entry's or control's id.
func (t *Thing) ID() string {
	if t.Control != nil {
		return t.Control.ID
	}
	return t.Entry.Base().ID
}

// Title is the entry's or control's title.
func (t *Thing) Title() string {
	if t.Control != nil {
		return t.Control.Title
	}
	return t.Entry.Base().Title
}

// Doc is the entry's text, nil if it has none.
func (t *Thing) Doc() *markdown.Doc {
	if t.Entry == nil {
		return nil
	}
	return t.Entry.Base().Doc
}

// Document is the thing as a document, nil if it is something else.
func (t *Thing) Document() *register.Document {
	d, _ := t.Entry.(*register.Document)
	return d
}

// Person is the thing as a person, role or group, nil if it is something else.
func (t *Thing) Person() *register.Person {
	p, _ := t.Entry.(*register.Person)
	return p
}

// Links returns where the links of the entry's text lead, in the order of its Doc.Links.
func (t *Thing) Links() []Target { return t.links }

// A Backlink is a mention of a thing in another.
type Backlink struct {
	From     *Thing
	Sentence string // the sentence in which it stands; empty for a field
	Field    string // the field in which it stands; empty for running text
	Pos      source.Pos
}

// A Target is where a link leads. Exactly one of Thing, Register, File, Folder and URL is set when it leads anywhere.
type Target struct {
	Thing    *Thing
	Register *register.Kind // the list page of a register
	File     *source.File   // an attachment
	Folder   string         // a folder of documents, or of registers
	URL      string         // an address outside the site, with a scheme that is allowed
	Anchor   string         // an id on the page, which exists; of a file whatever was written
}

// IsZero reports whether the link leads nowhere.
func (t Target) IsZero() bool { return t == Target{} }
