package isms

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ismsite/generator/markdown"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

// index finds things by the names that people use for them.
type index struct {
	ids      map[string][]*Thing // entries and controls by id, exactly
	folded   map[string][]*Thing // the same, whatever the letter case
	files    map[string]*Thing   // Markdown files by path, in composed form
	names    map[string][]*Thing // documents by title and by file name without extension, whatever the letter case
	people   map[string][]*Thing // by id, name and mail address, whatever the letter case
	terms    map[string]*Thing   // by term, synonym and id, whatever the letter case
	aliases  map[string]*Thing   // documents by their old paths
	folders  map[string]bool     // that hold documents or registers, at any depth
	prefixes map[string]bool     // "POL" when some entry is called POL-001
}

// build enters all things. Two entries with one id are a problem, unless one says that it translates the other.
func (x *index) build(s *System) []source.Problem {
	*x = index{ids: map[string][]*Thing{}, folded: map[string][]*Thing{}, files: map[string]*Thing{}, names: map[string][]*Thing{},
		people: map[string][]*Thing{}, terms: map[string]*Thing{}, aliases: map[string]*Thing{}, prefixes: map[string]bool{}, folders: map[string]bool{}}
	var problems []source.Problem
	for _, t := range s.Things {
		switch e := t.Entry.(type) {
		case *register.Person:
			problems = append(problems, x.enterPerson(t, e)...)
		case *register.Term:
			problems = append(problems, x.enterTerm(t, e)...)
		default:
			problems = append(problems, x.enter(t)...)
		}
		if doc := t.Doc(); doc != nil {
			x.files[norm.NFC.String(doc.Path)] = t
		}
		if t.Entry != nil {
			x.enterFolders(norm.NFC.String(t.Entry.Base().Pos.File))
		}
	}
	for _, d := range s.Set.Documents {
		problems = append(problems, x.enterAliases(s.entries[d], d)...)
	}
	return problems
}

// enterFolders enters the folders that a file stands in.
func (x *index) enterFolders(file string) {
	for dir := path.Dir(file); dir != "." && !x.folders[dir]; dir = path.Dir(dir) {
		x.folders[dir] = true
	}
}

func (x *index) enter(t *Thing) []source.Problem {
	id := t.ID()
	problems := duplicate(x.ids[id], t)
	x.ids[id] = append(x.ids[id], t)
	x.folded[strings.ToLower(id)] = append(x.folded[strings.ToLower(id)], t)
	if d := t.Document(); d != nil {
		x.name(t, d.Title)
		if stem := strings.TrimSuffix(path.Base(d.Doc.Path), path.Ext(d.Doc.Path)); !d.IsIndex() {
			x.name(t, stem)
		}
	}
	if cut := strings.LastIndexByte(id, '-'); cut > 0 && t.Entry != nil && markdown.IsMention(id) {
		x.prefixes[id[:cut]] = true
	}
	return problems
}

// translates reports whether t is a translation of other, under the same id or another.
func translates(t, other *Thing) bool {
	d, o := t.Document(), other.Document()
	return d != nil && o != nil && d.TranslationOf.Target == o.ID && d.Language != o.Language
}

func (x *index) name(t *Thing, name string) {
	key := strings.ToLower(name)
	if !slices.Contains(x.names[key], t) {
		x.names[key] = append(x.names[key], t)
	}
}

func (x *index) enterPerson(t *Thing, p *register.Person) []source.Problem {
	problems := duplicate(x.people[strings.ToLower(p.ID)], t)
	for _, name := range []string{p.ID, p.Title, p.Email} {
		if key := strings.ToLower(name); key != "" && !slices.Contains(x.people[key], t) {
			x.people[key] = append(x.people[key], t)
		}
	}
	return problems
}

// duplicate reports an entry whose id is taken by one of others.
func duplicate(others []*Thing, t *Thing) []source.Problem {
	for _, other := range others {
		if t.Entry == nil || other.Entry == nil || other.ID() != t.ID() || translates(t, other) || translates(other, t) {
			continue
		}
		first := other.Entry.Base().At("id")
		return []source.Problem{{Pos: t.Entry.Base().At("id"), Check: "duplicate-id", See: first,
			Message: fmt.Sprintf("the id %q is used by %s already", t.ID(), first), Fix: "give one of the two another id; ids are never used twice"}}
	}
	return nil
}

func (x *index) enterTerm(t *Thing, term *register.Term) []source.Problem {
	var problems []source.Problem
	if other := x.terms[strings.ToLower(term.ID)]; other != nil && term.Gave("id") {
		problems = duplicate([]*Thing{other}, t)
	}
	for _, name := range append([]string{term.Title, term.ID}, term.Synonyms...) {
		key := strings.ToLower(name)
		if other := x.terms[key]; other != nil && other != t && name != term.ID {
			problems = append(problems, source.Problem{Pos: term.Pos, Check: "duplicate-term", See: other.Entry.Base().Pos,
				Message: fmt.Sprintf("the word %q has a definition already", name), Fix: "keep one of the two definitions"})
			continue
		}
		if key != "" && x.terms[key] == nil {
			x.terms[key] = t
		}
	}
	return problems
}

func (x *index) enterAliases(t *Thing, d *register.Document) []source.Problem {
	var problems []source.Problem
	for _, alias := range d.Aliases {
		key := CleanAlias(alias)
		if other := x.aliases[key]; other != nil && other != t {
			problems = append(problems, source.Problem{Pos: d.At("aliases"), Check: "duplicate-alias", See: other.Entry.Base().At("aliases"),
				Message: fmt.Sprintf("the old path %q leads to %s already", alias, other.ID())})
			continue
		}
		x.aliases[key] = t
	}
	return problems
}

// CleanAlias turns an old path or address into the form under which it is found: no leading slash, no extension of
// a page, no trailing slash.
func CleanAlias(alias string) string {
	alias = strings.Trim(path.Clean("/"+strings.TrimSpace(alias)), "/")
	for _, ext := range []string{".html", ".htm", ".md", ".markdown"} {
		alias = strings.TrimSuffix(alias, ext)
	}
	return strings.TrimSuffix(alias, "/index")
}

// prefer returns the one of several things of one name that suits a text in a language: the document in that
// language, else one that is no translation. ambiguous is true when nothing tells them apart.
func prefer(found []*Thing, language string) (t *Thing, ambiguous bool) {
	if len(found) == 0 {
		return nil, false
	}
	ambiguous = len(found) > 1 && !allTranslations(found)
	for _, suits := range []func(*register.Document) bool{
		func(d *register.Document) bool { return language != "" && d.Language == language },
		func(d *register.Document) bool { return d.TranslationOf.Target == "" },
	} {
		for _, t := range found {
			if d := t.Document(); d != nil && suits(d) {
				return t, ambiguous
			}
		}
	}
	return found[0], ambiguous
}

// allTranslations reports whether things are one document in several languages: at most one original, and all others
// say that they translate it.
func allTranslations(found []*Thing) bool {
	originals, first := 0, ""
	for i, t := range found {
		d := t.Document()
		if d == nil {
			return false
		}
		origin := d.TranslationOf.Target
		if origin == "" {
			originals++
			origin = d.ID
		}
		if i == 0 {
			first = origin
		}
		if origin != first || originals > 1 {
			return false
		}
	}
	return true
}

// Person finds somebody by id, else by name or mail address.
func (s *System) Person(name string) *Thing {
	name = strings.TrimSpace(name)
	found := s.index.people[strings.ToLower(name)]
	for _, t := range found {
		if strings.EqualFold(t.ID(), name) {
			return t
		}
	}
	if len(found) > 0 {
		return found[0]
	}
	return nil
}

// Control finds a control of the catalogues in use.
func (s *System) Control(id string) *Thing {
	for _, c := range s.Catalogues {
		if control := c.Control(id); control != nil {
			return s.index.control(control.ID)
		}
	}
	return nil
}

// Clause finds a clause of the catalogues in use.
func (s *System) Clause(id string) *Thing {
	for _, c := range s.Catalogues {
		if clause := c.Clause(id); clause != nil {
			return s.index.control(clause.ID)
		}
	}
	return nil
}

func (x *index) control(id string) *Thing {
	for _, t := range x.ids[id] {
		if t.Control != nil {
			return t
		}
	}
	return nil
}

// Document finds a document by id, preferring the one in a language.
func (s *System) Document(id, language string) *Thing {
	var found []*Thing
	for _, t := range s.index.ids[id] {
		if t.Document() != nil {
			found = append(found, t)
		}
	}
	t, _ := prefer(found, language)
	return t
}

// Term finds a glossary entry by its term, a synonym or its id.
func (s *System) Term(word string) *Thing {
	return s.index.terms[strings.ToLower(strings.TrimSpace(word))]
}
