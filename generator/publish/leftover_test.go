package publish

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLeftoversAreCleared(t *testing.T) {
	parent := t.TempDir()
	for _, ours := range []string{".site.ismsite-new-0123abcd", ".site.ismsite-old-0123abcd", ".site.ismsite-gone-0123abcd"} {
		put(t, filepath.Join(parent, ours, marker), markerText)
		put(t, filepath.Join(parent, ours, "documents/x.html"), "half")
	}
	if err := os.Mkdir(filepath.Join(parent, ".site.ismsite-new-ffffffff"), 0o755); err != nil { // killed before it was marked
		t.Fatal(err)
	}
	put(t, filepath.Join(parent, ".site.ismsite-new-eeeeeeee", marker), "ismsi") // killed while it was marked
	put(t, filepath.Join(parent, ".site.ismsite-lock"), "")
	foreign := []string{".site.ismsite-new-deadbeef", ".site.ismsite-backup", ".site.ismsite-new-12345678x", ".other.ismsite-new-0123abcd"}
	for _, name := range foreign {
		put(t, filepath.Join(parent, name, "thesis.txt"), "years of work")
	}
	put(t, filepath.Join(parent, foreign[3], marker), markerText)
	put(t, filepath.Join(parent, ".site.ismsite-new-00000000"), "a file")

	dir := filepath.Join(parent, "site")
	put(t, filepath.Join(dir, marker), markerText)
	publish(t, dir, small)
	if got := tree(t, dir); got != smallTree {
		t.Errorf("got %s", got)
	}
	alone(t, parent, append(foreign, "site", ".site.ismsite-new-00000000")...)
}

func TestSiteThatWasMovedAwayComesBack(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "site")
	publish(t, dir, small)
	if err := os.Rename(dir, filepath.Join(parent, ".site.ismsite-old-0123abcd")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // the run that puts it back need not succeed itself
	var told []string
	if _, err := Folder(ctx, dir, small, Options{Notice: func(s string) { told = append(told, s) }}); err == nil {
		t.Error("a cancelled run succeeded")
	}
	if got := tree(t, dir); got != smallTree {
		t.Errorf("got %s", got)
	}
	if len(told) != 1 || !strings.Contains(told[0], "put back") {
		t.Errorf("told %q", told)
	}
	alone(t, parent, "site")
}
