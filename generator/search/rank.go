package search

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// class gives how frequent a term is: twice the logarithm to base 2 of the sections it is in, as if its
// language were the only one.
func (ix *Index) class(t *term) int {
	all, own := ix.sections(), ix.totals[t.language].sections
	if t.sections <= 0 || own <= 0 {
		return 0
	}
	eighths := uint64(t.sections) * uint64(all) * 8 / uint64(own)
	return min(max(0, bits.Len64(eighths*eighths)-1-6), classes-1)
}

const classes = 31

// rarities gives what a term of each class is worth, from the number of sections.
func rarities(sections int) []int {
	list := make([]int, classes)
	for c := range list {
		df := math.Min(math.Pow(2, float64(c)/2), float64(sections))
		list[c] = max(8, int(math.Round(64*math.Log(1+(float64(sections)-df+0.5)/(df+0.5)))))
	}
	return list
}

func (ix *Index) sections() int {
	n := 0
	for _, t := range ix.totals {
		n += t.sections
	}
	return n
}

// A scored document is a result before it is shown.
type scored struct {
	lead  uint32 // slot of its first section
	best  uint32 // slot of the section that fits best
	score int
}

// rank scores every document that holds any of the matches, best first; ties are in the order of the
// site.
//
// For each match a section scores the best of its candidates; a document scores the sum of its best
// values, plus twice its best single section, times the share of the matches it holds.
func (ix *Index) rank(matches []match) ([]scored, error) {
	rarity := rarities(ix.sections())
	type tally struct{ best, sum, held int }
	sums := map[uint32]int{}    // slot -> sum over matches
	docs := map[uint32]*tally{} // lead -> sum over matches of the best section
	required := 0
	for _, m := range matches {
		if !m.optional {
			required++
		}
		values, err := ix.values(m)
		if err != nil {
			return nil, err
		}
		class := 0
		for _, c := range m.found {
			if k := ix.class(ix.termOf(c)); k > class && (!m.exact || c.weight == 100) {
				class = k
			}
		}
		best := map[uint32]int{}
		for slot, v := range values {
			v = v * rarity[class] / 100
			if m.optional {
				v /= 2
			}
			sums[slot] += v
			lead := ix.slots[slot].lead
			best[lead] = max(best[lead], v)
		}
		for lead, v := range best {
			d := docs[lead]
			if d == nil {
				d = &tally{}
				docs[lead] = d
			}
			d.sum += v
			if !m.optional {
				d.held++
			}
		}
	}
	results := map[uint32]scored{}
	for slot, sum := range sums {
		lead := ix.slots[slot].lead
		r, ok := results[lead]
		if !ok || sum > docs[lead].best || sum == docs[lead].best && ix.slots[slot].position < ix.slots[r.best].position {
			docs[lead].best = sum
			results[lead] = scored{lead: lead, best: slot}
		}
	}
	list := make([]scored, 0, len(results))
	for lead, r := range results {
		d := docs[lead]
		if r.score = d.sum + 2*d.best; required > 0 {
			r.score = r.score * d.held / required
		}
		if r.score > 0 {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), ix.slots[a.lead].compare(ix.slots[b.lead]))
	})
	return list, nil
}

// values gives for each slot the best of a match's candidates: fit times level.
func (ix *Index) values(m match) (map[uint32]int, error) {
	values := map[uint32]int{}
	for _, c := range m.found {
		scores, err := ix.scores(ix.termOf(c))
		if err != nil {
			return nil, err
		}
		reached := make(map[uint32]int, len(scores))
		for slot, s := range scores {
			reached[slot] = level(s)
		}
		if ix.frequent(ix.termOf(c)) {
			ix.thin(reached)
		}
		for slot, l := range reached {
			values[slot] = max(values[slot], c.weight*levelValues[l])
		}
	}
	return values, nil
}

// frequent reports whether a term is in more than a quarter of the sections: such a term says little about
// a section that only mentions it.
func (ix *Index) frequent(t *term) bool { return t.sections*4 > ix.totals[t.language].sections }

// thin does to the levels of a frequent term what export does to its postings.
func (ix *Index) thin(levels map[uint32]int) {
	best := map[uint32]uint32{} // lead -> slot
	for slot, l := range levels {
		lead := ix.slots[slot].lead
		b, ok := best[lead]
		if !ok || l > levels[b] || l == levels[b] && ix.slots[slot].position < ix.slots[b].position {
			best[lead] = slot
		}
	}
	for slot, l := range levels {
		if l <= usualLevel && best[ix.slots[slot].lead] != slot {
			delete(levels, slot)
		}
	}
}

// scores reads from bleve where a term stands, and adds up its fields.
func (ix *Index) scores(t *term) (map[uint32]int, error) {
	scores := map[uint32]int{}
	for f := range field(fields) {
		mean := ix.mean(f, t.language)
		err := ix.store.occurrences(fieldName(f, t.language), t.text, func(o occurrence) {
			p := ix.slots[o.slot]
			scores[o.slot] += contribution(f, o.freq, p.reading.lengths[f], mean, p.Listing)
		})
		if err != nil {
			return nil, err
		}
	}
	return scores, nil
}
