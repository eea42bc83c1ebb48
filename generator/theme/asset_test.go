package theme

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ismsite/generator/page"
)

// oneFile is a folder with one file.
type oneFile struct {
	name    string
	content []byte
}

func (f oneFile) fs() fs.FS { return fstest.MapFS{f.name: {Data: f.content}} }

func assets(t *testing.T, o Options, site page.Site) map[string]string {
	t.Helper()
	list := load(t, o).Assets(site)
	if !slices.IsSortedFunc(list, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("assets are not sorted")
	}
	m := map[string]string{}
	for _, a := range list {
		m[a.Path] = string(a.Content)
	}
	return m
}

func TestAssetsAreTheSameEachTime(t *testing.T) {
	a, b := assets(t, Options{Language: "de"}, sampleSite()), assets(t, Options{Language: "de"}, sampleSite())
	if !maps.Equal(a, b) {
		t.Error("two loads gave other assets")
	}
	for _, name := range []string{"accent.css", "site.css", "site.js", "texts.js", "theme.js", "icon.svg"} {
		if a["assets/"+name] == "" {
			t.Errorf("assets/%s is missing", name)
		}
	}
}

func TestScriptsAreServedSmall(t *testing.T) {
	source := "// a note\nconst longName = 1;\n(() => { const inner = longName; alert(inner); })();\n"
	for content, want := range map[string]string{
		source:           "const longName=1;(()=>{const e=longName;alert(e)})()",
		"const = broken": "const = broken",
	} {
		if got := assets(t, Options{Overrides: oneFile{"assets/own.js", []byte(content)}.fs()}, page.Site{})["assets/own.js"]; got != want {
			t.Errorf("%q is served as %q, want %q", content, got, want)
		}
	}
}

func TestAssetsAreSmall(t *testing.T) {
	all := assets(t, Options{}, sampleSite())
	for name, limit := range map[string]int{"site.css": 20 << 10, "site.js": 12 << 10, "theme.js": 1 << 10, "search.js": 9 << 10, "texts.js": 6 << 10} {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		fmt.Fprint(z, all["assets/"+name])
		z.Close()
		if b.Len() > limit {
			t.Errorf("%s has %d bytes compressed, more than %d", name, b.Len(), limit)
		}
	}
}

func TestAccent(t *testing.T) {
	for name, c := range map[string]struct {
		accent page.Accent
		want   string
	}{
		"colours of the profile":   {page.Accent{Light: "#123", Dark: "#AbCdEf"}, "--accent-light: #123; --accent-dark: #AbCdEf;"},
		"none":                     {page.Accent{}, "--accent-light: " + accentLight + "; --accent-dark: " + accentDark + ";"},
		"what is not a colour":     {page.Accent{Light: "red;}", Dark: "#12345}"}, "--accent-light: " + accentLight + "; --accent-dark: " + accentDark + ";"},
		"what only begins as such": {page.Accent{Light: "#1234567", Dark: "#"}, "--accent-light: " + accentLight + "; --accent-dark: " + accentDark + ";"},
	} {
		css := assets(t, Options{}, page.Site{Accent: c.accent})["assets/accent.css"]
		if got := strings.Join(strings.Fields(css), " "); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, css)
		}
	}
	hostile := fstest.MapFS{"texts/en.yaml": {Data: []byte("site.print_of: '\"; } </style> \\'\n")}}
	if css := assets(t, Options{Overrides: hostile}, page.Site{})["assets/accent.css"]; !strings.Contains(css, `--print-of: " \22 ; } \3c /style> \5c  ";`) {
		t.Errorf("a text broke out of its string: %s", css)
	}
}

func TestTextsForScriptsCannotBreakOut(t *testing.T) {
	hostile := fstest.MapFS{"texts/en.yaml": {Data: []byte("script.copied: \"</script>\\u2028'\\\"\"\n")}}
	js := assets(t, Options{Overrides: hostile}, page.Site{})["assets/texts.js"]
	if !strings.HasPrefix(js, "window.ismsiteTexts = {") || strings.Contains(js, "</script>") || strings.Contains(js, "\u2028") {
		t.Error("a text is not a plain string of the script")
	}
}

var declaration = regexp.MustCompile(`--([\w-]+): ([^;]+);`)

// tokens returns the values of the tokens in the first rule that begins with selector, after a position.
func tokens(t *testing.T, css, selector string) map[string]string {
	t.Helper()
	_, rule, ok := strings.Cut(css, selector+" {")
	if !ok {
		t.Fatalf("site.css has no %s", selector)
	}
	rule, _, _ = strings.Cut(rule, "}")
	m := map[string]string{}
	for _, d := range declaration.FindAllStringSubmatch(rule, -1) {
		m[d[1]] = d[2]
	}
	return m
}

func TestDarkColoursAreWrittenAlikeTwice(t *testing.T) {
	css := assets(t, Options{}, page.Site{})["assets/site.css"]
	chosen, system := tokens(t, css, `:root[data-theme="dark"]`), tokens(t, css, `:root:not([data-theme="light"])`)
	if !maps.Equal(chosen, system) {
		t.Errorf("by choice %v\nby system %v", chosen, system)
	}
	light := tokens(t, css, ":root")
	for name := range chosen {
		if light[name] == "" {
			t.Errorf("--%s is only dark", name)
		}
	}
}

func TestColoursHaveContrast(t *testing.T) {
	css := assets(t, Options{}, page.Site{})["assets/site.css"]
	for theme, m := range map[string]map[string]string{"light": tokens(t, css, ":root"), "dark": tokens(t, css, `:root[data-theme="dark"]`)} {
		m["accent"] = map[string]string{"light": accentLight, "dark": accentDark}[theme]
		m["accent-soft"] = mix(m["accent"], m["bg"], .07)
		pair := func(front, back string, least float64) {
			if got := contrast(m[front], m[back]); got < least {
				t.Errorf("%s: %s %s on %s %s has a contrast of %.2f, less than %.1f", theme, front, m[front], back, m[back], got, least)
			}
		}
		for _, front := range []string{"fg", "muted", "accent", "amber", "red", "code-key", "code-text", "code-number", "code-name", "code-note", "code-type"} {
			pair(front, "bg", 4.5)
			pair(front, "surface", 4.5)
		}
		for _, tone := range []string{"red", "amber", "green", "blue", "violet", "grey"} {
			pair(tone, tone+"-soft", 4.5)
			pair("fg", tone+"-soft", 4.5)
		}
		for _, front := range []string{"fg", "muted", "accent"} {
			pair(front, "accent-soft", 4.5)
		}
		pair("on-accent", "accent", 4.5)
		pair("fg", "mark", 4.5)
		pair("edge", "bg", 3) // borders of fields
	}
}

func rgb(c string) (v [3]float64) {
	c = strings.TrimPrefix(c, "#")
	if len(c) == 3 {
		c = string([]byte{c[0], c[0], c[1], c[1], c[2], c[2]})
	}
	var n [3]int
	fmt.Sscanf(c, "%02x%02x%02x", &n[0], &n[1], &n[2])
	for i := range v {
		v[i] = float64(n[i]) / 255
	}
	return v
}

func mix(a, b string, share float64) string {
	x, y := rgb(a), rgb(b)
	s := "#"
	for i := range x {
		s += fmt.Sprintf("%02x", int(math.Round(255*(x[i]*share+y[i]*(1-share)))))
	}
	return s
}

// contrast is the ratio that WCAG 2.2 defines.
func contrast(a, b string) float64 {
	light := func(c string) float64 {
		v := rgb(c)
		for i, x := range v {
			if x <= .04045 {
				v[i] = x / 12.92
			} else {
				v[i] = math.Pow((x+.055)/1.055, 2.4)
			}
		}
		return .2126*v[0] + .7152*v[1] + .0722*v[2]
	}
	x, y := light(a), light(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}
