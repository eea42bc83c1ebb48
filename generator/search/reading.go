package search

import (
	"slices"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// A reading is what one section's text held, gathered while bleve indexes it.
type reading struct {
	lexicon *lexicon
	lengths [fields]int
	all     []uint32 // terms
	front   []uint32 // terms of title, name and heading
	words   []uint32
}

// settle sorts what was gathered and drops repetitions.
func (r *reading) settle() {
	for _, list := range []*[]uint32{&r.all, &r.front, &r.words} {
		slices.Sort(*list)
		*list = slices.Clip(slices.Compact(*list))
	}
}

// A readField is a text field that bleve indexes, read by us instead of by a chain of filters for each
// word: the lexicon runs the chain once for each distinct word, and the reading notes what was found.
type readField struct {
	*document.TextField
	reading     *reading
	field       field
	length      int
	frequencies index.TokenFrequencies
}

func (r *reading) newField(f field, text string) *readField {
	name := fieldName(f, r.lexicon.name)
	return &readField{TextField: document.NewTextFieldCustom(name, nil, []byte(text), index.IndexField, nil), reading: r, field: f}
}

// AnalyzedLength implements bleve's index.Field.
func (f *readField) AnalyzedLength() int { return f.length }

// AnalyzedTokenFrequencies implements bleve's index.Field.
func (f *readField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.frequencies }

// Analyze implements bleve's index.Field.
func (f *readField) Analyze() {
	type counted struct {
		hit
		n int
	}
	var found []counted
	r := f.reading
	d := r.lexicon.desks.Get().(*desk)
	words := len(r.words)
	r.lexicon.read(f.Text(), d, func(h hit) {
		f.length++
		if at := d.place(h.term); *at > 0 {
			found[*at-1].n++
		} else {
			found = append(found, counted{h, 1})
			*at = int32(len(found))
		}
		if at := d.word(h.word); !*at {
			*at = true
			r.words = append(r.words, h.word)
		}
	})
	f.frequencies = make(index.TokenFrequencies, len(found))
	all := make([]index.TokenFreq, len(found))
	for i, c := range found {
		d.terms[c.term] = 0
		r.all = append(r.all, c.term)
		if f.field <= nameField {
			r.front = append(r.front, c.term)
		}
		all[i].Term = c.bytes
		all[i].SetFrequency(c.n)
		f.frequencies[c.text] = &all[i]
	}
	for _, w := range r.words[words:] {
		d.words[w] = false
	}
	r.lexicon.desks.Put(d)
	r.lengths[f.field] = f.length
}

func (d *desk) place(term uint32) *int32 {
	if n := int(term) + 1; n > len(d.terms) {
		d.terms = append(d.terms, make([]int32, n-len(d.terms)+1024)...)
	}
	return &d.terms[term]
}

func (d *desk) word(word uint32) *bool {
	if n := int(word) + 1; n > len(d.words) {
		d.words = append(d.words, make([]bool, n-len(d.words)+1024)...)
	}
	return &d.words[word]
}
