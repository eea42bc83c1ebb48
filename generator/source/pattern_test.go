package source

import (
	"strings"
	"testing"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		name, pattern, path string
		dir, want           bool
	}{
		{"a name matches at the top", "notes.md", "notes.md", false, true},
		{"a name matches at any depth", "notes.md", "a/b/notes.md", false, true},
		{"a name does not match a longer one", "notes.md", "a/my-notes.md", false, false},
		{"a star matches within a name", "*.tmp.md", "a/x.tmp.md", false, true},
		{"a star does not match a slash", "a/*.md", "a/b/x.md", false, false},
		{"a question mark matches one letter", "r-0?.md", "r-07.md", false, true},
		{"a class matches one of its letters", "r-[0-3].md", "r-4.md", false, false},
		{"a folder's name matches the folder", "drafts/", "a/drafts", true, true},
		{"a folder's name does not match a file", "drafts/", "drafts", false, false},
		{"a name without a slash matches a folder too", "drafts", "a/drafts", true, true},
		{"a leading slash matches at the top", "/README.md", "README.md", false, true},
		{"a leading slash does not match further down", "/README.md", "a/README.md", false, false},
		{"a leading slash goes with a folder", "/drafts/", "drafts", true, true},
		{"a leading slash holds for a folder", "/drafts/", "a/drafts", true, false},
		{"a path matches from the top", "a/b.md", "a/b.md", false, true},
		{"a path does not match further down", "a/b.md", "c/a/b.md", false, false},
		{"two stars behind a folder match the folder", "notes/**", "notes", true, true},
		{"two stars behind a folder match from the top", "notes/**", "a/notes", true, false},
		{"two stars before a name match any depth", "**/x.md", "a/b/x.md", false, true},
		{"two stars before a name match the top", "**/x.md", "x.md", false, true},
		{"two stars in the middle match nothing or more", "a/**/x.md", "a/x.md", false, true},
		{"two stars in the middle match several folders", "a/**/x.md", "a/b/c/x.md", false, true},
		{"two stars in the middle end where the path goes on otherwise", "a/**/x.md", "a/b/c/y.md", false, false},
		{"two stars twice", "**/a/**/x.md", "b/a/a/c/x.md", false, true},
		{"two stars twice need all parts", "**/a/**/x.md", "b/c/x.md", false, false},
		{"two stars alone match everything", "**", "a", true, true},
		{"letters of any script", "*手順*", "a/入社手順.md", false, true},
		{"letter case counts", "readme.md", "README.md", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (Patterns{c.pattern}).Match(c.path, c.dir); got != c.want {
				t.Errorf("pattern %q, path %q, folder %v: got %v, want %v", c.pattern, c.path, c.dir, got, c.want)
			}
		})
	}
}

func TestPatternsOfManyStarsFinish(t *testing.T) {
	p := Patterns{strings.Repeat("**/a/", 40) + "b"}
	if got := p.Match(strings.Repeat("a/", 200)+"c", false); got {
		t.Errorf("%.30q… matches a path that ends in c", p[0])
	}
}

func TestPatternsCheck(t *testing.T) {
	for _, c := range []struct {
		name, pattern string
		good          bool
	}{
		{"a name", "notes.md", true},
		{"a folder", "drafts/", true},
		{"two stars", "a/**/b", true},
		{"a class", "[a-z].md", true},
		{"an open class", "[a-z.md", false},
		{"an open class behind two stars", "**/[", false},
		{"a backslash at the end", `a\`, false},
		{"nothing", "", false},
		{"a slash", "/", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := (Patterns{"x", c.pattern}).Check(); (err == nil) != c.good {
				t.Errorf("pattern %q: got %v, want good %v", c.pattern, err, c.good)
			}
		})
	}
}
