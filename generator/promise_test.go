package generator

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// Same input, same bytes: whatever the order of folders, the number of processors, the zone of the machine or what
// was built before.
func TestBuildsAreEqual(t *testing.T) {
	content := withoutAsOf(inMemory(t, exampleFolder(), nil))
	first, want := build(t, Input{Content: content}, nil)
	same := func(what string, in Input, cache *Cache) {
		t.Helper()
		result, got := build(t, in, cache)
		sameSite(t, what, got, want)
		if !slices.Equal(result.Problems, first.Problems) {
			t.Errorf("%s: other problems", what)
		}
	}
	same("a second build", Input{Content: content}, nil)
	cache := NewCache()
	same("a build with an empty cache", Input{Content: content}, cache)
	same("a build with a full cache", Input{Content: content, Now: someDay.Add(time.Hour)}, cache)
	for seed := range uint64(3) {
		same("folders listed in another order", Input{Content: shuffled{content, seed}}, nil)
	}
	same("the same day in another zone", Input{Content: content, Now: someDay.In(time.FixedZone("Kiritimati", 14*60*60))}, nil)

	local := time.Local
	t.Cleanup(func() { time.Local = local })
	time.Local = time.FixedZone("elsewhere", -11*60*60)
	same("a machine in another zone", Input{Content: content}, nil)

	processors := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(processors) })
	same("one processor", Input{Content: content}, nil)
	runtime.GOMAXPROCS(4)
	same("four processors", Input{Content: content}, nil)
}

// Where files compete for an id, a name, a title or a place, the same one wins whatever order they are listed in.
func TestOrderOfFoldersDecidesNothing(t *testing.T) {
	content := fstest.MapFS{}
	for _, dir := range []string{"", "a/", "A/", "b/", "b/c/", "z/"} {
		for _, name := range []string{"index.md", "README.md", "same.md", "Same.md", "other.markdown"} {
			content[dir+name] = &fstest.MapFile{Mode: 0o644, ModTime: someDay, Data: []byte("---\nid: POL-1\ntitle: Same title\nowner: anna\naliases: [old/place.md]\ntags: [Tag, tag]\n---\n\nFrom " + dir + name + ": [[Same title]], POL-1, [there](same.md), [it](../b/).\n")}
		}
		content[dir+"plain.md"] = &fstest.MapFile{Mode: 0o644, ModTime: someDay, Data: []byte("# Same title\n\nFrom " + dir + ".\n")}
	}
	for _, name := range []string{"people", "persons", "roles"} {
		content["registers/"+name+".yaml"] = &fstest.MapFile{Mode: 0o644, ModTime: someDay, Data: []byte("- id: anna\n  name: Anna of " + name + "\n- id: Anna\n  name: Another\n")}
	}
	for _, name := range []string{"suppliers", "Suppliers", "vendors"} {
		content["registers/"+name+".csv"] = &fstest.MapFile{Mode: 0o644, ModTime: someDay, Data: []byte("id,name,owner\nSUP-1,Supplier of " + name + ",anna\nSUP-1,Twice,ANNA\n")}
	}
	first, want := build(t, Input{Content: content}, nil)
	for seed := range uint64(8) {
		result, got := build(t, Input{Content: shuffled{content, seed}}, nil)
		sameSite(t, fmt.Sprintf("order %d", seed), got, want)
		if !slices.Equal(result.Problems, first.Problems) {
			t.Errorf("order %d: other problems:\n%s", seed, diff(listed(first), listed(result), 10))
		}
	}
}

// The search index is part of the site and depends on it alone.
func TestSearchIndexesAreEqual(t *testing.T) {
	processors := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(processors) })
	result, err := Build(Input{Content: shuffled{exampleFolder(), 7}, Now: someDay}, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := result.Complete()
	if err != nil {
		t.Fatal(err)
	}
	got, err := contents(all.Files)
	if err != nil {
		t.Fatal(err)
	}
	sameSite(t, "the example with its search index, built on one processor", got, example(t))
}

func withoutAsOf(content fstest.MapFS) fstest.MapFS {
	profile := content["isms.yaml"]
	profile.Data = []byte(strings.Replace(string(profile.Data), "as_of: 2026-03-31\n", "", 1))
	return content
}

// shuffled is a folder that lists its files in an order of chance.
type shuffled struct {
	fs.FS
	seed uint64
}

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	random := rand.New(rand.NewPCG(s.seed, uint64(len(name))))
	random.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries, err
}

// The day is the one that the profile's zone has at the moment of the build.
func TestDayFollowsTheProfilesZone(t *testing.T) {
	content := withoutAsOf(inMemory(t, exampleFolder(), nil)) // Europe/Berlin
	for now, want := range map[string]string{"2026-03-30T21:59:00Z": "2026-03-30", "2026-03-30T22:01:00Z": "2026-03-31"} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		result, err := Build(Input{Content: content, Now: at}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := result.System.Today.String(); got != want {
			t.Errorf("at %s it is %s, want %s", now, got, want)
		}
	}
}

// A build leaves the folder as it was, and a result stays as it is when others are built with the same cache.
func TestBuildLeavesItsInputsAlone(t *testing.T) {
	content := inMemory(t, exampleFolder(), nil)
	before := map[string]string{}
	for name, f := range content {
		before[name] = string(f.Data)
	}
	cache := NewCache()
	early, want := build(t, Input{Content: content}, cache)
	content = maps.Clone(content)
	for name, f := range content {
		if strings.HasSuffix(name, ".md") {
			content[name] = &fstest.MapFile{Data: append(slices.Clip(f.Data), "\nAnd POL-001.\n"...), Mode: f.Mode, ModTime: someDay}
		}
	}
	build(t, Input{Content: content, Now: someDay.Add(time.Hour)}, cache)
	got, err := contents(early.Site.Files)
	if err != nil {
		t.Fatal(err)
	}
	sameSite(t, "an earlier result, made after a later build", got, want)
	for name, text := range before {
		if f := content[name]; strings.HasPrefix(string(f.Data), text) {
			continue
		}
		t.Errorf("%s was changed by the build", name)
	}
}

// No document is dropped: every Markdown file is a row of the register.
func TestEveryMarkdownFileIsInTheRegister(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(string(example(t)["data/documents.csv"]))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "file")
	listed := map[string]int{}
	for _, row := range rows[1:] {
		listed[row[column]]++
	}
	files := 0
	for name := range inMemory(t, exampleFolder(), func(name string) bool { return strings.HasSuffix(name, ".md") }) {
		files++
		if listed[name] != 1 {
			t.Errorf("%s has %d rows in the register", name, listed[name])
		}
	}
	if files != len(rows)-1 {
		t.Errorf("the register has %d rows, the folder %d Markdown files", len(rows)-1, files)
	}
}

// The preview asks which page a file makes, to show its problems there.
func TestEveryMarkdownFileHasItsPage(t *testing.T) {
	result, err := Build(Input{Content: exampleFolder(), Now: someDay}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range result.System.Set.Documents {
		name := result.Book.PageOf(d.Doc.Path)
		if _, ok := result.File(name); !ok || name == "" {
			t.Errorf("%s makes the page %q", d.Doc.Path, name)
		}
	}
	if got := result.Book.PageOf("documents/policies/access-control.md"); got != "documents/POL-002.html" {
		t.Errorf("the access control policy makes %q", got)
	}
}
