package theme

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"ismsite/generator/page"
)

// An Asset is a file that pages of the site load.
type Asset struct {
	Path    string // from the site's root: "assets/site.css"
	Content []byte
}

// loadAssets reads what stands below assets/ in all folders.
func (t *Theme) loadAssets(folders []folder) error {
	for _, f := range folders {
		if _, err := fs.Stat(f.files, "assets"); err != nil {
			continue
		}
		err := fs.WalkDir(f.files, "assets", func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if strings.HasPrefix(d.Name(), ".") {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() {
				return nil
			}
			content, err := fs.ReadFile(f.files, name)
			t.assets[name] = shrink(name, content)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// shrink takes out of a script what only its authors need: comments, spaces, long names. What cannot be read
// as a script is left as it is: the browser will say what is wrong with it. Style sheets stay readable; they
// would hardly get smaller.
func shrink(name string, content []byte) []byte {
	if path.Ext(name) != ".js" {
		return content
	}
	m := minify.New()
	m.Add(".js", &js.Minifier{Version: 2022})
	small, err := m.Bytes(".js", content)
	if err != nil {
		return content
	}
	return small
}

// Assets returns all files that the pages need, sorted by path. The contents are shared: do not change them.
func (t *Theme) Assets(site page.Site) []Asset {
	all := maps.Clone(t.assets)
	all["assets/accent.css"] = t.accentCSS(site.Accent)
	all["assets/texts.js"] = t.textsJS()
	assets := make([]Asset, 0, len(all))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		assets = append(assets, Asset{name, all[name]})
	}
	return assets
}

// hasAsset reports whether the theme has a file below assets/: a template links user.css only then.
func (t *Theme) hasAsset(name string) bool {
	_, ok := t.assets["assets/"+name]
	return ok
}

// The colours of a site whose profile names none.
const accentLight, accentDark = "#0b5c6b", "#6cc5d4"

// accentCSS holds what the styles need to know of the site: its colours, and the words on printed sheets.
func (t *Theme) accentCSS(a page.Accent) []byte {
	return fmt.Appendf(nil, `@layer tokens {
	:root {
		--accent-light: %s;
		--accent-dark: %s;
		--print-page: %s;
		--print-of: %s;
	}
}
`, color(a.Light, accentLight), color(a.Dark, accentDark),
		cssString(t.Text("site.print_page")+" "), cssString(" "+t.Text("site.print_of")+" "))
}

// cssString writes s as a string of CSS.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || strings.ContainsRune(`"\<`, r) {
			fmt.Fprintf(&b, `\%x `, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// color returns c if it is a colour in hexadecimal, and fallback otherwise.
func color(c, fallback string) string {
	if len(c) != 4 && len(c) != 7 || c[0] != '#' || strings.Trim(c[1:], "0123456789abcdefABCDEF") != "" {
		return fallback
	}
	return c
}

// Scripts get the texts whose keys begin so.
var scriptTexts = []string{
	"date.", "month_short.", "review.", "script.", "search.", "status.", "table.", "theme.", "type.", "kind.",
	"classification.", "severity.", "level.", "document.missing", "document.not_found", "reviews.group_count",
}

// textsJS is a script that holds the interface texts for the other scripts. A text with a plural is an array of
// its two forms.
func (t *Theme) textsJS() []byte {
	values := map[string]any{}
	for key, text := range t.texts {
		if !slices.ContainsFunc(scriptTexts, func(p string) bool { return strings.HasPrefix(key, p) }) {
			continue
		}
		if text.One == text.Other {
			values[key] = text.Other
		} else {
			values[key] = []string{text.One, text.Other}
		}
	}
	js, err := json.MarshalIndent(values, "", "\t") // keys are sorted
	if err != nil {
		panic(err) // strings only
	}
	return fmt.Appendf(nil, "window.ismsiteTexts = %s;\n", js)
}
