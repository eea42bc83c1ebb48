package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func file(path, content string) File {
	return File{path, func() ([]byte, error) { return []byte(content), nil }}
}

var small = []File{file("index.html", "<h1>"), file("documents/POL-002.html", "policy"), file("documents/a/b.html", "")}

func publish(t *testing.T, dir string, files []File) Stats {
	t.Helper()
	stats, err := Folder(context.Background(), dir, files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// tree lists the files below a folder with their content.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var lines []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Type() == fs.ModeSymlink {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		lines = append(lines, path+"="+strings.SplitN(string(content), "\n", 2)[0])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, " ")
}

// alone fails if anything but these entries lies in the folder.
func alone(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range entries {
		if runtime.GOOS == "windows" && strings.HasSuffix(entry.Name(), ".ismsite-lock") {
			continue
		}
		got = append(got, entry.Name())
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

const smallTree = ".ismsite=ismsite output 1 documents/POL-002.html=policy documents/a/b.html= index.html=<h1>"

// eachSwap runs a test with the exchange of the system and with the two renamings that serve elsewhere.
func eachSwap(t *testing.T, test func(t *testing.T)) {
	t.Run("exchanged in one step", test)
	t.Run("swapped in two steps", func(t *testing.T) {
		before := exchange
		exchange = func(*os.Root, string, string) error { return errors.ErrUnsupported }
		defer func() { exchange = before }()
		test(t)
	})
}

func TestFolder(t *testing.T) {
	eachSwap(t, func(t *testing.T) {
		parent := filepath.Join(t.TempDir(), "made", "for us")
		dir := filepath.Join(parent, "site")
		if got, want := publish(t, dir, small), (Stats{Files: 3, Bytes: 10}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if got := tree(t, dir); got != smallTree {
			t.Errorf("got %s\nwant %s", got, smallTree)
		}
		alone(t, parent, "site")

		publish(t, dir, []File{file("other.html", "2")})
		if got, want := tree(t, dir), ".ismsite=ismsite output 1 other.html=2"; got != want {
			t.Errorf("after the second site: got %s, want %s", got, want)
		}
		alone(t, parent, "site")
	})
}

func TestEmptyFolderIsFilled(t *testing.T) {
	eachSwap(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "site")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		publish(t, dir, small)
		if got := tree(t, dir); got != smallTree {
			t.Errorf("got %s", got)
		}
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
			t.Errorf("a private folder became %s", info.Mode())
		}
	})
}

func TestForeignFoldersAreRefused(t *testing.T) {
	base := t.TempDir()
	mustMake := func(path, content string) string {
		path = filepath.Join(base, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	full := filepath.Dir(mustMake("full/thesis.txt", "years of work"))
	likeOurs := filepath.Dir(mustMake("like/.ismsite", "some other program"))
	plain := mustMake("plain", "a file")
	ours, home, here := filepath.Join(base, "ours"), filepath.Join(base, "home"), filepath.Join(base, "here")
	publish(t, ours, small)
	link := filepath.Join(base, "link")
	if err := os.Symlink(ours, link); err != nil {
		t.Skip(err)
	}
	markLink := filepath.Join(base, "marklink")
	if err := errors.Join(os.MkdirAll(markLink, 0o755), os.Symlink(filepath.Join(ours, marker), filepath.Join(markLink, marker))); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.MkdirAll(home+"/user", 0o755), os.MkdirAll(here+"/below", 0o755)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home+"/user")
	t.Setenv("USERPROFILE", home+"/user")
	t.Chdir(here + "/below")

	for _, c := range []struct{ name, dir, says string }{
		{"a folder with other content", full, "it is not empty, and ismsite did not write it"},
		{"a folder with a file named like our mark", likeOurs, "ismsite did not write it"},
		{"a folder whose mark is a link to a real one", markLink, "ismsite did not write it"},
		{"a file", plain, "it is not a folder"},
		{"a link to one of ours", link, "symbolic link"},
		{"a link with a slash after it", link + "/", "symbolic link"},
		{"the root", "/", "root of the file system"},
		{"the home folder", home + "/user", "home folder"},
		{"a folder above the home folder", home, "home folder"},
		{"the current folder", ".", "current folder"},
		{"a folder above the current one", "..", "current folder"},
		{"no name", "", "no output folder is named"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := tree(t, base)
			_, err := Folder(context.Background(), c.dir, small, Options{})
			var refused *RefusedError
			if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.says) || refused.Fix == "" {
				t.Errorf("got %v, want a refusal with %q", err, c.says)
			}
			if after := tree(t, base); after != before {
				t.Errorf("something changed: before\n%s\nafter\n%s", before, after)
			}
		})
	}
	alone(t, base, "full", "like", "plain", "ours", "home", "here", "link", "marklink")
}

func TestFailureLeavesTheOldSite(t *testing.T) {
	broken := errors.New("template is broken")
	for _, c := range []struct {
		name  string
		files []File
		want  string
	}{
		{"content that cannot be made", append(slices.Clone(small), File{"x.html", func() ([]byte, error) { return nil, broken }}), "making x.html: template is broken"},
		{"a path that leaves the site", append(slices.Clone(small), file("../x", "")), `output path "../x" has the element ".."`},
		{"no files", nil, "there is nothing to publish"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "site")
			publish(t, dir, small)
			_, err := Folder(context.Background(), dir, c.files, Options{})
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if got := tree(t, dir); got != smallTree {
				t.Errorf("the old site is now %s", got)
			}
			alone(t, parent, "site")
		})
	}
}

func TestFilesPutThereMeanwhileAreNotLost(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "site")
	late := File{"x.html", func() ([]byte, error) {
		return nil, errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "thesis.txt"), nil, 0o644))
	}}
	_, err := Folder(context.Background(), dir, []File{late}, Options{})
	var refused *RefusedError
	if !errors.As(err, &refused) {
		t.Errorf("got %v, want a refusal", err)
	}
	if got, want := tree(t, dir), "thesis.txt="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	alone(t, parent, "site")
}

func TestCancelling(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "site")
	publish(t, dir, small)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var made atomic.Int32
	files := make([]File, 1000)
	for i := range files {
		files[i] = File{fmt.Sprintf("%d.html", i), func() ([]byte, error) {
			if made.Add(1) == 50 {
				cancel()
			}
			return nil, nil
		}}
	}
	if _, err := Folder(ctx, dir, files, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if made.Load() > 100 {
		t.Errorf("%d files were made after the end", made.Load())
	}
	if got := tree(t, dir); got != smallTree {
		t.Errorf("the old site is now %s", got)
	}
	alone(t, parent, "site")
}

func TestTwoBuildsDoNotMix(t *testing.T) {
	eachSwap(t, func(t *testing.T) {
		parent := t.TempDir()
		dir := filepath.Join(parent, "site")
		var group sync.WaitGroup
		var waited atomic.Int32
		for build := range 6 {
			group.Go(func() {
				var files []File
				for i := range 100 {
					files = append(files, file(fmt.Sprintf("%d/%d.html", build, i), fmt.Sprint(build)))
				}
				if _, err := Folder(context.Background(), dir, files, Options{Notice: func(string) { waited.Add(1) }}); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) != 2 || len(strings.Fields(tree(t, dir))) != 100+3 { // the mark holds three words
			t.Errorf("a mixture: %s", tree(t, dir))
		}
		if waited.Load() == 0 {
			t.Error("nobody was told to wait")
		}
		alone(t, parent, "site")
	})
}

func TestBusyFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	started, finish := make(chan bool), make(chan bool)
	done := make(chan error)
	go func() {
		_, err := Folder(context.Background(), dir, []File{{"a", func() ([]byte, error) {
			close(started)
			<-finish
			return nil, nil
		}}}, Options{})
		done <- err
	}()
	<-started
	for name, c := range map[string]struct {
		wait time.Duration
		want error
	}{"no waiting": {-1, ErrBusy}, "a short wait": {100 * time.Millisecond, ErrBusy}} {
		if _, err := Folder(context.Background(), dir, small, Options{Wait: c.wait}); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := Folder(ctx, dir, small, Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a cancelled wait: got %v", err)
	}
	close(finish)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestReadersAlwaysFindASite(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only where folders are exchanged in one step")
	}
	dir := filepath.Join(t.TempDir(), "site")
	publish(t, dir, small)
	var stop atomic.Bool
	var group sync.WaitGroup
	group.Go(func() {
		for !stop.Load() {
			if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 100 {
		publish(t, dir, small)
	}
	stop.Store(true)
	group.Wait()
}
