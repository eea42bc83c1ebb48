package search

// A field is one of the bleve fields in which a section's words are searched. In bleve its name is
// followed by the language: "body.en".
type field uint8

const (
	titleField   field = iota // the document's title; first section only
	headingField              // the section's own heading
	nameField                 // id and aliases; first section only
	labelField                // tags, controls; first section only; headings further out
	metaField                 // kind, type, owner, status, classification; first section only
	bodyField
	fields int = iota
)

var fieldNames = [fields]string{"title", "heading", "name", "label", "meta", "body"}

// A weight says how a field counts: its share of the score and how strongly longer texts count less.
var fieldWeights = [fields]struct{ boost, length float64 }{
	titleField:   {5, 0.6},
	headingField: {2, 0.6},
	nameField:    {5, 0.3},
	labelField:   {1.5, 0.5},
	metaField:    {0.6, 0.5},
	bodyField:    {1, 0.4},
}

const (
	saturation  = 1.2  // BM25's k1
	listingRate = 0.25 // what a page that lists others keeps of its score
	unitScore   = 1024 // contributions are whole numbers of 1/1024
)

// contribution gives BM25 without idf for one field: freq occurrences in a field of length words,
// where fields of this name have mean words. Every step is rounded on its own, so that machines which
// multiply and add in one step count alike.
func contribution(f field, freq, length int, mean float64, listing bool) int {
	w := fieldWeights[f]
	relative := float64(float64(length) / mean)
	norm := float64(saturation * float64(1-w.length+float64(w.length*relative)))
	v := float64(w.boost*float64(freq)*(saturation+1)) / float64(float64(freq)+norm)
	if listing {
		v = float64(v * listingRate)
	}
	return int(float64(v * unitScore))
}

// levels are the steps to which a section's score for a term is rounded: what the browser gets. A
// score belongs to the highest level whose bound it reaches. One occurrence in a body of any usual length
// is on one level: where a word stands says more than how much stands around it, and costs less.
var (
	levelBounds = [...]int{0, 300, 680, 1500, 2650, 4500, 7700, 13000}
	levelValues = [...]int{30, 60, 100, 190, 340, 580, 990, 1600}
)

const (
	levels     = len(levelBounds)
	usualLevel = 2
)

func level(score int) int {
	l := levels - 1
	for score < levelBounds[l] {
		l--
	}
	return l
}
