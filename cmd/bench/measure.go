package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// A round is what one round measured.
type round struct {
	goldmark, plain, full, copied usage
	edits                         []time.Duration
	editing                       usage
}

// measure measures one system, which fill writes to a folder.
func (b *bench) measure(name string, fill func(dir string) error) error {
	in := filepath.Join(b.work, "content")
	if err := os.RemoveAll(in); err != nil {
		return err
	}
	if err := fill(in); err != nil {
		return err
	}
	input, err := survey(in)
	if err != nil {
		return err
	}
	if input.pages == 0 {
		return fmt.Errorf("%s holds no Markdown", name)
	}
	profile, err := os.ReadFile(filepath.Join(in, "isms.yaml"))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	var rounds []round
	for n := range b.rounds {
		r, err := b.round(in, profile, n == 0)
		if err != nil {
			return err
		}
		rounds = append(rounds, r)
	}
	output, err := survey(filepath.Join(b.work, "full"))
	if err != nil {
		return err
	}
	report(name, input, output, rounds)
	return nil
}

// round does every step once; edits, of which each is measured by itself, are made in one round only.
func (b *bench) round(in string, profile []byte, editing bool) (r round, err error) {
	step := func(u *usage, program string, args ...string) []byte {
		if err != nil {
			return nil
		}
		var printed []byte
		*u, printed, err = spend(program, args...)
		return printed
	}
	out := func(name string) string {
		dir := filepath.Join(b.work, name)
		if err == nil {
			err = os.RemoveAll(dir)
		}
		return dir
	}
	search := func(on bool) {
		if err == nil {
			err = os.WriteFile(filepath.Join(in, "isms.yaml"), withSearch(profile, on), 0o644)
		}
	}
	step(&r.goldmark, b.self, "step-goldmark", in, out("goldmark"))
	search(false)
	step(&r.plain, b.program, "build", "-o", out("plain"), in)
	search(true)
	step(&r.full, b.program, "build", "-o", out("full"), in)
	step(&r.copied, b.self, "step-copy", filepath.Join(b.work, "full"), out("copy"))
	if !editing {
		return r, err
	}
	printed := step(&r.editing, b.self, "step-edit", in, fmt.Sprint(b.edits))
	if err == nil {
		err = json.Unmarshal(printed, &r.edits)
	}
	return r, err
}

var searchKey = regexp.MustCompile(`(?m)^search:.*$`)

// withSearch is the profile with the search index asked for, or not.
func withSearch(profile []byte, on bool) []byte {
	line := []byte("search: no")
	if on {
		line = []byte("search: yes")
	}
	if searchKey.Match(profile) {
		return searchKey.ReplaceAll(profile, line)
	}
	return append(append(bytes.Clone(profile), '\n'), append(line, '\n')...)
}

// An extent is how much a folder holds.
type extent struct {
	files, pages           int // pages are Markdown going in, HTML coming out
	bytes, markdown, index int64
	documents              []int64 // sizes of the document pages
	largest                int64   // of the HTML pages
}

func survey(dir string) (e extent, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, err = filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		e.files++
		e.bytes += info.Size()
		switch {
		case isMarkdown(name):
			e.pages++
			e.markdown += info.Size()
		case strings.HasPrefix(name, "search/"):
			e.index += info.Size()
		case strings.HasSuffix(name, ".html"):
			e.pages++
			e.largest = max(e.largest, info.Size())
			if strings.HasPrefix(name, "documents/") && !strings.HasPrefix(name, "documents/index") {
				e.documents = append(e.documents, info.Size())
			}
		}
		return nil
	})
	return e, err
}
