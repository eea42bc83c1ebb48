package check

import (
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

// live reports whether a document is or will be in force: everything but superseded and withdrawn ones.
func live(d *register.Document) bool {
	return d.Status != register.Superseded && d.Status != register.Withdrawn
}

var missingTitle = &Check{
	Name: "missing-title", Severity: source.Warning,
	About:   "a document has neither a title nor a heading; it is called after its file",
	Why:     "documents are identified by their title (ISO/IEC 27001:2022, 7.5.2 a)",
	Fix:     "add title to the front matter, or begin the text with a heading",
	Example: "a file that begins with a paragraph",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if !d.Gave("title") && d.Doc.Title == "" {
				p.Report(d.Pos, "no title and no heading")
			}
		}
	},
}

var missingOwner = &Check{
	Name: "missing-owner", Severity: source.Warning,
	About:   "a document has no owner",
	Why:     "somebody has to answer for content and review (ISO/IEC 27001:2022, 5.3 and 7.5.2)",
	Fix:     "add owner: with a person or role",
	Example: "front matter without owner",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if d.Owner.Target == "" && live(d) {
				p.Report(d.Pos, "%s has no owner", d.ID)
			}
		}
	},
}

var missingVersion = &Check{
	Name: "missing-version", Severity: source.Warning,
	About:   "a document has no version",
	Why:     "changes are controlled by versions (ISO/IEC 27001:2022, 7.5.3 e)",
	Fix:     "add version: \"1.0\"",
	Example: "front matter without version",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if d.Version == "" && live(d) {
				p.Report(d.Pos, "%s has no version", d.ID)
			}
		}
	},
}

var missingStatus = &Check{
	Name: "missing-status", Severity: source.Warning,
	About:   "a document does not say whether it is a draft or in force",
	Why:     "staff have to know which rules apply (ISO/IEC 27001:2022, 7.5.3 a)",
	Fix:     "add status: draft, in_review, approved, superseded or withdrawn",
	Example: "front matter without status",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if d.Status == "" {
				p.Report(d.Pos, "%s has no status", d.ID)
			}
		}
	},
}

var missingReviewDate = &Check{
	Name: "missing-review-date", Severity: source.Warning,
	About:   "nobody can tell when a document is due for review, and it is no draft",
	Why:     "documents stay suitable by being reviewed (ISO/IEC 27001:2022, 7.5.2 c)",
	Fix:     "add reviewed: and review_every:, or review_due:",
	Example: "front matter with owner and version only",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if review, _ := p.ReviewOf(d); review.State == isms.Unknown && d.Status != register.Draft && d.Status != register.InReview {
				p.Report(d.Pos, "the next review of %s is unknown", d.ID)
			}
		}
	},
}

var missingApprover = &Check{
	Name: "missing-approver", Severity: source.Error,
	About:   "a document is approved and does not say by whom",
	Why:     "documents are approved before use, by somebody (ISO/IEC 27001:2022, 7.5.2 c)",
	Fix:     "add approver: with a person or role",
	Example: "status: approved without approver",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if d.Status == register.Approved && d.Approver.Target == "" {
				p.Report(d.At("status"), "%s is approved, but not by anybody", d.ID)
			}
		}
	},
}

var missingApproval = &Check{
	Name: "missing-approval-date", Severity: source.Warning,
	About:   "a document is approved and does not say when",
	Why:     "an approval is an event with a date (ISO/IEC 27001:2022, 7.5.2 c)",
	Fix:     "add approved: with the date",
	Example: "status: approved without approved",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if d.Status == register.Approved && !d.Gave("approved") {
				p.Report(d.At("status"), "%s is approved, but on no date", d.ID)
			}
		}
	},
}

const maxSummary = 80

var longSummary = &Check{
	Name: "long-summary", Severity: source.Info,
	About:   "a summary has more than 80 words",
	Why:     "it is what readers see first, and the only thing that most of them read",
	Fix:     "say what it means for the reader, in at most 80 words",
	Example: "a summary of two paragraphs",
	Run: func(p *Pass) {
		for _, d := range p.Set.Documents {
			if n := len(strings.Fields(d.Summary)); n > maxSummary {
				p.Report(d.At("summary"), "the summary has %d words", n)
			}
		}
	},
}

var reviewOverdue = &Check{
	Name: "review-overdue", Severity: source.Warning,
	About:   "the due date of a review lies before the as-of date",
	Why:     "documents stay suitable by being reviewed (ISO/IEC 27001:2022, 7.5.2 c)",
	Fix:     "review it, then set reviewed: to the date of the review",
	Example: "reviewed: 2024-01-15 with review_every: 12 months",
	Run: func(p *Pass) {
		for _, t := range p.Things {
			if review, ok := p.ReviewOf(t.Entry); ok && review.State == isms.Overdue {
				p.Report(duePos(t), "the review of %s was due on %s", t.ID(), review.Due)
			}
		}
	},
}

var reviewDueSoon = &Check{
	Name: "review-due-soon", Severity: source.Info,
	About:   "a review is due within the lead time",
	Why:     "a review needs time before its due date",
	Fix:     "plan the review",
	Example: "review_due: a date three weeks from now",
	Run: func(p *Pass) {
		for _, t := range p.Things {
			if review, ok := p.ReviewOf(t.Entry); ok && review.State == isms.DueSoon {
				p.Report(duePos(t), "the review of %s is due on %s", t.ID(), review.Due)
			}
		}
	},
}

// duePos is the place of the field from which the due date comes.
func duePos(t *isms.Thing) source.Pos {
	r := t.Entry.Base()
	for _, field := range []string{"review_due", "reviewed", "assessed", "approved", "effective"} {
		if r.Gave(field) {
			return r.At(field)
		}
	}
	return r.Pos
}
