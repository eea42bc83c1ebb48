package search

import (
	index "github.com/blevesearch/bleve_index_api"
)

// A reading is what one section's text held, gathered while bleve indexes it. Each term and word is in
// it once.
type reading struct {
	lexicon *lexicon
	lengths [fields]int
	front   []uint32 // terms of title, name and heading
	words   []uint32
}

// A readField is a field that bleve indexes, read by us instead of by a chain of filters for each word:
// the lexicon runs the chain once for each distinct word, and the reading notes what was found.
type readField struct {
	name        string
	text        string
	field       field
	section     *readSection
	length      int
	frequencies index.TokenFrequencies
}

// A readSection has the fields of one section. Bleve analyses them one after the other; the first one
// reads them all.
type readSection struct {
	reading *reading
	fields  []*readField
	done    bool
}

func (s *readSection) newField(f field, text string) *readField {
	r := &readField{name: s.reading.lexicon.fieldNames[f], text: text, field: f, section: s}
	s.fields = append(s.fields, r)
	return r
}

func (f *readField) Name() string                                     { return f.name }
func (f *readField) ArrayPositions() []uint64                         { return nil }
func (f *readField) Options() index.FieldIndexingOptions              { return index.IndexField }
func (f *readField) Value() []byte                                    { return nil }
func (f *readField) NumPlainTextBytes() uint64                        { return uint64(len(f.text)) }
func (f *readField) Size() int                                        { return len(f.text) }
func (f *readField) EncodedFieldType() byte                           { return 't' }
func (f *readField) AnalyzedLength() int                              { return f.length }
func (f *readField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.frequencies }

func (f *readField) Analyze() {
	s := f.section
	if s.done {
		return
	}
	s.done = true
	lex := s.reading.lexicon
	d := lex.desks.Get().(*desk)
	d.words.next()
	d.front.next()
	for _, f := range s.fields {
		d.read(lex, f)
	}
	s.reading.words = append([]uint32(nil), d.words.list...)
	s.reading.front = append([]uint32(nil), d.front.list...)
	lex.desks.Put(d)
}

// read finds the terms of a field.
func (d *desk) read(lex *lexicon, f *readField) {
	d.terms.next()
	d.found = d.found[:0]
	lex.read(f.text, d, func(h *hit) {
		f.length++
		at, fresh := d.terms.place(h.term)
		if fresh {
			d.found = append(d.found, counted{h.lexeme, 1})
			if f.field <= nameField {
				d.front.place(h.term)
			}
		} else {
			d.found[at].n++
		}
		d.words.place(h.word)
	})
	f.frequencies = make(index.TokenFrequencies, len(d.found))
	for _, c := range d.found {
		f.frequencies[c.text] = c.frequency(c.n)
	}
	f.section.reading.lengths[f.field] = f.length
}

// A desk is what one goroutine at a time needs to read.
type desk struct {
	near         map[string][]hit // a part of the lexicon's seen
	terms        numbers          // of the field
	words, front numbers          // of the section
	found        []counted        // by place among terms
}

type counted struct {
	*lexeme
	n int
}

// numbers is a set of small numbers that is emptied at no cost.
type numbers struct {
	round uint32
	list  []uint32
	at    []struct{ round, place uint32 }
}

// next empties the set.
func (s *numbers) next() {
	if s.round++; s.round == 0 {
		clear(s.at)
		s.round = 1
	}
	s.list = s.list[:0]
}

// place gives the place of n in the list; fresh if it was not in it before.
func (s *numbers) place(n uint32) (place uint32, fresh bool) {
	if int(n) >= len(s.at) {
		s.at = append(s.at, make([]struct{ round, place uint32 }, int(n)+1024-len(s.at))...)
	}
	p := &s.at[n]
	if p.round == s.round {
		return p.place, false
	}
	p.round, p.place = s.round, uint32(len(s.list))
	s.list = append(s.list, n)
	return p.place, true
}
