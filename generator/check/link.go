package check

import (
	"ismsite/generator/register"
	"ismsite/generator/source"
)

var draftLinked = &Check{
	Name: "draft-linked", Severity: source.Warning,
	About:   "an approved document refers to one that is a draft, under review, superseded or withdrawn",
	Why:     "what is in force must not rest on what is not (ISO/IEC 27001:2022, 7.5.3 a)",
	Fix:     "approve the other document, refer to its successor, or remove the link",
	Example: "an approved policy that links to a draft procedure",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if d.Status != register.Approved {
				continue
			}
			for i, target := range p.ThingOf(d).Links() {
				if target.Thing == nil {
					continue
				}
				if other := target.Thing.Document(); other != nil && other.Status != "" && other.Status != register.Approved {
					p.Report(d.Doc.Links[i].Pos, "%s is approved and refers to %s, whose status is %s", d.ID, other.ID, other.Status)
				}
			}
		}
	},
}

var orphanPage = &Check{
	Name: "orphan-page", Severity: source.Info,
	About:   "no other document or entry refers to a document",
	Why:     "what nothing refers to is found only by those who know that it exists",
	Fix:     "link to it from the document that it serves, or set parent",
	Example: "a procedure that no policy mentions",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if live(d) && !d.IsIndex() && len(p.ThingOf(d).Backlinks) == 0 && d.Parent.Target == "" {
				p.Report(d.Pos, "nothing refers to %s", d.ID)
			}
		}
	},
}
