package search

import (
	"cmp"
	"encoding/base64"
	"math/bits"
	"slices"
)

// A posting says that a term stands in a section, and how much it scores there.
type posting struct {
	section uint32
	score   int32
}

// levelOrder lists the levels from the most to the least frequent; postings number them so.
var levelOrder = [levels]int{2, 1, 3, 0, 4, 5, 6, 7}

var levelRank = func() (rank [levels]int) {
	for i, l := range levelOrder {
		rank[l] = i
	}
	return rank
}()

// postings reads the whole index back from bleve: for each term number its sections, in order.
func (e *export) postings() ([][]posting, error) {
	lists := make([][]posting, len(e.terms))
	listing := make([]bool, len(e.ix.slots))
	for slot, p := range e.ix.slots {
		listing[slot] = p != nil && p.Listing
	}
	for _, name := range sortedKeys(e.ix.totals) {
		lex := e.ix.analyst.languages[name]
		for f := range field(fields) {
			mean := e.ix.mean(f, name)
			lengths := make([]int, len(e.ix.slots))
			for slot, p := range e.ix.slots {
				if p != nil {
					lengths[slot] = p.reading.lengths[f]
				}
			}
			type cursor struct {
				term   string
				number uint32
			}
			cursors := make([]cursor, e.ix.workers)
			err := e.ix.store.all(fieldName(f, name), e.ix.workers, func(worker int, term string, o occurrence) {
				c := &cursors[worker]
				if c.term != term {
					c.term, c.number = term, e.number[lex.terms[term]]-1
				}
				score := contribution(f, o.freq, lengths[o.slot], mean, listing[o.slot])
				lists[c.number] = append(lists[c.number], posting{e.numbers[o.slot], int32(score)})
			})
			if err != nil {
				return nil, err
			}
		}
	}
	for i, list := range lists {
		slices.SortFunc(list, func(a, b posting) int { return cmp.Compare(a.section, b.section) })
		merged := list[:0]
		for _, p := range list {
			if n := len(merged); n > 0 && merged[n-1].section == p.section {
				merged[n-1].score += p.score
			} else {
				merged = append(merged, p)
			}
		}
		lists[i] = merged
	}
	return lists, nil
}

// postingShards writes the lists of all terms, one after the other as bits: the number of postings in
// Elias' gamma code; for each posting the gap to the section before in Rice code and the level in
// unary, the last level without its closing bit. A list has no length: the browser reads a shard once
// from its start and notes where lists begin.
func (e *export) postingShards(lists [][]posting) []shard {
	var shards []shard
	var w bitWriter
	current := shard{}
	flush := func() {
		if len(w.data) > 0 {
			current.text = base64.RawStdEncoding.EncodeToString(w.data)
			shards = append(shards, current)
		}
		w = bitWriter{data: w.data[:0]}
	}
	for number, list := range lists {
		if len(w.data) >= postingsSize {
			flush()
			current = shard{term: number}
		}
		w.list(len(e.sections), list)
	}
	flush()
	return shards
}

func (w *bitWriter) list(sections int, list []posting) {
	n := bits.Len(uint(len(list)))
	w.unary(n - 1)
	w.write(uint32(len(list)), n-1)
	k := riceParameter(sections, len(list))
	next := uint32(0)
	for _, p := range list {
		gap := p.section - next
		w.unary(int(gap >> k))
		w.write(gap, k)
		rank := levelRank[level(int(p.score))]
		w.ones(rank)
		if rank < levels-1 {
			w.bit(0)
		}
		next = p.section + 1
	}
}

// riceParameter gives the number of low bits that suits gaps between n of all sections.
func riceParameter(all, n int) int {
	q := 0
	if n > 0 {
		q = all * 69 / (100 * n)
	}
	return max(0, bits.Len(uint(q))-1)
}

// A bitWriter packs bits, high ones first.
type bitWriter struct {
	data []byte
	free int // bits left in the last byte
}

func (w *bitWriter) bit(b uint32) {
	if w.free == 0 {
		w.data = append(w.data, 0)
		w.free = 8
	}
	w.free--
	w.data[len(w.data)-1] |= byte(b << w.free)
}

func (w *bitWriter) ones(n int) {
	for range n {
		w.bit(1)
	}
}

// unary writes n ones and a zero.
func (w *bitWriter) unary(n int) {
	w.ones(n)
	w.bit(0)
}

func (w *bitWriter) write(v uint32, n int) {
	for n--; n >= 0; n-- {
		w.bit(v >> n & 1)
	}
}
