package page

import "html/template"

// The types in this file are the contract between the program and a theme: a template sees these and nothing
// else. Every Href is ready to use: relative to the page it stands on, percent-encoded, ending in ".html" (or
// in the file type of a download). Every text is plain and is escaped by the template; only Content is HTML.

// Frame is what every page shows around its content.
type Frame struct {
	Site        Site
	Root        string // from this page to the site's root: "", "../" or "../../"
	Path        string // this page, from the root: "documents/POL-001.html"
	Kind        string // the page kind, which is also its template: "document"
	Title       string // heading and window title, without the site's name
	Description string // one sentence for search engines and link previews; may be empty
	Language    string // of the content: "en"; the frame's own texts are in Site.Language
	Breadcrumbs []Link // from home to this page's parent; empty on home
	Areas       []Link // the main areas: home, documents, reviews, registers …; the present one is Current
	Nav         Nav
	Prev, Next  *Link  // neighbours within the section; nil at its ends
	Edit        *Link  // "Edit this page"; nil without edit_url
	Source      string // file the page comes from, as the user would type it; empty for generated pages
}

// Site is what all pages of one build have in common.
type Site struct {
	Title        string
	Organisation string
	Scope        string
	Website      string
	Contact      string
	Language     string // of the interface texts: "en" or "de"
	Footer       string
	Logo         string // path from the root, empty for none
	AsOf         string // the date all states refer to: "2026-03-31"
	Pinned       bool   // true: states stay as of AsOf; false: a script re-computes them when the page is read
	LeadDays     int    // days before a due date at which something is "due soon"
	Edition      string // empty when the site holds everything
	Search       bool   // whether the site has a search index
	Preview      bool   // served by the preview: carries its script
	Accent       Accent
}

// Accent is the profile's colour, already checked for contrast: a file assets/accent.css is written from it.
type Accent struct {
	Light, Dark string // "#0b5c6b"
}

// Link is a link, or plain text when Href is empty.
type Link struct {
	Href    string
	Text    string
	Note    string // a second, quieter text: a version, a job title, a count
	Current bool   // the page itself, or the area it belongs to
	Missing bool   // Text names something that does not exist
}

// Nav is the part of the site around a page: all top-level sections, and some entries of its own section. Its
// size does not grow with the site.
type Nav struct {
	Sections []Link // top-level sections
	Section  *Link  // the page's own section; nil outside sections
	Entries  []Link // entries near this one in its section, at most 31
	More     *Link  // the section's full list, when Entries is cut
}

// Badge is a status or a state, shown by text and shape, never by colour alone.
type Badge struct {
	Group string // "status", "review", "classification", "severity", "level"
	Value string // "approved", "overdue", "internal"; the CSS class is badge-GROUP-VALUE
	Text  string // in the reader's language: "Overdue by 12 days"
	Due   string // review badges: the due date that the script re-computes from; empty for others
}

// Fact is one labelled line about a document or an entry.
type Fact struct {
	Name    string // field name: "owner"
	Label   string // "Owner"
	Values  []Link // one or more values; empty when Missing
	Badge   *Badge // instead of Values
	Date    string // set for dates, also in Values
	Missing bool   // the field is expected and not given: shown as missing
	Long    bool   // running text rather than a short value
}

// Heading is one line of a contents list. Level counts from 1 for the top headings of this text.
type Heading struct {
	Level int
	Text  string
	Href  string // "#anchor"
}

// Change is one line of a document's history.
type Change struct {
	Version, Date, Summary, Kind string // Kind: "substantive", "editorial" or ""
	Author, ApprovedBy           *Link
}

// Backlink is a place elsewhere that mentions this page.
type Backlink struct {
	From     Link
	Kind     string // of the page that mentions: "Policy", "Supplier"
	Sentence string // the sentence the mention stands in; may be empty
	Field    string // the field the mention stands in ("Supersedes"); empty for running text
}

// Document is the view of a document's page.
type Document struct {
	ID           string
	IDFromPath   bool // the file has no id of its own
	Facts        []Fact
	Summary      string
	Audience     []Link
	Badges       []Badge  // status, review state, classification
	Notice       *Notice  // draft, superseded, withdrawn, not yet effective; nil in the usual case
	Missing      []string // labels of expected fields that are not given
	Contents     []Heading
	Content      template.HTML
	Changes      []Change
	Translations []Link
	Tags         []Link
	ReferencedBy []Backlink
	Children     []Link // entries of the section whose page this is
	Attachments  []Link
	Params       any // the front matter's params: texts, lists and maps of them; nil without
}

// Notice tells a reader, before the text, that it is not simply in force.
type Notice struct {
	Value string // "draft", "in_review", "superseded", "withdrawn", "not_yet_effective"
	Text  string
	Link  *Link // the successor, if there is one
}

// Entry is the view of one entry of a register other than documents: a supplier, a permit.
type Entry struct {
	ID           string
	Register     Link
	Singular     string // "Supplier"
	Facts        []Fact
	Badges       []Badge
	Contents     []Heading
	Content      template.HTML // narrative, empty for rows of a table file
	ReferencedBy []Backlink
}

// Table is a register as a table. A long one is cut into several pages; then Data names a script with all
// rows, so that sorting and filtering still cover the whole register.
type Table struct {
	Name      string
	Caption   string
	Columns   []Column
	Rows      []Row
	Total     int    // rows on all pages
	First     int    // number of the first row shown here, from 1
	Pages     []Link // page 1, 2, 3 …; empty when one page holds all
	Data      string // href of the script with all rows; empty when one page holds all
	Downloads []Link // CSV, XLSX, JSON
	Empty     string // what to say when there are no rows
}

// Column is one column of a Table.
type Column struct {
	Name   string
	Title  string
	Type   string // "text", "date", "number", "badge", "links"
	Filter bool   // few distinct values: offer them as a filter
}

// Row is one line of a Table.
type Row struct {
	ID    string
	Cells []Cell
}

// Cell is one cell. Sort is what to sort and filter by; empty sorts last in either direction.
type Cell struct {
	Text    string
	Href    string
	Note    string
	Links   []Link
	Badge   *Badge
	Sort    string
	Missing bool
}

// Register is the view of a register's list page, also of the document register.
type Register struct {
	Name    string
	Summary string
	Table   Table
}

// Reviews is the view of the overdue-review report.
type Reviews struct {
	Counts    []Count // overdue, due soon, unknown, current, not applicable, in this order
	Groups    []Group // overdue, due soon, unknown, then the rest
	Owners    Table   // by owner: how many overdue, due soon, unknown
	Downloads []Link  // CSV, XLSX, JSON, Markdown
	Calendars []Link  // one for all, then one per owner
}

// Count is a key figure, linked to what it counts.
type Count struct {
	Value string // "overdue"
	Label string
	N     int
	Href  string
}

// Group is one part of the review report.
type Group struct {
	Value string // "overdue"
	Label string
	Open  bool // shown unfolded
	Table Table
}

// Home is the view of the start page.
type Home struct {
	Title    string
	Intro    template.HTML // text of the content's root page, if there is one
	IntroID  *Link         // that document's own page
	Policies []Link        // documents of type policy in force, at most 24
	AllHref  string        // the document register
	Recent   []Link        // changed lately, newest first, Note is the date, at most 8
	Sections []Link        // top-level sections, Note is the number of documents
	Counts   []Count
	Mine     []Link // people with something overdue, most first, at most 8
}

// Section is the view of a folder that has no page of its own.
type Section struct {
	Table    Table
	Sections []Link // sub-sections
}

// Person is the view of a person, role or group.
type Person struct {
	ID           string
	Facts        []Fact
	Roles        []Link // roles a person holds, or holders of a role
	RolesLabel   string
	Content      template.HTML // their own text, from a Markdown file
	Owns         Table         // documents and entries owned, with review state
	Others       []Group       // further tables: approves, author of …
	ReferencedBy []Backlink
	Calendar     *Link
}

// Glossary is the view of the glossary.
type Glossary struct {
	Letters []Letter
}

// Letter is one letter of an A to Z list.
type Letter struct {
	Letter string
	Anchor string
	Terms  []Term
}

// Term is one glossary entry.
type Term struct {
	Anchor       string
	Term         string
	Definition   string
	Content      template.HTML // further text, from a Markdown file
	Synonyms     []string
	See          []Link
	Source       string
	ReferencedBy []Link
}

// Tag is the view of a tag, control theme or any other plain list of pages.
type Tag struct {
	Lead  string
	Table Table
}

// Tags is the view of all tags.
type Tags struct {
	Tags []Link // Note is the number of documents
}

// Controls is the view of a control catalogue.
type Controls struct {
	Name   string
	Rights string
	Themes []Theme
}

// Theme is one part of a catalogue.
type Theme struct {
	Title  string
	Anchor string
	Table  Table
}

// Control is the view of one control or clause.
type Control struct {
	ID         string
	Catalogue  string
	Rights     string
	Facts      []Fact
	Documents  []Link     // documents that say they serve it
	Mentions   []Backlink // mentions in running text
	Prev, Next *Link
}

// AtoZ is the index of everything by title, for readers without scripts.
type AtoZ struct {
	Letters []LetterLinks
}

// LetterLinks is one letter of AtoZ.
type LetterLinks struct {
	Letter string
	Anchor string
	Links  []Link
}

// Problems is the view of what the checks found; only in the preview and on request.
type Problems struct {
	Counts []Count
	Files  []ProblemFile
}

// ProblemFile lists the problems of one file.
type ProblemFile struct {
	Path     string
	Page     *Link
	Problems []Problem
}

// Problem is one problem with its place.
type Problem struct {
	Line, Column                       int
	Severity, Check, Message, Why, Fix string
}

// Redirect is the view of a page that has moved: an old path that an alias names.
type Redirect struct {
	To Link
}

// NotFound is the view of 404.html. A server shows it at any path, so its links, and the frame's Root, begin with a
// slash once it is known where the site is published.
type NotFound struct {
	Links []Link
}

// SearchPage is the view of search.html: the script fills it; without scripts it shows where else to look.
type SearchPage struct {
	Links []Link // document register, A to Z, glossary
}
