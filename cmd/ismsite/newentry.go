package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"ismsite/generator/markdown"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

// entry adds an entry to the end of a register's file. Of the people register, kind says whether it is a role or a
// group.
func (a author) entry(k *register.Kind, kind string) (string, error) {
	file := a.registerFile(k)
	target, err := a.place(file)
	if err != nil {
		return "", err
	}
	old, err := os.ReadFile(target)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	values, err := a.values(k, kind)
	if err != nil {
		return "", err
	}
	text, problems := source.Text(file, old)
	if len(problems) > 0 {
		return "", a.byHand(file, problems[0].Message)
	}
	add := addItem
	if path.Ext(file) == ".csv" {
		add = addRow
	}
	added, err := add(file, text, k, values)
	if err != nil {
		return "", a.byHand(file, err.Error())
	}
	if bytes.Contains(old, []byte("\r\n")) {
		added = strings.ReplaceAll(added, "\n", "\r\n")
	}
	return target, appendTo(target, added)
}

func (a author) byHand(file, why string) error {
	return fmt.Errorf("%s cannot be added to: %s; write the entry by hand, or correct the file first (ismsite check)", file, why)
}

// registerFile is the file that holds a register; one without a file gets a list.
func (a author) registerFile(k *register.Kind) string {
	for _, f := range a.system.Tree.Files {
		dir, base := path.Split(f.Name)
		ext := path.Ext(base)
		if dir == "registers/" && slices.Contains([]string{".csv", ".yaml", ".yml"}, ext) &&
			register.KindNamed([]*register.Kind{k}, strings.TrimSuffix(base, ext)) != nil {
			return f.Path
		}
	}
	return "registers/" + k.Name + ".yaml"
}

// A value is what a new entry says in one field.
type value struct{ field, text string }

// values lists what a new entry says, and the fields that it should say more in.
func (a author) values(k *register.Kind, kind string) ([]value, error) {
	title := titleField(k)
	var list []value
	for _, f := range k.Fields() {
		switch {
		case f.Name == "id":
			id, err := a.entryID(k, kind)
			if err != nil {
				return nil, err
			}
			if id != "" {
				list = append(list, value{"id", id})
			}
		case f.Name == title:
			list = append(list, value{f.Name, a.title})
		case f.Name == "kind" && kind != "":
			list = append(list, value{f.Name, kind})
		case f.Name == "owner" && a.owner != "":
			list = append(list, value{f.Name, a.owner})
		case f.Required || f.Expected:
			list = append(list, value{f.Name, ""})
		}
	}
	if a.owner != "" && !slices.Contains(list, value{"owner", a.owner}) {
		return nil, misuse("the register %q has no owner; leave --owner out", k.Name)
	}
	return list, nil
}

// titleField is the field by which readers know an entry.
func titleField(k *register.Kind) string {
	fields := k.Fields()
	for _, name := range []string{"term", "name", "title"} {
		if slices.ContainsFunc(fields, func(f register.Field) bool { return f.Name == name }) {
			return name
		}
	}
	i := slices.IndexFunc(fields, func(f register.Field) bool { return f.Name != "id" && f.Type == register.Text })
	return fields[max(i, 0)].Name
}

// entryID is the next number of a register that numbers its entries, else a short name made from the title. A term
// is known by itself.
func (a author) entryID(k *register.Kind, kind string) (string, error) {
	if k.Prefix != "" {
		return a.nextID(k.Prefix, ""), nil
	}
	if titleField(k) == "term" {
		return "", nil
	}
	id := markdown.Slug(a.title)
	if k.Name == "people" && kind == "" {
		id = strings.ReplaceAll(id, "-", ".") // anna.keller
	}
	for _, e := range a.system.Set.Of(k) {
		if r := e.Base(); strings.EqualFold(r.ID, id) {
			return "", misuse("%s has the id %q already; choose another name", r.Pos, r.ID)
		}
	}
	return id, nil
}

// addRow is the row to add to a table.
func addRow(file string, text []byte, k *register.Kind, values []value) (string, error) {
	rows, problems := source.CSV(file, text)
	if i := slices.IndexFunc(problems, func(p source.Problem) bool { return p.Check == "csv-syntax" }); i >= 0 {
		return "", errors.New(problems[i].Message)
	}
	delimiter := string(rows.Delimiter)
	cells := make([]string, len(rows.Header))
	for _, v := range values {
		i := slices.IndexFunc(rows.Header, func(h source.Field) bool { return k.FieldFor(h.Key) == v.field })
		if i < 0 && v.text != "" {
			return "", fmt.Errorf("it has no column for %s", v.field)
		}
		if i >= 0 {
			cells[i] = cell(v.text, delimiter)
		}
	}
	return onNewLine(text, strings.Join(cells, delimiter)+"\n"), nil
}

// cell writes a text as one cell of a table.
func cell(text, delimiter string) string {
	if strings.ContainsAny(text, delimiter+"\"") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// addItem is the item to add to a YAML list, or to a mapping from ids to entries. What it makes of the file is read
// again before anybody writes it.
func addItem(file string, text []byte, _ *register.Kind, values []value) (string, error) {
	before, problems := source.YAML(file, text, 1, source.FileLimits)
	if len(problems) > 0 {
		return "", errors.New(problems[0].Message)
	}
	first, rest := "- ", "  "
	switch before.Kind {
	case source.List:
		if indent, ok := indentation(text, before.Items); ok {
			first, rest = indent+"- ", indent+"  "
		}
	case source.Map:
		id := values[0].text // of a term: the term itself
		first, values = scalar(id)+":\n  ", values[1:]
	}
	var b strings.Builder
	for i, v := range values {
		lead := rest
		if i == 0 {
			lead = first
		}
		b.WriteString(lead + v.field + ":" + spaced(scalar(v.text)) + "\n")
	}
	added := onNewLine(text, b.String())
	after, problems := source.YAML(file, append(slices.Clone(text), added...), 1, source.FileLimits)
	if len(problems) > 0 || len(after.Items)+len(after.Fields) != len(before.Items)+len(before.Fields)+1 {
		return "", errors.New("it is no list with one entry below the other")
	}
	return added, nil
}

// indentation is what stands in front of the first item's dash.
func indentation(text []byte, items []source.Value) (string, bool) {
	if len(items) == 0 {
		return "", false
	}
	line := strings.Split(string(text), "\n")[items[0].Pos.Line-1]
	indent, _, dashed := strings.Cut(line, "-")
	return indent, dashed && strings.TrimSpace(indent) == ""
}

// onNewLine begins what is added to a text on a line of its own.
func onNewLine(text []byte, added string) string {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		return "\n" + added
	}
	return added
}

func appendTo(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
