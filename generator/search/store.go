package search

import (
	"context"
	"encoding/binary"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// A store is the bleve index: scorch, in memory, one bleve document per section, nothing stored but
// terms and their frequencies.
type store struct {
	bleve  bleve.Index
	reader index.IndexReader // of the present state; nil after a change
	slots  []uint32          // by the number that bleve gave a document: its slot plus one, 0 if not looked up yet
}

func newStore() (*store, error) {
	mapping := bleve.NewIndexMapping()
	mapping.IndexDynamic, mapping.StoreDynamic, mapping.DocValuesDynamic = false, false, false
	ix, err := bleve.NewUsing("", mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	return &store{bleve: ix}, nil
}

// A change is a set of sections to add and slots to remove, applied at once.
type change struct{ batch *bleve.Batch }

func (s *store) change() change { return change{s.bleve.NewBatch()} }

func (c change) remove(slot uint32) { c.batch.Delete(slotID(slot)) }

// add gives the section in a slot to bleve; what is read from it is noted in its reading.
func (c change) add(slot uint32, sec *placed) error {
	doc := document.NewDocument(slotID(slot))
	read := &readSection{reading: sec.reading}
	for f, text := range sec.texts() {
		if text != "" {
			doc.AddField(read.newField(field(f), text))
		}
	}
	if err := c.batch.IndexAdvanced(doc); err != nil {
		return fmt.Errorf("indexing %s: %w", sec.Page, err)
	}
	return nil
}

func fieldName(f field, language string) string { return fieldNames[f] + "." + language }

func slotID(slot uint32) string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], slot)
	return string(b[:])
}

func (s *store) apply(c change) error {
	if err := s.bleve.Batch(c.batch); err != nil {
		return fmt.Errorf("writing to the index: %w", err)
	}
	return nil
}

// changed forgets the reader of the state before.
func (s *store) changed() {
	if s.reader != nil {
		s.reader.Close()
	}
	s.reader, s.slots = nil, nil
}

// open gives a reader of the present state.
func (s *store) open() (index.IndexReader, error) {
	if s.reader != nil {
		return s.reader, nil
	}
	advanced, err := s.bleve.Advanced()
	if err != nil {
		return nil, err
	}
	if s.reader, err = advanced.Reader(); err != nil {
		return nil, err
	}
	return s.reader, nil
}

// An occurrence says how often a term stands in a field of the section in a slot.
type occurrence struct {
	slot uint32
	freq int
}

// occurrences calls f for each section that holds the term in a field, in no particular order.
func (s *store) occurrences(fieldName, term string, f func(occurrence)) error {
	reader, err := s.open()
	if err != nil {
		return err
	}
	return read(reader, fieldName, []byte(term), func(doc *index.TermFieldDoc) error {
		slot, err := s.slot(reader, doc.ID)
		if err != nil {
			return err
		}
		f(occurrence{slot, int(doc.Freq)})
		return nil
	})
}

func read(reader index.IndexReader, field string, term []byte, f func(*index.TermFieldDoc) error) error {
	docs, err := reader.TermFieldReader(context.Background(), term, field, true, false, false)
	if err != nil {
		return err
	}
	defer docs.Close()
	var doc index.TermFieldDoc
	for {
		next, err := docs.Next(doc.Reset())
		if err != nil || next == nil {
			return err
		}
		if err := f(next); err != nil {
			return err
		}
	}
}

// segments gives for each segment of the index the slots of its documents, in bleve's order.
func (s *store) segments() (*scorch.IndexSnapshot, [][]uint32, error) {
	reader, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, nil, fmt.Errorf("the index is read by a %T", reader)
	}
	var all [][]uint32
	for _, segment := range snapshot.Segments() {
		slots := make([]uint32, segment.Segment().Count())
		for n := range slots {
			id, err := segment.Segment().DocID(uint64(n))
			if err != nil {
				return nil, nil, err
			}
			slots[n] = binary.BigEndian.Uint32(id)
		}
		all = append(all, slots)
	}
	return snapshot, all, nil
}

// all calls f with every occurrence of every term from one text (inclusive) to another (exclusive) in the
// fields named, and the place of the field's name in the list. It may run several times side by side.
func all(snapshot *scorch.IndexSnapshot, slots [][]uint32, names []string, from, to []byte, f func(field int, term string, o occurrence)) error {
	for i, segment := range snapshot.Segments() {
		for field, name := range names {
			dict, err := segment.Segment().Dictionary(name)
			if err != nil {
				return err
			}
			if dict.Cardinality() == 0 {
				continue
			}
			terms := dict.AutomatonIterator(nil, from, to)
			list, err := dict.PostingsList(nil, nil, nil) // of no term: only to be used again
			if err != nil {
				return err
			}
			docs := list.Iterator(true, false, false, nil)
			for {
				entry, err := terms.Next()
				if err != nil {
					return err
				}
				if entry == nil {
					break
				}
				if list, err = dict.PostingsList([]byte(entry.Term), segment.Deleted(), list); err != nil {
					return err
				}
				docs = list.Iterator(true, false, false, docs)
				for {
					doc, err := docs.Next()
					if err != nil {
						return err
					}
					if doc == nil {
						break
					}
					f(field, entry.Term, occurrence{slots[i][doc.Number()], int(doc.Frequency())})
				}
			}
		}
	}
	return nil
}

// slot gives the slot of a document by bleve's number for it.
func (s *store) slot(reader index.IndexReader, id index.IndexInternalID) (uint32, error) {
	n := binary.BigEndian.Uint64(id)
	if n < uint64(len(s.slots)) && s.slots[n] > 0 {
		return s.slots[n] - 1, nil
	}
	external, err := reader.ExternalID(id)
	if err != nil {
		return 0, err
	}
	slot := binary.BigEndian.Uint32([]byte(external))
	for uint64(len(s.slots)) <= n {
		s.slots = append(s.slots, 0)
	}
	s.slots[n] = slot + 1
	return slot, nil
}
