package isms

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"ismsite/generator/catalogue"
	"ismsite/generator/date"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

// A System is a whole management system on one day.
type System struct {
	Set        *register.Set
	Tree       *source.Tree
	Catalogues []*catalogue.Catalogue
	Today      date.Date // the date that all states refer to
	Things     []*Thing  // entries by kind and id, then controls in the order of their catalogue

	index   index
	entries map[register.Entry]*Thing
	reviews map[register.Entry]Review
}

// Link puts a system together. The problems are about references: what they name does not exist, is ambiguous or
// is spelt differently.
func Link(tree *source.Tree, set *register.Set, catalogues []*catalogue.Catalogue, today date.Date) (*System, []source.Problem) {
	s := &System{Set: set, Tree: tree, Catalogues: catalogues, Today: today, entries: map[register.Entry]*Thing{}, reviews: map[register.Entry]Review{}}
	for _, kind := range set.Kinds {
		for _, e := range set.Of(kind) {
			t := &Thing{Entry: e}
			s.Things = append(s.Things, t)
			s.entries[e] = t
		}
	}
	for _, c := range catalogues {
		for _, control := range slices.Concat(c.Clauses, c.Controls) {
			s.Things = append(s.Things, &Thing{Control: control})
		}
	}
	problems := s.index.build(s)
	s.schedule()
	return s, source.Join(problems, s.resolveAll())
}

// ThingOf returns the thing that an entry is.
func (s *System) ThingOf(e register.Entry) *Thing { return s.entries[e] }

// mention is a link found while resolving: from one thing to another.
type mention struct {
	to   *Thing
	link Backlink
}

// resolveAll resolves the links and references of all things, side by side, and enters them at the other end.
func (s *System) resolveAll() []source.Problem {
	found := make([]resolver, len(s.Things))
	each(len(s.Things), func(i int) {
		if t := s.Things[i]; t.Entry != nil {
			found[i] = resolver{system: s, from: t}
			found[i].text()
			found[i].fields()
		}
	})
	var problems []source.Problem
	nearest := newNearest(s)
	for i := range found {
		for _, m := range found[i].mentions {
			m.to.Backlinks = append(m.to.Backlinks, m.link)
		}
		for _, p := range found[i].problems {
			problems = append(problems, nearest.advise(p))
		}
	}
	for _, t := range s.Things {
		t.Backlinks = oncePerSource(t.Backlinks)
	}
	return problems
}

// oncePerSource keeps the first mention of each thing that mentions, running text before fields.
func oncePerSource(links []Backlink) []Backlink {
	slices.SortStableFunc(links, func(a, b Backlink) int {
		return cmp.Or(register.CompareIDs(a.From.ID(), b.From.ID()), a.Pos.Compare(b.Pos))
	})
	kept := links[:0]
	for _, l := range links {
		if n := len(kept); n > 0 && kept[n-1].From == l.From {
			if kept[n-1].Sentence == "" && l.Sentence != "" {
				kept[n-1] = l
			}
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// each calls do with 0 to n-1 on all processors.
func each(n int, do func(int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	group.Wait()
}
