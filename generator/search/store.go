package search

import (
	"context"
	"encoding/binary"
	"fmt"
	"sync"

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
	for f, text := range sec.texts() {
		if text == "" {
			continue
		}
		doc.AddField(sec.reading.newField(field(f), text))
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

// all calls f with every occurrence of every term of a field, terms in order of their bytes, with as
// many workers as given; worker numbers from 0 let f keep things apart.
func (s *store) all(fieldName string, workers int, f func(worker int, term string, o occurrence)) error {
	reader, err := s.open()
	if err != nil {
		return err
	}
	if err := s.number(reader); err != nil {
		return err
	}
	dict, err := reader.FieldDict(fieldName)
	if err != nil {
		return err
	}
	defer dict.Close()
	terms := make(chan []string, workers)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for list := range terms {
				for _, t := range list {
					if errs[w] != nil {
						break
					}
					errs[w] = read(reader, fieldName, []byte(t), func(doc *index.TermFieldDoc) error {
						f(w, t, occurrence{s.slots[binary.BigEndian.Uint64(doc.ID)] - 1, int(doc.Freq)})
						return nil
					})
				}
			}
		})
	}
	var list []string
	for {
		entry, err := dict.Next()
		if err != nil {
			close(terms)
			wg.Wait()
			return err
		}
		if entry == nil {
			break
		}
		if list = append(list, entry.Term); len(list) == 256 {
			terms <- list
			list = nil
		}
	}
	terms <- list
	close(terms)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// number fills slots for all documents of the reader.
func (s *store) number(reader index.IndexReader) error {
	ids, err := reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer ids.Close()
	for {
		id, err := ids.Next()
		if err != nil || id == nil {
			return err
		}
		if _, err := s.slot(reader, id); err != nil {
			return err
		}
	}
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
