package search

// A Section is one searchable part of a page: the text under one heading, or one register entry.
//
// Consecutive sections of a page that share ID and Title belong together and are one result; the
// first of them carries what is said once: title, id, aliases, tags, controls, facets.
type Section struct {
	Page     string   // output path of the page, relative to the site root: "documents/POL-001.html"
	Anchor   string   // heading id, empty for the page's start
	ID       string   // the document's or entry's id: "POL-001"; may be empty
	Title    string   // the document's title
	Heading  []string // heading path below the title, outermost first; empty before the first heading
	Body     string   // plain text
	Language string   // "en", "de-CH", "ja" …; empty means the site's
	Kind     string   // "document", "supplier", "person", "term", "control" …; a facet

	// Facet values as shown to readers; may be empty.
	Type, Owner, Status, Classification string
	Tags, Controls                      []string

	Aliases []string // further names: former ids, synonyms of a term
	Listing bool     // a page that lists others: never beats the pages it lists
}

// Options say how an index is built. The zero value is an English site and one worker per processor.
type Options struct {
	Language string // of sections that name none; empty means "en"
	Workers  int    // builds batches side by side; 0 means one per processor. No effect on the result
}

// A File is one file of the exported index.
type File struct {
	Path    string // relative to the site root: "search/index.js"
	Content []byte
}
