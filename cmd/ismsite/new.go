package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"ismsite/generator/isms"
	"ismsite/generator/markdown"
	"ismsite/generator/register"
)

func newNew() *cobra.Command {
	var folder, owner string
	c := &cobra.Command{
		Use:   "new TYPE TITLE",
		Short: "Write a new document or register entry with the next free number",
		Long: "Write a new document (policy, procedure, standard, …) or an entry of a register (supplier, person, role, term)\n" +
			"with the next free number. A document goes to the folder where most others of its type are, an entry to the\n" +
			"end of its register's file. A number is never used twice, so gaps stay.",
		Example: "  ismsite new policy \"Clear desk\" --owner security-officer\n  ismsite new supplier \"Example Cloud\"",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			title := strings.TrimSpace(args[1])
			if title == "" || strings.ContainsFunc(title, unicode.IsControl) {
				return misuse("the title is empty, or does not fit on one line")
			}
			var s site
			result, err := s.build(c, []string{folder})
			if err != nil {
				return err
			}
			a := author{system: result.System, folder: folder, owner: owner, title: title}
			name, err := a.write(args[0])
			if err != nil {
				return err
			}
			fmt.Fprintln(c.OutOrStdout(), name)
			fmt.Fprintln(c.ErrOrStderr(), "next: open it, fill in what is empty, then run ismsite check")
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
func (a author) write(word string) (string, error) {
	word = strings.ToLower(strings.TrimSpace(word))
	var names []string
	for _, t := range a.system.Set.Profile.DocTypes() {
		if names = append(names, t.ID); strings.ToLower(t.ID) == word || strings.ToLower(t.Title) == word {
			return a.document(t)
		}
	}
	for _, k := range a.system.Set.Kinds[1:] { // the first is that of documents
		if names = append(names, strings.ToLower(k.Singular)); k.Name == word || strings.ToLower(k.Singular) == word {
			return a.entry(k, "")
		}
		if k.Name == "people" {
			if names = append(names, register.Role, register.Group); word == register.Role || word == register.Group {
				return a.entry(k, word)
			}
		}
	}
	hint := "choose one of: " + strings.Join(names, ", ")
	if near := register.Nearest(word, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return "", misuse("%q is neither a type of document nor a register; %s", word, hint)
}

func (a author) document(t register.DocType) (string, error) {
	id := a.nextID(t.Prefix, "DOC")
	base := strings.Trim(strings.ToLower(id)+"-"+markdown.Slug(a.title), "-")
	name := path.Join(a.documentFolder(t.ID), base+".md")
	text := fmt.Sprintf("---\nid: %s\ntitle: %s\ntype: %s\nversion: \"0.1\"\nstatus: draft\nowner:%s\napprover:\nsummary:\ncontrols: []\n---\n\n# %s\n\n## Purpose\n\n## Scope\n\n## Rules\n",
		id, scalar(a.title), t.ID, spaced(scalar(a.owner)), a.title)
	target, err := a.place(name)
	if err != nil {
		return "", err
	}
	return target, writeNew(target, []byte(text))
}

// place returns where a file of the site lies on disk, and makes its folder.
func (a author) place(name string) (string, error) {
	target := filepath.Join(a.folder, filepath.FromSlash(name))
	return target, os.MkdirAll(filepath.Dir(target), 0o755)
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

var plainScalar = regexp.MustCompile(`^\pL[\pL\pN ._/-]*$`)

// scalar writes a text as a YAML value, without quotes where none are needed.
func scalar(text string) string {
	if text == "" || plainScalar.MatchString(text) && !strings.EqualFold(text, "null") {
		return text
	}
	return strconv.Quote(text)
}

// spaced puts a space in front of a text that is not empty.
func spaced(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
}
