package register

import (
	"ismsite/generator/date"
)

var people = &Kind{
	Name: "people", Title: "People and roles", Singular: "Person", Prefix: "",
	Summary: "Who holds which role, and whom to ask (ISO/IEC 27001:2022, 5.3)",
	Files:   []string{"persons", "roles", "people-and-roles", "roles-register"},
	New:     func() Entry { return new(Person) },
}

// A Person is someone, a role that someone holds, or a group (ISO/IEC 27001:2022, 5.3).
type Person struct {
	Record
	PersonKind string // "person", "role" or "group"
	Job        string
	Department string
	Email      string
	Phone      string
	HeldBy     []Ref // of a role: who holds it
	Members    []Ref // of a group
	Deputy     []Ref
	ReportsTo  Ref
	Summary    string
	Left       date.Date // last day, for somebody who has gone
}

// The kinds of person.
const (
	Individual = "person"
	Role       = "role"
	Group      = "group"
)

// Fields are the columns of the people register.
func (p *Person) Fields(f *Form) {
	f.Text("id", &p.ID, Help("short name that documents use: anna.keller, ciso"))
	f.Text("name", &p.Title, Required, Also("full_name", "role", "person"), Help("as readers know them"))
	f.Choice("kind", &p.PersonKind, []string{Individual, Role, Group}, Also("type"), Help("person, role or group; default person"))
	f.Text("title", &p.Job, Also("job", "job_title", "position", "function"), Help("what a person does"))
	f.Text("department", &p.Department, Also("team", "unit"))
	f.Text("email", &p.Email, Also("mail", "e-mail"))
	f.Text("phone", &p.Phone, Also("telephone"))
	f.Refs("held_by", &p.HeldBy, ToPeople, Also("holder", "holders", "assigned_to"), Help("of a role: who holds it"))
	f.Refs("members", &p.Members, ToPeople, Help("of a group: who belongs to it"))
	f.Refs("deputy", &p.Deputy, ToPeople, Also("deputies", "substitute"), Help("who stands in"))
	f.Ref("reports_to", &p.ReportsTo, ToPeople, Also("manager"))
	f.Long("summary", &p.Summary, Also("responsibilities", "description"), Help("what the role or group answers for"))
	f.Date("left", &p.Left, Also("leaving_date"), Help("last day, for somebody who has left"))
}
