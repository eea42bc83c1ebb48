package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// ProfileName is the file that holds a site's profile.
const ProfileName = "isms.yaml"

// MaxText is the size in bytes up to which a text file is read.
const MaxText = 8 << 20

// A File is one file of the site. Text files (Markdown, CSV, YAML) carry their content; of all others only the
// name and size are known, and their bytes are read when they are published.
type File struct {
	Path    string // slash-separated, as on disk
	Name    string // Path in Unicode's composed form, by which links find it
	Content []byte // of text files, as on disk
	Sum     [32]byte
	Size    int64
	Changed time.Time
}

// Ext returns the file's extension in lower case, with its dot.
func (f *File) Ext() string { return strings.ToLower(path.Ext(f.Path)) }

// IsMarkdown reports whether the file is a Markdown text.
func (f *File) IsMarkdown() bool { return slices.Contains(markdownExts, f.Ext()) }

var (
	markdownExts = []string{".md", ".markdown"}
	textExts     = []string{".md", ".markdown", ".yaml", ".yml", ".csv"}
)

// A Tree is a folder as read: files sorted by path, and how many were left out on purpose.
type Tree struct {
	FS       fs.FS
	Files    []*File
	Excluded int // files and folders that the profile's exclude patterns name
	Hidden   int // files and folders that begin with a dot, and published sites

	read   time.Time // when reading began
	byName map[string]*File
	byFold map[string][]string
}

// Options say what Read leaves out and what it may reuse.
type Options struct {
	Exclude  Patterns
	Previous *Tree     // files of the same size and time are taken over from here
	Now      time.Time // when reading begins
}

// Read reads the folder. Only regular files are opened; a symbolic link is followed when it leads to a regular
// file inside the folder. Everything else that is not read is a problem that names it.
func Read(fsys fs.FS, o Options) (*Tree, []Problem, error) {
	r := reader{tree: &Tree{FS: fsys, read: o.Now, byName: map[string]*File{}, byFold: map[string][]string{}}, options: o}
	if err := fs.WalkDir(fsys, ".", r.visit); err != nil {
		return nil, nil, fmt.Errorf("reading the folder: %w", err)
	}
	slices.SortFunc(r.tree.Files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range r.tree.Files {
		r.index(f)
	}
	return r.tree, r.problems, nil
}

// Get returns the file with that path, in composed form.
func (t *Tree) Get(name string) *File { return t.byName[norm.NFC.String(name)] }

// byPath returns the file that stands where f stands.
func (t *Tree) byPath(f *File) *File {
	i, found := slices.BinarySearchFunc(t.Files, f.Path, func(g *File, path string) int { return strings.Compare(g.Path, path) })
	if !found {
		return nil
	}
	return t.Files[i]
}

// Spellings returns the paths that differ from name only by letter case.
func (t *Tree) Spellings(name string) []string { return t.byFold[fold(name)] }

func fold(name string) string { return strings.ToLower(norm.NFC.String(name)) }

type reader struct {
	tree     *Tree
	options  Options
	problems []Problem
}

func (r *reader) visit(name string, d fs.DirEntry, err error) error {
	switch {
	case err != nil && name == ".":
		return err
	case err != nil:
		r.unread(name, err)
		if d != nil && d.IsDir() {
			return fs.SkipDir
		}
		return nil
	case name == ".":
		return nil
	case strings.HasPrefix(path.Base(name), "."):
		r.tree.Hidden++
		return skip(d)
	case r.options.Exclude.Match(name, d.IsDir()):
		r.tree.Excluded++
		return skip(d)
	case !fs.ValidPath(name):
		r.refuse(name, "the name is not UTF-8 text; it is not opened", "rename it")
		return skip(d)
	case d.IsDir() && r.published(name):
		r.tree.Hidden++
		return fs.SkipDir
	case d.IsDir():
		return nil
	}
	r.file(name, d)
	return nil
}

// published reports whether a folder is a site that we wrote; it is no content.
func (r *reader) published(name string) bool {
	_, err := fs.Stat(r.tree.FS, name+"/.ismsite")
	return err == nil
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func (r *reader) file(name string, d fs.DirEntry) {
	info, err := d.Info()
	if err == nil && d.Type()&fs.ModeSymlink != 0 {
		info, err = fs.Stat(r.tree.FS, name)
		if err == nil && info.IsDir() {
			r.refuse(name, "a link to a folder is not followed", "move the folder itself into the site")
			return
		}
	}
	switch {
	case err != nil && d.Type()&fs.ModeSymlink != 0:
		r.refuse(name, "this link leads out of the site's folder, in a circle, or nowhere; it is not followed", "replace the link by the file itself")
		return
	case errors.Is(err, fs.ErrNotExist):
		return // deleted while we were reading
	case err != nil:
		r.unread(name, err)
		return
	case !info.Mode().IsRegular():
		r.refuse(name, "this is not a regular file (a pipe, socket or device); it is not opened", "remove it from the site's folder")
		return
	}
	f := &File{Path: name, Name: norm.NFC.String(name), Size: info.Size(), Changed: info.ModTime()}
	if slices.Contains(textExts, f.Ext()) && !r.load(f) {
		return
	}
	r.tree.Files = append(r.tree.Files, f)
}

// load reads a text file, or takes it over from the previous tree when neither size nor time has changed and the
// time was old enough to be trusted when that tree was read. A file over the limit stays in the tree without its text.
func (r *reader) load(f *File) bool {
	if f.Size > MaxText {
		r.problems = append(r.problems, Problem{Pos: Pos{File: f.Path}, Check: "file-too-large",
			Message: fmt.Sprintf("the file has %d MB; text files are read up to %d MB, so its text is left out", f.Size>>20, MaxText>>20)})
		return true
	}
	if old := r.previous(f); old != nil {
		f.Content, f.Sum = old.Content, old.Sum
		return true
	}
	content, err := fs.ReadFile(r.tree.FS, f.Path)
	if err != nil {
		r.unread(f.Path, err)
		return true
	}
	f.Content, f.Sum = content, sha256.Sum256(content)
	return true
}

// trusted is the age at which a file cannot change without its time changing too: file systems count time in steps
// of up to two seconds.
const trusted = 2 * time.Second

func (r *reader) previous(f *File) *File {
	if r.options.Previous == nil {
		return nil
	}
	old := r.options.Previous.byPath(f)
	if old == nil || old.Sum == [32]byte{} || old.Size != f.Size || !old.Changed.Equal(f.Changed) || r.options.Previous.read.Sub(f.Changed) < trusted {
		return nil
	}
	return old
}

func (r *reader) unread(name string, err error) {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	r.problems = append(r.problems, Problem{Pos: Pos{File: name}, Check: "unreadable-file", Message: fmt.Sprintf("cannot be read: %v", err)})
}

func (r *reader) refuse(name, message, fix string) {
	r.problems = append(r.problems, Problem{Pos: Pos{File: name}, Check: "refused-file", Message: message, Fix: fix})
}

// index enters a file under its name; two files whose names differ only by letter case or by the way accents are
// encoded are reported, since half the world's file systems hold only one of them.
func (r *reader) index(f *File) {
	if same := r.tree.byName[f.Name]; same != nil {
		r.collide(f, same.Path)
		return
	}
	r.tree.byName[f.Name] = f
	key := fold(f.Name)
	if others := r.tree.byFold[key]; len(others) > 0 {
		r.collide(f, others[0])
	}
	r.tree.byFold[key] = append(r.tree.byFold[key], f.Path)
}

func (r *reader) collide(f *File, other string) {
	r.problems = append(r.problems, Problem{Pos: Pos{File: f.Path}, Check: "colliding-names", See: Pos{File: other},
		Message: fmt.Sprintf("differs from %s only by letter case or accents", other), Fix: "rename one of the two"})
}
