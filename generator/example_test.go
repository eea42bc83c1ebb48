package generator

import (
	"flag"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"ismsite/generator/date"
	"ismsite/generator/publish"
)

var update = flag.Bool("update", false, "write what tests compare with anew")

// someDay is when tests build, where nothing else is said.
var someDay = time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)

// exampleFolder is the example's content.
func exampleFolder() fs.FS { return os.DirFS("../content-example") }

// exampleSite is the built example, with its search index. It is built once.
var exampleSite = sync.OnceValues(func() (map[string][]byte, error) {
	result, err := Build(Input{Content: exampleFolder(), Now: someDay}, nil)
	if err != nil {
		return nil, err
	}
	all, err := result.Complete()
	if err != nil {
		return nil, err
	}
	return contents(all.Files)
})

func example(t testing.TB) map[string][]byte {
	t.Helper()
	site, err := exampleSite()
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// contents makes all files.
func contents(files []publish.File) (map[string][]byte, error) {
	site := make(map[string][]byte, len(files))
	for _, f := range files {
		content, err := f.Content()
		if err != nil {
			return nil, err
		}
		site[f.Path] = content
	}
	return site, nil
}

// inMemory copies a folder, or those of its files that keep says, into memory.
func inMemory(t testing.TB, from fs.FS, keep func(name string) bool) fstest.MapFS {
	t.Helper()
	copied := fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || keep != nil && !keep(name) {
			return err
		}
		content, err := fs.ReadFile(from, name)
		copied[name] = &fstest.MapFile{Data: content, Mode: 0o644, ModTime: someDay.AddDate(0, -1, 0)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return copied
}

// build makes a site without its search index, and all of its files.
func build(t testing.TB, in Input, cache *Cache) (*Result, map[string][]byte) {
	t.Helper()
	if in.Now.IsZero() {
		in.Now = someDay
	}
	result, err := Build(in, cache)
	if err != nil {
		t.Fatal(err)
	}
	site, err := contents(result.Site.Files)
	if err != nil {
		t.Fatal(err)
	}
	return result, site
}

func day(t testing.TB, iso string) date.Date {
	t.Helper()
	d, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		t.Fatal(err)
	}
	return date.FromTime(d)
}

// names are the paths of a site's files, sorted.
func names(site map[string][]byte) []string {
	list := make([]string, 0, len(site))
	for name := range site {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

func isHTML(name string) bool { return path.Ext(name) == ".html" }

func isShard(name string) bool { return strings.HasPrefix(name, "search/") }

// sameSite reports every file in which two sites differ, at most ten.
func sameSite(t testing.TB, what string, got, want map[string][]byte) {
	t.Helper()
	var wrong []string
	for _, name := range names(want) {
		if _, ok := got[name]; !ok {
			wrong = append(wrong, name+" is missing")
		} else if string(got[name]) != string(want[name]) {
			wrong = append(wrong, name+" differs:\n"+diff(string(want[name]), string(got[name]), 6))
		}
	}
	for _, name := range names(got) {
		if _, ok := want[name]; !ok {
			wrong = append(wrong, name+" is too many")
		}
	}
	if n := len(wrong); n > 10 {
		wrong = append(wrong[:10], "…")
	}
	if len(wrong) > 0 {
		t.Errorf("%s:\n%s", what, strings.Join(wrong, "\n"))
	}
}
