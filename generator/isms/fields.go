package isms

import (
	"ismsite/generator/register"
)

// fields resolves the references in the entry's fields.
func (r *resolver) fields() {
	register.EachRef(r.from.Entry, func(field *register.Field, ref register.Ref) { r.reference(ref, field) })
	if d := r.from.Document(); d != nil {
		for _, c := range d.Changelog {
			r.quiet(c.Author)
			r.quiet(c.ApprovedBy)
		}
		for _, review := range d.Reviews {
			r.quiet(review.By)
		}
		for _, approval := range d.Approvals {
			r.quiet(approval.By)
		}
	}
}

// quiet checks a person named in a list within a field, without entering a backlink.
func (r *resolver) quiet(ref register.Ref) {
	if ref.Target != "" && len(r.system.Set.People) > 0 && r.system.Person(ref.Target) == nil {
		r.unknownPerson(ref, "")
	}
}

func (r *resolver) reference(ref register.Ref, field *register.Field) {
	if ref.Target == "" {
		return
	}
	language := r.language()
	if d := r.from.Document(); d != nil && ref == d.TranslationOf {
		language = "" // the original, which may have the same id
	}
	found := r.system.Resolve(ref, field.To, language)
	if found != nil {
		if found != r.from {
			r.mentions = append(r.mentions, mention{found, Backlink{From: r.from, Field: field.Name, Pos: ref.Pos}})
		}
		return
	}
	switch field.To {
	case register.ToPeople:
		if len(r.system.Set.People) > 0 {
			r.unknownPerson(ref, field.Name+" ")
		}
	case register.ToControls:
		r.report(ref.Pos, "unknown-control", "", "there is no control %q in the catalogues in use", ref.Target)
	case register.ToClauses:
		r.report(ref.Pos, "unknown-control", "", "there is no clause %q in the catalogues in use", ref.Target)
	default:
		r.report(ref.Pos, "unknown-reference", "", "%s names %q, which does not exist", field.Name, ref.Target)
	}
}

func (r *resolver) unknownPerson(ref register.Ref, field string) {
	r.report(ref.Pos, "unknown-person", "", "%s%q is not in the people register", field, ref.Target)
}

// Resolve returns what a reference in a field leads to, nil when there is no such thing. Language is that of the
// text that refers.
func (s *System) Resolve(ref register.Ref, to register.Target, language string) *Thing {
	switch to {
	case register.ToPeople:
		return s.Person(ref.Target)
	case register.ToControls:
		return s.Control(ref.Target)
	case register.ToClauses:
		return s.Clause(ref.Target)
	case register.ToTerms:
		return s.Term(ref.Target)
	case register.ToDocuments:
		return s.Document(ref.Target, language)
	}
	if found, _ := prefer(s.index.ids[ref.Target], language); found != nil {
		return found
	}
	for _, find := range []func(string) *Thing{s.Control, s.Clause, s.Person, s.Term} {
		if found := find(ref.Target); found != nil {
			return found
		}
	}
	return nil
}
