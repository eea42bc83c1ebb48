package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"ismsite/generator"
)

// goldmarkStep reads every Markdown file of a folder, converts it and writes the HTML, on all cores: the least that
// any generator of this kind does.
func goldmarkStep(args []string) error {
	in, out := args[0], args[1]
	var names []string
	err := filepath.WalkDir(in, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && isMarkdown(name) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	return side(names, func() func(string) error {
		converter := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
		return func(name string) error {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			var html bytes.Buffer
			if err := converter.Convert(withoutFrontMatter(text), &html); err != nil {
				return err
			}
			inside, err := filepath.Rel(in, name)
			if err != nil {
				return err
			}
			return write(filepath.Join(out, strings.TrimSuffix(inside, filepath.Ext(inside))+".html"), html.Bytes())
		}
	})
}

func withoutFrontMatter(text []byte) []byte {
	if rest, ok := bytes.CutPrefix(text, []byte("---\n")); ok {
		if _, body, ok := bytes.Cut(rest, []byte("\n---\n")); ok {
			return body
		}
	}
	return text
}

// copyStep copies a folder, file by file, like cp -r.
func copyStep(args []string) error {
	in, out := args[0], args[1]
	return filepath.WalkDir(in, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(in, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(out, inside), 0o755)
		}
		from, err := os.Open(name)
		if err != nil {
			return err
		}
		defer from.Close()
		to, err := os.Create(filepath.Join(out, inside))
		if err != nil {
			return err
		}
		if _, err := io.Copy(to, from); err != nil {
			return err
		}
		return to.Close()
	})
}

// editStep builds as the preview does and prints, for each of so many edits of documents, how long it took from the
// moment the file was saved until the page was made.
func editStep(args []string) error {
	edits, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(args[0])
	if err != nil {
		return err
	}
	defer root.Close()
	in, cache := generator.Input{Content: root.FS(), Preview: true}, generator.NewCache()
	build := func() (*generator.Result, error) {
		in.Now = time.Now()
		return generator.Build(in, cache)
	}
	first, err := build()
	if err != nil {
		return err
	}
	var names []string
	for _, d := range first.System.Set.Documents {
		names = append(names, d.Doc.Path)
	}
	var took []time.Duration
	for n := range edits {
		name := names[n*len(names)/edits]
		old, err := root.ReadFile(name)
		if err != nil {
			return err
		}
		if err := root.WriteFile(name, fmt.Appendf(slices.Clip(old), "\nEdit number %d of this document.\n", n), 0o644); err != nil {
			return err
		}
		start := time.Now()
		result, err := build()
		if err != nil {
			return err
		}
		file, ok := result.File(result.Book.PageOf(name))
		if !ok {
			return fmt.Errorf("%s makes no page", name)
		}
		page, err := file.Content()
		if err != nil {
			return err
		}
		took = append(took, time.Since(start))
		if !bytes.Contains(page, fmt.Appendf(nil, "Edit number %d", n)) {
			return fmt.Errorf("the page of %s does not show the edit", name)
		}
		if err := root.WriteFile(name, old, 0o644); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(took)
}

// side works through a list on all cores; each worker has what start gives it.
func side(list []string, start func() func(string) error) error {
	var next atomic.Int64
	var group sync.WaitGroup
	problems := make(chan error, runtime.GOMAXPROCS(0))
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			do := start()
			for i := next.Add(1) - 1; i < int64(len(list)); i = next.Add(1) - 1 {
				if err := do(list[i]); err != nil {
					problems <- err
					return
				}
			}
		})
	}
	group.Wait()
	close(problems)
	return <-problems
}

func write(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, content, 0o644)
}

func isMarkdown(name string) bool {
	ext := strings.ToLower(path.Ext(filepath.ToSlash(name)))
	return ext == ".md" || ext == ".markdown"
}
