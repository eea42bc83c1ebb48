package register

var glossary = &Kind{
	Name: "glossary", Title: "Glossary", Singular: "Term", Prefix: "",
	Summary: "What our words mean",
	Files:   []string{"terms", "definitions"},
	New:     func() Entry { return new(Term) },
}

// A Term is a word with its definition.
type Term struct {
	Record
	Definition string
	Synonyms   []string
	See        []Ref
	Source     string
}

// Fields are the columns of the glossary.
func (t *Term) Fields(f *Form) {
	f.Text("id", &t.ID, Help("default: the term itself, as an anchor"))
	f.Text("term", &t.Title, Required, Also("name", "title", "word"), Help("the word or words"))
	f.Long("definition", &t.Definition, Required, Also("meaning", "description"), Help("one or two sentences"))
	f.Texts("synonyms", &t.Synonyms, Also("abbreviation", "abbreviations", "also"), Help("other words for it, abbreviations"))
	f.Refs("see", &t.See, ToTerms, Also("see_also", "related"), Help("other terms"))
	f.Text("source", &t.Source, Help("where the definition comes from"))
}
