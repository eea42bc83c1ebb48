package generator

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"ismsite/generator/catalogue"
	"ismsite/generator/check"
	"ismsite/generator/date"
	"ismsite/generator/isms"
	"ismsite/generator/markdown"
	"ismsite/generator/page"
	"ismsite/generator/publish"
	"ismsite/generator/register"
	"ismsite/generator/search"
	"ismsite/generator/source"
	"ismsite/generator/theme"
)

// Input is what a site is made from. Content is the site's folder; everything else has a useful zero value but Now.
type Input struct {
	Content fs.FS
	Now     time.Time // decides which day it is, in the profile's time zone, unless AsOf or the profile name one
	AsOf    date.Date // the date that all states refer to
	BaseURL string    // in place of the profile's
	Preview bool      // pages carry the preview's script
}

// Result is a built site, with what is to be said about it.
type Result struct {
	Site     *Site
	Problems []source.Problem // by position, with their final severity
	System   *isms.System
	Book     *page.Book
	// Index builds the search index, once; nil when the profile wants none.
	Index func() (*search.Index, error)

	complete func() (*Site, error)
}

// A ProfileError says that isms.yaml cannot be used. Nothing is built by rules that cannot be read.
type ProfileError struct{ Problems []source.Problem }

func (e *ProfileError) Error() string {
	var b strings.Builder
	b.WriteString("the profile cannot be used")
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "\n%s: %s", p.Pos, p.Message)
		if p.Fix != "" {
			fmt.Fprintf(&b, "\n    fix: %s", p.Fix)
		}
	}
	return b.String()
}

// Build makes a site. Problems of the content are part of the result; an error means that there is no site: the
// folder or the theme cannot be read, or the profile cannot be used. The cache may be nil.
func Build(in Input, cache *Cache) (*Result, error) {
	once := cache == nil
	if once {
		cache = NewCache()
	}
	profile, err := loadProfile(in)
	if err != nil {
		return nil, err
	}
	tree, p1, err := source.Read(in.Content, source.Options{Exclude: profile.Exclude, Previous: cache.tree, Now: in.Now})
	if err != nil {
		return nil, err
	}
	docs := cache.parse(tree)
	set, p2 := register.Load(tree, docs, profile)
	if once {
		forget(docs)
	}
	system, p3 := isms.Link(tree, set, catalogue.Chosen(profile.Catalogues), today(in, profile))
	problems := check.Run(system, source.Join(p1, p2, p3), profile.Checks)
	look, err := cache.look(tree, profile.Language)
	if err != nil {
		return nil, err
	}
	book := page.NewBook(page.Input{System: system, Problems: problems, Text: look.Text, Pinned: pinned(in, profile), Preview: in.Preview})
	r := &Result{Problems: problems, System: system, Book: book, Site: render(look, book)}
	if !profile.NoSearch {
		r.Index = sync.OnceValues(func() (*search.Index, error) {
			return search.Build(sections(book), search.Options{Language: profile.Language})
		})
	}
	r.complete = sync.OnceValues(r.withSearch)
	return r, nil
}

// forget lets go of the front matter as written, which nobody asks for again when there is no next build.
func forget(docs []*markdown.Doc) {
	for _, d := range docs {
		d.Fields = nil
	}
}

// loadProfile reads isms.yaml, which a folder need not have.
func loadProfile(in Input) (*register.Profile, error) {
	text, err := readProfile(in.Content)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", source.ProfileName, err)
	}
	profile, problems := register.LoadProfile(text)
	for name := range profile.Checks {
		if check.Named(name) == nil {
			problems = append(problems, unknownCheck(profile, name))
		}
	}
	for _, id := range profile.Catalogues {
		if catalogue.Named(id) == nil {
			problems = append(problems, source.Problem{Pos: profile.At("catalogues"), Severity: source.Error, Check: "profile",
				Message: fmt.Sprintf("catalogues: there is no catalogue %q", id), Fix: "the catalogues are: " + strings.Join(catalogue.IDs(), ", ")})
		}
	}
	if len(problems) > 0 && check.AtLeast(problems, source.Error) {
		return nil, &ProfileError{source.Join(problems)}
	}
	if in.BaseURL != "" {
		profile.BaseURL = in.BaseURL
	}
	return profile, nil
}

func readProfile(content fs.FS) ([]byte, error) {
	info, err := fs.Stat(content, source.ProfileName)
	switch {
	case err != nil && !isMissing(content):
		return nil, err
	case err != nil:
		return nil, nil
	case !info.Mode().IsRegular() || info.Size() > source.MaxText:
		return nil, fmt.Errorf("it is not an ordinary text file")
	}
	return fs.ReadFile(content, source.ProfileName)
}

// isMissing reports whether the folder simply has no profile.
func isMissing(content fs.FS) bool {
	entries, err := fs.ReadDir(content, ".")
	if err != nil {
		return false
	}
	for _, e := range entries {
		if e.Name() == source.ProfileName {
			return false
		}
	}
	return true
}

func unknownCheck(profile *register.Profile, name string) source.Problem {
	names := make([]string, len(check.Checks))
	for i, c := range check.Checks {
		names[i] = c.Name
	}
	p := source.Problem{Pos: profile.At("checks"), Severity: source.Error, Check: "profile", Message: fmt.Sprintf("checks: there is no check %q", name), Fix: "ismsite explain lists all checks"}
	if near := register.Nearest(name, names); near != "" {
		p.Fix = fmt.Sprintf("did you mean %q?", near)
	}
	if p.Pos.IsZero() {
		p.Pos = source.Pos{File: source.ProfileName}
	}
	return p
}

// today is the date that all states refer to: the one asked for, the profile's, else the day at Now in the
// profile's time zone.
func today(in Input, profile *register.Profile) date.Date {
	switch {
	case !in.AsOf.IsZero():
		return in.AsOf
	case !profile.AsOf.IsZero():
		return profile.AsOf
	}
	return date.FromTime(in.Now.In(profile.LocationLoaded))
}

// pinned reports whether somebody chose the as-of date; states then stay as they are on the published pages.
func pinned(in Input, profile *register.Profile) bool {
	return !in.AsOf.IsZero() || !profile.AsOf.IsZero()
}

// render makes the site's files from its pages. A page is made and rendered when its content is asked for.
func render(look *theme.Theme, book *page.Book) *Site {
	var files []publish.File
	for _, p := range book.List() {
		content := p.Content
		if content == nil {
			content = func() ([]byte, error) {
				frame, view := p.Build()
				html, err := look.Render(frame, view)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", p.Path, err)
				}
				return html, nil
			}
		}
		files = append(files, publish.File{Path: p.Path, Content: content})
	}
	for _, a := range look.Assets(book.Site()) {
		files = append(files, publish.File{Path: a.Path, Content: func() ([]byte, error) { return a.Content, nil }})
	}
	return newSite(files)
}

// Complete returns all files of the site, with those of the search index, which is built once.
func (r *Result) Complete() (*Site, error) { return r.complete() }

func (r *Result) withSearch() (*Site, error) {
	if r.Index == nil {
		return r.Site, nil
	}
	index, err := r.Index()
	if err != nil {
		return nil, fmt.Errorf("building the search index: %w", err)
	}
	shards, err := index.Files()
	if err != nil {
		return nil, fmt.Errorf("writing the search index: %w", err)
	}
	files := append([]publish.File{}, r.Site.Files...)
	for _, f := range shards {
		files = append(files, publish.File{Path: f.Path, Content: func() ([]byte, error) { return f.Content, nil }})
	}
	return newSite(files), nil
}

// File returns one file of the site, those of the search index included, which is built when one of them is first
// asked for.
func (r *Result) File(path string) (publish.File, bool) {
	if r.Index == nil || !strings.HasPrefix(path, "search/") {
		return r.Site.File(path)
	}
	site, err := r.complete()
	if err != nil {
		return publish.File{Path: path, Content: func() ([]byte, error) { return nil, err }}, true
	}
	return site.File(path)
}
