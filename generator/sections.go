package generator

import (
	"ismsite/generator/page"
	"ismsite/generator/search"
)

// sections turns what a site holds into what its search holds.
func sections(book *page.Book) []search.Section {
	var list []search.Section
	for _, s := range book.Searchable() {
		list = append(list, search.Section(s))
	}
	return list
}
