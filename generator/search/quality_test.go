package search_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"
	"go.yaml.in/yaml/v3"

	"ismsite/generator"
	"ismsite/generator/search"
)

// exampleSections are the sections of the example site.
var exampleSections = sync.OnceValues(func() ([]search.Section, error) {
	r, err := generator.Build(generator.Input{Content: os.DirFS("../../content-example"), Now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)}, nil)
	if err != nil {
		return nil, err
	}
	var list []search.Section
	for _, p := range r.Book.Searchable() {
		list = append(list, search.Section(p))
	}
	return list, nil
})

func exampleIndex(t testing.TB) ([]search.Section, *search.Index) {
	t.Helper()
	sections, err := exampleSections()
	if err != nil {
		t.Fatal(err)
	}
	ix, err := search.Build(sections, search.Options{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return sections, ix
}

// What staff type on the example site, and what they should see first.
func TestStaffFindWhatTheyNeed(t *testing.T) {
	data, err := os.ReadFile("../../testdata/search/example/queries.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Queries []struct {
			Query  string
			Expect []string // ids or pages, any of which may be first
			Kind   string
		}
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	_, ix := exampleIndex(t)
	for _, q := range file.Queries {
		hits := ix.Query(q.Query, search.Filter{}, 3)
		if len(hits) == 0 {
			t.Errorf("%q (%s) finds nothing, want %s", q.Query, q.Kind, q.Expect)
			continue
		}
		if first := hits[0]; !slices.Contains(q.Expect, cmp.Or(first.ID, first.Page)) {
			t.Errorf("%q (%s) finds %s %q %q first, want %s", q.Query, q.Kind, cmp.Or(first.ID, first.Page), first.Title, first.Heading, q.Expect)
		}
	}
}

// A known item is a page, and words that should find it.
type knownItem struct{ kind, query, page string }

// knownItems makes queries from titles, and from headings that only one page has: as they are, with a
// letter missing, with the last word half typed, and in another order with words left out.
func knownItems(sections []search.Section) []knownItem {
	pages := map[string][]string{} // text -> pages
	note := func(text, page string) {
		if len(strings.Fields(text)) > 1 && !slices.Contains(pages[text], page) {
			pages[text] = append(pages[text], page)
		}
	}
	for _, s := range sections {
		if s.Page != "glossary.html" && !s.Listing {
			note(s.Title, s.Page)
			if n := len(s.Heading); n > 0 {
				note(s.Heading[n-1], s.Page)
			}
		}
	}
	var items []knownItem
	for _, text := range slices.Sorted(maps.Keys(pages)) {
		if len(pages[text]) > 1 {
			continue
		}
		page, words := pages[text][0], strings.Fields(strings.ToLower(text))
		add := func(kind string, words []string) {
			items = append(items, knownItem{kind, strings.Join(words, " "), page})
		}
		add("clean", words)
		longest := 0
		for i, w := range words {
			if len(w) > len(words[longest]) {
				longest = i
			}
		}
		typo := slices.Clone(words)
		if w := words[longest]; len(w) > 4 {
			typo[longest] = w[:len(w)/2] + w[len(w)/2+1:]
		}
		add("typo", typo)
		partial, last := slices.Clone(words), words[len(words)-1]
		partial[len(words)-1] = last[:(len(last)*2+2)/3]
		add("partial", partial)
		reordered := slices.Clone(words)
		slices.Reverse(reordered)
		reordered = slices.DeleteFunc(reordered, func(w string) bool { return len(w) < 4 })
		if len(reordered) > 3 {
			reordered = reordered[1:]
		}
		if len(reordered) > 0 {
			add("reordered", reordered)
		}
	}
	return items
}

// meanReciprocalRank asks for all items, and gives the mean of one divided by the rank of the right page
// among the first ten.
func meanReciprocalRank(items []knownItem, ask func(query string) []string) (all float64, byKind map[string]float64) {
	byKind = map[string]float64{}
	counts := map[string]float64{}
	for _, item := range items {
		v := 0.0
		if at := slices.Index(ask(item.query), item.page); at >= 0 && at < 10 {
			v = 1 / float64(at+1)
		}
		all += v
		byKind[item.kind] += v
		counts[item.kind]++
	}
	for kind, n := range counts {
		byKind[kind] /= n
	}
	return all / float64(len(items)), byKind
}

func readerPages(ix *search.Index) func(string) []string {
	return func(q string) []string {
		var pages []string
		for _, h := range ix.Query(q, search.Filter{}, 10) {
			pages = append(pages, h.Page)
		}
		return pages
	}
}

// blevePages asks bleve as its own documentation advises: BM25, boosted fields, one edit forgiven.
func blevePages(b testing.TB, sections []search.Section) func(string) []string {
	b.Helper()
	fields := map[string]float64{"title": 5, "heading": 2.5, "body": 1}
	mapping := bleve.NewIndexMapping()
	mapping.ScoringModel = "bm25"
	mapping.DefaultAnalyzer = en.AnalyzerName
	ix, err := bleve.NewUsing("", mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { ix.Close() })
	batch := ix.NewBatch()
	for i, s := range sections {
		text := map[string]string{"title": s.Title + " " + s.ID, "heading": strings.Join(s.Heading, " "), "body": s.Body}
		if err := batch.Index(fmt.Sprint(i), text); err != nil {
			b.Fatal(err)
		}
	}
	if err := ix.Batch(batch); err != nil {
		b.Fatal(err)
	}
	return func(q string) []string {
		var parts []query.Query
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			m := bleve.NewMatchQuery(q)
			m.SetField(name)
			m.SetBoost(fields[name])
			m.SetFuzziness(1)
			parts = append(parts, m)
		}
		found, err := ix.Search(bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(parts...), 100, 0, false))
		if err != nil {
			return nil
		}
		var pages []string
		for _, h := range found.Hits {
			at := 0
			if _, err := fmt.Sscan(h.ID, &at); err == nil && !slices.Contains(pages, sections[at].Page) {
				pages = append(pages, sections[at].Page)
			}
		}
		return pages
	}
}

func TestRankingIsBetterThanBleve(t *testing.T) {
	sections, ix := exampleIndex(t)
	items := knownItems(sections)
	ours, kinds := meanReciprocalRank(items, readerPages(ix))
	theirs, _ := meanReciprocalRank(items, blevePages(t, sections))
	if ours < 0.92 || ours <= theirs {
		t.Errorf("MRR@10 of %d queries is %.3f (%v), bleve's %.3f; want at least 0.92", len(items), ours, kinds, theirs)
	}
}

func BenchmarkRanking(b *testing.B) {
	sections, ix := exampleIndex(b)
	items := knownItems(sections)
	for _, engine := range []struct {
		name string
		ask  func(string) []string
	}{{"reader", readerPages(ix)}, {"bleve", blevePages(b, sections)}} {
		b.Run(engine.name, func(b *testing.B) {
			for b.Loop() {
				all, byKind := meanReciprocalRank(items, engine.ask)
				b.ReportMetric(all, "MRR@10")
				for _, kind := range slices.Sorted(maps.Keys(byKind)) {
					b.ReportMetric(byKind[kind], kind)
				}
			}
		})
	}
}
