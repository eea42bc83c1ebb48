package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"strings"

	"ismsite/generator/source"
)

// A text is an interface text. Most have one form; Other is the form for any number but one.
type text struct {
	One, Other string
}

// readText reads "key: text" as well as "key: {one: …, other: …}".
func readText(v source.Value) (text, error) {
	switch v.Kind {
	case source.Scalar:
		return text{v.Text, v.Text}, nil
	case source.Map:
		return text{v.Fields.Text("one"), v.Fields.Text("other")}, nil
	}
	return text{}, fmt.Errorf("%s: a text, or one and other, is needed here", v.Pos)
}

// texts are the interface texts of one language by key.
type texts map[string]text

// loadTexts reads the texts of a language over those in English, so that a translation may be incomplete. A
// language without a file falls back from "de-CH" to "de" and then to English.
func loadTexts(folders []folder, language string) (texts, error) {
	all := texts{}
	names := []string{"en"}
	if base, _, ok := strings.Cut(language, "-"); ok {
		names = append(names, base)
	}
	if language != "en" {
		names = append(names, language)
	}
	for _, name := range names {
		for _, f := range folders {
			file := "texts/" + name + ".yaml"
			if !fs.ValidPath(file) {
				continue
			}
			content, err := fs.ReadFile(f.files, file)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if err := all.read(f.prefix+file, content); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// read adds the texts of one file. Unlike content, a theme with a mistake is refused as a whole.
func (t texts) read(file string, content []byte) error {
	value, problems := source.YAML(file, content, 1, source.FileLimits)
	if len(problems) > 0 {
		return fmt.Errorf("%s: %s", problems[0].Pos, problems[0].Message)
	}
	for _, f := range value.Fields {
		one, err := readText(f.Value)
		if err != nil {
			return err
		}
		t[f.Key] = one
	}
	return nil
}

// Text returns the interface text of a key, with args in place of its verbs. The first number among them chooses
// between the singular and the plural form. A key that does not exist is returned as it is.
func (t *Theme) Text(key string, args ...any) string {
	text, ok := t.texts[key]
	if !ok {
		return key
	}
	form := text.Other
	for _, a := range args {
		if n, ok := a.(int); ok {
			if n == 1 {
				form = text.One
			}
			break
		}
	}
	if len(args) == 0 || !strings.Contains(form, "%") {
		return form
	}
	return fmt.Sprintf(form, args...)
}

// HasText reports whether the interface has a text for a key.
func (t *Theme) HasText(key string) bool {
	_, ok := t.texts[key]
	return ok
}

// A dateFormat writes dates in the words of a language.
type dateFormat struct {
	pattern string // "D MMMM YYYY"
	months  [12]string
}

func (t *Theme) dateFormat(pattern, months string) dateFormat {
	f := dateFormat{pattern: t.Text(pattern)}
	for i := range f.months {
		f.months[i] = t.Text(months + strconv.Itoa(i+1))
	}
	return f
}

// format returns a date such as "2026-03-31" in words. What is not such a date is returned as it is.
func (f *dateFormat) format(iso string) string {
	if !isDate(iso) {
		return iso
	}
	b := make([]byte, 0, 24)
	for i := 0; i < len(f.pattern); i++ {
		rest := f.pattern[i:]
		switch {
		case strings.HasPrefix(rest, "YYYY"):
			b = append(b, iso[:4]...)
			i += 3
		case strings.HasPrefix(rest, "MMMM"), strings.HasPrefix(rest, "MMM"):
			b = append(b, f.months[(iso[5]-'0')*10+iso[6]-'0'-1]...)
			i += len(rest) - len(strings.TrimLeft(rest, "M")) - 1
		case rest[0] == 'D':
			b = append(b, strings.TrimPrefix(iso[8:], "0")...)
		default:
			b = append(b, rest[0])
		}
	}
	return string(b)
}

// Date returns a date such as "2026-03-31" in the words of the interface's language: "31 March 2026". What is not
// such a date is returned as it is.
func (t *Theme) Date(iso string) string { return t.long.format(iso) }

// shortDate is Date for narrow places: "31 Mar 2026".
func (t *Theme) shortDate(iso string) string { return t.short.format(iso) }

// isDate reports whether s reads as a date: "2026-03-31".
func isDate(s string) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	for i := range len(s) {
		if i != 4 && i != 7 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	month, _ := strconv.Atoi(s[5:7])
	day, _ := strconv.Atoi(s[8:])
	return 1 <= month && month <= 12 && 1 <= day && day <= 31
}

// date is a date as an element that also tells it to programs.
func (t *Theme) date(iso string) template.HTML {
	return template.HTML(t.appendDate(nil, iso, t.Date(iso)))
}

func (t *Theme) appendDate(b []byte, iso, shown string) []byte {
	if !isDate(iso) {
		return appendText(b, shown)
	}
	b = append(b, `<time datetime="`...)
	b = append(b, iso...)
	b = append(b, `">`...)
	b = appendText(b, shown)
	return append(b, "</time>"...)
}
