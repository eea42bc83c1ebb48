package register

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"ismsite/generator/markdown"
	"ismsite/generator/source"
)

// A Set holds all entries of a site.
type Set struct {
	Profile   *Profile
	Kinds     []*Kind // with those that the profile declares and those found as undeclared tables
	Documents []*Document
	People    []*Person
	Terms     []*Term
	entries   map[*Kind][]Entry
}

// Of returns the entries of a kind, sorted by id.
func (s *Set) Of(kind *Kind) []Entry { return s.entries[kind] }

// Load turns files into entries. Every Markdown file becomes an entry: of the register in whose folder it stands,
// else a document.
func Load(tree *source.Tree, docs []*markdown.Doc, profile *Profile) (*Set, []source.Problem) {
	l := &loader{tree: tree, set: &Set{Profile: profile, Kinds: slices.Concat(Kinds, profile.Declared), entries: map[*Kind][]Entry{}}, made: map[string]int{}}
	for _, doc := range docs {
		l.doc(doc)
	}
	for _, f := range tree.Files {
		l.file(f)
	}
	l.finish()
	return l.set, l.problems
}

type loader struct {
	tree     *source.Tree
	set      *Set
	problems []source.Problem
	made     map[string]int // ids made from titles, by kind
}

func (l *loader) report(problems ...source.Problem) { l.problems = append(l.problems, problems...) }

// registersDir is the folder that holds registers; anywhere else a table is just a file.
const registersDir = "registers"

// registerOf returns the kind whose folder a Markdown file stands in, or nil.
func (l *loader) registerOf(name string) *Kind {
	if !strings.HasPrefix(name, registersDir+"/") || isIndex(name) {
		return nil
	}
	parts := strings.Split(name, "/")
	if len(parts) < 3 {
		return nil
	}
	return KindNamed(l.set.Kinds, parts[1])
}

func (l *loader) doc(doc *markdown.Doc) {
	l.report(doc.Problems...)
	kind := l.registerOf(doc.Path)
	if kind == nil || kind == documents {
		l.document(doc)
		return
	}
	e := kind.New()
	e.Base().Doc = doc
	l.report(decode(e, kind, doc.Fields, source.Pos{File: doc.Path, Line: 1, Column: 1}, nil)...)
	for _, f := range e.Base().Extra {
		l.report(unknownColumn(kind, f))
	}
	if e.Base().ID == "" {
		e.Base().ID = strings.ToUpper(stem(doc.Path))
	}
	e.Base().Title = cmp.Or(e.Base().Title, doc.Title, stem(doc.Path))
	l.add(e)
}

func (l *loader) document(doc *markdown.Doc) {
	d := &Document{}
	d.Doc = doc
	l.report(decode(d, documents, doc.Fields, source.Pos{File: doc.Path, Line: 1, Column: 1}, l.set.Profile.Aliases)...)
	l.unknownKeys(d)
	if d.ID == "" {
		d.ID, d.IDFromPath = PathID(doc.Path), true
	}
	d.Title = cmp.Or(d.Title, doc.Title, stem(doc.Path))
	l.docType(d)
	l.classification(d)
	l.set.Documents = append(l.set.Documents, d)
	l.add(d)
}

func (l *loader) unknownKeys(d *Document) {
	names := make([]string, len(documents.fields))
	for i, f := range documents.fields {
		names[i] = f.Name
	}
	for _, f := range d.Extra {
		fix := "remove it, put it below params, or give it a meaning in the profile's front_matter.aliases"
		if near := Nearest(normalize(f.Key), names); near != "" {
			fix = "did you mean " + near + "?"
		}
		l.report(source.Problem{Pos: f.Pos, Check: "unknown-key", Message: "the key \"" + f.Key + "\" means nothing in a document", Fix: fix})
	}
	d.Extra = nil
}

func (l *loader) docType(d *Document) {
	if _, known := l.set.Profile.DocTypeNamed(d.Type); known || d.Type == "" {
		return
	}
	word := normalize(d.Type)
	var names []string
	for _, t := range l.set.Profile.DocTypes() {
		if normalize(t.ID) == word || normalize(t.Title) == word {
			d.Type = t.ID
			return
		}
		names = append(names, t.ID)
	}
	fix := "use a type that exists, or add it to the profile's types"
	if near := Nearest(word, names); near != "" {
		fix = "did you mean " + near + "?"
	}
	l.report(source.Problem{Pos: d.At("type"), Check: "unknown-type", Message: "the document type \"" + d.Type + "\" is not known", Fix: fix})
}

func (l *loader) classification(d *Document) {
	if d.Classification == "" {
		return
	}
	for _, c := range l.set.Profile.Classes {
		if strings.EqualFold(c, d.Classification) {
			d.Classification = c
			return
		}
	}
	fix := "use one of: " + strings.Join(l.set.Profile.Classes, ", ")
	if near := Nearest(strings.ToLower(d.Classification), l.set.Profile.Classes); near != "" {
		fix = "did you mean " + near + "?"
	}
	l.report(source.Problem{Pos: d.At("classification"), Check: "unknown-classification", Message: "the classification \"" + d.Classification + "\" is not known", Fix: fix})
}

// file reads the table files below registers.
func (l *loader) file(f *source.File) {
	parts := strings.Split(f.Name, "/")
	if len(parts) < 2 || parts[0] != registersDir || f.Content == nil {
		return
	}
	name := stem(f.Name)
	if len(parts) > 2 && KindNamed(l.set.Kinds, parts[1]) != nil {
		name = parts[1]
	}
	ext := f.Ext()
	switch {
	case ext != ".csv" && ext != ".yaml" && ext != ".yml":
	case KindNamed(l.set.Kinds, name) == documents:
		l.report(source.Problem{Pos: source.Pos{File: f.Path}, Check: "undeclared-register", Message: "documents are Markdown files, each with its own front matter; this table is not shown",
			Fix: "give the table another name"})
	case ext == ".csv":
		l.table(f, name)
	default:
		l.list(f, name)
	}
}

func (l *loader) table(f *source.File, name string) {
	text, problems := source.Text(f.Path, f.Content)
	rows, found := source.CSV(f.Path, text)
	l.report(append(problems, found...)...)
	kind := KindNamed(l.set.Kinds, name)
	if kind == nil {
		kind = infer(path.Base(name), rows.Header)
		l.set.Kinds = append(l.set.Kinds, kind)
		l.report(source.Problem{Pos: source.Pos{File: f.Path}, Check: "undeclared-register", Message: "no register of this name is declared; it is shown as a plain table"})
	}
	for _, row := range rows.Rows {
		l.row(kind, row.Fields, row.Pos)
	}
	l.unknownColumns(kind, rows.Header)
}

// unknownColumns reports columns that the kind does not know; their cells are kept as they are.
func (l *loader) unknownColumns(kind *Kind, header []source.Field) {
	f := &Form{mode: decoding, fields: kind.fields}
	for _, h := range f.accept(header, nil) {
		if h.Key != "" {
			l.report(unknownColumn(kind, h))
		}
	}
	for _, p := range f.problems {
		if p.Check == "foreign-key" {
			l.report(p)
		}
	}
}

func unknownColumn(kind *Kind, field source.Field) source.Problem {
	p := source.Problem{Pos: field.Pos, Check: "unknown-column", Message: "the column \"" + field.Key + "\" is not part of the register " + kind.Name + "; its cells are shown as they are"}
	names := make([]string, len(kind.fields))
	for i, f := range kind.fields {
		names[i] = f.Name
	}
	if near := Nearest(normalize(field.Key), names); near != "" {
		p.Fix = "did you mean " + near + "?"
	}
	return p
}

func (l *loader) list(f *source.File, name string) {
	text, problems := source.Text(f.Path, f.Content)
	value, found := source.YAML(f.Path, text, 1, source.FileLimits)
	l.report(append(problems, found...)...)
	kind := KindNamed(l.set.Kinds, name)
	if kind == nil {
		l.report(source.Problem{Pos: source.Pos{File: f.Path}, Check: "undeclared-register", Message: "no register of this name is declared; the file is not shown",
			Fix: "declare it in the profile's registers, by columns and types"})
		return
	}
	var header source.Fields // every key, where it stands first
	seen := map[string]bool{}
	for _, item := range listItems(value) {
		if item.Kind != source.Map {
			l.report(source.Problem{Pos: item.Pos, Check: "wrong-shape", Message: "an entry of a register has the form key: value; this is " + item.Kind.String()})
			continue
		}
		for _, field := range item.Fields {
			if !seen[field.Key] {
				seen[field.Key] = true
				header = append(header, field)
			}
		}
		l.row(kind, item.Fields, item.Pos)
	}
	l.unknownColumns(kind, header)
	if value.Kind == source.Scalar {
		l.report(source.Problem{Pos: value.Pos, Check: "wrong-shape", Message: "a register is a list of entries; this is text", Fix: "begin each entry with - on its own line"})
	}
}

// listItems returns the entries of a YAML register: a list, or a mapping from ids to entries.
func listItems(value source.Value) []source.Value {
	if value.Kind != source.Map {
		return value.Items
	}
	var items []source.Value
	for _, f := range value.Fields {
		item := f.Value
		item.Pos = f.Pos
		if item.Kind == source.Map && item.Fields.Get("id") == nil {
			id := source.Field{Key: "id", Pos: f.Pos, Value: source.Value{Kind: source.Scalar, Text: f.Key, Pos: f.Pos}}
			item.Fields = append(source.Fields{id}, item.Fields...)
		}
		items = append(items, item)
	}
	return items
}

func (l *loader) row(kind *Kind, fields source.Fields, at source.Pos) {
	e := kind.New()
	for _, p := range decode(e, kind, fields, at, nil) {
		if p.Check != "foreign-key" { // told once, at the header
			l.report(p)
		}
	}
	r := e.Base()
	if r.ID == "" {
		r.ID = l.freeID(kind, cmp.Or(markdown.Slug(r.Title), kind.Name))
	}
	r.Title = cmp.Or(r.Title, r.ID)
	l.add(e)
}

// freeID makes an id for a row that has none, from its title, with a number when another row has the same.
func (l *loader) freeID(kind *Kind, from string) string {
	key := kind.Name + "\x00" + from
	l.made[key]++
	if n := l.made[key]; n > 1 {
		return from + "-" + itoa(n)
	}
	return from
}

func (l *loader) add(e Entry) {
	r := e.Base()
	switch e := e.(type) {
	case *Person:
		e.PersonKind = cmp.Or(e.PersonKind, Individual)
		l.set.People = append(l.set.People, e)
	case *Term:
		l.set.Terms = append(l.set.Terms, e)
	}
	l.set.entries[r.Kind] = append(l.set.entries[r.Kind], e)
}

// finish sorts what was loaded.
func (l *loader) finish() {
	l.distinguish()
	for _, entries := range l.set.entries {
		slices.SortStableFunc(entries, func(a, b Entry) int { return byID(a.Base(), b.Base()) })
	}
	slices.SortStableFunc(l.set.Documents, func(a, b *Document) int { return byID(&a.Record, &b.Record) })
	slices.SortStableFunc(l.set.People, func(a, b *Person) int { return byID(&a.Record, &b.Record) })
	slices.SortStableFunc(l.set.Terms, func(a, b *Term) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), byID(&a.Record, &b.Record))
	})
}

func byID(a, b *Record) int { return cmp.Or(CompareIDs(a.ID, b.ID), a.Pos.Compare(b.Pos)) }

// distinguish gives documents whose ids come from their paths the longer path when the short one is taken, as by
// vendor.md beside vendor/index.md.
func (l *loader) distinguish() {
	taken := map[string]int{}
	for _, d := range l.set.Documents {
		taken[d.ID]++
	}
	for _, d := range l.set.Documents {
		if d.IDFromPath && taken[d.ID] > 1 && d.IsIndex() {
			d.ID = strings.TrimSuffix(strings.TrimPrefix(d.Doc.Path, documentsDir+"/"), path.Ext(d.Doc.Path))
		}
	}
}
