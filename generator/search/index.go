package search

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// An Index holds the sections of a site, ready to be searched and exported. Its methods may be called
// from several goroutines.
type Index struct {
	mu       sync.Mutex
	language string
	workers  int
	analyst  *analyst
	store    *store
	slots    []*placed           // by slot; nil where free
	free     []uint32            // slots to use again
	pages    map[string][]uint32 // page -> slots of its sections, in order
	totals   map[string]*total   // by language
	sorted   []uint32            // words in order; some may be out of use
	counting numbers             // terms of the section being counted
}

// A placed section has been given to bleve under the number of its slot.
type placed struct {
	Section
	slot     uint32
	position int    // on its page
	lead     uint32 // slot of the first section of its document or entry
	reading  *reading
}

// A total counts what BM25 needs to know of one language.
type total struct {
	sections int
	present  [fields]int // sections with anything in the field
	lengths  [fields]int
}

const batchSize = 10000 // sections; larger is faster and takes more memory

// Build indexes sections, which are in the order of the site: by page, then as they stand on it.
func Build(sections []Section, o Options) (*Index, error) {
	ix := &Index{language: cmp.Or(o.Language, "en"), workers: cmp.Or(o.Workers, runtime.GOMAXPROCS(0)),
		analyst: newAnalyst(), pages: map[string][]uint32{}, totals: map[string]*total{}}
	var err error
	if ix.store, err = newStore(); err != nil {
		return nil, err
	}
	for _, s := range sections {
		if err := ix.place(s); err != nil {
			return nil, err
		}
	}
	if err := ix.indexAll(); err != nil {
		return nil, err
	}
	return ix, nil
}

// Close frees what the index holds.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.store.changed()
	return ix.store.bleve.Close()
}

// place gives a section a slot, at the end of its page.
func (ix *Index) place(s Section) error {
	lex, err := ix.analyst.lexicon(baseLanguage(cmp.Or(s.Language, ix.language)))
	if err != nil {
		return err
	}
	slot := uint32(len(ix.slots))
	if n := len(ix.free); n > 0 {
		slot, ix.free = ix.free[n-1], ix.free[:n-1]
	} else {
		ix.slots = append(ix.slots, nil)
	}
	page := ix.pages[s.Page]
	p := &placed{Section: s, slot: slot, lead: slot, position: len(page), reading: &reading{lexicon: lex}}
	if len(page) > 0 {
		before := ix.slots[page[len(page)-1]]
		if before.ID == s.ID && before.Title == s.Title {
			p.lead = before.lead
		}
	}
	ix.slots[slot] = p
	ix.pages[s.Page] = append(page, slot)
	return nil
}

// first reports whether the section is the first of its document or entry.
func (p *placed) first() bool { return p.lead == p.slot }

// compare orders sections as the site does.
func (p *placed) compare(q *placed) int {
	return cmp.Or(strings.Compare(p.Page, q.Page), cmp.Compare(p.position, q.position))
}

// texts gives what is searched in each field.
func (p *placed) texts() [fields]string {
	var t [fields]string
	t[bodyField] = p.Body
	outer := p.Heading
	if n := len(outer); n > 0 {
		t[headingField], outer = outer[n-1], outer[:n-1]
	}
	t[labelField] = strings.Join(outer, "\n")
	if p.first() {
		t[titleField] = p.Title
		t[nameField] = strings.Join(append([]string{p.ID}, p.Aliases...), "\n")
		t[labelField] = strings.Join(slices.Concat(outer, p.Tags, p.Controls), "\n")
		t[metaField] = strings.Join([]string{p.Kind, p.Type, p.Owner, p.Status, p.Classification}, "\n")
	}
	return t
}

// indexAll gives all placed sections to bleve, in batches side by side.
func (ix *Index) indexAll() error {
	starts := make(chan int, len(ix.slots)/batchSize+1)
	for at := 0; at < len(ix.slots); at += batchSize {
		starts <- at
	}
	close(starts)
	errs := make([]error, ix.workers)
	var wg sync.WaitGroup
	for w := range ix.workers {
		wg.Go(func() {
			for at := range starts {
				if errs[w] == nil {
					errs[w] = ix.indexBatch(at, min(at+batchSize, len(ix.slots)))
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	for _, p := range ix.slots {
		ix.count(p, +1)
	}
	ix.sorted = make([]uint32, len(ix.analyst.words))
	for i := range ix.sorted {
		ix.sorted[i] = uint32(i)
	}
	slices.SortFunc(ix.sorted, ix.analyst.compareWords)
	return nil
}

func (ix *Index) indexBatch(from, to int) error {
	c := ix.store.change()
	for slot := from; slot < to; slot++ {
		if err := c.add(uint32(slot), ix.slots[slot]); err != nil {
			return err
		}
	}
	return ix.store.apply(c)
}

// count adds a section to the statistics, or takes it away.
func (ix *Index) count(p *placed, by int) {
	r, a := p.reading, ix.analyst
	t := ix.totals[r.lexicon.name]
	if t == nil {
		t = &total{}
		ix.totals[r.lexicon.name] = t
	}
	t.sections += by
	for f, n := range r.lengths {
		t.lengths[f] += by * n
		if n > 0 {
			t.present[f] += by
		}
	}
	for _, id := range r.front {
		a.terms[id].titles += by
	}
	ix.counting.next()
	for _, id := range r.words {
		w := &a.words[id]
		w.uses += by
		if _, fresh := ix.counting.place(w.term); fresh {
			a.terms[w.term].sections += by
		}
	}
}

// mean is the mean length of a field in a language, of the sections that have it.
func (ix *Index) mean(f field, language string) float64 {
	t := ix.totals[language]
	if t == nil || t.present[f] == 0 {
		return 1
	}
	return float64(t.lengths[f]) / float64(t.present[f])
}

// compareWords orders words as the vocabulary lists them.
func (a *analyst) compareWords(x, y uint32) int {
	wx, wy := &a.words[x], &a.words[y]
	if c := strings.Compare(wx.text, wy.text); c != 0 {
		return c
	}
	tx, ty := &a.terms[wx.term], &a.terms[wy.term]
	return cmp.Or(strings.Compare(tx.language, ty.language), strings.Compare(tx.text, ty.text))
}

// Update replaces all sections of the pages named; a page with none is removed. The index is then the
// one that Build would have made of the new state of the site. It takes milliseconds for a page.
func (ix *Index) Update(pages map[string][]Section) error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	for page, sections := range pages {
		for _, s := range sections {
			if s.Page != page {
				return fmt.Errorf("section of page %q given for page %q", s.Page, page)
			}
		}
	}
	c := ix.store.change()
	known := uint32(len(ix.analyst.words))
	var placedNow []uint32
	for _, page := range sortedKeys(pages) {
		for _, slot := range ix.pages[page] {
			ix.count(ix.slots[slot], -1)
			c.remove(slot)
			ix.slots[slot] = nil
			defer func() { ix.free = append(ix.free, slot) }()
		}
		delete(ix.pages, page)
		for _, s := range pages[page] {
			if err := ix.place(s); err != nil {
				return err
			}
		}
		placedNow = append(placedNow, ix.pages[page]...)
	}
	for _, slot := range placedNow {
		if err := c.add(slot, ix.slots[slot]); err != nil {
			return err
		}
	}
	if err := ix.store.apply(c); err != nil {
		return err
	}
	ix.store.changed()
	for _, slot := range placedNow {
		ix.count(ix.slots[slot], +1)
	}
	for id := known; id < uint32(len(ix.analyst.words)); id++ {
		at, _ := slices.BinarySearchFunc(ix.sorted, id, ix.analyst.compareWords)
		ix.sorted = slices.Insert(ix.sorted, at, id)
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
