package register

import (
	"ismsite/generator/date"
	"ismsite/generator/source"
)

var documents = &Kind{
	Name: "documents", Title: "Documents", Singular: "Document", Prefix: "DOC",
	Summary: "Documented information of the management system (ISO/IEC 27001:2022, 7.5)",
	New:     func() Entry { return new(Document) },
}

// A Document is a controlled document: a policy, a procedure, a record (ISO/IEC 27001:2022, 7.5).
type Document struct {
	Record
	IDFromPath     bool // the file names no id of its own
	Type           string
	Version        string
	Status         string
	Owner          Ref
	Approver       Ref
	Author         Ref
	Reviewer       Ref
	Approved       date.Date
	Effective      date.Date
	Reviewed       date.Date
	ReviewEvery    Period
	ReviewDue      date.Date
	Classification string
	Audience       []Ref
	Summary        string
	Controls       []Ref
	Clauses        []Ref
	Parent         Ref
	Related        []Ref
	Supersedes     []Ref
	SupersededBy   Ref
	TranslationOf  Ref
	Language       string
	Tags           []string
	Aliases        []string
	Retention      string
	Contact        Ref
	Changelog      []Change
	Reviews        []Review
	Approvals      []Approval
	Params         source.Value
}

// A Change is one line of a document's changelog.
type Change struct {
	Version    string
	Date       date.Date
	Author     Ref
	ApprovedBy Ref
	Summary    string
	Kind       string // "substantive" or "editorial"
}

// A Review records that a document was read and found fit, with or without a change.
type Review struct {
	Date date.Date
	By   Ref
	Note string
}

// An Approval records who released which version of a text.
type Approval struct {
	Version string
	Date    date.Date
	By      Ref
	Digest  string // SHA-256 of what was approved
}

// The statuses of a document. In force is one that is approved and whose effective date is reached.
const (
	Draft      = "draft"
	InReview   = "in_review"
	Approved   = "approved"
	Superseded = "superseded"
	Withdrawn  = "withdrawn"
)

// Statuses lists a document's statuses in the order of its life.
var Statuses = []string{Draft, InReview, Approved, Superseded, Withdrawn}

var foreignStatuses = map[string]string{
	"review": InReview, "under_review": InReview, "for_review": InReview, "pending": InReview, "in_progress": Draft, "wip": Draft,
	"published": Approved, "final": Approved, "released": Approved, "active": Approved, "in_force": Approved, "effective": Approved, "current": Approved, "genehmigt": Approved, "freigegeben": Approved, "entwurf": Draft,
	"replaced": Superseded, "retired": Withdrawn, "obsolete": Withdrawn, "archived": Withdrawn, "deprecated": Withdrawn, "cancelled": Withdrawn,
}

// Fields are the keys of a document's front matter.
func (d *Document) Fields(f *Form) {
	f.Text("id", &d.ID, Also("doc_id", "document_id", "document_number", "number", "ref", "reference"), Help("stable number, unique in the site and never reused: POL-002"))
	f.Text("title", &d.Title, Also("name", "document_title"), Help("as readers know it"))
	f.Text("type", &d.Type, Expected, Also("document_type", "doc_type"), Help("policy, procedure, standard, guideline, plan, scope, methodology, instruction, template, record, external, or one that the profile adds"))
	f.Text("version", &d.Version, Expected, Also("revision", "rev", "document_version"), Help("text, usually major.minor; 1.10 stays 1.10"))
	f.Choice("status", &d.Status, Statuses, Expected, Also("state", "document_status"), Meaning(foreignStatuses), Help("draft, in_review, approved, superseded or withdrawn"))
	f.Ref("owner", &d.Owner, ToPeople, Expected, Also("document_owner", "policy_owner", "responsible", "owned_by"), Help("who answers for content and review: a person or role from the people register, or free text"))
	f.Ref("approver", &d.Approver, ToPeople, Expected, Also("approved_by", "document_approver"), Help("who released it"))
	f.Ref("author", &d.Author, ToPeople, Also("authors", "written_by"), Help("who wrote this version"))
	f.Ref("reviewer", &d.Reviewer, ToPeople, Also("reviewed_by"), Help("who checked it before approval"))
	f.Date("approved", &d.Approved, Also("approved_on", "approval_date", "date_approved", "approved_date"), Help("date of approval"))
	f.Date("effective", &d.Effective, Also("effective_from", "effective_date", "valid_from", "in_force_from"), Help("first day in force"))
	f.Date("reviewed", &d.Reviewed, Also("last_reviewed_on", "last_reviewed", "last_review", "review_date", "reviewed_on", "date_reviewed"), Help("date of the last review, also one without change"))
	f.Period("review_every", &d.ReviewEvery, Also("review_in", "review_interval", "review_cycle", "review_frequency", "review_period", "review"), Help("12 months, P1Y, quarterly; none for no review; default from the profile"))
	f.Date("review_due", &d.ReviewDue, Also("next_review", "next_review_date", "review_by", "review", "review_due_date", "expires"), Help("explicit due date; otherwise reviewed, approved or effective plus review_every"))
	f.Text("classification", &d.Classification, Expected, Also("confidentiality", "sensitivity", "security_classification", "label"), Help("public, internal, confidential, restricted; the profile can rename them"))
	f.Refs("audience", &d.Audience, ToPeople, Also("distribution", "applies_to"), Help("who must know it: roles or groups"))
	f.Long("summary", &d.Summary, Also("description", "abstract"), Help("at most 80 plain words: what this means for me"))
	f.Refs("controls", &d.Controls, ToControls, Also("iso_controls", "annex_a", "control"), Help("the controls it serves: [A.5.15, A.8.3]"))
	f.Refs("clauses", &d.Clauses, ToClauses, Also("iso_clauses", "clause", "requirement_refs"), Help("the clauses it serves: [5.2]"))
	f.Ref("parent", &d.Parent, ToDocuments, Help("id of the document it belongs below"))
	f.Refs("related", &d.Related, ToDocuments, Also("related_documents", "see_also"), Help("ids of related documents"))
	f.Refs("supersedes", &d.Supersedes, ToDocuments, Also("replaces"), Help("ids of documents it replaces"))
	f.Ref("superseded_by", &d.SupersededBy, ToDocuments, Also("replaced_by"), Help("id of the document that replaces it"))
	f.Ref("translation_of", &d.TranslationOf, ToDocuments, Help("id of the document it translates"))
	f.Text("language", &d.Language, Also("lang", "locale"), Help("en, de, ja …; default from the profile"))
	f.Texts("tags", &d.Tags, Also("keywords", "topics"), Help("free words, also found by the search"))
	f.Texts("aliases", &d.Aliases, Also("redirect_from", "old_paths"), Help("old paths, which lead here"))
	f.Text("retention", &d.Retention, Also("retention_period"), Help("how long it is kept"))
	f.Ref("contact", &d.Contact, ToPeople, Help("whom to ask; otherwise the owner"))
	Each(f, "changelog", &d.Changelog, (*Change).fields, Also("change_log", "history", "revision_history", "changes"), Help("list of version, date, author, approved_by, summary, kind (substantive or editorial)"))
	Each(f, "reviews", &d.Reviews, (*Review).fields, Help("list of date, by, note: one line for each review"))
	Each(f, "approvals", &d.Approvals, (*Approval).fields, Help("list of version, date, by, digest: one line for each approval"))
	f.Free("params", &d.Params, Help("free values for themes"))
}

func (c *Change) fields(f *Form) {
	f.Text("version", &c.Version)
	f.Date("date", &c.Date)
	f.Ref("author", &c.Author, ToPeople, Also("by"))
	f.Ref("approved_by", &c.ApprovedBy, ToPeople, Also("approver"))
	f.Long("summary", &c.Summary, Also("change", "changes", "description", "reason"))
	f.Choice("kind", &c.Kind, []string{"substantive", "editorial"}, Meaning(map[string]string{"major": "substantive", "minor": "editorial"}))
}

func (r *Review) fields(f *Form) {
	f.Date("date", &r.Date)
	f.Ref("by", &r.By, ToPeople)
	f.Long("note", &r.Note)
}

func (a *Approval) fields(f *Form) {
	f.Text("version", &a.Version)
	f.Date("date", &a.Date)
	f.Ref("by", &a.By, ToPeople)
	f.Text("digest", &a.Digest)
}
