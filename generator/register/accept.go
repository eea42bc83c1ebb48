package register

import (
	"fmt"
	"slices"
	"strings"

	"ismsite/generator/date"
	"ismsite/generator/source"
)

// describe returns the fields that a form asks for.
func describe(fill func(*Form)) []Field {
	f := &Form{mode: describing}
	fill(f)
	return f.fields
}

// accept takes the fields that were given under the names of the form. Names that it does not know are reported,
// and returned for those who want to keep them.
func (f *Form) accept(given source.Fields, aliases map[string]string) (unknown source.Fields) {
	f.given = make(map[string]source.Field, len(given))
	var later source.Fields
	for _, field := range given {
		if f.known(field.Key) {
			f.given[field.Key] = field
		} else {
			later = append(later, field)
		}
	}
	for _, field := range later {
		name := f.understand(field, aliases)
		if name == "" {
			unknown = append(unknown, field)
			continue
		}
		if _, taken := f.given[name]; taken {
			f.report(field.Pos, "unknown-key", fmt.Sprintf("%q means the same as %q, which is given too; it is not used", field.Key, name), "remove one of the two")
			continue
		}
		if name != normalize(field.Key) {
			f.report(field.Pos, "foreign-key", fmt.Sprintf("%q is understood as %q", field.Key, name), "")
		}
		f.given[name] = field
	}
	return unknown
}

func (f *Form) known(name string) bool {
	for i := range f.fields {
		if f.fields[i].Name == name {
			return true
		}
	}
	return false
}

// understand returns the name of the field that a foreign key stands for, or "".
func (f *Form) understand(given source.Field, aliases map[string]string) string {
	if name, ok := aliases[given.Key]; ok && f.known(name) {
		return name
	}
	key := normalize(given.Key)
	for i := range f.fields {
		if field := &f.fields[i]; slices.Contains(field.names, key) {
			return field.Name
		}
	}
	for i := range f.fields {
		if field := &f.fields[i]; slices.Contains(field.aliases, key) && suits(field, given) {
			return field.Name
		}
	}
	return ""
}

// suits tells two fields apart that share a foreign name: a "review" that is a date, and one that is a period.
func suits(field *Field, given source.Field) bool {
	text := strings.TrimSpace(given.Value.Text)
	switch field.Type {
	case Day:
		_, err := date.ParsePeriod(text)
		return err != nil
	case Every:
		_, err := date.Parse(text)
		return err != nil
	}
	return true
}

// normalize makes names comparable: lower case, words joined by underscores.
func normalize(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" _-./()", r) }), "_")
}
