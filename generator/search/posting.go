package search

import (
	"cmp"
	"encoding/base64"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// A posting says that a term stands in a section, and on which level: the section's number, then three
// bits.
type posting uint32

func newPosting(section uint32, score int) posting { return posting(section<<3 | uint32(level(score))) }

func (p posting) section() uint32 { return uint32(p >> 3) }
func (p posting) level() int      { return int(p & 7) }

// levelOrder lists the levels from the most to the least frequent; postings number them so.
var levelOrder = [levels]int{usualLevel, 3, 1, 5, 4, 0, 6, 7}

var levelRank = func() (rank [levels]int) {
	for i, l := range levelOrder {
		rank[l] = i
	}
	return rank
}()

// A stretch is a part of a language's terms, in order.
type stretch struct {
	lexicon *lexicon
	terms   []*lexeme
}

const stretchSize = 1 << 11

// stretches splits the terms in use.
func (e *export) stretches() []stretch {
	var list []stretch
	terms := map[string][]*lexeme{}
	for _, id := range e.terms {
		t := &e.ix.analyst.terms[id]
		terms[t.language] = append(terms[t.language], e.ix.analyst.languages[t.language].lexemes[t.text])
	}
	for _, name := range sortedKeys(terms) {
		slices.SortFunc(terms[name], func(a, b *lexeme) int { return strings.Compare(a.text, b.text) })
		for part := range slices.Chunk(terms[name], stretchSize) {
			list = append(list, stretch{e.ix.analyst.languages[name], part})
		}
	}
	return list
}

// postings reads the whole index back from bleve: for each term number its sections, in order.
func (e *export) postings() ([][]posting, error) {
	snapshot, slots, err := e.ix.store.segments()
	if err != nil {
		return nil, err
	}
	lists := make([][]posting, len(e.terms))
	lengths := e.lengths()
	work := e.stretches()
	errs := make([]error, len(work))
	var next atomic.Int32
	var wg sync.WaitGroup
	for range e.ix.workers {
		wg.Go(func() {
			var found []uint64
			for {
				at := int(next.Add(1)) - 1
				if at >= len(work) {
					return
				}
				found, errs[at] = e.gather(snapshot, slots, &lengths, work[at], found[:0])
				e.merge(work[at], found, lists)
			}
		})
	}
	wg.Wait()
	return lists, cmp.Or(errs...)
}

// lengths gives the length of each field by slot; negative in pages that list others.
func (e *export) lengths() (all [fields][]int32) {
	for f := range all {
		all[f] = make([]int32, len(e.ix.slots))
		for _, p := range e.sections {
			n := int32(p.reading.lengths[f])
			if p.Listing {
				n = -n
			}
			all[f][p.slot] = n
		}
	}
	return all
}

// gather reads where the terms of a stretch stand, in no order: the place of the term in the stretch, the
// number of the section and the score of one field, as bits of one number.
func (e *export) gather(snapshot *scorch.IndexSnapshot, slots [][]uint32, lengths *[fields][]int32, s stretch, found []uint64) ([]uint64, error) {
	var means [fields]float64
	for f := range means {
		means[f] = e.ix.mean(field(f), s.lexicon.name)
	}
	at := 0
	to := append([]byte(s.terms[len(s.terms)-1].text), 0)
	err := all(snapshot, slots, s.lexicon.fieldNames[:], []byte(s.terms[0].text), to, func(f int, text string, o occurrence) {
		if text < s.terms[at].text {
			at = 0
		}
		for text > s.terms[at].text {
			at++
		}
		n := int(lengths[f][o.slot])
		score := contribution(field(f), o.freq, max(n, -n), means[f], n < 0)
		found = append(found, uint64(at)<<52|uint64(e.numbers[o.slot])<<24|uint64(score))
	})
	return found, err
}

// merge adds up the fields.
func (e *export) merge(s stretch, found []uint64, lists [][]posting) {
	slices.Sort(found)
	all := make([]posting, 0, len(found))
	from, score := 0, 0
	for i, f := range found {
		score += int(f & (1<<24 - 1))
		if i+1 < len(found) && found[i+1]>>24 == f>>24 {
			continue
		}
		all = append(all, newPosting(uint32(f>>24&(1<<28-1)), score))
		score = 0
		if i+1 == len(found) || found[i+1]>>52 != f>>52 {
			id := s.terms[f>>52].id
			list := all[from:len(all):len(all)]
			if e.ix.frequent(&e.ix.analyst.terms[id]) {
				list = e.thin(list)
			}
			lists[e.number[id]-1] = list
			from = len(all)
		}
	}
}

// thin keeps what matters of the postings of a frequent term: for each document the first on its highest
// level, and all above the usual level.
func (e *export) thin(list []posting) []posting {
	kept := list[:0]
	for at := 0; at < len(list); {
		lead, best, end := e.sections[list[at].section()].lead, at, at
		for ; end < len(list) && e.sections[list[end].section()].lead == lead; end++ {
			if list[end].level() > list[best].level() {
				best = end
			}
		}
		for ; at < end; at++ {
			if at == best || list[at].level() > usualLevel {
				kept = append(kept, list[at])
			}
		}
	}
	return kept
}

// postingShards writes the lists of all terms, one after the other as bits: the number of postings in
// Elias' gamma code; for each posting the gap to the section before in Rice code; the number of postings
// that are not on the usual level, plus one, in gamma code; for each of these the gap to the one before in
// Rice code and the level in unary, the last level without its closing bit. A list has no length: the
// browser reads a shard once from its start and notes where lists begin.
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
	w.gamma(len(list))
	k := riceParameter(sections, len(list))
	next, unusual := uint32(0), 0
	for _, p := range list {
		w.rice(p.section()-next, k)
		next = p.section() + 1
		if p.level() != usualLevel {
			unusual++
		}
	}
	w.gamma(unusual + 1)
	k = riceParameter(len(list), unusual)
	next = 0
	for i, p := range list {
		if p.level() == usualLevel {
			continue
		}
		w.rice(uint32(i)-next, k)
		next = uint32(i) + 1
		rank := levelRank[p.level()]
		w.ones(rank - 1)
		if rank < levels-1 {
			w.bit(0)
		}
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

// gamma writes a number from 1 on.
func (w *bitWriter) gamma(n int) {
	width := bits.Len(uint(n)) - 1
	w.unary(width)
	w.write(uint32(n), width)
}

// rice writes a number, its k low bits as they are.
func (w *bitWriter) rice(n uint32, k int) {
	w.unary(int(n >> k))
	w.write(n, k)
}

func (w *bitWriter) write(v uint32, n int) {
	for n--; n >= 0; n-- {
		w.bit(v >> n & 1)
	}
}
