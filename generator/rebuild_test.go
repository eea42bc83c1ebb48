package generator

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ismsite/generator/publish"
)

// A build with a cache gives what a build without gives, whatever happened in between: random edits of a small
// system, each sequence with a seed of its own.
func TestRebuildEqualsColdBuild(t *testing.T) {
	start := inMemory(t, exampleFolder(), func(name string) bool {
		return !strings.HasPrefix(name, "documents/") || strings.HasPrefix(name, "documents/policies/") && name < "documents/policies/d" || strings.HasPrefix(name, "documents/plans/") || name == "documents/index.md"
	})
	for seed := range uint64(40) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			e := &editor{random: rand.New(rand.NewPCG(seed, 1)), start: start, files: maps.Clone(start), clock: someDay}
			cache := NewCache()
			if _, err := Build(Input{Content: e.files, Now: e.clock, AsOf: day(t, "2026-03-31")}, cache); err != nil {
				t.Fatal(err)
			}
			const rebuilds = 2
			for n := range rebuilds {
				for range 1 + e.random.IntN(3) {
					e.edit()
				}
				e.pass()
				compare(t, e, cache, n == rebuilds-1)
				if t.Failed() {
					t.Fatalf("after these edits:\n%s", strings.Join(e.done, "\n"))
				}
			}
		})
	}
}

// A file can change and keep its size, and even its time: when it is saved twice within a step of the file system's
// clock, or when an older copy is put back with its old time.
func TestRebuildSeesChangesThatKeepSizeAndTime(t *testing.T) {
	save := func(name string, at time.Time) fstest.MapFS {
		return fstest.MapFS{"registers/suppliers.csv": {Data: []byte("id,name\nSUP-1," + name + "\n"), Mode: 0o644, ModTime: at}}
	}
	for name, c := range map[string]struct {
		first, second time.Duration // after someDay: when the file was saved
		read, again   time.Duration // and when it was read
	}{
		"saved twice in one step of the clock":  {0, 0, time.Second, 10 * time.Second},
		"an older copy put back with its time":  {0, -24 * time.Hour, time.Hour, 2 * time.Hour},
		"saved again later":                     {0, 90 * time.Minute, time.Hour, 2 * time.Hour},
		"saved while it was being read":         {0, 0, 0, time.Hour},
		"saved with a time that is yet to come": {48 * time.Hour, 48 * time.Hour, time.Hour, 2 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			cache := NewCache()
			build(t, Input{Content: save("Alpha", someDay.Add(c.first)), Now: someDay.Add(c.read)}, cache)
			_, site := build(t, Input{Content: save("Omega", someDay.Add(c.second)), Now: someDay.Add(c.again)}, cache)
			if text := string(site["data/suppliers.csv"]); !strings.Contains(text, "Omega") {
				t.Errorf("the rebuild has the old content:\n%s", text)
			}
		})
	}
}

// compare builds with and without the cache. Of the files it leaves out the workbooks, which are slow to make and
// hold what the CSV files hold.
func compare(t *testing.T, e *editor, cache *Cache, files bool) {
	t.Helper()
	in := Input{Content: e.files, Now: e.clock, AsOf: day(t, "2026-03-31")}
	cold, coldErr := Build(in, nil)
	warm, warmErr := Build(in, cache)
	if coldErr != nil || warmErr != nil {
		if fmt.Sprint(coldErr) != fmt.Sprint(warmErr) {
			t.Errorf("error of the rebuild:\n%v\nof the cold build:\n%v", warmErr, coldErr)
		}
		return
	}
	if !slices.Equal(warm.Problems, cold.Problems) {
		t.Errorf("problems of the rebuild differ from those of the cold build:\n%s", diff(listed(cold), listed(warm), 20))
	}
	if !files {
		return
	}
	workbook := func(f publish.File) bool { return path.Ext(f.Path) == ".xlsx" }
	want, err := contents(slices.DeleteFunc(cold.Site.Files, workbook))
	if err != nil {
		t.Fatal(err)
	}
	got, err := contents(slices.DeleteFunc(warm.Site.Files, workbook))
	if err != nil {
		t.Fatal(err)
	}
	sameSite(t, "the rebuild differs from the cold build", got, want)
	if !reflect.DeepEqual(sections(warm.Book), sections(cold.Book)) {
		t.Error("the rebuild has other sections for the search")
	}
}

func listed(r *Result) string {
	var b strings.Builder
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "%v\n", p)
	}
	return b.String()
}

// An editor changes a folder in memory like somebody at work, and notes what was done. Files get times as file
// systems give them: of the present moment, exact or in steps of a second or two.
type editor struct {
	random *rand.Rand
	start  fstest.MapFS
	files  fstest.MapFS
	clock  time.Time
	done   []string
}

var editions = []struct {
	name string
	do   func(*editor) string
}{
	{"write in the body", func(e *editor) string {
		return e.change(e.document(), func(s string) string {
			return s + "\n## Added " + e.word() + "\n\nSee " + e.id() + " and the ISMS Coordinator, A.5.15 and [that](../plans/" + e.word() + ".md).\n"
		})
	}},
	{"remove half of a text", func(e *editor) string {
		return e.change(e.document(), func(s string) string { return s[:len(s)/2] })
	}},
	{"change a field", func(e *editor) string {
		key, value := pickOne(e, "title", "owner", "status", "version", "reviewed", "review_every", "tags", "related", "parent", "id"), pickOne(e, "POL-001", "draft", "2.10", "ciso", "2024-02-29", "6 months", "[access, new]", "no", "POL-777")
		return key + ": " + value + " in " + e.change(e.document(), func(s string) string { return setField(s, key, value) })
	}},
	{"rename a document", func(e *editor) string {
		name := e.document()
		return e.move(name, path.Dir(name)+"/"+e.word()+".md")
	}},
	{"rename a document in letter case only", func(e *editor) string {
		name := e.document()
		return e.move(name, path.Dir(name)+"/"+strings.ToUpper(path.Base(name)))
	}},
	{"delete a document", func(e *editor) string { name := e.document(); delete(e.files, name); return name }},
	{"add a document", func(e *editor) string {
		return e.write("documents/"+pickOne(e, "policies/", "new/", "")+e.word()+".md", "---\nid: NEW-"+e.word()+"\ntitle: New "+e.word()+"\nowner: ciso\n---\n\nText on least privilege, POL-002 and [[POL-001]].\n")
	}},
	{"add a document without front matter", func(e *editor) string {
		return e.write(e.word()+".md", "# A page on "+e.word()+"\n\nIt mentions tenants and "+e.id()+".\n")
	}},
	{"copy a document", func(e *editor) string {
		name := e.document()
		return e.write(path.Dir(name)+"/copy-"+e.word()+".md", string(e.files[name].Data)) + " of " + name
	}},
	{"swap two documents", func(e *editor) string {
		a, b := e.document(), e.document()
		x, y := string(e.files[a].Data), string(e.files[b].Data)
		return e.write(a, y) + " and " + e.write(b, x)
	}},
	{"move a folder", func(e *editor) string {
		from, to := pickOne(e, "documents/policies/", "documents/plans/", "documents/moved/"), pickOne(e, "documents/moved/", "elsewhere/", "documents/policies/deep/")
		for _, name := range e.list() {
			if rest, ok := strings.CutPrefix(name, from); ok && !strings.HasPrefix(name, to) {
				e.move(name, to+rest)
			}
		}
		return from + " to " + to
	}},
	{"change the profile", func(e *editor) string {
		return e.change("isms.yaml", func(s string) string {
			return s + pickOne(e, "exclude: [documents/plans/**]\n", "checks: {review-overdue: error, missing-owner: off}\n", "front_matter: {aliases: {keeper: owner}}\n", "base_url: https://isms.example.com/\n", "types: {rule: Rule}\n")
		})
	}},
	{"change the language", func(e *editor) string {
		return e.change("isms.yaml", func(s string) string { return strings.Replace(s, "language: en", "language: de", 1) })
	}},
	{"break the profile", func(e *editor) string {
		return e.change("isms.yaml", func(s string) string { return s + "nonsense: yes\n" })
	}},
	{"change the suppliers", func(e *editor) string {
		return e.change("registers/suppliers.csv", func(s string) string {
			return s + "SUP-" + e.word() + ",New Ltd,Things,low,ciso,,,,,2025-01-01,,12 months,,POL-007,active," + e.id() + "\n"
		})
	}},
	{"change a letter of the suppliers", func(e *editor) string { // the size stays
		return e.change("registers/suppliers.csv", func(s string) string { return strings.Replace(s, "GmbH", "GmbX", 1) })
	}},
	{"drop a column's name", func(e *editor) string {
		return e.change("registers/suppliers.csv", func(s string) string { return strings.Replace(s, "criticality", "criticalitx", 1) })
	}},
	{"delete a register", func(e *editor) string {
		name := pickOne(e, "registers/suppliers.csv", "registers/people.yaml", "registers/glossary.yaml", "registers/keys.csv")
		delete(e.files, name)
		return name
	}},
	{"change the people", func(e *editor) string {
		return e.change("registers/people.yaml", func(s string) string {
			return strings.Replace(s, "name: Anna Keller", "name: Anna "+pickOne(e, "Köhler", "Keller-Ott", "Kellex"), 1)
		})
	}},
	{"change the glossary", func(e *editor) string {
		return e.change("registers/glossary.yaml", func(s string) string {
			return s + "- term: " + e.word() + "\n  definition: A word that " + e.word() + " knows.\n"
		})
	}},
	{"break YAML", func(e *editor) string {
		return e.change(pickOne(e, "registers/people.yaml", "registers/glossary.yaml"), func(s string) string { return strings.Replace(s, "- ", "- [", 1) })
	}},
	{"break front matter", func(e *editor) string {
		return e.change(e.document(), func(s string) string { return strings.Replace(s, "title: ", "title: \"", 1) })
	}},
	{"add a file", func(e *editor) string {
		return e.write("static/"+e.word()+pickOne(e, ".png", ".pdf", ".txt", ".svg", ".html"), "some bytes "+e.word())
	}},
	{"make the logo another", func(e *editor) string { return e.write("static/logo.svg", "<svg/>"+e.word()) }},
	{"touch a file", func(e *editor) string { return e.change(e.any(), func(s string) string { return s }) }},
	{"change the theme's texts", func(e *editor) string {
		return e.write("theme/texts/en.yaml", "area.documents: "+e.word()+"\n")
	}},
	{"bring a file back", func(e *editor) string {
		originals := e.start
		name := e.nth(len(originals), slices.Sorted(maps.Keys(originals)))
		return e.write(name, string(originals[name].Data))
	}},
}

// edit does one of the editions.
func (e *editor) edit() {
	some := editions[e.random.IntN(len(editions))]
	e.done = append(e.done, fmt.Sprintf("%s %s: %s", e.clock.Format(time.TimeOnly), some.name, some.do(e)))
}

// pass lets time go by between a save and the next build, or the next save.
func (e *editor) pass() {
	e.clock = e.clock.Add(pickOne(e, time.Millisecond, 300*time.Millisecond, time.Second, 2*time.Second, 7*time.Second, time.Hour))
}

func (e *editor) list() []string { return slices.Sorted(maps.Keys(e.files)) }

func (e *editor) nth(n int, list []string) string { return list[e.random.IntN(n)] }

func (e *editor) any() string { list := e.list(); return e.nth(len(list), list) }

// document is one of the Markdown files; the last one is never asked to go.
func (e *editor) document() string {
	list := slices.DeleteFunc(e.list(), func(name string) bool { return !strings.EqualFold(path.Ext(name), ".md") })
	if len(list) == 0 {
		e.write("last.md", "Words.\n")
		return "last.md"
	}
	return e.nth(len(list), list)
}

func (e *editor) change(name string, to func(string) string) string {
	f := e.files[name]
	if f == nil {
		return name + " is not there"
	}
	return e.write(name, to(string(f.Data)))
}

func (e *editor) write(name, text string) string {
	e.files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: e.clock.Truncate(pickOne(e, time.Nanosecond, time.Second, 2*time.Second))}
	return name
}

// move keeps the file's time, as a file system does.
func (e *editor) move(from, to string) string {
	f := e.files[from]
	delete(e.files, from)
	e.files[to] = f
	return from + " to " + to
}

func (e *editor) word() string {
	return pickOne(e, "alpha", "beta", "gamma", "delta", "tenant", "Überblick", "access-control", "007")
}

func (e *editor) id() string {
	return pickOne(e, "POL-001", "POL-002", "SUP-001", "NEW-alpha", "PLN-001")
}

func pickOne[T any](e *editor, list ...T) T { return list[e.random.IntN(len(list))] }

// setField sets a line of the front matter.
func setField(text, key, value string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, key+":") {
			lines[i] = key + ": " + value
			return strings.Join(lines, "\n")
		}
	}
	return strings.Replace(text, "---\n", "---\n"+key+": "+value+"\n", 1)
}
