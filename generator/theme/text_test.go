package theme

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ismsite/themes"
)

var verb = regexp.MustCompile(`%[a-z%]|\{\d\}`)

func TestLanguagesHaveTheSameTexts(t *testing.T) {
	en, de := load(t, Options{Language: "en"}), readTexts(t, "de")
	for _, key := range slices.Sorted(maps.Keys(en.texts)) {
		other, ok := de[key]
		if !ok {
			t.Errorf("de.yaml lacks %s", key)
			continue
		}
		if !slices.Equal(verb.FindAllString(en.texts[key].Other, -1), verb.FindAllString(other.Other, -1)) {
			t.Errorf("%s has other values in German: %q, %q", key, en.texts[key].Other, other.Other)
		}
		for _, form := range []string{en.texts[key].One, en.texts[key].Other, other.One, other.Other} {
			if strings.TrimSpace(form) == "" {
				t.Errorf("%s is empty", key)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(de)) {
		if !en.HasText(key) {
			t.Errorf("en.yaml lacks %s", key)
		}
	}
}

// readTexts reads the file of one language alone.
func readTexts(t *testing.T, language string) texts {
	t.Helper()
	content, err := fs.ReadFile(themes.Default(), "texts/"+language+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	all, err := loadTexts([]folder{{"", oneFile{"texts/" + language + ".yaml", content}.fs()}}, language)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var (
	templateKey = regexp.MustCompile(`\bt "([^"]+)"`)
	partOfKey   = regexp.MustCompile(`\bt \(print "([^"]+)"`)
	scriptKey   = regexp.MustCompile(`\btext\('([^']+)'\s*([,)+])`)
)

func TestTextsThatAreUsedExist(t *testing.T) {
	theme := load(t, Options{})
	has := func(file, key string, prefix bool) {
		if !prefix && theme.HasText(key) {
			return
		}
		if prefix {
			for k := range theme.texts {
				if strings.HasPrefix(k, key) {
					return
				}
			}
		}
		t.Errorf("%s: no text %s", file, key)
	}
	err := fs.WalkDir(themes.Default(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(themes.Default(), name)
		switch {
		case strings.HasSuffix(name, ".html"):
			for _, m := range templateKey.FindAllSubmatch(content, -1) {
				has(name, string(m[1]), false)
			}
			for _, m := range partOfKey.FindAllSubmatch(content, -1) {
				has(name, string(m[1]), true)
			}
		case name == "assets/site.js":
			for _, m := range scriptKey.FindAllSubmatch(content, -1) {
				has(name, string(m[1]), string(m[2]) == "+")
				if !slices.ContainsFunc(scriptTexts, func(p string) bool { return strings.HasPrefix(string(m[1]), p) }) {
					t.Errorf("texts.js leaves out %s, which site.js uses", m[1])
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryFieldOfDocumentsHasALabel(t *testing.T) {
	theme := load(t, Options{})
	for _, key := range strings.Fields(`id title type version status owner approver author reviewer approved effective reviewed
		review_every review_due classification audience summary controls clauses parent related supersedes superseded_by
		translation_of language tags aliases retention contact changelog reviews approvals params`) {
		if !theme.HasText("field." + key) {
			t.Errorf("no text field.%s", key)
		}
	}
	for group, values := range map[string]string{
		"status": "draft in_review approved superseded withdrawn", "review": "overdue due_soon current unknown not_applicable",
		"classification": "public internal confidential restricted", "severity": "error warning note",
		"type": "policy procedure standard guideline plan scope methodology instruction template record external",
		"kind": strings.Join(Kinds, " "),
	} {
		for _, value := range strings.Fields(values) {
			if !theme.HasText(group + "." + value) {
				t.Errorf("no text %s.%s", group, value)
			}
		}
	}
}

func TestText(t *testing.T) {
	en, de := load(t, Options{}), load(t, Options{Language: "de-CH"})
	for name, c := range map[string]struct{ got, want string }{
		"one":                         {en.Text("review.overdue_by", 1), "Overdue by 1 day"},
		"several":                     {en.Text("review.overdue_by", 12), "Overdue by 12 days"},
		"none":                        {de.Text("table.rows", 0), "0 Zeilen"},
		"a region falls back":         {de.Text("review.overdue_by", 1), "Seit 1 Tag überfällig"},
		"several values":              {en.Text("table.showing", 1, 25, 1204), "Rows 1 to 25 of 1204"},
		"values that nobody wants":    {en.Text("field.owner", 3), "Owner"},
		"a key that does not exist":   {en.Text("no.such.key", 3), "no.such.key"},
		"a text with a value":         {de.Text("site.as_of", de.Date("2026-03-31")), "Stand 31. März 2026"},
		"a date":                      {en.Date("2026-03-01"), "1 March 2026"},
		"a short date":                {en.shortDate("2026-12-31"), "31 Dec 2026"},
		"a short date in German":      {de.shortDate("2026-09-01"), "1. Sept. 2026"},
		"not a date":                  {en.Date("soon"), "soon"},
		"a month that does not exist": {en.Date("2026-13-01"), "2026-13-01"},
		"a day that does not exist":   {en.Date("2026-01-00"), "2026-01-00"},
		"digits that are none":        {en.Date("2026-0x-01"), "2026-0x-01"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
	}
}
