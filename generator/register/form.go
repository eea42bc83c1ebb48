package register

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ismsite/generator/date"
	"ismsite/generator/source"
)

// A Type is what the value of a field is.
type Type string

// The types of fields. They are also what a profile may declare for the columns of its own registers.
const (
	Text    Type = "text"
	Long    Type = "long text"
	Texts   Type = "texts"
	Day     Type = "date"
	Every   Type = "period"
	Number  Type = "number"
	YesNo   Type = "yes-no"
	Choice  Type = "choice"
	OneRef  Type = "ref"
	Refs    Type = "refs"
	Person1 Type = "person"
	Persons Type = "people"
	URL     Type = "url"
	Nested  Type = "list"
)

// A Field describes one field of a kind, for decoding and for the documentation.
type Field struct {
	Name     string
	Title    string // only for columns that a profile declares; others are named by the interface texts
	Type     Type
	Required bool // an entry without it is a problem
	Expected bool // shown as missing when it is not given
	Values   []string
	To       Target
	Help     string

	names   []string // its name and title, normalized
	aliases []string // other spellings of its name, normalized
	meaning map[string]string
}

// A Target is what a reference may lead to.
type Target string

// The targets of references.
const (
	ToPeople    Target = "people"
	ToDocuments Target = "documents"
	ToControls  Target = "controls"
	ToClauses   Target = "clauses"
	ToTerms     Target = "glossary"
	ToAny       Target = "any"
)

// A Ref is a mention of an entry or control in a field. An empty Target is no reference.
type Ref struct {
	Target string
	Pos    source.Pos
}

// A Value is what one field of an entry holds, for pages and exports.
type Value struct {
	Field *Field
	Texts []string // as written; empty when not given
	Refs  []Ref
	Day   date.Date
	Pos   source.Pos
}

// Option adds something to the description of a field.
type Option func(*Field)

// Required makes the field's absence a problem; Expected has it shown as missing.
func Required(f *Field) { f.Required, f.Expected = true, true }

// Expected has the field shown as missing when it is not given.
func Expected(f *Field) { f.Expected = true }

// Also names other spellings of the field's name that are understood.
func Also(names ...string) Option {
	return func(f *Field) {
		for _, name := range names {
			f.aliases = append(f.aliases, normalize(name))
		}
	}
}

// Help says what the field means, in one line.
func Help(text string) Option { return func(f *Field) { f.Help = text } }

// Meaning names other spellings of a choice, and the value each stands for.
func Meaning(words map[string]string) Option { return func(f *Field) { f.meaning = words } }

// Titled gives a declared column its title.
func Titled(title string) Option { return func(f *Field) { f.Title = title } }

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
