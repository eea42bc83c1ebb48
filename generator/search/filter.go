package search

import (
	"cmp"
	"slices"
)

// A Filter narrows results to documents that have one of the values given for each facet; an empty
// list lets everything pass.
type Filter struct {
	Kind, Type, Owner, Status, Classification, Tag, Control []string
}

// A Count is a facet value and the number of results that have it.
type Count struct {
	Value string
	Count int
}

// Facets lists the facets in the order in which readers see them.
var Facets = []string{"kind", "type", "owner", "status", "classification", "tag", "control"}

// wanted gives the values a filter asks for in a facet.
func (f *Filter) wanted(facet string) []string {
	switch facet {
	case "kind":
		return f.Kind
	case "type":
		return f.Type
	case "owner":
		return f.Owner
	case "status":
		return f.Status
	case "classification":
		return f.Classification
	case "tag":
		return f.Tag
	}
	return f.Control
}

// facetValues gives what a document has in a facet.
func facetValues(s *Section, facet string) []string {
	one := func(v string) []string {
		if v == "" {
			return nil
		}
		return []string{v}
	}
	switch facet {
	case "kind":
		return one(s.Kind)
	case "type":
		return one(s.Type)
	case "owner":
		return one(s.Owner)
	case "status":
		return one(s.Status)
	case "classification":
		return one(s.Classification)
	case "tag":
		return s.Tags
	}
	return s.Controls
}

// holds reports whether a document passes.
func (f *Filter) holds(s *Section) bool { return f.holdsBut(s, "") }

// holdsBut is holds with one facet left out.
func (f *Filter) holdsBut(s *Section, facet string) bool {
	for _, name := range Facets {
		wanted := f.wanted(name)
		if name == facet || len(wanted) == 0 {
			continue
		}
		if !slices.ContainsFunc(facetValues(s, name), func(v string) bool { return slices.Contains(wanted, v) }) {
			return false
		}
	}
	return true
}

// facets counts the values among results; for each facet, those that pass the filter's other facets.
func (ix *Index) facets(ranked []scored, f Filter) map[string][]Count {
	all := map[string][]Count{}
	for _, name := range Facets {
		counts := map[string]int{}
		for _, r := range ranked {
			s := &ix.slots[r.lead].Section
			if !f.holdsBut(s, name) {
				continue
			}
			for _, v := range facetValues(s, name) {
				counts[v]++
			}
		}
		for _, v := range sortedKeys(counts) {
			all[name] = append(all[name], Count{v, counts[v]})
		}
		slices.SortStableFunc(all[name], func(a, b Count) int { return cmp.Compare(b.Count, a.Count) })
	}
	return all
}

// A facetColumn is what facets.js says of one facet: its values, and for each document how many of
// them it has and which, as digits.
type facetColumn struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
	Docs   string   `json:"docs"`
}

func (e *export) facets() []facetColumn {
	columns := []facetColumn{}
	for _, name := range Facets {
		number := map[string]int{}
		for _, p := range e.sections {
			if p.first() {
				for _, v := range facetValues(&p.Section, name) {
					number[v] = 0
				}
			}
		}
		if len(number) == 0 {
			continue
		}
		c := facetColumn{Name: name, Values: sortedKeys(number)}
		for i, v := range c.Values {
			number[v] = i
		}
		var docs []int
		for _, p := range e.sections {
			if p.first() {
				values := facetValues(&p.Section, name)
				docs = append(docs, len(values))
				for _, v := range values {
					docs = append(docs, number[v])
				}
			}
		}
		c.Docs = digits(docs)
		columns = append(columns, c)
	}
	return columns
}
