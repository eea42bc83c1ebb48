package search

// A fragment holds the texts of consecutive sections, for excerpts and result lists.
type fragment struct {
	sections []*placed
	lead     func(*placed) *placed
	size     int
}

// fragments cuts the sections of the site: large documents are split between sections, small ones
// share a file, and a section is with the one that lends it its excerpt.
func (e *export) fragments() []*fragment {
	var list []*fragment
	lead := func(p *placed) *placed { return e.ix.slots[p.lead] }
	for _, p := range e.sections {
		n := len(p.Body) + 64
		if p.first() {
			n += len(p.Title) + len(p.Page) + 80
		}
		last := len(list) - 1
		full := last < 0 || list[last].size+n > fragmentSize || p.first() && list[last].size > fragmentSize*3/4
		if last < 0 || full && e.ix.excerptFrom(list[last].sections[len(list[last].sections)-1]) != p {
			list = append(list, &fragment{lead: lead})
			last++
		}
		list[last].sections = append(list[last].sections, p)
		list[last].size += n
	}
	return list
}

// content gives what is written: for each document in the fragment
// [id, title, page, kind, type, status, aliases, [[anchor, headings, text] for each section]].
func (f *fragment) content() []any {
	var docs []any
	var sections []any
	for i, p := range f.sections {
		sections = append(sections, []any{p.Anchor, orEmpty(p.Heading), p.Body})
		if i+1 == len(f.sections) || f.sections[i+1].first() {
			d := f.lead(p)
			docs = append(docs, []any{d.ID, d.Title, d.Page, d.Kind, d.Type, d.Status, orEmpty(d.Aliases), sections})
			sections = nil
		}
	}
	return docs
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
