package page

import (
	"cmp"
	"slices"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/register"
)

// due is one line of the review report.
type due struct {
	thing  *isms.Thing
	entry  register.Scheduled
	review isms.Review
}

// dues lists what is in a state: the longest overdue first, then by due date and id.
func (b *Book) dues(states ...isms.State) []due {
	var list []due
	for _, t := range b.System.Things {
		e, ok := t.Entry.(register.Scheduled)
		if !ok {
			continue
		}
		if r, _ := b.System.ReviewOf(e); slices.Contains(states, r.State) {
			list = append(list, due{t, e, r})
		}
	}
	slices.SortStableFunc(list, func(x, y due) int {
		return cmp.Or(slices.Index(isms.States, x.review.State)-slices.Index(isms.States, y.review.State), x.review.Due.Compare(y.review.Due), register.CompareIDs(x.thing.ID(), y.thing.ID()))
	})
	return list
}

const reviewsPath = "reviews/index.html"

// fillsLater reports whether a group that is empty today may hold something on the day the page is read: the
// theme's script then moves rows into it.
func (b *Book) fillsLater(state isms.State) bool {
	return !b.Pinned && (state == isms.Overdue || state == isms.DueSoon)
}

// reviewPages lists the overdue-review report: a page, and further ones for long groups.
func reviewPages(b *Book) []Page {
	var pages []Page
	var groups []func(from string) Group
	for _, state := range isms.States {
		list := b.dues(state)
		if len(list) == 0 && !b.fillsLater(state) {
			continue
		}
		label := b.Text("review." + string(state))
		source := tableSource{
			path: "reviews/" + string(state) + ".html", name: string(state), caption: label, columns: b.reviewColumns(), count: len(list),
			row: func(from string, i int) Row { return b.reviewRow(from, list[i]) },
			page: func(p string, t Table) Page {
				return Page{Path: p, Kind: "tag", Build: func() (Frame, any) {
					f := b.frame(p, "tag", label)
					f.Breadcrumbs = append(f.Breadcrumbs, Link{Href: rel(p, reviewsPath), Text: b.Text("area.reviews")})
					return f, Tag{Table: t}
				}}
			},
		}
		pages = append(pages, b.tablePages(source)...)
		open := state == isms.Overdue || state == isms.DueSoon || state == isms.Unknown
		groups = append(groups, func(from string) Group {
			return Group{Value: string(state), Label: label, Open: open, Table: b.excerpt(source, from)}
		})
	}
	owners := b.ownersTable()
	return append(pages, Page{Path: reviewsPath, Kind: "reviews", Build: func() (Frame, any) {
		f := b.frame(reviewsPath, "reviews", b.Text("reviews.title"))
		f.Description = b.Text("reviews.lead")
		view := Reviews{Counts: b.counts(reviewsPath), Owners: owners(reviewsPath), Calendars: b.calendarLinks(reviewsPath)}
		for _, group := range groups {
			view.Groups = append(view.Groups, group(reviewsPath))
		}
		for _, ext := range append(slices.Clone(exports), "md") {
			view.Downloads = append(view.Downloads, Link{Href: rel(reviewsPath, "data/reviews."+ext), Text: strings.ToUpper(ext)})
		}
		return f, view
	}})
}

const excerptRows = 100

// excerpt is the beginning of a table on a page with several, with a link to the whole when it is longer.
func (b *Book) excerpt(s tableSource, from string) Table {
	t := Table{Name: s.name, Caption: s.caption, Columns: s.columns, Total: s.count, First: 1}
	for i := range min(s.count, excerptRows) {
		t.Rows = append(t.Rows, s.row(from, i))
	}
	if s.count > excerptRows {
		t.Pages = []Link{{Href: rel(from, s.path), Text: b.Text("table.rows", s.count)}}
	}
	return t
}

// counts are the numbers of things by review state.
func (b *Book) counts(from string) []Count {
	numbers := map[isms.State]int{}
	for _, t := range b.System.Things {
		if r, ok := b.System.ReviewOf(t.Entry); ok {
			numbers[r.State]++
		}
	}
	var counts []Count
	for _, state := range []isms.State{isms.Overdue, isms.DueSoon, isms.Unknown, isms.Current, isms.NotApplicable} {
		c := Count{Value: string(state), Label: b.Text("review." + string(state)), N: numbers[state]}
		if c.N > 0 {
			c.Href = rel(from, reviewsPath+"#"+string(state))
		}
		counts = append(counts, c)
	}
	return counts
}

func (b *Book) reviewColumns() []Column {
	column := func(name, kind string, filter bool) Column {
		return Column{Name: name, Title: b.Text("field." + name), Type: kind, Filter: filter}
	}
	return []Column{column("id", "text", false), column("title", "text", false), column("owner", "text", true), column("reviewed", "date", false),
		column("review_due", "date", false), column("review_state", "badge", false)}
}

func (b *Book) reviewRow(from string, d due) Row {
	reviewed := ""
	switch e := d.entry.(type) {
	case *register.Document:
		reviewed = e.Reviewed.String()
	case *register.Supplier:
		reviewed = e.Assessed.String()
	}
	href := b.href(from, d.thing)
	return Row{ID: d.thing.ID(), Cells: []Cell{
		{Text: d.thing.ID(), Sort: sortKey(d.thing.ID())}, {Text: d.thing.Title(), Href: href, Sort: strings.ToLower(d.thing.Title())},
		b.personCell(from, d.entry.Responsible()), {Text: reviewed, Sort: reviewed, Missing: reviewed == "" && d.review.State != isms.NotApplicable},
		b.dueCell(d.review.Due.String(), d.review.State == isms.NotApplicable), badgeCell(b.reviewBadge(d.entry)),
	}}
}

// owner tells owners apart: by their entry, else by the name as written.
type owner struct {
	person *isms.Thing
	name   string
}

func (b *Book) owner(ref register.Ref) owner {
	return owner{b.System.Person(ref.Target), b.ownerKey(ref)}
}

// ownerKey is under whom something stands in lists by owner: the owner as resolved, else as written.
func (b *Book) ownerKey(ref register.Ref) string {
	if t := b.System.Person(ref.Target); t != nil {
		return t.Title()
	}
	return ref.Target
}

// ownersTable counts by owner what is overdue, due soon and unknown, the most overdue first.
func (b *Book) ownersTable() func(from string) Table {
	type line struct {
		ref     register.Ref
		numbers map[isms.State]int
	}
	byOwner := map[owner]*line{}
	var owners []owner
	for _, t := range b.System.Things {
		e, ok := t.Entry.(register.Scheduled)
		if !ok {
			continue
		}
		key := b.owner(e.Responsible())
		if byOwner[key] == nil {
			byOwner[key] = &line{e.Responsible(), map[isms.State]int{}}
			owners = append(owners, key)
		}
		r, _ := b.System.ReviewOf(e)
		byOwner[key].numbers[r.State]++
	}
	slices.SortStableFunc(owners, func(x, y owner) int {
		a, c := byOwner[x].numbers, byOwner[y].numbers
		return cmp.Or(c[isms.Overdue]-a[isms.Overdue], c[isms.DueSoon]-a[isms.DueSoon], c[isms.Unknown]-a[isms.Unknown], strings.Compare(strings.ToLower(x.name), strings.ToLower(y.name)), strings.Compare(x.name, y.name))
	})
	states := []isms.State{isms.Overdue, isms.DueSoon, isms.Unknown, isms.Current}
	return func(from string) Table {
		t := Table{Name: "owners", Caption: b.Text("reviews.owners"), Columns: []Column{{Name: "owner", Title: b.Text("field.owner"), Type: "text"}}, Total: len(owners), First: 1}
		for _, s := range states {
			t.Columns = append(t.Columns, Column{Name: string(s), Title: b.Text("field." + string(s)), Type: "number"})
		}
		for _, key := range owners[:min(len(owners), pageRows)] {
			row := Row{ID: key.name, Cells: []Cell{b.personCell(from, byOwner[key].ref)}}
			for _, s := range states {
				n := itoa(byOwner[key].numbers[s])
				row.Cells = append(row.Cells, Cell{Text: n, Sort: n})
			}
			t.Rows = append(t.Rows, row)
		}
		return t
	}
}
