package search

import (
	"bytes"
	"fmt"
	"math/rand"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// synthetic makes documents of words that follow Zipf's law.
func synthetic(documents int) []Section {
	r := rand.New(rand.NewSource(27001))
	syllables := strings.Fields("ac con ti on se cu ri ty po li cy in for ma ment re view as set sup plier au dit de vice net work back up key log in")
	zipf := rand.NewZipf(r, 1.1, 8, 20000)
	word := func() string {
		w, n := "", zipf.Uint64()
		for n = n*7 + 13; n > 0; n /= uint64(len(syllables)) {
			w += syllables[n%uint64(len(syllables))]
		}
		return w
	}
	text := func(n int) string {
		words := make([]string, n)
		for i := range words {
			words[i] = word()
		}
		return strings.Join(words, " ")
	}
	var list []Section
	for d := range documents {
		s := Section{Page: fmt.Sprintf("documents/doc-%05d.html", d), ID: fmt.Sprintf("DOC-%05d", d), Title: text(4), Kind: "document",
			Type: []string{"Policy", "Procedure", "Record"}[d%3], Owner: fmt.Sprintf("Owner %d", d%40), Status: "In force",
			Controls: []string{fmt.Sprintf("A.5.%d", d%37+1)}, Tags: []string{word()}, Body: text(60)}
		list = append(list, s)
		for h := range 5 {
			part := s
			part.Anchor, part.Heading, part.Body = fmt.Sprintf("s%d", h), []string{text(2)}, text(200)
			list = append(list, part)
		}
	}
	return list
}

func exported(t testing.TB, ix *Index) []File {
	t.Helper()
	list, err := ix.Files()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func compareFiles(t *testing.T, what string, got, want []File) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d files, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		if got[i].Path != want[i].Path || !bytes.Equal(got[i].Content, want[i].Content) {
			t.Errorf("%s: %s (%d bytes) differs from %s (%d bytes)", what, got[i].Path, len(got[i].Content), want[i].Path, len(want[i].Content))
			return
		}
	}
}

func TestTheSameSectionsGiveTheSameBytes(t *testing.T) {
	for name, sections := range map[string][]Section{"several languages": mixedSections(t), "many shards": synthetic(500)} {
		want := exported(t, build(t, sections, Options{Workers: 1}))
		if !slices.IsSortedFunc(want, func(a, b File) int { return strings.Compare(a.Path, b.Path) }) {
			t.Errorf("%s: files are not sorted", name)
		}
		for _, run := range []struct{ procs, workers int }{{1, 3}, {4, 0}} {
			before := runtime.GOMAXPROCS(run.procs)
			ix := build(t, sections, Options{Workers: run.workers})
			compareFiles(t, fmt.Sprintf("%s, %d processors, %d workers", name, run.procs, run.workers), exported(t, ix), want)
			compareFiles(t, name+", exported again", exported(t, ix), want)
			runtime.GOMAXPROCS(before)
		}
	}
}

func TestUpdateGivesWhatBuildGives(t *testing.T) {
	sections := append(mixedSections(t), synthetic(40)...)
	slices.SortStableFunc(sections, func(a, b Section) int { return strings.Compare(a.Page, b.Page) })
	ix := build(t, sections, Options{})
	exported(t, ix) // an export in between leaves no trace
	pages := map[string][]Section{}
	for _, s := range sections {
		pages[s.Page] = append(pages[s.Page], s)
	}
	names := sortedKeys(pages)
	r := rand.New(rand.NewSource(1))
	for round := range 30 {
		page := names[r.Intn(len(names))]
		changed := map[string][]Section{page: nil}
		switch list := slices.Clone(pages[page]); {
		case round%5 == 4 || len(list) == 0: // gone, or back
			if len(list) == 0 {
				list = []Section{{Page: page, Title: "Back again", Body: "restored"}}
				changed[page] = list
			}
		case round%5 == 3 && len(list) > 1:
			changed[page] = list[:len(list)-1]
		default:
			list[len(list)-1].Body += fmt.Sprintf(" freshword%d organisation", round)
			changed[page] = append(list, Section{Page: page, ID: list[0].ID, Title: list[0].Title, Language: "de", Heading: []string{"Neu"}, Body: "Überprüfung"})
		}
		if err := ix.Update(changed); err != nil {
			t.Fatal(err)
		}
		pages[page] = changed[page]
		if round%5 < 3 && len(changed[page]) > 2 {
			hits := ix.Query(fmt.Sprintf("freshword%d", round), Filter{}, 10)
			if len(hits) != 1 || hits[0].Page != page {
				t.Errorf("round %d: the new word finds %d hits", round, len(hits))
			}
		}
	}
	var now []Section
	for _, page := range names {
		now = append(now, pages[page]...)
	}
	fresh := build(t, now, Options{})
	compareFiles(t, "after updates", exported(t, ix), exported(t, fresh))
	for _, q := range []string{"organisation", "access control", "uberprufung", "secu", "POL-001", "freshword"} {
		if got, want := goLines(ix.Answer(q, Filter{}, 10)), goLines(fresh.Answer(q, Filter{}, 10)); got != want {
			t.Errorf("%q after updates:\n%s\nwant:\n%s", q, got, want)
		}
	}
	if err := ix.Update(map[string][]Section{"a.html": {{Page: "b.html"}}}); err == nil {
		t.Error("a section of another page is accepted")
	}
}

func goLines(a Answer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %q\n", a.Total, a.Suggestion)
	for _, h := range a.Hits {
		fmt.Fprintf(&b, "%s %s#%s %d %q\n", h.ID, h.Page, h.Anchor, h.Score, h.Body)
	}
	return b.String()
}

func TestAnEmptySiteHasAnIndex(t *testing.T) {
	ix := build(t, nil, Options{})
	if hits := ix.Query("policy", Filter{}, 10); len(hits) > 0 {
		t.Errorf("hits in nothing: %v", hits)
	}
	if list := exported(t, ix); len(list) != 2 {
		t.Errorf("%d files, want the manifest and the facets", len(list))
	}
}

func TestSmallSitesHaveOneIndexFile(t *testing.T) {
	for _, f := range exported(t, build(t, synthetic(250), Options{})) {
		if strings.HasPrefix(f.Path, "search/w") || strings.HasPrefix(f.Path, "search/p") {
			t.Errorf("250 documents have %s", f.Path)
		}
	}
	big := exported(t, build(t, synthetic(600), Options{}))
	for _, f := range big {
		if len(f.Content) > 64<<10 && !strings.HasSuffix(f.Path, "facets.js") && f.Path != "search/words.js" {
			t.Errorf("%s has %d bytes", f.Path, len(f.Content))
		}
	}
}

func TestFiltersNarrowAndCount(t *testing.T) {
	ix := build(t, mixedSections(t), Options{})
	all := ix.Answer("policy", Filter{}, 100)
	drafts := ix.Answer("policy", Filter{Status: []string{"Draft"}}, 100)
	count := 0
	for _, c := range all.Facets["status"] {
		if c.Value == "Draft" {
			count = c.Count
		}
	}
	if drafts.Total == 0 || drafts.Total != count || drafts.Total >= all.Total {
		t.Errorf("%d drafts of %d, counted before: %d", drafts.Total, all.Total, count)
	}
	for _, h := range drafts.Hits {
		if h.Status != "Draft" {
			t.Errorf("%s is %q", h.ID, h.Status)
		}
	}
	if a, b := all.Facets["status"], drafts.Facets["status"]; !slices.Equal(a, b) {
		t.Errorf("the filtered facet itself changed: %v, was %v", b, a)
	}
}

// Once the right document is first, more letters of the same word leave it there.
func TestResultsAreStableWhileTyping(t *testing.T) {
	for _, s := range readSamples(t) {
		ix := build(t, s.sections(), Options{Language: s.Language})
		for _, q := range s.Queries {
			if q.Kind != "clean" && q.Kind != "partial" && q.Kind != "id" {
				continue
			}
			runes, found := []rune(q.Query), ""
			for n := 1; n <= len(runes); n++ {
				typed := string(runes[:n])
				first := ""
				if hits := ix.Query(typed, Filter{}, 1); len(hits) > 0 {
					first = hits[0].ID
				}
				if found != "" && first != q.Expect {
					t.Errorf("%s: %q finds %s, %q finds %q", s.name, found, q.Expect, typed, first)
				}
				if found = ""; first == q.Expect {
					found = typed
				}
			}
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	sections := synthetic(1000)
	for b.Loop() {
		ix := build(b, sections, Options{})
		exported(b, ix)
	}
}

func BenchmarkQuery(b *testing.B) {
	ix := build(b, synthetic(1000), Options{})
	for b.Loop() {
		ix.Query("security polic", Filter{}, 10)
	}
}

func BenchmarkUpdate(b *testing.B) {
	sections := synthetic(1000)
	ix := build(b, sections, Options{})
	page := sections[600:606]
	for b.Loop() {
		if err := ix.Update(map[string][]Section{page[0].Page: page}); err != nil {
			b.Fatal(err)
		}
	}
}
