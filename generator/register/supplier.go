package register

import "ismsite/generator/date"

var suppliers = &Kind{
	Name: "suppliers", Title: "Suppliers", Singular: "Supplier", Prefix: "SUP",
	Summary: "Organisations on which our services depend (ISO/IEC 27001:2022, A.5.19 to A.5.23)",
	Files:   []string{"supplier-register", "vendors", "vendor-register", "lieferanten", "third-parties"},
	New:     func() Entry { return new(Supplier) },
}

// A Supplier is an organisation outside our own on which a service of ours depends.
type Supplier struct {
	Record
	Service      string
	Criticality  string
	Owner        Ref
	Contact      string
	Country      string
	Data         string
	Certificates []string
	Assessed     date.Date
	Result       string
	ReviewEvery  Period
	ReviewDue    date.Date
	Documents    []Ref
	Status       string
	Notes        string
}

// Criticalities lists how much depends on a supplier, least first.
var Criticalities = []string{"low", "medium", "high", "critical"}

// Fields are the columns of the register of suppliers.
func (s *Supplier) Fields(f *Form) {
	f.Text("id", &s.ID, Also("supplier_id"), Help("SUP-001"))
	f.Text("name", &s.Title, Required, Also("supplier", "vendor", "company", "lieferant"))
	f.Text("service", &s.Service, Expected, Also("services", "product", "leistung"), Help("what they do for us"))
	f.Choice("criticality", &s.Criticality, Criticalities, Expected, Also("risk", "tier", "kritikalität"))
	f.Ref("owner", &s.Owner, ToPeople, Expected, Also("responsible", "verantwortlich"), Help("who answers for the relationship"))
	f.Text("contact", &s.Contact)
	f.Text("country", &s.Country, Also("location", "land"))
	f.Text("data", &s.Data, Also("data_accessed", "daten"), Help("which of our information they handle"))
	f.Texts("certificates", &s.Certificates, Also("certifications", "zertifikate"))
	f.Date("assessed", &s.Assessed, Also("last_review", "last_assessment", "reviewed"), Help("date of the last assessment"))
	f.Choice("result", &s.Result, []string{"satisfactory", "conditional", "unsatisfactory"}, Also("review_result", "assessment_result"))
	f.Period("review_every", &s.ReviewEvery, Also("review_interval", "review_cycle"), Help("12 months, quarterly; default from the profile"))
	f.Date("review_due", &s.ReviewDue, Also("next_review", "next_assessment"), Help("otherwise assessed plus review_every"))
	f.Refs("documents", &s.Documents, ToDocuments, Help("contracts, assessments, policies that apply"))
	f.Choice("status", &s.Status, []string{"active", "onboarding", "ended"}, Meaning(map[string]string{"inactive": "ended", "terminated": "ended", "aktiv": "active"}))
	f.Long("notes", &s.Notes, Also("note", "comment", "remarks"))
}
