package search

import (
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/registry"

	// All languages that bleve ships.
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/bg"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ca"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cs"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/el"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/eu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fa"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ga"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/gl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hy"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/id"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/it"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/no"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pt"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ro"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/sv"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// analysed lists the languages for which bleve has a whole chain of filters; stopped those for which
// it knows only the stop words. Words of any other language are searched as they stand.
var (
	analysed = strings.Fields("ar ckb da de en es fa fi fr hi hr hu it nl no pl pt ro ru sv tr")
	stopped  = strings.Fields("bg ca cs el eu ga gl hy id")
)

// A language turns one word into its term: bleve's chain of filters after the tokenizer.
type language struct {
	name    string // "en"; "" for any language bleve does not know
	filters []analysis.TokenFilter
	stop    []string // stop words, folded and sorted
}

// baseLanguage maps a tag as written ("de-CH", "NB", "zh-Hans") to a language of the lists above.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	base, _, _ = strings.Cut(base, "_")
	switch base {
	case "ja", "zh", "ko":
		return cjk.AnalyzerName
	case "nb", "nn":
		return "no"
	}
	if slices.Contains(analysed, base) || slices.Contains(stopped, base) {
		return base
	}
	return ""
}

func newLanguage(name string) (*language, error) {
	cache := registry.NewCache()
	l := &language{name: name}
	switch {
	case slices.Contains(analysed, name):
		a, err := cache.AnalyzerNamed(name)
		if err != nil {
			return nil, fmt.Errorf("analyzer %q: %w", name, err)
		}
		chain, ok := a.(*analysis.DefaultAnalyzer)
		if !ok {
			return nil, fmt.Errorf("analyzer %q is a %T, not a chain of filters", name, a)
		}
		l.filters = chain.TokenFilters
	case slices.Contains(stopped, name):
		for _, f := range []string{lowercase.Name, "stop_" + name} {
			filter, err := cache.TokenFilterNamed(f)
			if err != nil {
				return nil, fmt.Errorf("token filter %q: %w", f, err)
			}
			l.filters = append(l.filters, filter)
		}
	default:
		for _, f := range []string{cjk.WidthName, lowercase.Name} {
			filter, err := cache.TokenFilterNamed(f)
			if err != nil {
				return nil, fmt.Errorf("token filter %q: %w", f, err)
			}
			l.filters = append(l.filters, filter)
		}
		return l, nil
	}
	words, err := cache.TokenMapNamed("stop_" + name)
	if err != nil {
		return nil, fmt.Errorf("stop words of %q: %w", name, err)
	}
	for w := range words {
		l.stop = append(l.stop, fold(w))
	}
	slices.Sort(l.stop)
	l.stop = slices.Compact(l.stop)
	return l, nil
}

// term runs one word through the filters. It is empty for a stop word.
func (l *language) term(word string) string {
	if l.name == "en" {
		word = americanise(word)
	}
	stream := analysis.TokenStream{{Term: []byte(word), Start: 0, End: len(word), Position: 1, Type: analysis.AlphaNumeric}}
	for _, f := range l.filters {
		stream = f.Filter(stream)
	}
	if len(stream) == 0 {
		return ""
	}
	return string(stream[0].Term)
}
