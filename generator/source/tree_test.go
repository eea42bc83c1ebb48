package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// paths lists the paths of a tree's files.
func paths(t *Tree) []string {
	all := []string{}
	for _, f := range t.Files {
		all = append(all, f.Path)
	}
	return all
}

// told writes problems as "check path" in lines.
func told(problems []Problem) []string {
	all := []string{}
	for _, p := range problems {
		all = append(all, p.Check+" "+p.Pos.String())
	}
	slices.Sort(all)
	return all
}

func mustRead(t *testing.T, fsys fs.FS, o Options) (*Tree, []Problem) {
	t.Helper()
	tree, problems, err := Read(fsys, o)
	if err != nil {
		t.Fatal(err)
	}
	return tree, problems
}

func TestRead(t *testing.T) {
	long := strings.Repeat("ä", 97) + ".md" // 197 bytes
	for _, c := range []struct {
		name     string
		files    []string
		exclude  Patterns
		want     []string
		problems []string
		excluded int
		hidden   int
	}{
		{"an empty folder", nil, nil, nil, nil, 0, 0},
		{"files are sorted by path", []string{"b.md", "a/c.md", "a.md", "a-b.md"}, nil, []string{"a-b.md", "a.md", "a/c.md", "b.md"}, nil, 0, 0},
		{"names with blanks, Japanese and 197 bytes", []string{"my policy.md", "手順/入社.md", long}, nil, []string{"my policy.md", long, "手順/入社.md"}, nil, 0, 0},
		{"a folder called vendor is a folder", []string{"vendor/a.md", "node_modules/b.md", "target/c.md"}, nil, []string{"node_modules/b.md", "target/c.md", "vendor/a.md"}, nil, 0, 0},
		{"hidden files and folders stay out and are counted", []string{".git/x", ".git/y", ".hidden.md", "a/.b.md", "a/c.md"}, nil, []string{"a/c.md"}, nil, 0, 3},
		{"excluded patterns stay out and are counted", []string{"drafts/a.md", "drafts/b.md", "c.tmp.md", "d.md"}, Patterns{"drafts/", "*.tmp.md"}, []string{"d.md"}, nil, 2, 0},
		{"a published folder stays out", []string{"public/.ismsite", "public/index.html", "public/a.md", "b.md"}, nil, []string{"b.md"}, nil, 0, 1},
		{"names that differ by letter case are reported", []string{"a/Access.md", "a/access.md"}, nil, []string{"a/Access.md", "a/access.md"}, []string{"colliding-names a/access.md"}, 0, 0},
		{"folders that differ by letter case are reported at their files", []string{"A/x.md", "a/x.md"}, nil, []string{"A/x.md", "a/x.md"}, []string{"colliding-names a/x.md"}, 0, 0},
		{"names that differ by how accents are written are reported", []string{"\u00e4.md", "a\u0308.md"}, nil, []string{"a\u0308.md", "\u00e4.md"}, []string{"colliding-names \u00e4.md"}, 0, 0},
		{"the same name in two folders is fine", []string{"a/x.md", "b/x.md"}, nil, []string{"a/x.md", "b/x.md"}, nil, 0, 0},
		{"every kind of file is listed", []string{"a.md", "b.MARKDOWN", "c.csv", "d.yaml", "e.png", "f"}, nil, []string{"a.md", "b.MARKDOWN", "c.csv", "d.yaml", "e.png", "f"}, nil, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for _, name := range c.files {
				fsys[name] = &fstest.MapFile{Data: []byte("text"), ModTime: monday}
			}
			tree, problems := mustRead(t, fsys, Options{Exclude: c.exclude})
			if got := paths(tree); !slices.Equal(got, c.want) {
				t.Errorf("files %q: got %q, want %q", c.files, got, c.want)
			}
			if got := told(problems); !slices.Equal(got, c.problems) {
				t.Errorf("files %q: got problems %q, want %q", c.files, got, c.problems)
			}
			if tree.Excluded != c.excluded || tree.Hidden != c.hidden {
				t.Errorf("files %q: got %d excluded and %d hidden, want %d and %d", c.files, tree.Excluded, tree.Hidden, c.excluded, c.hidden)
			}
		})
	}
}

func TestFilesCarryTheirContent(t *testing.T) {
	tree, _ := mustRead(t, fstest.MapFS{
		"a.md": {Data: []byte("\xef\xbb\xbfa\r\n"), ModTime: monday}, "b.png": {Data: []byte("png")}, "c.Md": {Data: []byte{}}, "d.yml": {Data: []byte("x")}}, Options{})
	for _, c := range []struct {
		path, content string
		text, md      bool
		ext           string
	}{
		{"a.md", "\xef\xbb\xbfa\r\n", true, true, ".md"}, {"b.png", "", false, false, ".png"}, {"c.Md", "", true, true, ".md"}, {"d.yml", "x", true, false, ".yml"},
	} {
		f := tree.Get(c.path)
		if f == nil || string(f.Content) != c.content || (f.Content != nil) != c.text || f.IsMarkdown() != c.md || f.Ext() != c.ext {
			t.Errorf("%s: got %+v, want content %q (text: %v, Markdown: %v)", c.path, f, c.content, c.text, c.md)
		}
	}
	if f := tree.Get("a.md"); !f.Changed.Equal(monday) || f.Size != 6 {
		t.Errorf("a.md: got time %v and size %d, want %v and 6", f.Changed, f.Size, monday)
	}
}

func TestGetFindsBothFormsOfAccents(t *testing.T) {
	tree, _ := mustRead(t, fstest.MapFS{"Zugänge/a.md": {}}, Options{})
	for _, name := range []string{"Zug\u00e4nge/a.md", "Zuga\u0308nge/a.md"} {
		if f := tree.Get(name); f == nil || f.Name != "Zug\u00e4nge/a.md" {
			t.Errorf("Get(%+q) = %v", name, f)
		}
	}
	if got := tree.Spellings("ZUGÄNGE/A.MD"); !slices.Equal(got, []string{"Zugänge/a.md"}) {
		t.Errorf("Spellings: got %q", got)
	}
	if f := tree.Get("zugänge/a.md"); f != nil {
		t.Errorf("Get does not heed letter case: got %v", f)
	}
}

func TestLargeTextIsListedWithoutItsText(t *testing.T) {
	tree, problems := mustRead(t, fstest.MapFS{"big.md": {Data: make([]byte, MaxText+1)}, "full.md": {Data: make([]byte, MaxText)}, "big.bin": {Data: make([]byte, MaxText+1)}}, Options{})
	if got, want := told(problems), []string{"file-too-large big.md"}; !slices.Equal(got, want) {
		t.Errorf("got problems %q, want %q", got, want)
	}
	if f := tree.Get("big.md"); f == nil || f.Content != nil {
		t.Errorf("big.md: got %v, want it in the tree without its text", f)
	}
	if f := tree.Get("full.md"); len(f.Content) != MaxText {
		t.Errorf("full.md: got %d bytes, want %d", len(f.Content), MaxText)
	}
}

// faulty is a file system that refuses to open some names.
type faulty struct {
	fs.FS
	refuse map[string]error
	opened []string
}

func (f *faulty) Open(name string) (fs.File, error) {
	f.opened = append(f.opened, name)
	if err := f.refuse[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return f.FS.Open(name)
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	content := fstest.MapFS{"a.md": {Data: []byte("a")}, "b/c.md": {Data: []byte("c")}, "d.md": {Data: []byte("d")}, "e.png": {}}
	for _, c := range []struct {
		name           string
		refuse         map[string]error
		want, problems []string
	}{
		{"a file without the right to read it stays in the tree", map[string]error{"a.md": fs.ErrPermission}, []string{"a.md", "b/c.md", "d.md", "e.png"}, []string{"unreadable-file a.md"}},
		{"a folder without the right to read it is named", map[string]error{"b": fs.ErrPermission}, []string{"a.md", "d.md", "e.png"}, []string{"unreadable-file b"}},
		{"a broken disk is named", map[string]error{"d.md": errors.New("input/output error")}, []string{"a.md", "b/c.md", "d.md", "e.png"}, []string{"unreadable-file d.md"}},
		{"a file that is not text is not opened", map[string]error{"e.png": fs.ErrPermission}, []string{"a.md", "b/c.md", "d.md", "e.png"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			tree, problems := mustRead(t, &faulty{FS: content, refuse: c.refuse}, Options{})
			if got := paths(tree); !slices.Equal(got, c.want) {
				t.Errorf("refusing %v: got %q, want %q", c.refuse, got, c.want)
			}
			if got := told(problems); !slices.Equal(got, c.problems) {
				t.Errorf("refusing %v: got problems %q, want %q", c.refuse, got, c.problems)
			}
		})
	}
	if _, _, err := Read(&faulty{FS: content, refuse: map[string]error{".": fs.ErrPermission}}, Options{}); err == nil {
		t.Error("a folder that cannot be read at all gives no error")
	}
}

func TestReadReusesWhatDidNotChange(t *testing.T) {
	file := func(text string, at time.Time) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(text), ModTime: at}
	}
	hour := monday.Add(time.Hour)
	for _, c := range []struct {
		name          string
		before, after *fstest.MapFile
		read          time.Time // the first time
		want          string
	}{
		{"same size and time: the text is taken over", file("old", monday), file("new", monday), hour, "old"},
		{"another size: the text is read", file("old", monday), file("newer", monday), hour, "newer"},
		{"another time: the text is read", file("old", monday), file("new", monday.Add(time.Second)), hour, "new"},
		{"an earlier time: the text is read", file("old", monday), file("new", monday.Add(-time.Second)), hour, "new"},
		{"written just before the first reading: the text is read", file("old", monday), file("new", monday), monday.Add(time.Second), "new"},
		{"written after the first reading by its clock: the text is read", file("old", monday), file("new", monday), monday.Add(-time.Hour), "new"},
		{"no clock at the first reading: the text is read", file("old", monday), file("new", monday), time.Time{}, "new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			first, _ := mustRead(t, fstest.MapFS{"a.md": c.before}, Options{Now: c.read})
			second, _ := mustRead(t, fstest.MapFS{"a.md": c.after}, Options{Now: monday.Add(24 * time.Hour), Previous: first})
			f := second.Get("a.md")
			if got := string(f.Content); got != c.want {
				t.Errorf("first read at %v: got %q, want %q", c.read, got, c.want)
			}
		})
	}
}

func TestReadTriesAgainWhatItCouldNotRead(t *testing.T) {
	content := fstest.MapFS{"a.md": {Data: []byte("a"), ModTime: monday}}
	first, _ := mustRead(t, &faulty{FS: content, refuse: map[string]error{"a.md": fs.ErrPermission}}, Options{Now: monday.Add(time.Hour)})
	second, problems := mustRead(t, content, Options{Now: monday.Add(2 * time.Hour), Previous: first})
	if got := string(second.Get("a.md").Content); got != "a" || len(problems) > 0 {
		t.Errorf("got %q and %v, want the text", got, problems)
	}
}

func TestReadReusesByPathAndNotByName(t *testing.T) {
	both := fstest.MapFS{"\u00e4.md": {Data: []byte("one"), ModTime: monday}, "a\u0308.md": {Data: []byte("two"), ModTime: monday}}
	first, _ := mustRead(t, both, Options{Now: monday.Add(time.Hour)})
	fsys := &faulty{FS: both}
	second, _ := mustRead(t, fsys, Options{Now: monday.Add(time.Hour), Previous: first})
	for i, f := range second.Files {
		if string(f.Content) != string(first.Files[i].Content) {
			t.Errorf("%+q: got %q, want %q", f.Path, f.Content, first.Files[i].Content)
		}
	}
	if slices.ContainsFunc(fsys.opened, func(name string) bool { return strings.HasSuffix(name, ".md") }) {
		t.Errorf("unchanged files were opened: %q", fsys.opened)
	}
}

// onDisk makes a folder, lets fill write to it, and returns it as a site's folder is opened.
func onDisk(t *testing.T, fill func(dir string)) fs.FS {
	t.Helper()
	dir := t.TempDir()
	fill(dir)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// write writes a file below dir, with the folders it needs.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// link makes a symbolic link, or skips the test where there are none.
func link(t *testing.T, target, dir, name string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
		t.Skip(err)
	}
}

func TestReadOnDisk(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "secret.md", "secret")
	for _, c := range []struct {
		name           string
		fill           func(t *testing.T, dir string)
		want, problems []string
	}{
		{"a link out of the folder is refused", func(t *testing.T, dir string) {
			link(t, filepath.Join(outside, "secret.md"), dir, "a.md")
			link(t, "../"+filepath.Base(outside)+"/secret.md", dir, "b.md")
			link(t, outside, dir, "c")
		}, nil, []string{"refused-file a.md", "refused-file b.md", "refused-file c"}},
		{"a link in a circle is refused", func(t *testing.T, dir string) {
			link(t, "b.md", dir, "a.md")
			link(t, "a.md", dir, "b.md")
			link(t, "self", dir, "self")
		}, nil, []string{"refused-file a.md", "refused-file b.md", "refused-file self"}},
		{"a link to a folder above is not followed", func(t *testing.T, dir string) {
			write(t, dir, "d/a.md", "a")
			link(t, "..", filepath.Join(dir, "d"), "up")
			link(t, ".", filepath.Join(dir, "d"), "here")
		}, []string{"d/a.md"}, []string{"refused-file d/here", "refused-file d/up"}},
		{"a link to nothing is refused", func(t *testing.T, dir string) { link(t, "nowhere.md", dir, "a.md") }, nil, []string{"refused-file a.md"}},
		{"a link to a file of the folder is followed", func(t *testing.T, dir string) {
			write(t, dir, "d/a.md", "text")
			link(t, "d/a.md", dir, "b.md")
			link(t, "../b.md", filepath.Join(dir, "d"), "c.md")
		}, []string{"b.md=text", "d/a.md", "d/c.md=text"}, nil},
		{"names with blanks, Japanese, 197 bytes, and vendor", func(t *testing.T, dir string) {
			for _, name := range []string{"my policy.md", "手順/入社.md", "vendor/v.md", strings.Repeat("x", 194) + ".md"} {
				write(t, dir, name, "text")
			}
		}, []string{"my policy.md", "vendor/v.md", strings.Repeat("x", 194) + ".md", "手順/入社.md"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := onDisk(t, func(dir string) { c.fill(t, dir) })
			tree, problems := mustRead(t, fsys, Options{})
			var want []string
			for _, w := range c.want {
				name, text, checked := strings.Cut(w, "=")
				want = append(want, name)
				if f := tree.Get(name); checked && (f == nil || string(f.Content) != text) {
					t.Errorf("%s: got %v, want the text %q", name, f, text)
				}
			}
			if got := paths(tree); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			if got := told(problems); !slices.Equal(got, c.problems) {
				t.Errorf("got problems %q, want %q", got, c.problems)
			}
			for _, f := range tree.Files {
				if string(f.Content) == "secret" {
					t.Errorf("%s holds what lies outside the folder", f.Path)
				}
			}
		})
	}
}

func TestNamesThatAreNotTextAreRefused(t *testing.T) {
	fsys := onDisk(t, func(dir string) {
		write(t, dir, "a.md", "a")
		for _, name := range []string{"gr\xfcn.md", "gr\xfcn.png", "d\xfc/x.md"} {
			path := filepath.Join(dir, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, nil, 0o644)); err != nil {
				t.Skip(err)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, "gr\xfcn.md")); err != nil {
			t.Skip("this file system has no such names")
		}
	})
	tree, problems := mustRead(t, fsys, Options{})
	if got := paths(tree); !slices.Equal(got, []string{"a.md"}) {
		t.Errorf("got %q, want only a.md", got)
	}
	if len(problems) != 3 {
		t.Errorf("got %v, want three problems", problems)
	}
}

func TestTheSameFolderGivesTheSameTree(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 200 {
		fsys[fmt.Sprintf("d%d/f%d.md", i%7, i)] = &fstest.MapFile{Data: []byte("x")}
	}
	first, _ := mustRead(t, fsys, Options{})
	second, _ := mustRead(t, fsys, Options{})
	if !slices.Equal(paths(first), paths(second)) || !slices.IsSorted(paths(first)) {
		t.Errorf("got %q and then %q, want the same in order", paths(first), paths(second))
	}
}
