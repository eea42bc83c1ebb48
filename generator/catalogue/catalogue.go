// Package catalogue holds published sets of controls and clauses: identifiers, short titles and attributes, never
// the text of a standard.
//
// ISO/IEC 27001:2022 is built in. A catalogue keeps its rights note, which pages show beside its titles.
package catalogue

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"ismsite/generator/source"
)

// A Catalogue is one published set of controls.
type Catalogue struct {
	ID       string
	Name     string // "ISO/IEC 27001:2022"
	Title    string
	Rights   string
	Themes   []Theme
	Clauses  []*Control
	Controls []*Control

	byID map[string]*Control
}

// A Theme is a part of a catalogue.
type Theme struct{ ID, Title, Prefix string }

// A Control is one control or clause. Attributes are those of ISO/IEC 27002:2022.
type Control struct {
	Catalogue    *Catalogue
	ID           string // "A.5.15", or "5.2" for a clause
	Title        string
	Theme        string
	Parent       string
	Clause       bool
	Types        []string // preventive, detective, corrective
	Properties   []string // confidentiality, integrity, availability
	Concepts     []string
	Capabilities []string
	Domains      []string
	New          bool // in this edition
}

//go:embed data/*.yaml
var data embed.FS

// Builtin returns the catalogues that the program carries, by file name. They are read once and never change.
var Builtin = sync.OnceValue(loadBuiltin)

// Named returns the catalogue with that id, or nil.
func Named(id string) *Catalogue {
	for _, c := range Builtin() {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// IDs lists the ids of all catalogues.
func IDs() []string {
	var ids []string
	for _, c := range Builtin() {
		ids = append(ids, c.ID)
	}
	return ids
}

// Chosen returns the catalogues with those ids, in the order of Builtin; no ids give all.
func Chosen(ids []string) []*Catalogue {
	if len(ids) == 0 {
		return Builtin()
	}
	var chosen []*Catalogue
	for _, c := range Builtin() {
		if slices.Contains(ids, c.ID) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

func loadBuiltin() []*Catalogue {
	names, err := fs.Glob(data, "data/*.yaml")
	if err != nil {
		panic(err)
	}
	var all []*Catalogue
	for _, name := range names {
		text, err := data.ReadFile(name)
		if err != nil {
			panic(err)
		}
		c, problems := Parse(name, text)
		if len(problems) > 0 {
			panic(fmt.Sprintf("%s: %s", problems[0].Pos, problems[0].Message))
		}
		all = append(all, c)
	}
	return all
}

// Parse reads a catalogue from YAML: id, name, title, rights, and lists of themes, clauses and controls.
func Parse(file string, text []byte) (*Catalogue, []source.Problem) {
	value, problems := source.YAML(file, text, 1, source.FileLimits)
	f := value.Fields
	c := &Catalogue{ID: f.Text("id"), Name: f.Text("name"), Title: f.Text("title"), Rights: f.Text("rights"), byID: map[string]*Control{}}
	for _, item := range items(f, "themes") {
		c.Themes = append(c.Themes, Theme{item.Text("id"), item.Text("title"), item.Text("prefix")})
	}
	for _, item := range items(f, "clauses") {
		c.Clauses = append(c.Clauses, c.control(item, true))
	}
	for _, item := range items(f, "controls") {
		c.Controls = append(c.Controls, c.control(item, false))
	}
	return c, problems
}

func items(f source.Fields, key string) []source.Fields {
	field := f.Get(key)
	if field == nil {
		return nil
	}
	var list []source.Fields
	for _, item := range field.Value.Items {
		list = append(list, item.Fields)
	}
	return list
}

func (c *Catalogue) control(f source.Fields, clause bool) *Control {
	control := &Control{
		Catalogue: c, ID: f.Text("id"), Title: f.Text("title"), Theme: f.Text("theme"), Parent: f.Text("parent"), Clause: clause,
		Types: texts(f, "types"), Properties: texts(f, "properties"), Concepts: texts(f, "concepts"),
		Capabilities: texts(f, "capabilities"), Domains: texts(f, "domains"), New: f.Text("new_in_2022") == "true",
	}
	c.byID[control.ID] = control
	return control
}

func texts(f source.Fields, key string) []string {
	field := f.Get(key)
	if field == nil {
		return nil
	}
	var list []string
	for _, item := range field.Value.Items {
		list = append(list, item.Text)
	}
	return list
}

// Control finds a control of Annex A by its id, with or without the leading "A.".
func (c *Catalogue) Control(id string) *Control {
	id = strings.TrimSpace(id)
	if found := c.byID[id]; found != nil && !found.Clause {
		return found
	}
	if !strings.HasPrefix(id, "A.") {
		return c.byID["A."+id]
	}
	return nil
}

// Clause finds a clause by its number.
func (c *Catalogue) Clause(id string) *Control {
	if found := c.byID[strings.TrimSpace(id)]; found != nil && found.Clause {
		return found
	}
	return nil
}
