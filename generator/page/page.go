package page

import (
	"slices"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/report"
	"ismsite/generator/source"
)

// A Page is one output file: a page to be rendered by the theme, or a file whose content is there already.
type Page struct {
	Path    string
	Kind    string                 // of the page, which names its template; empty for a plain file
	Build   func() (Frame, any)    // of a page
	Content func() ([]byte, error) // of a plain file
}

// Input is what pages are made from.
type Input struct {
	System   *isms.System
	Problems []source.Problem
	Text     func(key string, args ...any) string // interface texts
	Pinned   bool                                 // the as-of date was chosen: states stay as they are
	Preview  bool
}

// A Kind makes the pages of one sort.
type Kind struct {
	Name string
	List func(*Book) []Page
}

// Kinds lists the kinds of page.
var Kinds = []Kind{
	{"home", homePages}, {"document", documentPages}, {"entry", entryPages}, {"register", registerPages},
	{"reviews", reviewPages}, {"section", sectionPages}, {"person", personPages}, {"glossary", glossaryPages},
	{"tag", tagPages}, {"control", controlPages}, {"atoz", atozPages}, {"search", searchPages},
	{"notfound", notFoundPages}, {"redirect", redirectPages}, {"problems", problemPages},
	{"export", exportFiles}, {"attachment", attachmentFiles}, {"sitemap", sitemapFiles},
}

// List returns all pages and files of a site, each at a path of its own. A redirect makes way for a page that
// stands at its path, as the further pages of a long table do.
func (b *Book) List() []Page {
	var pages []Page
	for _, kind := range Kinds {
		pages = append(pages, kind.List(b)...)
	}
	taken := map[string]bool{}
	for _, p := range pages {
		if p.Kind != "redirect" {
			taken[strings.ToLower(p.Path)] = true
		}
	}
	return slices.DeleteFunc(pages, func(p Page) bool { return p.Kind == "redirect" && taken[strings.ToLower(p.Path)] })
}

// Reports lists the reports that can be printed, by name.
var Reports = []struct {
	Name  string
	About string
	Table func(*Book) *report.Table
}{
	{"documents", "the document register", (*Book).DocumentsReport},
	{"reviews", "what is due for review, the longest overdue first", (*Book).ReviewsReport},
}
