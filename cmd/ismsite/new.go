package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ismsite/generator"
	"ismsite/generator/isms"
	"ismsite/generator/markdown"
	"ismsite/generator/register"
)

func newNew() *cobra.Command {
	var folder, owner string
	c := &cobra.Command{
		Use:   "new TYPE TITLE",
		Short: "Write a new document or register entry with the next free number",
		Long: "Write a new document (policy, procedure, standard, …) or an entry of a register (supplier, person, term) with\n" +
			"the next free number. A document goes to the folder where others of its type are.",
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			var s site
			in, err := s.open([]string{folder})
			if err != nil {
				return err
			}
			result, err := generator.Build(in, nil)
			if err != nil {
				return err
			}
			a := author{system: result.System, folder: folder, owner: owner, title: strings.TrimSpace(args[1])}
			if a.title == "" {
				return useError{fmt.Errorf("the title is empty")}
			}
			name, err := a.write(args[0])
			if err != nil {
				return err
			}
			fmt.Fprintln(c.OutOrStdout(), name)
			return nil
		},
	}
	c.Flags().StringVarP(&folder, "folder", "C", ".", "the site's folder")
	c.Flags().StringVar(&owner, "owner", "", "person or role who answers for it")
	return c
}

// author writes one new document or entry.
type author struct {
	system *isms.System
	folder string
	owner  string
	title  string
}

// write returns the name of the file that now holds the document or entry.
func (a author) write(kind string) (string, error) {
	if t, ok := a.system.Set.Profile.DocTypeNamed(kind); ok {
		return a.document(t)
	}
	for _, k := range a.system.Set.Kinds {
		if k.Name != "documents" && (k.Name == kind || strings.EqualFold(k.Singular, kind)) {
			return a.entry(k)
		}
	}
	var names []string
	for _, t := range a.system.Set.Profile.DocTypes() {
		names = append(names, t.ID)
	}
	for _, k := range a.system.Set.Kinds[1:] {
		names = append(names, strings.ToLower(k.Singular))
	}
	return "", useError{fmt.Errorf("%q is neither a document type nor a register; choose one of: %s", kind, strings.Join(names, ", "))}
}

func (a author) document(t register.DocType) (string, error) {
	id := a.nextID(t.Prefix, "DOC")
	name := path.Join(a.documentFolder(t.ID), strings.ToLower(id)+"-"+markdown.Slug(a.title)+".md")
	text := fmt.Sprintf("---\nid: %s\ntitle: %s\ntype: %s\nversion: \"0.1\"\nstatus: draft\nowner: %s\nsummary:\ncontrols: []\n---\n\n# %s\n\n## Purpose\n\n## Scope\n\n## Rules\n",
		id, strconv.Quote(a.title), t.ID, a.owner, a.title)
	target := filepath.Join(a.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return "", err
	}
	return target, writeNew(target, []byte(text))
}

// documentFolder is the folder that holds most documents of a type.
func (a author) documentFolder(docType string) string {
	count := map[string]int{}
	best := "documents"
	for _, d := range a.system.Set.Documents {
		if dir := path.Dir(d.Doc.Path); d.Type == docType && !d.IsIndex() {
			if count[dir]++; count[dir] > count[best] {
				best = dir
			}
		}
	}
	return best
}

// nextID is the number after the highest in use: ids are never used twice, so a gap is not filled.
func (a author) nextID(prefix, otherwise string) string {
	if prefix == "" {
		prefix = otherwise
	}
	highest, width := 0, 3
	for _, t := range a.system.Things {
		rest, ok := strings.CutPrefix(t.ID(), prefix+"-")
		if n, err := strconv.Atoi(rest); ok && err == nil && n > highest {
			highest, width = n, max(width, len(rest))
		}
	}
	return fmt.Sprintf("%s-%0*d", prefix, width, highest+1)
}

// entry adds an entry to the end of a register's file.
func (a author) entry(k *register.Kind) (string, error) {
	file, header := a.registerFile(k)
	id := markdown.Slug(a.title)
	if k.Prefix != "" {
		id = a.nextID(k.Prefix, "")
	}
	nameField := "name"
	if slices.ContainsFunc(k.Fields(), func(f register.Field) bool { return f.Name == "term" }) {
		nameField = "term"
	}
	values := map[string]string{"id": id, nameField: a.title, "owner": a.owner}
	var text string
	if filepath.Ext(file) == ".csv" {
		text = csvRow(header, values)
	} else {
		text = fmt.Sprintf("- id: %s\n  %s: %s\n", id, nameField, strconv.Quote(a.title))
	}
	target := filepath.Join(a.folder, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return "", err
	}
	return target, appendLine(target, text)
}

// registerFile is the file that holds a register, and its header if it is a table. A register without a file gets
// a list.
func (a author) registerFile(k *register.Kind) (string, []string) {
	for _, f := range a.system.Tree.Files {
		dir, base := path.Split(f.Name)
		stem := strings.TrimSuffix(base, path.Ext(base))
		if dir != "registers/" || register.KindNamed([]*register.Kind{k}, stem) == nil {
			continue
		}
		line, _, _ := strings.Cut(strings.TrimPrefix(string(f.Content), "\ufeff"), "\n")
		return f.Path, strings.Split(strings.TrimRight(line, "\r"), ",")
	}
	return "registers/" + k.Name + ".yaml", nil
}

func csvRow(header []string, values map[string]string) string {
	cells := make([]string, len(header))
	for i, h := range header {
		cells[i] = values[strings.ToLower(strings.TrimSpace(h))]
		if strings.ContainsAny(cells[i], ",\"\n") {
			cells[i] = `"` + strings.ReplaceAll(cells[i], `"`, `""`) + `"`
		}
	}
	return strings.Join(cells, ",") + "\n"
}

// appendLine adds text to the end of a file, on a line of its own.
func appendLine(name, text string) error {
	old, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if len(old) > 0 && old[len(old)-1] != '\n' {
		text = "\n" + text
	}
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
