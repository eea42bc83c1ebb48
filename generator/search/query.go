package search

import (
	"slices"
	"strings"
)

// A Hit is one document or register entry that answers a query.
type Hit struct {
	Section          // the one that fits best; its Body is the excerpt
	Marks   [][2]int // byte ranges of Body that the query matched
	Score   int
}

// An Answer is what a query found.
type Answer struct {
	Hits       []Hit
	Total      int                // documents found, after filters
	Suggestion string             // the query with its typos corrected; empty if there were none
	Facets     map[string][]Count // by facet name: what a further filter would leave
}

// Query gives the best hits for the words of q, at most limit; 0 means 10.
func (ix *Index) Query(q string, f Filter, limit int) []Hit { return ix.Answer(q, f, limit).Hits }

// Answer is Query with all that the reader's search shows around the hits.
func (ix *Index) Answer(q string, f Filter, limit int) Answer {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if limit <= 0 {
		limit = 10
	}
	matches := ix.matches(ix.tokens(q))
	ranked, err := ix.rank(matches)
	if err != nil {
		return Answer{} // an index in memory that cannot be read; there is nothing the asker could do
	}
	a := Answer{Suggestion: ix.suggestion(matches), Facets: ix.facets(ranked, f)}
	ranked = slices.DeleteFunc(ranked, func(s scored) bool { return !f.holds(&ix.slots[s.lead].Section) })
	a.Total = len(ranked)
	ix.promote(q, ranked)
	marked := ix.marked(matches)
	for _, s := range ranked[:min(limit, len(ranked))] {
		p := ix.slots[s.best]
		h := Hit{Section: p.Section, Score: s.score}
		h.Body, h.Marks = excerpt(ix.excerptFrom(p).Body, marked)
		lead := ix.slots[s.lead]
		h.Kind, h.Type, h.Owner, h.Status, h.Classification = lead.Kind, lead.Type, lead.Owner, lead.Status, lead.Classification
		h.Tags, h.Controls, h.Aliases = lead.Tags, lead.Controls, lead.Aliases
		a.Hits = append(a.Hits, h)
	}
	return a
}

// excerptFrom gives the section whose text stands for p in a result: its own, or if a document begins
// with a heading, the next one.
func (ix *Index) excerptFrom(p *placed) *placed {
	page := ix.pages[p.Page]
	if p.Body == "" && p.first() && p.position+1 < len(page) {
		if next := ix.slots[page[p.position+1]]; next.lead == p.lead {
			return next
		}
	}
	return p
}

const promoted = 10 // results among which exact names come first

// promote puts documents whose id, title or alias is the query before the others, then those where it
// is the heading found or begins the title, among the best ten. Of equals, that whose title has more words
// as typed comes first.
func (ix *Index) promote(query string, ranked []scored) {
	q := foldText(shorten(strings.ToValidUTF8(query, " "), maxQuery))
	if q == "" {
		return
	}
	slices.SortStableFunc(ranked[:min(promoted, len(ranked))], func(a, b scored) int {
		c := ix.likeness(b, q) - ix.likeness(a, q)
		if c == 0 && a.score == b.score {
			c = ix.shared(b, q) - ix.shared(a, q)
		}
		return c
	})
}

// shared counts the words of a query that stand in the title just so.
func (ix *Index) shared(r scored, q string) int {
	n := 0
	title := strings.Fields(foldText(ix.slots[r.lead].Title))
	for _, w := range strings.Fields(q) {
		if slices.Contains(title, w) {
			n++
		}
	}
	return n
}

func (ix *Index) likeness(r scored, q string) int {
	s := &ix.slots[r.lead].Section
	title := foldText(s.Title)
	if title == q || foldText(s.ID) == q {
		return 3
	}
	for _, a := range s.Aliases {
		if foldText(a) == q {
			return 2
		}
	}
	heading := ix.slots[r.best].Heading
	if strings.HasPrefix(title, q) || len(heading) > 0 && strings.Contains(q, " ") && strings.HasPrefix(foldText(heading[len(heading)-1]), q) {
		return 1
	}
	return 0
}

// suggestion puts the corrected tokens together; empty if none was corrected.
func (ix *Index) suggestion(matches []match) string {
	var words []string
	typo := false
	for _, m := range matches {
		if len(m.found) > 0 && m.found[0].typo {
			typo = true
			words = append(words, ix.analyst.words[m.found[0].word].text)
		} else {
			words = append(words, m.text)
		}
	}
	if !typo {
		return ""
	}
	return strings.Join(words, " ")
}

// marked gives the words to mark in an excerpt: every form of each candidate.
func (ix *Index) marked(matches []match) map[string]bool {
	terms := map[uint32]bool{}
	for _, m := range matches {
		for _, c := range m.found {
			terms[ix.analyst.words[c.word].term] = true
		}
	}
	set := map[string]bool{}
	for _, w := range ix.analyst.words {
		if terms[w.term] {
			set[w.text] = true
		}
	}
	return set
}
