package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"ismsite/generator/date"
	"ismsite/generator/isms"
	"ismsite/generator/register"
	"ismsite/generator/report"
)

// exportFiles lists every register and report as files, and the calendars of reviews.
func exportFiles(b *Book) []Page {
	var pages []Page
	add := func(name string, formats []report.Format, table func() *report.Table) {
		shared := &sharedTable{make: table, formats: len(formats)}
		for _, format := range formats {
			pages = append(pages, Page{Path: "data/" + name + "." + string(format), Content: func() ([]byte, error) {
				var out bytes.Buffer
				err := shared.get().Write(&out, format)
				return out.Bytes(), err
			}})
		}
	}
	formats := []report.Format{report.AsCSV, report.AsXLSX, report.AsJSON}
	add("documents", formats, b.DocumentsReport)
	add("reviews", append(slices.Clone(formats), report.AsMarkdown, report.AsICS), b.ReviewsReport)
	for _, kind := range b.System.Set.Kinds {
		if entries := b.System.Set.Of(kind); len(entries) > 0 && kind.Name != "documents" {
			add(exportName(kind), formats, func() *report.Table { return b.registerReport(kind) })
		}
	}
	for _, owner := range b.owners {
		pages = append(pages, Page{Path: owner.path, Content: func() ([]byte, error) {
			var out bytes.Buffer
			err := b.calendar(owner.name, owner.things).ICS(&out)
			return out.Bytes(), err
		}})
	}
	return pages
}

// sharedTable makes a table once for all its formats, and forgets it when each has been written.
type sharedTable struct {
	make    func() *report.Table
	formats int

	mu    sync.Mutex
	table *report.Table
	given int
}

func (s *sharedTable) get() *report.Table {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.table == nil {
		s.table = s.make()
	}
	table := s.table
	if s.given++; s.given%s.formats == 0 {
		s.table = nil
	}
	return table
}

var documentReportColumns = []report.Column{
	{Name: "id"}, {Name: "title"}, {Name: "type"}, {Name: "version"}, {Name: "status"}, {Name: "owner"}, {Name: "approver"}, {Name: "author"},
	{Name: "approved", Type: report.TypeDate}, {Name: "effective", Type: report.TypeDate}, {Name: "reviewed", Type: report.TypeDate}, {Name: "review_every"},
	{Name: "review_due", Type: report.TypeDate}, {Name: "review_state"}, {Name: "days_overdue", Type: report.TypeNumber}, {Name: "classification"},
	{Name: "language"}, {Name: "controls", Type: report.TypeList}, {Name: "tags", Type: report.TypeList}, {Name: "file"}, {Name: "url"},
}

// DocumentsReport is the document register (ISO/IEC 27001:2022, 7.5.3): a row for every Markdown document.
func (b *Book) DocumentsReport() *report.Table {
	t := b.reportTable("documents", b.Text("area.documents"))
	for _, d := range b.System.Set.Documents {
		t.Rows = append(t.Rows, b.reportRow(b.System.ThingOf(d)))
	}
	t.Calendar = b.calendar(t.Title, b.documentThings())
	return t
}

func (b *Book) documentThings() []*isms.Thing {
	var things []*isms.Thing
	for _, d := range b.System.Set.Documents {
		things = append(things, b.System.ThingOf(d))
	}
	return things
}

// ReviewsReport is what is due for review: overdue, due soon, unknown, current, then what is not reviewed.
func (b *Book) ReviewsReport() *report.Table {
	t := b.reportTable("reviews", b.Text("reviews.title"))
	var things []*isms.Thing
	for _, d := range b.dues(isms.States...) {
		t.Rows = append(t.Rows, b.reportRow(d.thing))
		things = append(things, d.thing)
	}
	t.Calendar = b.calendar(t.Title, things)
	return t
}

func (b *Book) reportTable(name, title string) *report.Table {
	columns := slices.Clone(documentReportColumns)
	for i := range columns {
		columns[i].Title = b.textOr("field."+columns[i].Name, humanize(columns[i].Name))
	}
	return &report.Table{Name: name, Title: title, AsOf: b.System.Today, Columns: columns}
}

// reportRow is one document or other scheduled entry; what an entry of another kind does not have is unknown.
func (b *Book) reportRow(t *isms.Thing) []report.Cell {
	e := t.Entry.(register.Scheduled)
	r, _ := b.System.ReviewOf(e)
	overdue := report.Unknown()
	switch {
	case r.State == isms.Overdue:
		overdue = report.Int(r.Days)
	case !r.Due.IsZero():
		overdue = report.Int(0)
	}
	d := t.Document()
	class := ""
	if d == nil {
		d = standIn(e)
	} else {
		class = b.class(d)
	}
	var controls []string
	for _, c := range d.Controls {
		controls = append(controls, c.Target)
	}
	return []report.Cell{
		report.Text(d.ID), report.Text(d.Title), report.Text(d.Type), report.Text(d.Version), report.Text(d.Status), report.Text(d.Owner.Target), report.Text(d.Approver.Target), report.Text(d.Author.Target),
		report.Day(d.Approved), report.Day(d.Effective), report.Day(d.Reviewed), report.Text(d.ReviewEvery.Text),
		report.Day(r.Due), report.Text(string(r.State)), overdue, report.Text(class),
		report.Text(d.Language), report.List(controls), report.List(d.Tags), report.Text(e.Base().Pos.File), report.Text(b.places[t]),
	}
}

// standIn shows an entry of another kind in the columns of the document register: a supplier has an owner and a
// last assessment, and its type is its kind.
func standIn(e register.Scheduled) *register.Document {
	r := e.Base()
	d := &register.Document{Type: strings.ToLower(r.Kind.Singular), Owner: e.Responsible()}
	d.ID, d.Title = r.ID, r.Title
	if s, ok := e.(*register.Supplier); ok {
		d.Status, d.Reviewed, d.ReviewEvery = s.Status, s.Assessed, s.ReviewEvery
	}
	return d
}

// registerReport is one register with all its fields, as written.
func (b *Book) registerReport(kind *register.Kind) *report.Table {
	t := &report.Table{Name: kind.Name, Title: b.registerTitle(kind), AsOf: b.System.Today}
	for _, f := range kind.Fields() {
		column := report.Column{Name: f.Name, Title: b.label(&f)}
		switch f.Type {
		case register.Day:
			column.Type = report.TypeDate
		case register.Number:
			column.Type = report.TypeNumber
		case register.Texts, register.Refs, register.Persons:
			column.Type = report.TypeList
		}
		t.Columns = append(t.Columns, column)
	}
	extra := extraColumns(b.System.Set.Of(kind))
	for _, name := range extra {
		t.Columns = append(t.Columns, report.Column{Name: columnName(t.Columns, name), Title: name})
	}
	for _, e := range b.System.Set.Of(kind) {
		t.Rows = append(t.Rows, registerRow(e, extra))
	}
	return t
}

// columnName makes a name that no other column has; a key may be anything, even nothing.
func columnName(columns []report.Column, name string) string {
	for name == "" || slices.ContainsFunc(columns, func(c report.Column) bool { return c.Name == name }) {
		name += "_"
	}
	return name
}

// extraColumns are the columns that the files have and the kind does not know.
func extraColumns(entries []register.Entry) []string {
	var names []string
	for _, e := range entries {
		for _, f := range e.Base().Extra {
			if !slices.Contains(names, f.Key) {
				names = append(names, f.Key)
			}
		}
	}
	return names
}

func registerRow(e register.Entry, extra []string) []report.Cell {
	var cells []report.Cell
	for _, v := range register.Values(e) {
		switch {
		case v.Field.Type == register.Day:
			cells = append(cells, report.Day(v.Day))
		case v.Field.Type == register.Texts || v.Field.Type == register.Refs || v.Field.Type == register.Persons:
			cells = append(cells, report.List(v.Texts))
		case v.Field.Type == register.Number:
			cells = append(cells, report.Number(strings.Join(v.Texts, "")))
		default:
			cells = append(cells, report.Text(strings.Join(v.Texts, ", ")))
		}
	}
	for _, name := range extra {
		text := ""
		for _, f := range e.Base().Extra {
			if f.Key == name {
				text = f.Value.Text
			}
		}
		cells = append(cells, report.Text(text))
	}
	return cells
}

// calendar holds the due dates of things. The ids of its events stay the same from build to build.
func (b *Book) calendar(name string, things []*isms.Thing) *report.Calendar {
	c := &report.Calendar{Name: name, AsOf: b.System.Today}
	lead := b.System.Today.Add(b.profile().Lead.Period).Sub(b.System.Today)
	for _, t := range things {
		r, ok := b.System.ReviewOf(t.Entry)
		if !ok || r.Due == (date.Date{}) {
			continue
		}
		e := t.Entry.(register.Scheduled)
		event := report.Event{UID: "review-" + b.places[t] + "@" + b.domain(), Day: r.Due, Summary: b.Text("calendar.review", t.ID(), t.Title()),
			Contact: b.ownerKey(e.Responsible()), Categories: []string{b.kindName(t)}, Remind: lead}
		if base := strings.TrimSuffix(b.profile().BaseURL, "/"); base != "" {
			event.URL = base + "/" + rel("", b.places[t])
		}
		c.Events = append(c.Events, event)
	}
	return c
}

// domain makes the ids of events unique to the site: its address, else its title.
func (b *Book) domain() string {
	address := b.profile().BaseURL
	if _, rest, ok := strings.Cut(address, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		return host
	}
	return slug(strings.ToLower(b.site.Title)) + ".ismsite"
}

// A calendarOwner is somebody with a calendar of their own: in the people register, or only a name.
type calendarOwner struct {
	person *isms.Thing
	name   string
	path   string
	things []*isms.Thing
}

const allCalendar = "data/reviews.ics"

// calendarOwners lists everybody who owes a review, by name: those in the people register, and names as written.
func (b *Book) calendarOwners() []calendarOwner {
	var owners []calendarOwner
	add := func(person *isms.Thing, name, id string, things []*isms.Thing) {
		path := b.free("data/reviews-"+slug(strings.ReplaceAll(id, "/", "-")), ".ics")
		owners = append(owners, calendarOwner{person, name, path, things})
	}
	for _, person := range b.System.Set.People {
		t := b.System.ThingOf(person)
		if len(b.owned[t]) > 0 {
			add(t, person.Title, person.ID, b.owned[t])
		}
	}
	names, owed := b.strangers()
	for _, name := range names {
		add(nil, name, name, owed[name])
	}
	slices.SortStableFunc(owners, func(x, y calendarOwner) int { return cmp.Compare(x.name, y.name) })
	return owners
}

// strangers are the owners who are not in the people register, and what they owe.
func (b *Book) strangers() (names []string, owed map[string][]*isms.Thing) {
	owed = map[string][]*isms.Thing{}
	for _, t := range b.System.Things {
		e, ok := t.Entry.(register.Scheduled)
		if !ok || e.Responsible().Target == "" || b.System.Person(e.Responsible().Target) != nil {
			continue
		}
		name := e.Responsible().Target
		if owed[name] == nil {
			names = append(names, name)
		}
		owed[name] = append(owed[name], t)
	}
	return names, owed
}

func (b *Book) calendarLinks(p string) []Link {
	links := []Link{{Href: rel(p, allCalendar), Text: b.Text("calendar.all")}}
	for _, o := range b.owners[:min(len(b.owners), maxCalendars)] {
		links = append(links, Link{Href: rel(p, o.path), Text: o.name})
	}
	return links
}

const maxCalendars = 200 // links on one page

// calendarOf is the path of somebody's calendar, "" if they owe no review.
func (b *Book) calendarOf(t *isms.Thing) string {
	for _, o := range b.owners {
		if o.person == t {
			return o.path
		}
	}
	return ""
}
