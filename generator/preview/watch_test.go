package preview

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func TestChangesAreFollowed(t *testing.T) {
	steps := []struct {
		name string
		do   func(f *folder)
	}{
		{"a file is created", func(f *folder) { f.write("new.md", "new") }},
		{"a file is saved by renaming", func(f *folder) { f.save("a.md", "saved by renaming") }},
		{"a file is emptied and written", func(f *folder) {
			f.must(os.Truncate(f.path("a.md"), 0))
			time.Sleep(40 * time.Millisecond)
			f.write("a.md", "written anew")
		}},
		{"a file is saved twice in a moment, with the same size", func(f *folder) { f.write("a.md", "one"); f.write("a.md", "two") }},
		{"a file is deleted", func(f *folder) { f.must(os.Remove(f.path("a.md"))) }},
		{"a file is deleted and comes back", func(f *folder) { f.must(os.Remove(f.path("a.md"))); f.write("a.md", "back") }},
		{"a file grows", func(f *folder) {
			file, err := os.OpenFile(f.path("a.md"), os.O_APPEND|os.O_WRONLY, 0)
			f.must(err)
			for i := range 20 {
				fmt.Fprintf(file, "line %d\n", i)
			}
			f.must(file.Close())
		}},
		{"folders are created with a file", func(f *folder) { f.write("x/y/z/deep.md", "deep") }},
		{"a file in a new folder changes later", func(f *folder) {
			f.write("x/y/z/deep.md", "deep")
			time.Sleep(200 * time.Millisecond)
			f.save("x/y/z/deep.md", "deeper")
		}},
		{"a folder is renamed", func(f *folder) { f.must(os.Rename(f.path("sub"), f.path("other"))) }},
		{"a folder is renamed and its files change", func(f *folder) {
			f.must(os.Rename(f.path("sub"), f.path("other")))
			time.Sleep(100 * time.Millisecond)
			f.write("other/under/c.md", "changed after")
		}},
		{"a folder is renamed and another takes its place", func(f *folder) {
			f.must(os.Rename(f.path("sub"), f.path("other")))
			f.write("sub/under/c.md", "another")
			time.Sleep(100 * time.Millisecond)
			f.write("sub/under/c.md", "another, changed")
			f.write("other/under/c.md", "the first, changed")
		}},
		{"a folder is deleted and comes back", func(f *folder) {
			f.must(os.RemoveAll(f.path("sub")))
			f.write("sub/under/c.md", "back")
			time.Sleep(100 * time.Millisecond)
			f.write("sub/under/c.md", "back and changed")
		}},
		{"a folder comes from outside", func(f *folder) {
			outside := filepath.Join(f.t.TempDir(), "come")
			f.must(os.MkdirAll(filepath.Join(outside, "in"), 0o755))
			f.must(os.WriteFile(filepath.Join(outside, "in", "d.md"), []byte("from outside"), 0o644))
			f.must(os.Rename(outside, f.path("come")))
		}},
		{"a link is swapped", func(f *folder) {
			f.must(os.Symlink("b.md", f.path("link.tmp")))
			f.must(os.Rename(f.path("link.tmp"), f.path("link.md")))
		}},
		{"what a link leads to changes", func(f *folder) {
			f.must(os.Symlink("b.md", f.path("link.tmp")))
			f.must(os.Rename(f.path("link.tmp"), f.path("link.md")))
			time.Sleep(50 * time.Millisecond)
			f.write("b.md", "b changed")
		}},
		{"a link to a folder out of sight is swapped", func(f *folder) {
			f.write(".v1/k.md", "first")
			f.write(".v2/k.md", "second")
			f.must(os.Symlink(".v1", f.path(".now")))
			f.must(os.Symlink(".now/k.md", f.path("k.md")))
			time.Sleep(100 * time.Millisecond)
			f.must(os.Symlink(".v2", f.path(".next")))
			f.must(os.Rename(f.path(".next"), f.path(".now")))
			time.Sleep(100 * time.Millisecond)
			f.write(".v2/k.md", "second, changed")
		}},
		{"500 files come at once", func(f *folder) {
			for i := range 500 {
				f.write(fmt.Sprintf("many/%d/%d.md", i%7, i), fmt.Sprint("text ", i))
			}
		}},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			eachMode(t, func(t *testing.T, poll func(o *Options)) {
				f := newFolder(t, "a.md", "a", "b.md", "b", "sub/under/c.md", "c")
				f.must(os.Symlink("a.md", f.path("link.md")))
				url := f.serve(poll)
				f.settled(url)
				step.do(f)
				f.settled(url)
			})
		})
	}
}

// TestStorm does at random what people, editors and checkouts do, and compares when it is over.
func TestStorm(t *testing.T) {
	eachMode(t, func(t *testing.T, poll func(o *Options)) {
		f := newFolder(t, "a.md", "a")
		url := f.serve(poll)
		chance := rand.New(rand.NewPCG(1, 2))
		name := func() string {
			return strings.Repeat("d"+fmt.Sprint(chance.IntN(3))+"/", chance.IntN(4)) + fmt.Sprint(chance.IntN(5)) + ".md"
		}
		for round := range 10 {
			for i := range 60 {
				switch n := name(); chance.IntN(8) {
				case 0:
					os.RemoveAll(f.path("d" + fmt.Sprint(chance.IntN(3))))
				case 1:
					os.Rename(f.path("d"+fmt.Sprint(chance.IntN(3))), f.path("d"+fmt.Sprint(chance.IntN(3))))
				case 2:
					os.Remove(f.path(n))
				case 3, 4:
					f.save(n, fmt.Sprint(round, i))
				case 5:
					time.Sleep(time.Duration(chance.IntN(30)) * time.Millisecond)
				default:
					f.write(n, fmt.Sprint(round, i))
				}
			}
			f.settled(url)
		}
	})
}

func TestWhatIsIgnoredMayChange(t *testing.T) {
	eachMode(t, func(t *testing.T, poll func(o *Options)) {
		f := newFolder(t, "a.md", "a", "drafts/d.md", "d")
		var open atomic.Bool
		url := f.serve(func(o *Options) {
			poll(o)
			o.Ignore = func(rel string) bool {
				return hidden(rel) || !open.Load() && strings.HasPrefix(rel, "drafts")
			}
			o.Build = func(ctx context.Context) (*Build, error) {
				if data, _ := os.ReadFile(f.path("a.md")); string(data) == "drafts too" {
					open.Store(true)
				}
				return f.build(ctx)
			}
		})
		f.write("a.md", "drafts too")
		f.settled(url)
		f.save("drafts/d.md", "seen")
		f.settled(url)
	})
}

func TestIgnoredChangesBuildNothing(t *testing.T) {
	f := newFolder(t, "a.md", "a", ".git/index", "1")
	url := f.serve(nil)
	f.write(".git/index", "2")
	f.write(".a.md.swp", "x")
	time.Sleep(300 * time.Millisecond)
	f.mu.Lock()
	builds := f.builds
	f.mu.Unlock()
	f.write("a.md", "b")
	f.settled(url)
	if builds != 1 {
		t.Errorf("%d builds, want the first only", builds)
	}
}

func TestLookingWhenTheSystemCannotTell(t *testing.T) {
	for name, open := range map[string]func() (*fsnotify.Watcher, error){
		"no watcher":     func() (*fsnotify.Watcher, error) { return nil, syscall.EMFILE },
		"a closed one":   func() (*fsnotify.Watcher, error) { w, err := fsnotify.NewWatcher(); w.Close(); return w, err },
		"anything wrong": func() (*fsnotify.Watcher, error) { return nil, errors.New("anything wrong") },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t, "a.md", "a")
			w := newWatcher(f.dir, Options{Log: f.log})
			w.every = 10 * time.Millisecond
			w.open = open
			follow(t, w)
			f.write("sub/b.md", "b")
			told(t, w)
			if logs := f.logs(); strings.Count(logs, "looking for them every 10ms instead") != 1 {
				t.Errorf("log: %s", logs)
			}
		})
	}
}

// TestWatcherThatFailsLater loses its watch while it runs, and the folder with it.
func TestWatcherThatFailsLater(t *testing.T) {
	f := newFolder(t, "a.md", "a")
	w := newWatcher(f.dir, Options{Log: f.log})
	w.every = 10 * time.Millisecond
	follow(t, w)
	f.must(os.RemoveAll(f.dir))
	until(t, "the fall back", func() bool { return strings.Contains(f.logs(), "looking") })
	told(t, w)
	f.write("a.md", "back")
	told(t, w)
	if n := strings.Count(f.logs(), "looking"); n != 1 {
		t.Errorf("said %d times", n)
	}
}

func TestOverflowMeansLookingEverywhere(t *testing.T) {
	f := newFolder(t, "a.md", "a")
	w := newWatcher(f.dir, Options{Log: f.log})
	opened := 0
	w.open = func() (*fsnotify.Watcher, error) {
		opened++
		notify, err := fsnotify.NewWatcher()
		if err == nil && opened == 1 {
			notify.Errors = make(chan error, 1) // the system's own is not read
			notify.Errors <- fsnotify.ErrEventOverflow
		}
		return notify, err
	}
	follow(t, w)
	told(t, w)
	if logs := f.logs(); opened != 2 || logs != "" {
		t.Errorf("opened %d times, log: %s", opened, logs)
	}
}

func follow(t *testing.T, w *watcher) {
	w.start()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { w.run(ctx); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
}

func told(t *testing.T, w *watcher) {
	t.Helper()
	select {
	case <-w.changed:
	case <-time.After(deadline):
		t.Fatal("no change is told")
	}
}
