package preview

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ismsite/generator/publish"
	"ismsite/generator/source"
)

// deadline is generous: a test that meets it says nothing about speed.
const deadline = 60 * time.Second

// A folder is a site in the making, and a build that knows little: each Markdown file is a page, a line that
// begins with "error:" or "warning:" a problem, and a file named broken an error.
type folder struct {
	t   *testing.T
	dir string

	mu     sync.Mutex
	builds int
	busy   bool
	logged []string
}

func newFolder(t *testing.T, files ...string) *folder {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f := &folder{t: t, dir: dir}
	for i := 0; i < len(files); i += 2 {
		f.write(files[i], files[i+1])
	}
	return f
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *folder) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) write(name, text string) {
	f.t.Helper()
	f.must(os.MkdirAll(filepath.Dir(f.path(name)), 0o755))
	f.must(os.WriteFile(f.path(name), []byte(text), 0o644))
}

// save replaces a file as most editors do.
func (f *folder) save(name, text string) {
	f.t.Helper()
	f.write(name+".tmp", text)
	f.must(os.Rename(f.path(name+".tmp"), f.path(name)))
}

func (f *folder) log(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.logged = append(f.logged, fmt.Sprintf(format, args...))
}

func (f *folder) logs() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(f.logged, "\n")
}

// build is also a check that builds do not overlap.
func (f *folder) build(context.Context) (*Build, error) {
	f.mu.Lock()
	if f.busy {
		f.t.Error("two builds at once")
	}
	f.busy = true
	f.builds++
	f.mu.Unlock()
	defer func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.busy = false
	}()
	return f.cold()
}

const pageHead = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>%s</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/site.css">
<script src="/_ismsite/preview.js" defer></script>
</head>
<body>
`

// cold builds without any memory.
func (f *folder) cold() (*Build, error) {
	files := map[string]string{"all.txt": "", "404.html": fmt.Sprintf(pageHead, "Nothing here") + "<h1>Nothing here</h1></body></html>"}
	b := &Build{}
	err := filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(f.dir, path)
		rel = filepath.ToSlash(rel)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case rel != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		if rel == "broken" {
			return fmt.Errorf("reading profile:\nline 3: <%s> is not a word", data)
		}
		files["all.txt"] += rel + ": " + string(data) + "\n"
		name, ok := strings.CutSuffix(rel, ".md")
		if !ok {
			files[rel] = string(data)
			return nil
		}
		title, _, _ := strings.Cut(string(data), "\n")
		page := fmt.Sprintf(pageHead, html.EscapeString(title))
		for i, line := range strings.Split(string(data), "\n") {
			for prefix, severity := range map[string]source.Severity{"error: ": source.Error, "warning: ": source.Warning} {
				if message, ok := strings.CutPrefix(line, prefix); ok {
					b.Problems = append(b.Problems, source.Problem{Pos: source.Pos{File: rel, Line: i + 1, Column: 1}, Check: "a-line", Severity: severity, Message: message, Why: "because", Fix: "remove it"})
				}
			}
			page += line + "\n"
		}
		files[name+".html"] = page + "</body></html>"
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.File = func(path string) (publish.File, bool) {
		text, ok := files[path]
		return publish.File{Path: path, Content: sync.OnceValues(func() ([]byte, error) {
			if strings.HasPrefix(text, "panic") {
				panic(text)
			}
			return []byte(text), nil
		})}, ok
	}
	b.Pages = func(sourceFile string) string {
		name, _ := strings.CutSuffix(sourceFile, ".md")
		return name + ".html"
	}
	return b, nil
}

func hidden(rel string) bool { return strings.HasPrefix(filepath.Base(rel), ".") }

// serve starts the preview and stops it with the test.
func (f *folder) serve(change func(o *Options)) (url string) {
	f.t.Helper()
	ready, done := make(chan string, 1), make(chan error, 1)
	o := Options{Folder: f.dir, Ignore: hidden, Addr: ":0", Build: f.build, Log: f.log, Ready: func(url string) { ready <- url }}
	if change != nil {
		change(&o)
	}
	ctx, cancel := context.WithCancel(context.Background())
	go func() { done <- Serve(ctx, o) }()
	f.t.Cleanup(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				f.t.Errorf("Serve: %v", err)
			}
		case <-time.After(deadline):
			f.t.Error("Serve does not stop")
		}
	})
	select {
	case url := <-ready:
		return url
	case err := <-done:
		done <- err
		f.t.Fatalf("Serve: %v", err)
	case <-time.After(deadline):
		f.t.Fatal("the preview does not start")
	}
	return ""
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// until waits for something to become true.
func until(t *testing.T, what string, true func() bool) {
	t.Helper()
	for end := time.Now().Add(deadline); !true(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("in vain waited for %s", what)
		}
	}
}

// settled waits until what is served is what a cold build gives.
func (f *folder) settled(url string) {
	f.t.Helper()
	var got, want string
	defer func() {
		if f.t.Failed() {
			f.t.Logf("served:\n%.2000s\nwanted:\n%.2000s\nlog:\n%.2000s", got, want, f.logs())
		}
	}()
	until(f.t, "the content of the folder", func() bool {
		b, err := f.cold()
		f.must(err)
		file, _ := b.File("all.txt")
		content, err := file.Content()
		f.must(err)
		want = string(content)
		_, got = get(f.t, url+"all.txt")
		return got == want
	})
}

// modes are the ways to notice changes.
var modes = []struct {
	name string
	poll time.Duration
}{{"told by the system", 0}, {"looking", 20 * time.Millisecond}}

func eachMode(t *testing.T, test func(t *testing.T, poll func(o *Options))) {
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			test(t, func(o *Options) { o.Poll = mode.poll })
		})
	}
}
