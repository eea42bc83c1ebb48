package page

import (
	"slices"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/register"
)

// facts turns the fields of an entry into labelled lines, in the order of its kind. Fields in skip are shown
// elsewhere on the page.
func (b *Book) facts(from string, t *isms.Thing, skip ...string) []Fact {
	language := ""
	if d := t.Document(); d != nil {
		language = d.Language
	}
	var facts []Fact
	for _, v := range register.Values(t.Entry) {
		if slices.Contains(skip, v.Field.Name) || len(v.Texts) == 0 && !v.Field.Expected {
			continue
		}
		if v.Field.Name == "translation_of" {
			language = "" // the original, which may have the same id
		}
		facts = append(facts, b.fact(from, v, language))
	}
	for _, f := range t.Entry.Base().Extra {
		facts = append(facts, Fact{Name: f.Key, Label: f.Key, Values: []Link{{Text: f.Value.Text}}})
	}
	return facts
}

func (b *Book) fact(from string, v register.Value, language string) Fact {
	f := Fact{Name: v.Field.Name, Label: b.label(v.Field), Long: v.Field.Type == register.Long}
	switch {
	case len(v.Texts) == 0:
		f.Missing = true
	case len(v.Refs) > 0:
		for _, ref := range v.Refs {
			f.Values = append(f.Values, b.refLink(from, ref, v.Field.To, language))
		}
	case v.Field.Type == register.Day:
		f.Date = v.Day.String()
		f.Values = []Link{{Text: v.Day.String()}}
	case v.Field.Type == register.URL && isWeb(v.Texts[0]):
		f.Values = []Link{{Text: v.Texts[0], Href: v.Texts[0]}}
	case v.Field.Type == register.Choice:
		f.Values = []Link{{Text: b.word(v.Field.Name, v.Texts[0])}}
	default:
		for _, text := range v.Texts {
			f.Values = append(f.Values, Link{Text: text})
		}
	}
	return f
}

func isWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// label names a field: a declared column by its title, all others by the interface texts.
func (b *Book) label(f *register.Field) string {
	if f.Title != "" {
		return f.Title
	}
	return b.textOr("field."+f.Name, humanize(f.Name))
}

// textOr is an interface text, or what to say when there is none.
func (b *Book) textOr(key, otherwise string) string {
	if text := b.Text(key); text != key {
		return text
	}
	return otherwise
}

// word is a fixed value in the reader's language: the status "in_review" is "In review".
func (b *Book) word(field, value string) string {
	switch field {
	case "criticality", "level":
		return b.textOr("level."+value, humanize(value))
	case "result":
		return b.textOr("result."+value, humanize(value))
	}
	return b.textOr(field+"."+value, humanize(value))
}

// typeName is a document type in the reader's language.
func (b *Book) typeName(id string) string {
	if id == "" {
		return ""
	}
	if text := b.Text("type." + id); text != "type."+id {
		return text
	}
	if t, ok := b.profile().DocTypeNamed(id); ok {
		return t.Title
	}
	return humanize(id)
}

// statusBadge is a document's status: what is approved is in force, or not yet.
func (b *Book) statusBadge(d *register.Document) Badge {
	switch {
	case d.Status == "":
		return Badge{Group: "status", Value: "unknown", Text: b.Text("status.unknown")}
	case d.Status == register.Approved && !d.InForce(b.System.Today):
		return Badge{Group: "status", Value: "not_yet_effective", Text: b.Text("status.not_yet_effective")}
	}
	return Badge{Group: "status", Value: d.Status, Text: b.word("status", d.Status)}
}

// reviewBadge is the review state of an entry, nil if it is not one that is reviewed.
func (b *Book) reviewBadge(e register.Entry) *Badge {
	r, ok := b.System.ReviewOf(e)
	if !ok {
		return nil
	}
	badge := &Badge{Group: "review", Value: string(r.State), Text: b.Text("review." + string(r.State)), Due: r.Due.String()}
	switch {
	case r.State == isms.Overdue:
		badge.Text = b.Text("review.overdue_by", r.Days)
	case r.State == isms.DueSoon && r.Days == 0:
		badge.Text = b.Text("review.due_today")
	case r.State == isms.DueSoon:
		badge.Text = b.Text("review.due_in", -r.Days)
	}
	return badge
}

// classBadge is a document's classification: its own, else the profile's default.
func (b *Book) classBadge(d *register.Document) *Badge {
	class := b.class(d)
	if class == "" {
		return nil
	}
	return &Badge{Group: "classification", Value: class, Text: b.textOr("classification."+class, humanize(class))}
}

func (b *Book) class(d *register.Document) string {
	if d.Classification == "" {
		return b.profile().DefaultClass
	}
	return d.Classification
}
