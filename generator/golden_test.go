package generator

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const goldenDir = "../testdata/golden"

// telling are the files of the example that are kept in full, so that a difference can be read. Of all others
// testdata/golden/files.txt keeps size and digest.
var telling = []string{
	"index.html", "documents/POL-002.html", "documents/index.html", "reviews/index.html", "people/it-manager.html",
	"registers/suppliers/SUP-002.html", "data/documents.csv", "data/reviews.json", "data/reviews.ics",
}

// The example is built and compared file by file. When a difference is meant: make golden, and read it in the diff.
func TestGoldenExample(t *testing.T) {
	site := example(t)
	if *update {
		writeGolden(t, site)
		return
	}
	manifest, err := os.ReadFile(filepath.Join(goldenDir, "files.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range telling {
		want, err := os.ReadFile(goldenPath(name))
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != string(site[name]) {
			t.Errorf("%s differs from %s:\n%s", name, goldenPath(name), diff(string(want), string(site[name]), 40))
		}
	}
	if changed := changedFiles(string(manifest), manifestOf(site)); len(changed) > 0 {
		t.Errorf("%d files are not as in %s/files.txt (make golden, if this is meant):\n%s", len(changed), goldenDir, strings.Join(changed[:min(len(changed), 30)], "\n"))
	}
}

// changedFiles names the files in which two manifests differ.
func changedFiles(before, now string) []string {
	entries := func(manifest string) map[string]string {
		m := map[string]string{}
		for line := range strings.Lines(manifest) {
			name, entry, _ := strings.Cut(strings.TrimSpace(line), " ")
			m[name] = entry
		}
		return m
	}
	was, is := entries(before), entries(now)
	var changed []string
	for name, entry := range was {
		if got, ok := is[name]; !ok {
			changed = append(changed, name+" is gone")
		} else if got != entry {
			changed = append(changed, name+" has changed")
		}
	}
	for name := range is {
		if _, ok := was[name]; !ok {
			changed = append(changed, name+" is new")
		}
	}
	slices.Sort(changed)
	return changed
}

// manifestOf lists all files. Of the search index only the names are given: its bytes follow the version of the
// library, and a test of its own compares what it finds.
func manifestOf(site map[string][]byte) string {
	var b strings.Builder
	for _, name := range names(site) {
		switch {
		case isShard(name):
			fmt.Fprintf(&b, "%s\n", name)
		case slices.Contains(telling, name):
			fmt.Fprintf(&b, "%s in full\n", name)
		default:
			fmt.Fprintf(&b, "%s %d %x\n", name, len(site[name]), sha256.Sum256(site[name]))
		}
	}
	return b.String()
}

func writeGolden(t *testing.T, site map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(goldenDir); err != nil {
		t.Fatal(err)
	}
	write := func(to string, content []byte) {
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(goldenDir, "files.txt"), []byte(manifestOf(site)))
	for _, name := range telling {
		if site[name] == nil {
			t.Fatalf("the example makes no %s", name)
		}
		write(goldenPath(name), site[name])
	}
}

// goldenPath is where a file is kept, all in one folder.
func goldenPath(name string) string {
	return filepath.Join(goldenDir, strings.ReplaceAll(path.Clean(name), "/", "-"))
}
