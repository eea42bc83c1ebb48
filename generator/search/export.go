package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Sizes at which the exported files are cut, in bytes. Read from a folder every file costs about the
// same time whatever its size, from a server every byte counts: these sizes suit both.
const (
	wordsSize     = 16 << 10
	postingsSize  = 12 << 10 // before base64
	fragmentSize  = 8 << 10
	oneFileSize   = 420 << 10 // up to here words and postings are part of index.js
	formatVersion = 2
)

// An export is a state of the index with its sections, words and terms numbered in order.
type export struct {
	ix       *Index
	sections []*placed // by section number
	numbers  []uint32  // slot -> section number
	docs     []int     // sections of each document
	words    []uint32  // words in use, in order
	terms    []uint32  // by term number
	number   []uint32  // term -> its number plus one; 0 if out of use
}

// Files gives the files that the reader's browser loads, sorted by path. index.js comes first to the
// browser and says what the others hold.
func (ix *Index) Files() ([]File, error) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	e := ix.export()
	postings, err := e.postings()
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	words := e.wordShards()
	lists := e.postingShards(postings)
	m := e.manifest(words, lists)
	var files []File
	add := func(name string, content any) {
		files = append(files, File{"search/" + name + ".js", script(name, content)})
	}
	if size(words)+size(lists) <= oneFileSize {
		m.Words.Inline, m.Postings.Inline = texts(words), texts(lists)
	} else {
		for i, s := range words {
			add(fmt.Sprint("w", i), s.text)
		}
		add("words", texts(words)) // all again, for those who must look at all of them
		for i, s := range lists {
			add(fmt.Sprint("p", i), s.text)
		}
	}
	fragments := e.fragments()
	for i, f := range fragments {
		m.Fragments = append(m.Fragments, len(f.sections))
		add(fmt.Sprint("f", i), f.content())
	}
	add("facets", e.facets())
	m.seal(files)
	add("index", m)
	slices.SortFunc(files, func(a, b File) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	return files, nil
}

// script wraps a value so that it loads as a plain script.
func script(name string, content any) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "ismsiteSearch(%q,", name)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(content); err != nil {
		panic(err) // strings and numbers only
	}
	b.Truncate(b.Len() - 1)
	b.WriteString(")\n")
	return b.Bytes()
}

func (ix *Index) export() *export {
	e := &export{ix: ix, numbers: make([]uint32, len(ix.slots)), number: make([]uint32, len(ix.analyst.terms))}
	for _, page := range sortedKeys(ix.pages) {
		for _, slot := range ix.pages[page] {
			p := ix.slots[slot]
			if p.first() {
				e.docs = append(e.docs, 0)
			}
			e.docs[len(e.docs)-1]++
			e.numbers[slot] = uint32(len(e.sections))
			e.sections = append(e.sections, p)
		}
	}
	for _, id := range ix.sorted {
		w := ix.analyst.words[id]
		if w.uses == 0 {
			continue
		}
		e.words = append(e.words, id)
		if e.number[w.term] == 0 {
			e.terms = append(e.terms, w.term)
			e.number[w.term] = uint32(len(e.terms))
		}
	}
	return e
}

// A shard is a file's worth of words or postings.
type shard struct {
	text  string
	first string // word; unused for postings
	term  int    // number of the first term, for words: that is first seen in this shard
}

func size(shards []shard) int {
	n := 0
	for _, s := range shards {
		n += len(s.text)
	}
	return n
}

func texts(shards []shard) []string {
	var list []string
	for _, s := range shards {
		list = append(list, s.text)
	}
	return list
}
