package generator

import (
	"slices"
	"strings"
	"testing"

	"ismsite/cmd/bench/corpus"
)

// Pages stay small as a site grows: they hold their own section, never the whole site.
func TestPagesDoNotGrowWithTheSite(t *testing.T) {
	const most, slack = 1 << 20, 2 << 10
	page := func(documents int) int {
		result, err := Build(Input{Content: corpus.FS(corpus.Size{Documents: documents, Words: 60}), Now: someDay}, nil)
		if err != nil {
			t.Fatal(err)
		}
		largest, where := 0, ""
		var sizes []int
		for _, f := range result.Site.Files {
			if !isHTML(f.Path) {
				continue
			}
			content, err := f.Content()
			if err != nil {
				t.Fatal(err)
			}
			if len(content) > largest {
				largest, where = len(content), f.Path
			}
			if strings.HasPrefix(f.Path, "documents/DOC-") {
				sizes = append(sizes, len(content))
			}
		}
		if len(sizes) != documents {
			t.Fatalf("%d documents have %d pages", documents, len(sizes))
		}
		slices.Sort(sizes)
		size := sizes[len(sizes)/2]
		t.Logf("%d documents: the median page has %d bytes, the largest, %s, %d", documents, size, where, largest)
		if largest > most {
			t.Errorf("of %d documents, %s has %d bytes, more than %d", documents, where, largest, most)
		}
		return size
	}
	small, large := page(100), page(2000)
	if large-small > slack {
		t.Errorf("the median page of a document has %d bytes among 100 documents and %d among 2,000", small, large)
	}
}
