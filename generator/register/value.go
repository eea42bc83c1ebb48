package register

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ismsite/generator/date"
	"ismsite/generator/source"
)

// Text is a field of one short text.
func (f *Form) Text(name string, p *string, options ...Option) { f.text(name, Text, p, options) }

// Long is a field of running text.
func (f *Form) Long(name string, p *string, options ...Option) { f.text(name, Long, p, options) }

// URL is a field that holds an address.
func (f *Form) URL(name string, p *string, options ...Option) { f.text(name, URL, p, options) }

func (f *Form) text(name string, t Type, p *string, options []Option) {
	field, given, ok := f.step(name, t, "", options)
	switch {
	case f.mode == reading:
		f.emit(field, Value{Texts: one(*p)})
	case ok:
		*p, _ = f.scalar(field, given)
	}
}

// Number is a field that holds a number, kept as it is written: 1.5, 1,000, 99 %.
func (f *Form) Number(name string, p *string, options ...Option) {
	field, given, ok := f.step(name, Number, "", options)
	switch {
	case f.mode == reading:
		f.emit(field, Value{Texts: one(*p)})
	case ok:
		if *p, _ = f.scalar(field, given); *p != "" && !number.MatchString(*p) {
			f.report(given.Value.Pos, "unknown-value", fmt.Sprintf("%s %q is not a number", name, *p), "write digits, like 1200 or 99.5 %")
		}
	}
}

var number = regexp.MustCompile(`^[-+]?\d[\d.,'_ ]*(%|[eE][-+]?\d+)?$`)

// Texts is a field of several short texts.
func (f *Form) Texts(name string, p *[]string, options ...Option) {
	field, given, ok := f.step(name, Texts, "", options)
	switch {
	case f.mode == reading:
		f.emit(field, Value{Texts: *p})
	case ok:
		for _, item := range f.items(field, given) {
			*p = append(*p, item.Text)
		}
	}
}

// Date is a field that holds a calendar date, or nothing when what is written cannot be read.
func (f *Form) Date(name string, p *date.Date, options ...Option) {
	field, given, ok := f.step(name, Day, "", options)
	switch {
	case f.mode == reading:
		f.emit(field, Value{Texts: one(p.String()), Day: *p})
	case ok:
		text, ok := f.scalar(field, given)
		if !ok || text == "" {
			return
		}
		day, err := date.Parse(text)
		if err != nil {
			f.report(given.Value.Pos, "unreadable-date", fmt.Sprintf("%s: %v", name, err), "")
		}
		*p = day
	}
}

// A Period is a calendar period as written and as understood; none when the text says "none" or cannot be read.
type Period struct {
	Text string
	date.Period
	None bool // written as "none": there is deliberately no period
}

// Period is a field that holds a calendar period.
func (f *Form) Period(name string, p *Period, options ...Option) {
	field, given, ok := f.step(name, Every, "", options)
	switch {
	case f.mode == reading:
		f.emit(field, Value{Texts: one(p.Text)})
	case ok:
		text, ok := f.scalar(field, given)
		if !ok || text == "" {
			return
		}
		p.Text = text
		if p.None = slices.Contains([]string{"none", "never", "no", "-", "n/a"}, strings.ToLower(text)); p.None {
			return
		}
		period, err := date.ParsePeriod(text)
		if err != nil {
			f.report(given.Value.Pos, "unreadable-period", fmt.Sprintf("%s: %v", name, err), "")
		}
		p.Period = period
	}
}

// Choice is a field that holds one of a few words. What is none of them stays as written and is a problem.
func (f *Form) Choice(name string, p *string, values []string, options ...Option) {
	field, given, ok := f.step(name, Choice, "", append(options, func(field *Field) { field.Values = values }))
	switch {
	case f.mode == reading:
		f.emit(field, Value{Texts: one(*p)})
	case ok:
		text, ok := f.scalar(field, given)
		if !ok || text == "" {
			return
		}
		*p = f.choose(field, given, text, values)
	}
}

func (f *Form) choose(field *Field, given source.Field, text string, values []string) string {
	if slices.Contains(values, text) {
		return text
	}
	word := normalize(text)
	for _, v := range values {
		if normalize(v) == word {
			return v
		}
	}
	if meant, ok := field.meaning[word]; ok {
		f.report(given.Value.Pos, "foreign-value", fmt.Sprintf("%s %q is understood as %q", field.Name, text, meant), "")
		return meant
	}
	fix := "use one of: " + strings.Join(values, ", ")
	if near := Nearest(word, values); near != "" {
		fix = fmt.Sprintf("did you mean %q? The values are: %s", near, strings.Join(values, ", "))
	}
	f.report(given.Value.Pos, "unknown-value", fmt.Sprintf("%s %q is not known", field.Name, text), fix)
	return text
}

// Ref is a field that refers to one entry, person or control.
func (f *Form) Ref(name string, p *Ref, to Target, options ...Option) {
	t := OneRef
	if to == ToPeople {
		t = Person1
	}
	field, given, ok := f.step(name, t, to, options)
	switch {
	case f.mode == reading:
		f.emit(field, Value{Texts: one(p.Target), Refs: present(*p)})
	case ok:
		if text, ok := f.scalar(field, given); ok && text != "" {
			*p = Ref{text, given.Value.Pos}
		}
	}
}

func present(r Ref) []Ref {
	if r.Target == "" {
		return nil
	}
	return []Ref{r}
}

// Refs is a field that refers to several entries, people or controls.
func (f *Form) Refs(name string, p *[]Ref, to Target, options ...Option) {
	t := Refs
	if to == ToPeople {
		t = Persons
	}
	field, given, ok := f.step(name, t, to, options)
	switch {
	case f.mode == reading:
		v := Value{Refs: *p}
		for _, r := range *p {
			v.Texts = append(v.Texts, r.Target)
		}
		f.emit(field, v)
	case ok:
		for _, item := range f.items(field, given) {
			*p = append(*p, Ref{item.Text, item.Pos})
		}
	}
}

// Free is a field whose shape is nobody's business but the author's.
func (f *Form) Free(name string, p *source.Value, options ...Option) {
	_, given, ok := f.step(name, Nested, "", options)
	if f.mode == decoding && ok {
		*p = given.Value
	}
}

// Each is a field that holds a list of small forms, such as a changelog.
func Each[T any](f *Form, name string, p *[]T, fill func(*T, *Form), options ...Option) {
	field, given, ok := f.step(name, Nested, "", options)
	if f.mode != decoding || !ok {
		return
	}
	if given.Value.Kind != source.List {
		f.report(given.Value.Pos, "wrong-shape", fmt.Sprintf("%s holds %s; it takes a list", field.Name, given.Value.Kind), "begin each item with - on its own line")
		return
	}
	var zero T
	fields := describe(func(f *Form) { fill(&zero, f) })
	for _, item := range given.Value.Items {
		if item.Kind != source.Map {
			f.report(item.Pos, "wrong-shape", fmt.Sprintf("%s takes items of the form key: value; this is %s", field.Name, item.Kind), "")
			continue
		}
		sub := &Form{mode: decoding, fields: fields, file: f.file, at: item.Pos}
		sub.accept(item.Fields, nil)
		var value T
		fill(&value, sub)
		*p = append(*p, value)
		f.problems = append(f.problems, sub.problems...)
	}
}
