package register

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ismsite/generator/source"
)

// listed shows the entries of a kind: "id title field=value …", divided by bars.
func listed(set *Set, name string) string {
	var all []string
	for _, e := range set.Of(KindNamed(set.Kinds, name)) {
		r := e.Base()
		text := r.ID + " " + r.Title
		for _, v := range Values(e) {
			if len(v.Texts) > 0 && v.Texts[0] != r.ID && v.Texts[0] != r.Title {
				text += " " + v.Field.Name + "=" + strings.Join(v.Texts, "+")
			}
		}
		for _, f := range r.Extra {
			text += " " + f.Key + ":" + f.Value.Text
		}
		all = append(all, text)
	}
	return strings.Join(all, " | ")
}

func placed(problems []source.Problem) []string {
	all := []string{}
	for _, p := range problems {
		all = append(all, p.Check+" "+p.Pos.String())
	}
	slices.Sort(all)
	return all
}

const permits = `
registers:
  permits:
    title: Permits
    prefix: PER
    columns:
      name: {type: text, required: true}
      note: long text
      tags: texts
      issued: date
      renew: period
      fee: number
      open: yes-no
      state: {type: choice, values: [asked, granted]}
      holder: person
      readers: people
      policy: {type: ref, to: documents}
      controls: {type: refs, to: controls}
      link: url
`

func TestLoad(t *testing.T) {
	for _, c := range []struct {
		name, profile string
		files         map[string]string
		kind, want    string
		problems      []string
	}{
		{"a document without metadata", "", map[string]string{"documents/pol/access.md": "## Access\n"}, "documents", "pol/access Access", nil},
		{"a document without a heading", "", map[string]string{"my notes.md": "text"}, "documents", "my notes my notes", nil},
		{"a document with metadata as it is written", "", map[string]string{"documents/a.md": "---\nid: 007\ntitle: T\nversion: 1.10\nowner: no\ncontrols: [5.10, 8.20]\nstatus: Approved\n---\n"},
			"documents", "007 T version=1.10 status=approved owner=no controls=5.10+8.20", nil},
		{"documents are sorted as people count", "", map[string]string{"a.md": "---\nid: POL-10\ntitle: b\n---\n", "b.md": "---\nid: POL-9\ntitle: a\n---\n"}, "documents", "POL-9 a | POL-10 b", nil},
		{"a type by its title", "", map[string]string{"a.md": "---\nid: x\ntitle: t\ntype: Policy\n---\n"}, "documents", "x t type=policy", nil},
		{"an unknown type is kept", "", map[string]string{"a.md": "---\nid: x\ntitle: t\ntype: polcy\n---\n"}, "documents", "x t type=polcy", []string{"unknown-type a.md:4:7"}},
		{"a type of the profile", "types: {runbook: Run book}", map[string]string{"a.md": "---\nid: x\ntitle: t\ntype: run book\n---\n"}, "documents", "x t type=runbook", nil},
		{"a classification in other letters", "", map[string]string{"a.md": "---\nid: x\ntitle: t\nclassification: INTERNAL\n---\n"}, "documents", "x t classification=internal", nil},
		{"an unknown classification is kept", "", map[string]string{"a.md": "---\nid: x\ntitle: t\nclassification: intern\n---\n"}, "documents", "x t classification=intern", []string{"unknown-classification a.md:4:17"}},
		{"an unknown key", "", map[string]string{"a.md": "---\nid: x\ntitle: t\nonwer: a\n---\n"}, "documents", "x t", []string{"unknown-key a.md:4:1"}},
		{"a foreign key of the profile", "front_matter: {aliases: {Verantwortlich: owner}}", map[string]string{"a.md": "---\nid: x\ntitle: t\nVerantwortlich: a\n---\n"}, "documents", "x t owner=a", []string{"foreign-key a.md:4:1"}},
		{"a broken line costs one key", "", map[string]string{"a.md": "---\nid: x\ntitle: a: b\nowner: o\n---\n# T\n"}, "documents", "x T owner=o", []string{"yaml-syntax a.md:3:9"}},
		{"a folder's page beside a file of its name", "", map[string]string{"documents/vendor.md": "# A", "documents/vendor/index.md": "# B"}, "documents", "vendor A | vendor/index B", nil},
		{"files with carriage returns and a mark", "", map[string]string{"a.md": "\ufeff---\r\nid: 007\r\n---\r\n# T\r\n"}, "documents", "007 T", nil},

		{"people from YAML", "", map[string]string{"registers/people.yaml": "- id: anna\n  name: Anna Keller\n- id: ciso\n  name: CISO\n  kind: role\n  held_by: anna\n"}, "people",
			"anna Anna Keller kind=person | ciso CISO kind=role held_by=anna", nil},
		{"people from YAML by id", "", map[string]string{"registers/people.yaml": "anna: {name: Anna Keller}\nben: {name: Ben Ito}\n"}, "people", "anna Anna Keller kind=person | ben Ben Ito kind=person", nil},
		{"people from CSV", "", map[string]string{"registers/people.csv": "id;name;kind\nanna;Keller, Anna;person\n"}, "people", "anna Keller, Anna kind=person", nil},
		{"people from Markdown", "", map[string]string{"registers/people/anna.md": "---\nid: anna\nname: Anna Keller\nemail: a@b.c\n---\nAbout.\n"}, "people", "anna Anna Keller kind=person email=a@b.c", nil},
		{"people in a file of another name", "", map[string]string{"registers/Roles.csv": "id,name\nciso,CISO\n"}, "people", "ciso CISO kind=person", nil},
		{"a person without a name", "", map[string]string{"registers/people.yaml": "- id: anna\n"}, "people", "anna anna kind=person", []string{"missing-field registers/people.yaml:1:3"}},
		{"a person without an id", "", map[string]string{"registers/people.csv": "name\nAnna Keller\nAnna Keller\n"}, "people", "anna-keller Anna Keller kind=person | anna-keller-2 Anna Keller kind=person", nil},
		{"terms", "", map[string]string{"registers/glossary.yaml": "- term: ISMS\n  definition: A system.\n  synonyms: [management system]\n- {term: asset, definition: What matters.}\n"}, "glossary",
			"asset asset definition=What matters. | isms ISMS definition=A system. synonyms=management system", nil},
		{"suppliers", "", map[string]string{"registers/suppliers.csv": "id,name,criticality,assessed,review_every,certificates\nSUP-1,Acme,HIGH,2026-01-31,1 year,ISO 27001; SOC 2\n"}, "suppliers",
			"SUP-1 Acme criticality=high certificates=ISO 27001+SOC 2 assessed=2026-01-31 review_every=1 year", nil},
		{"faulty suppliers are kept", "", map[string]string{"registers/vendors.csv": "id,name,criticality,assessed\nSUP-1,Acme,hihg,31.01.2026\nSUP-2,,low\n"}, "suppliers",
			"SUP-1 Acme criticality=hihg | SUP-2 SUP-2 criticality=low", []string{"missing-field registers/vendors.csv:3:1", "ragged-row registers/vendors.csv:3:1", "unknown-value registers/vendors.csv:2:12", "unreadable-date registers/vendors.csv:2:17"}},
		{"equal ids are both kept", "", map[string]string{"registers/suppliers.csv": "id,name\nS,a\nS,b\n"}, "suppliers", "S a | S b", nil},
		{"unknown columns are kept and told once", "", map[string]string{"registers/suppliers.csv": "id,name,colour\nS,a,red\nT,b,blue\n"}, "suppliers", "S a colour:red | T b colour:blue", []string{"unknown-column registers/suppliers.csv:1:9"}},
		{"unknown keys of YAML are kept and told once", "", map[string]string{"registers/suppliers.yaml": "- {id: S, name: a, colour: red}\n- {id: T, name: b, colour: blue}\n"}, "suppliers", "S a colour:red | T b colour:blue", []string{"unknown-column registers/suppliers.yaml:1:20"}},
		{"unknown keys of Markdown are kept and told", "", map[string]string{"registers/suppliers/s.md": "---\nname: a\ncolour: red\n---\n"}, "suppliers", "S a colour:red", []string{"unknown-column registers/suppliers/s.md:3:1"}},
		{"foreign columns are told once", "", map[string]string{"registers/suppliers.csv": "id,vendor\nS,a\nT,b\n"}, "suppliers", "S a | T b", []string{"foreign-key registers/suppliers.csv:1:4"}},
		{"foreign keys of YAML are told once", "", map[string]string{"registers/suppliers.yaml": "- {id: S, vendor: a}\n- {id: T, vendor: b}\n"}, "suppliers", "S a | T b", []string{"foreign-key registers/suppliers.yaml:1:11"}},
		{"tables in the folder of a register", "", map[string]string{"registers/suppliers/2025.csv": "id,name\nS,a\n", "registers/suppliers/2026.yaml": "- {id: T, name: b}\n"}, "suppliers", "S a | T b", nil},
		{"tables elsewhere are files", "", map[string]string{"documents/suppliers.csv": "id,name\nS,a\n"}, "suppliers", "", nil},
		{"entries that are no mappings", "", map[string]string{"registers/suppliers.yaml": "- {id: S, name: a}\n- just text\n- [x]\n"}, "suppliers", "S a", []string{"wrong-shape registers/suppliers.yaml:2:3", "wrong-shape registers/suppliers.yaml:3:3"}},
		{"a register that is text", "", map[string]string{"registers/suppliers.yaml": "none\n"}, "suppliers", "", []string{"wrong-shape registers/suppliers.yaml:1:1"}},
		{"a register that is empty", "", map[string]string{"registers/suppliers.yaml": "", "registers/people.csv": ""}, "suppliers", "", nil},
		{"a table of documents is refused", "", map[string]string{"registers/documents.csv": "id,title\nD,a\n"}, "documents", "", []string{"undeclared-register registers/documents.csv"}},

		{"a declared register with every type of column", permits, map[string]string{"registers/permits.yaml": "- id: PER-1\n  name: Roof\n  note: long\n  tags: [a, b]\n  issued: 2026-01-31\n  renew: 1 year\n  fee: 1.50\n  open: yes\n  state: Granted\n  holder: anna\n  readers: [a, b]\n  policy: POL-1\n  controls: A.5.1, A.5.10\n  link: https://a.b\n"},
			"permits", "PER-1 Roof note=long tags=a+b issued=2026-01-31 renew=1 year fee=1.50 open=yes state=granted holder=anna readers=a+b policy=POL-1 controls=A.5.1+A.5.10 link=https://a.b", nil},
		{"a declared register with every column wrong", permits, map[string]string{"registers/permits.csv": "id,issued,renew,fee,open,state\nPER-1,soon,often,much,perhaps,grantd\n"},
			"permits", "PER-1 much renew=often open=perhaps state=grantd", []string{"missing-field registers/permits.csv:2:1", "unknown-value registers/permits.csv:2:18", "unknown-value registers/permits.csv:2:23", "unknown-value registers/permits.csv:2:31", "unreadable-date registers/permits.csv:2:7", "unreadable-period registers/permits.csv:2:12"}},
		{"an entry of a declared register from Markdown", permits, map[string]string{"registers/permits/per-7.md": "---\nname: Roof\n---\n# Heading\n"}, "permits", "PER-7 Roof", nil},
		{"an undeclared table is shown", "", map[string]string{"registers/übersicht_der-dinge.csv": "Nr,Name,Größe\n1,a,b\n"}, "übersicht_der-dinge", "1 a größe=b", []string{"foreign-key registers/übersicht_der-dinge.csv:1:1", "undeclared-register registers/übersicht_der-dinge.csv"}},
		{"an undeclared table with equal and empty columns", "", map[string]string{"registers/x.csv": "a,,a,A\n1,2,3,4\n"}, "x", "1 1", []string{"duplicate-key registers/x.csv:1:4", "undeclared-register registers/x.csv", "unknown-key registers/x.csv:2:7"}},
		{"an undeclared list is named", "", map[string]string{"registers/x.yaml": "- a: b\n"}, "suppliers", "", []string{"undeclared-register registers/x.yaml"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, problems := load(t, c.profile, c.files)
			if got := listed(set, c.kind); got != c.want {
				t.Errorf("%q\ngot  %s\nwant %s", c.files, got, c.want)
			}
			if got := placed(problems); !slices.Equal(got, c.problems) && len(got)+len(c.problems) > 0 {
				t.Errorf("%q\ngot problems  %q\nwant problems %q\n%v", c.files, got, c.problems, problems)
			}
		})
	}
}

func TestTitleOfAnUndeclaredTable(t *testing.T) {
	set, _ := load(t, "", map[string]string{"registers/übersicht_der-dinge.csv": "a\n1\n"})
	if got := set.Kinds[len(set.Kinds)-1].Title; got != "Übersicht der dinge" {
		t.Errorf("got %q, want %q", got, "Übersicht der dinge")
	}
}

func TestNoDocumentIsDropped(t *testing.T) {
	files := map[string]string{"a.md": "", "b.md": "\xff\xfea", "c.md": "---\n", "d.md": "---\n[\n---\n", "documents/README.md": "x", "registers/README.md": "x", "registers/unknown/x.md": "x", "registers/a.md": "x"}
	set, _ := load(t, "", files)
	if len(set.Documents) != len(files) {
		t.Errorf("got %d documents of %d", len(set.Documents), len(files))
	}
	for _, d := range set.Documents {
		if d.ID == "" || d.Title == "" {
			t.Errorf("%s has id %q and title %q", d.Doc.Path, d.ID, d.Title)
		}
	}
}

func TestReferencesKnowTheirPlaces(t *testing.T) {
	set, _ := load(t, "", map[string]string{"a.md": "---\nowner: anna\ncontrols: [A.5.1, A.5.10]\nrelated: X-1, Y-2\n---\n", "registers/suppliers.csv": "id,name,documents\nS,a,X-1; Y-2\nT,b,\"X-1, Y-2\"\n"})
	d := set.Documents[0]
	got := fmt.Sprint(d.Owner, d.Controls, d.Related)
	if want := "{anna a.md:2:8} [{A.5.1 a.md:3:12} {A.5.10 a.md:3:19}] [{X-1 a.md:4:10} {Y-2 a.md:4:15}]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	got = ""
	for _, e := range set.Of(suppliers) {
		got += fmt.Sprint(e.(*Supplier).Documents)
	}
	if want := "[{X-1 registers/suppliers.csv:2:5} {Y-2 registers/suppliers.csv:2:10}][{X-1 registers/suppliers.csv:3:5} {Y-2 registers/suppliers.csv:3:5}]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSchedule(t *testing.T) {
	const yearly = "review: {default: 12 months, by_type: {procedure: 6 months, Record: none, plan: none}}"
	for _, c := range []struct{ name, profile, front, want string }{
		{"an explicit date wins", yearly, "reviewed: 2026-01-01\nreview_every: 1 month\nreview_due: 2027-05-05", "2027-05-05"},
		{"an explicit date that cannot be read is unknown", yearly, "reviewed: 2026-01-01\nreview_due: soon", "unknown"},
		{"an empty explicit date is none", yearly, "reviewed: 2026-01-01\nreview_due:", "2027-01-01"},
		{"an empty explicit date in quotes is none", yearly, "reviewed: 2026-01-01\nreview_due: \"\"", "2027-01-01"},
		{"the last review counts", yearly, "reviewed: 2026-01-01\napproved: 2026-02-01\neffective: 2026-03-01", "2027-01-01"},
		{"else the approval", yearly, "approved: 2026-02-01\neffective: 2026-03-01", "2027-02-01"},
		{"else the first day in force", yearly, "effective: 2026-03-01", "2027-03-01"},
		{"without a date it is unknown", yearly, "title: x", "unknown"},
		{"a review that cannot be read is unknown", yearly, "reviewed: 2026-02-30\napproved: 2026-02-01", "unknown"},
		{"an approval that cannot be read is unknown", yearly, "approved: yes\neffective: 2026-03-01", "unknown"},
		{"a review of the wrong shape is unknown", yearly, "reviewed: {a: b}\napproved: 2026-02-01", "unknown"},
		{"recorded reviews count", yearly, "approved: 2026-02-01\nreviews:\n- {date: 2026-03-01, by: a}\n- {date: 2026-02-15}", "2027-03-01"},
		{"a recorded review later than the last one", yearly, "reviewed: 2026-01-01\nreviews: [{date: 2026-03-01}]", "2027-03-01"},
		{"a recorded review earlier than the last one", yearly, "reviewed: 2026-04-01\nreviews: [{date: 2026-03-01}]", "2027-04-01"},
		{"a recorded review that cannot be read is unknown", yearly, "reviewed: 2026-01-01\nreviews:\n- {date: 2026-03-01}\n- {date: 2026-13-01}", "unknown"},
		{"recorded reviews of the wrong shape are unknown", yearly, "approved: 2026-01-01\nreviews: [2026-03-01]", "unknown"},
		{"no recorded reviews are none", yearly, "approved: 2026-01-01\nreviews: []", "2027-01-01"},
		{"an own interval", yearly, "reviewed: 2026-01-01\nreview_every: 3 months", "2026-04-01"},
		{"an own interval that cannot be read is unknown", yearly, "reviewed: 2026-01-01\nreview_every: sometimes", "unknown"},
		{"an empty own interval is none", yearly, "reviewed: 2026-01-01\nreview_every:", "2027-01-01"},
		{"no review on purpose", yearly, "reviewed: 2026-01-01\nreview_every: none", "none"},
		{"the end of a month is clipped", yearly, "reviewed: 2026-01-31\nreview_every: 1 month", "2026-02-28"},
		{"29 February", yearly, "reviewed: 2028-02-29", "2029-02-28"},
		{"the interval of the type", yearly, "type: procedure\nreviewed: 2026-01-01", "2026-07-01"},
		{"the interval of the type, by its title", yearly, "type: Procedure\nreviewed: 2026-01-01", "2026-07-01"},
		{"no interval for the type", yearly, "type: plan\nreviewed: 2026-01-01", "none"},
		{"a record is kept, not reviewed", yearly, "type: record\nreviewed: 2026-01-01", "none"},
		{"a record without a rule of the profile", "review: {default: 1 year}", "type: record\nreviewed: 2026-01-01", "none"},
		{"a record with an own interval", yearly, "type: record\nreviewed: 2026-01-01\nreview_every: 1 year", "2027-01-01"},
		{"a record with a date of its own", yearly, "type: record\nreview_due: 2026-05-05", "2026-05-05"},
		{"records that the profile has reviewed", "review: {by_type: {record: 2 years}}", "type: record\nreviewed: 2026-01-01", "2028-01-01"},
		{"without any interval it is unknown", "", "reviewed: 2026-01-01", "unknown"},
		{"no review by default", "review: {default: none}", "reviewed: 2026-01-01", "none"},
		{"a superseded document has none", yearly, "status: superseded\nreview_due: 2026-01-01", "none"},
		{"a withdrawn document has none", yearly, "status: retired\nreviewed: 2026-01-01", "none"},
		{"a draft has one", yearly, "status: draft\nreviewed: 2026-01-01", "2027-01-01"},
		{"a review under a foreign name", yearly, "last_reviewed_on: 2026-01-01\nreview_in: 2 years", "2028-01-01"},
		{"a foreign review that is a date", yearly, "review: 2026-09-09", "2026-09-09"},
		{"a foreign review that is a period", yearly, "reviewed: 2026-01-01\nreview: 2 months", "2026-03-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, _ := load(t, c.profile, map[string]string{"a.md": "---\n" + c.front + "\n---\n"})
			if got := due(set.Documents[0].Schedule(set.Profile)); got != c.want {
				t.Errorf("profile %q, front matter %q: got %s, want %s", c.profile, c.front, got, c.want)
			}
		})
	}
}

func due(s Schedule) string {
	switch {
	case s.None:
		return "none"
	case s.Due.IsZero():
		return "unknown"
	}
	return s.Due.String()
}

func TestScheduleOfSuppliers(t *testing.T) {
	for _, c := range []struct{ name, profile, fields, want string }{
		{"the last assessment and the default", "review: {default: 1 year}", "assessed: 2026-01-31", "2027-01-31"},
		{"an own interval", "", "assessed: 2026-01-31, review_every: 1 month", "2026-02-28"},
		{"an explicit date", "", "assessed: 2026-01-31, review_due: 2026-05-05", "2026-05-05"},
		{"a date that cannot be read", "review: {default: 1 year}", "assessed: 2026-01-31, review_due: soon", "unknown"},
		{"no assessment", "review: {default: 1 year}", "country: DE", "unknown"},
		{"no interval", "", "assessed: 2026-01-31", "unknown"},
		{"no review on purpose", "", "assessed: 2026-01-31, review_every: none", "none"},
		{"no review by default", "review: {default: none}", "assessed: 2026-01-31", "none"},
		{"an ended supplier", "", "review_due: 2026-01-31, status: terminated", "none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, _ := load(t, c.profile, map[string]string{"registers/suppliers.yaml": "- {id: S, name: a, " + c.fields + "}\n"})
			s := set.Of(suppliers)[0].(Scheduled)
			if got := due(s.Schedule(set.Profile)); got != c.want {
				t.Errorf("profile %q, fields %q: got %s, want %s", c.profile, c.fields, got, c.want)
			}
		})
	}
}
