// Package corpus invents management systems of any size, to measure and test with: the same size gives the same
// bytes, on every machine. The texts mean nothing; their shape (length, headings, links, tables, code, front
// matter, how often words come back) is that of real policies.
package corpus

import (
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"
	"time"
)

// A Size says how large an invented system is.
type Size struct {
	Documents int
	Words     int // of a document, about; zero means 1,200
}

// Files gives the files of a system, paths and contents: a profile, a people register, a page for each area and
// the documents.
func Files(s Size) iter.Seq2[string, []byte] {
	if s.Words == 0 {
		s.Words = 1200
	}
	return func(yield func(string, []byte) bool) {
		plan := newPlan(s.Documents)
		if !yield("isms.yaml", []byte(profile)) || !yield("registers/people.yaml", plan.people()) {
			return
		}
		for _, area := range areas {
			if !yield("documents/"+area+"/index.md", plan.areaPage(area)) {
				return
			}
		}
		for i, d := range plan.documents {
			w := &writer{random: rand.New(rand.NewPCG(27001, uint64(i)+1)), plan: plan}
			if !yield(d.path(), w.document(d, s.Words)) {
				return
			}
		}
	}
}

// FS is a system in memory.
func FS(s Size) fstest.MapFS {
	m := fstest.MapFS{}
	for name, content := range Files(s) {
		m[name] = &fstest.MapFile{Data: content, Mode: 0o644, ModTime: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	}
	return m
}

// Write writes a system to a folder.
func Write(dir string, s Size) error {
	for name, content := range Files(s) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, content, fs.FileMode(0o644)); err != nil {
			return err
		}
	}
	return nil
}

const profile = `title: Invented ISMS
organisation:
  name: Invented Ltd
language: en
as_of: 2026-03-31
`

// A document as far as others must know it.
type document struct{ id, area, title, kind string }

func (d document) path() string { return "documents/" + d.area + "/" + strings.ToLower(d.id) + ".md" }

// A plan is what all documents of a system share: which there are, and the words to write them with.
type plan struct {
	documents []document
	names     []string
	words     []string // by rank: the first come most often
}

func newPlan(n int) *plan {
	random := rand.New(rand.NewPCG(27001, 0))
	p := &plan{words: vocabulary(random)}
	for i := range n {
		p.documents = append(p.documents, document{
			id: fmt.Sprintf("DOC-%05d", i+1), area: pick(random, areas), kind: pick(random, kinds),
			title: fmt.Sprintf("%s %s %s %d", title(pick(random, terms)), pick(random, terms), pick(random, objects), i+1),
		})
	}
	for _, first := range firsts {
		p.names = append(p.names, first+" "+pick(random, lasts))
	}
	return p
}

// vocabulary makes some 7,000 words: every term in its forms, and invented ones for the long tail of names and
// rare words that real texts have.
func vocabulary(random *rand.Rand) []string {
	var words []string
	for _, stem := range append(append([]string{}, terms...), verbs...) {
		for _, ending := range endings {
			words = append(words, stem+ending)
		}
	}
	for len(words) < 7000 {
		w := ""
		for range 2 + random.IntN(3) {
			w += pick(random, syllables)
		}
		words = append(words, w)
	}
	random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return words
}

func (p *plan) people() []byte {
	var b strings.Builder
	for _, name := range p.names {
		fmt.Fprintf(&b, "- id: %s\n  kind: person\n  name: %s\n  title: %s\n", personID(name), name, "Manager")
	}
	return []byte(b.String())
}

func personID(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", ".")) }

func (p *plan) areaPage(area string) []byte {
	return fmt.Appendf(nil, "---\nid: AREA-%s\ntitle: %s\ntype: guideline\nversion: 1.0\nstatus: approved\nowner: %s\napprover: %s\nreviewed: 2026-01-05\nreview_every: 12 months\n---\n\nThe documents of this area say how we handle %s.\n",
		strings.ToUpper(area), title(area), personID(p.names[0]), personID(p.names[1]), area)
}

func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
