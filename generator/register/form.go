package register

import (
	"fmt"
	"strings"

	"ismsite/generator/source"
)

type mode int

const (
	describing mode = iota
	decoding
	reading
)

// A Form goes through the fields of an entry, to describe, to decode or to read them.
type Form struct {
	mode     mode
	fields   []Field // all of them, in order
	next     int
	given    map[string]source.Field
	file     string
	at       source.Pos
	record   *Record
	problems []source.Problem
	values   []Value
	refs     func(*Field, Ref) // when reading: called for each reference, and no values are gathered
}

// step returns the description of the field that is asked for, and what was given for it when decoding.
func (f *Form) step(name string, t Type, to Target, options []Option) (*Field, source.Field, bool) {
	if f.mode == describing {
		field := Field{Name: name, Type: t, To: to}
		for _, option := range options {
			option(&field)
		}
		field.names = []string{normalize(name)}
		if field.Title != "" {
			field.names = append(field.names, normalize(field.Title))
		}
		f.fields = append(f.fields, field)
		return nil, source.Field{}, false
	}
	field := &f.fields[f.next]
	f.next++
	if f.mode == reading {
		return field, source.Field{}, false
	}
	given, ok := f.given[name]
	if ok && given.Value.Kind == source.Null {
		ok = false
	}
	if !ok && field.Required {
		f.missing(field)
	}
	return field, given, ok
}

func (f *Form) missing(field *Field) {
	f.report(f.at, "missing-field", fmt.Sprintf("%s has no %s", f.entryName(), field.Name), fmt.Sprintf("add %s", field.Name))
}

func (f *Form) entryName() string {
	if f.record == nil || f.record.ID == "" {
		return "this entry"
	}
	return f.record.ID
}

func (f *Form) report(at source.Pos, check, message, fix string) {
	f.problems = append(f.problems, source.Problem{Pos: at, Check: check, Message: message, Fix: fix})
}

// scalar returns the text of a value that has to be one text.
func (f *Form) scalar(field *Field, given source.Field) (string, bool) {
	switch given.Value.Kind {
	case source.Scalar:
		return strings.TrimSpace(given.Value.Text), true
	case source.List:
		if len(given.Value.Items) == 1 && given.Value.Items[0].Kind == source.Scalar {
			return strings.TrimSpace(given.Value.Items[0].Text), true
		}
	}
	f.report(given.Value.Pos, "wrong-shape", fmt.Sprintf("%s holds %s; it takes one value", field.Name, given.Value.Kind), "")
	return "", false
}

// items returns the texts of a value that may be a list or a text separated by commas or semicolons.
func (f *Form) items(field *Field, given source.Field) []source.Value {
	switch given.Value.Kind {
	case source.Scalar:
		return splitList(given.Value)
	case source.List:
		var items []source.Value
		for _, item := range given.Value.Items {
			if item.Kind == source.Null {
				continue
			}
			if item.Kind != source.Scalar {
				f.report(item.Pos, "wrong-shape", fmt.Sprintf("%s takes a list of single values; this is %s", field.Name, item.Kind), "")
				continue
			}
			items = append(items, item)
		}
		return items
	}
	f.report(given.Value.Pos, "wrong-shape", fmt.Sprintf("%s holds %s; it takes a list", field.Name, given.Value.Kind), fmt.Sprintf("write %s: [first, second]", field.Name))
	return nil
}

// splitList cuts "a; b" or "a, b" into its parts, each at its column as far as it is known. A semicolon wins, so that names may hold commas.
func splitList(v source.Value) []source.Value {
	separator := ","
	if strings.Contains(v.Text, ";") {
		separator = ";"
	}
	var items []source.Value
	at := 0
	for part := range strings.SplitSeq(v.Text, separator) {
		trimmed := strings.TrimSpace(part)
		if trimmed != "" {
			pos := v.Pos
			if v.Plain {
				pos.Column += len([]rune(v.Text[:at])) + len([]rune(part)) - len([]rune(strings.TrimLeft(part, " \t")))
			}
			items = append(items, source.Value{Kind: source.Scalar, Text: trimmed, Pos: pos})
		}
		at += len(part) + len(separator)
	}
	return items
}

func (f *Form) emit(field *Field, v Value) {
	if f.refs != nil {
		for _, ref := range v.Refs {
			f.refs(field, ref)
		}
		return
	}
	v.Field = field
	if f.record != nil {
		v.Pos = f.record.At(field.Name)
	}
	f.values = append(f.values, v)
}

func one(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
