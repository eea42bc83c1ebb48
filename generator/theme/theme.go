// Package theme turns the views of package page into HTML, and brings the styles, scripts and interface texts
// that belong to it.
//
// A theme is a folder with templates/, assets/ and texts/. The default theme is embedded in the program; a site
// may bring a folder of its own, whose files replace those of the same name or add to them. Everything is read
// and parsed by Load, which is also where a mistake in a template is told, with its file and line. What Load
// returns never changes and may be used by any number of goroutines.
//
// Every page is the template layout.html, which calls on the template of the page's kind for its main part:
// document.html for the kind "document". Templates see the types of page/view.go and nothing else. The same view
// gives the same bytes: the functions offered to templates (see function.go) read no clock, environment, chance
// or map order. Links are checked again on their way out: a scheme that could run something is an error.
package theme

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"sync"

	"ismsite/generator/page"
	"ismsite/themes"
)

// Options say which theme to load.
type Options struct {
	Overrides fs.FS  // the site's theme folder: templates/, assets/, texts/; nil for none
	Language  string // of the interface texts: "en", "de" or what the site's theme brings; empty means "en"
}

// A Theme renders pages. It is complete and read-only after Load.
type Theme struct {
	templates *template.Template
	origin    map[string]string // template name to the file it came from, for messages
	texts     texts
	long      dateFormat
	short     dateFormat
	assets    map[string][]byte
	frames    frames
}

// Kinds are the kinds of page that every theme has a template for.
var Kinds = []string{
	"atoz", "control", "controls", "document", "entry", "glossary", "home", "notfound", "person", "problems",
	"redirect", "register", "reviews", "search", "section", "tag", "tags",
}

// Load reads and parses the default theme and the site's overrides.
func Load(o Options) (*Theme, error) {
	t := &Theme{origin: map[string]string{}, assets: map[string][]byte{}}
	if o.Language == "" {
		o.Language = "en"
	}
	folders := []folder{{"", themes.Default()}}
	if o.Overrides != nil {
		folders = append(folders, folder{"theme/", o.Overrides})
	}
	var err error
	if t.texts, err = loadTexts(folders, o.Language); err != nil {
		return nil, fmt.Errorf("reading theme: %w", err)
	}
	t.long = t.dateFormat("date.format", "month.")
	t.short = t.dateFormat("date.short", "month_short.")
	if err := t.loadTemplates(folders); err != nil {
		return nil, fmt.Errorf("reading theme: %w", err)
	}
	if err := t.loadAssets(folders); err != nil {
		return nil, fmt.Errorf("reading theme: %w", err)
	}
	return t, nil
}

// A folder is a theme's files and what to write before their names in messages.
type folder struct {
	prefix string
	files  fs.FS
}

// loadTemplates parses the templates of all folders; a later one replaces an earlier one of the same name.
func (t *Theme) loadTemplates(folders []folder) error {
	t.templates = template.New("").Option("missingkey=error").Funcs(functions(t))
	for _, f := range folders {
		names, err := fs.Glob(f.files, "templates/*.html")
		if err != nil {
			return err
		}
		for _, name := range names {
			text, err := fs.ReadFile(f.files, name)
			if err != nil {
				return err
			}
			base := path.Base(name)
			t.origin[base] = f.prefix + name
			if _, err := t.templates.New(base).Parse(string(text)); err != nil {
				return t.locate(err)
			}
		}
	}
	for _, kind := range append([]string{"layout"}, Kinds...) {
		if t.templates.Lookup(kind+".html") == nil {
			return fmt.Errorf("templates/%s.html is missing", kind)
		}
	}
	t.foldTexts()
	return t.escape()
}

// escape makes html/template work out the escaping of all templates now, so that a template in which it cannot is
// told when the theme is read.
func (t *Theme) escape() error {
	for _, tmpl := range t.templates.Templates() {
		err := tmpl.Execute(io.Discard, nil)
		var e *template.Error
		if errors.As(err, &e) {
			return t.locate(err)
		}
	}
	return nil
}

// templateName finds the template's name in a message of package template.
var templateName = regexp.MustCompile(`\b(?:html/)?template: ?"?([\w-]+\.html)"?`)

// locate puts the file's path in place of the template's name.
func (t *Theme) locate(err error) error {
	message := templateName.ReplaceAllStringFunc(err.Error(), func(s string) string {
		if file, ok := t.origin[templateName.FindStringSubmatch(s)[1]]; ok {
			return file
		}
		return s
	})
	return errors.New(message)
}

// data is what the layout and the template of a kind see. A template may write .Title or .Frame.Title; the longer
// way is the faster one, since package reflect searches embedded structs slowly.
type data struct {
	page.Frame
	View    any
	Foreign string // language of the content, if it is another than the interface's
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render returns the finished page: the template named f.Kind, inside the layout.
func (t *Theme) Render(f page.Frame, view any) ([]byte, error) {
	if t.templates.Lookup(f.Kind+".html") == nil {
		return nil, fmt.Errorf("rendering %s: the theme has no templates/%s.html", f.Path, f.Kind)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	d := &data{Frame: f, View: view}
	if f.Language != f.Site.Language {
		d.Foreign = f.Language
	}
	if err := t.templates.ExecuteTemplate(b, "layout.html", d); err != nil {
		return nil, fmt.Errorf("rendering %s: %w", f.Path, t.locate(err))
	}
	if bytes.Contains(b.Bytes(), filtered) && !mentionsFiltered(f, view) {
		return nil, fmt.Errorf("rendering %s: %s: a value was not safe where the template puts it (ZgotmplZ)",
			f.Path, t.origin[f.Kind+".html"])
	}
	return bytes.Clone(b.Bytes()), nil
}

// filtered is what html/template writes in place of a value that it had to withhold.
var filtered = []byte("ZgotmplZ")

// mentionsFiltered reports whether the page's own texts hold that word, as a text on templates may.
func mentionsFiltered(f page.Frame, view any) bool {
	text, err := json.Marshal([]any{f, view})
	return err == nil && bytes.Contains(text, filtered)
}

// body renders the template of the page's kind.
func (t *Theme) body(d *data) (template.HTML, error) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	err := t.templates.ExecuteTemplate(b, d.Kind+".html", d)
	return template.HTML(b.String()), err
}
