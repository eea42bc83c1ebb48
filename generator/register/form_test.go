package register

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ismsite/generator/date"
	"ismsite/generator/markdown"
	"ismsite/generator/source"
)

// sample is an entry with a field of every type.
type sample struct {
	Record
	text, long, url, number, choice string
	texts                           []string
	day                             date.Date
	every                           Period
	ref, person                     Ref
	refs, people                    []Ref
	list                            []Review
	free                            source.Value
}

func (s *sample) Fields(f *Form) {
	f.Text("text", &s.text, Also("words", "der_text"))
	f.Long("long", &s.long)
	f.URL("url", &s.url)
	f.Number("number", &s.number)
	f.Choice("choice", &s.choice, []string{"low", "very_high"}, Meaning(map[string]string{"klein": "low"}))
	f.Texts("texts", &s.texts)
	f.Date("day", &s.day, Also("when"))
	f.Period("every", &s.every, Also("when"))
	f.Ref("ref", &s.ref, ToDocuments)
	f.Ref("person", &s.person, ToPeople)
	f.Refs("refs", &s.refs, ToControls)
	f.Refs("people", &s.people, ToPeople)
	Each(f, "list", &s.list, (*Review).fields)
	f.Free("free", &s.free)
}

var samples = kinds(&Kind{Name: "samples", New: func() Entry { return new(sample) }})[0]

// said writes problems as "check@line:column" behind each other.
func said(problems []source.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, fmt.Sprintf("%s@%d:%d", p.Check, p.Pos.Line, p.Pos.Column))
	}
	return strings.Join(all, " ")
}

func (s *sample) String() string {
	out := fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s|%s|%s", s.text, s.long, s.url, s.number, s.choice, strings.Join(s.texts, ","), s.day, s.every.Text, s.ref.Target, s.person.Target)
	for _, refs := range [][]Ref{s.refs, s.people} {
		out += "|"
		for i, r := range refs {
			if i > 0 {
				out += ","
			}
			out += fmt.Sprintf("%s@%d:%d", r.Target, r.Pos.Line, r.Pos.Column)
		}
	}
	for _, r := range s.list {
		out += fmt.Sprintf("|%s %s %s", r.Date, r.By.Target, r.Note)
	}
	return strings.Trim(out, "|")
}

func TestForm(t *testing.T) {
	for _, c := range []struct{ name, in, want, problems string }{
		{"a text stays as written", "text: 1.10", "1.10", ""},
		{"a text in a list of one", "text: [007]", "007", ""},
		{"an empty text is none", "text:", "", ""},
		{"a text cannot be a list", "text: [a, b]", "", "wrong-shape@1:7"},
		{"a text cannot be a mapping", "text: {a: b}", "", "wrong-shape@1:7"},
		{"a long text keeps its lines", "long: |\n  a\n  b", "a\nb", ""},
		{"an address", "url: https://a.b", "https://a.b", ""},
		{"numbers", "number: 1,000.50", "1,000.50", ""},
		{"a per cent", "number: 99.5 %", "99.5 %", ""},
		{"what is no number is kept and reported", "number: many", "many", "unknown-value@1:9"},
		{"a choice", "choice: low", "low", ""},
		{"a choice in other letters", "choice: Very High", "very_high", ""},
		{"a choice by another word", "choice: klein", "low", "foreign-value@1:9"},
		{"an unknown choice is kept and reported", "choice: lov", "lov", "unknown-value@1:9"},
		{"a choice cannot be a list", "choice: [low, low]", "", "wrong-shape@1:9"},
		{"texts in a list", "texts: [a, \"b, c\", 1.10]", "a,b, c,1.10", ""},
		{"texts divided by commas", "texts: a, b ,, c", "a,b,c", ""},
		{"texts divided by semicolons may hold commas", "texts: a, b; c", "a, b,c", ""},
		{"a list in a list of texts is left out", "texts: [a, [b], {c: d}, ]", "a", "wrong-shape@1:12 wrong-shape@1:17"},
		{"texts cannot be a mapping", "texts: {a: b}", "", "wrong-shape@1:8"},
		{"a date", "day: 2026-03-31", "2026-03-31", ""},
		{"a date in quotes", "day: \"2026-03-31\"", "2026-03-31", ""},
		{"an impossible date is none", "day: 2026-02-30", "", "unreadable-date@1:6"},
		{"a date of another form is none", "day: 31.03.2026", "", "unreadable-date@1:6"},
		{"an empty date is none", "day: \"\"", "", ""},
		{"a period", "every: 12 months", "12 months", ""},
		{"no period", "every: none", "none", ""},
		{"a period that cannot be read keeps its text", "every: sometimes", "sometimes", "unreadable-period@1:8"},
		{"a reference", "ref: POL-001", "POL-001", ""},
		{"a reference to one cannot be to two", "ref: [POL-001, POL-002]", "", "wrong-shape@1:6"},
		{"a person may be free text", "person: Anna Keller, CISO", "Anna Keller, CISO", ""},
		{"references know their places", "refs: [A.5.1, A.5.10]", "A.5.1@1:8,A.5.10@1:15", ""},
		{"references in one text know their places", "refs: A.5.1, ä,  A.8.20", "A.5.1@1:7,ä@1:14,A.8.20@1:18", ""},
		{"references in a quoted text are at its beginning", "refs: \"A.5.1, A.8.20\"", "A.5.1@1:7,A.8.20@1:7", ""},
		{"references in a folded text are at its beginning", "refs: >\n  A.5.1,\n  A.8.20", "A.5.1@1:7,A.8.20@1:7", ""},
		{"people", "people:\n- a\n-\n- b", "a@2:3,b@4:3", ""},
		{"a list of small forms", "list:\n- {date: 2026-01-02, by: anna, note: fine}\n- date: 2026-13-01\n", "2026-01-02 anna fine|  ", "unreadable-date@3:9"},
		{"an item that is no form is left out", "list:\n- just text\n- note: x", "  x", "wrong-shape@2:3"},
		{"a list of forms cannot be a text", "list: none", "", "wrong-shape@1:7"},
		{"another name of a field", "words: a", "a", "foreign-key@1:1"},
		{"another spelling of a field is no remark", "Text: a", "a", ""},
		{"another spelling of another name", "Der Text: a", "a", "foreign-key@1:1"},
		{"a field given under two names", "text: a\nwords: b", "a", "unknown-key@2:1"},
		{"a field given under two names, the other first", "words: b\ntext: a", "a", "unknown-key@1:1"},
		{"a name that two fields share goes by the value: a date", "when: 2026-03-31", "2026-03-31", "foreign-key@1:1"},
		{"a name that two fields share goes by the value: a period", "when: 12 months", "12 months", "foreign-key@1:1"},
		{"an unknown key is kept aside", "colour: red", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			value, bad := source.YAML("f.yaml", []byte(c.in), 1, source.FileLimits)
			if len(bad) > 0 {
				t.Fatalf("%q is not YAML: %v", c.in, bad)
			}
			s := &sample{}
			problems := decode(s, samples, value.Fields, source.Pos{File: "f.yaml", Line: 1, Column: 1}, nil)
			if got := strings.Trim(s.String(), "|"); got != strings.Trim(c.want, "|") {
				t.Errorf("%q\ngot  %s\nwant %s", c.in, got, c.want)
			}
			if got := said(problems); got != c.problems {
				t.Errorf("problems of %q: got %q, want %q\n%v", c.in, got, c.problems, problems)
			}
			if strings.HasPrefix(c.in, "colour") != (len(s.Extra) == 1) {
				t.Errorf("%q: %d keys are kept aside", c.in, len(s.Extra))
			}
		})
	}
}

func TestFormKnowsThePlacesOfItsValues(t *testing.T) {
	value, _ := source.YAML("f.yaml", []byte("words: a\nday: 2026-02-30\nref:\n"), 4, source.FileLimits)
	s := &sample{}
	decode(s, samples, value.Fields, source.Pos{File: "f.yaml", Line: 4, Column: 1}, nil)
	for name, want := range map[string]string{"text": "f.yaml:4:8", "day": "f.yaml:5:6", "url": "f.yaml:4:1"} {
		if got := s.At(name).String(); got != want {
			t.Errorf("At(%q) = %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]bool{"text": true, "day": true, "ref": false, "url": false} {
		if got := s.Gave(name); got != want {
			t.Errorf("Gave(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestFormSuggestsTheNearWord(t *testing.T) {
	s := &sample{}
	given := source.Fields{{Key: "choice", Value: source.Value{Kind: source.Scalar, Text: "very hihg"}}}
	problems := decode(s, samples, given, source.Pos{}, nil)
	if len(problems) != 1 || !strings.Contains(problems[0].Fix, `did you mean "very_high"?`) {
		t.Errorf("got %v, want a suggestion", problems)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"owner", "approver", "review_due", "no", "status"}
	for word, want := range map[string]string{"onwer": "owner", "ower": "owner", "OWNER": "owner", "aprover": "approver", "review-due": "review_due", "ni": "no",
		"xyz": "", "": "", "statsu": "status", "besitzer": "", "owner": "", strings.Repeat("owner", 100): ""} {
		if got := Nearest(word, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestCompareIDs(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       int
	}{
		{"numbers count", "POL-9", "POL-10", -1},
		{"numbers of any length count", "R-99999999999999999999", "R-100000000000000000000", -1},
		{"a control's numbers count", "A.5.9", "A.5.15", -1},
		{"letters come first", "POL-1", "PRO-1", -1},
		{"the same", "POL-1", "POL-1", 0},
		{"what is longer comes later", "POL-1", "POL-1a", -1},
		{"fewer zeros come first", "POL-1", "POL-001", -1},
		{"nothing comes first", "", "A", -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := CompareIDs(c.a, c.b); sign(got) != c.want || sign(CompareIDs(c.b, c.a)) != -c.want {
				t.Errorf("CompareIDs(%q, %q) = %d, want sign %d", c.a, c.b, got, c.want)
			}
		})
	}
}

func sign(n int) int { return min(1, max(-1, n)) }

func TestCompareIDsIsAnOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	id := func() string {
		var b strings.Builder
		for range random.IntN(6) {
			b.WriteByte("A-019."[random.IntN(6)])
		}
		return b.String()
	}
	for range 50_000 {
		a, b, c := id(), id(), id()
		if CompareIDs(a, b) < 0 && CompareIDs(b, c) < 0 && CompareIDs(a, c) >= 0 {
			t.Fatalf("%q < %q < %q and not %q < %q", a, b, c, a, c)
		}
		if (CompareIDs(a, b) == 0) != (a == b) {
			t.Fatalf("CompareIDs(%q, %q) = %d", a, b, CompareIDs(a, b))
		}
	}
}

func TestPathID(t *testing.T) {
	for path, want := range map[string]string{
		"documents/policies/access.md": "policies/access", "access.md": "access", "notes/access.v1.md": "notes/access.v1",
		"documents/policies/index.md": "policies", "documents/policies/README.md": "policies", "policies/_index.md": "policies",
		"documents/index.md": "index", "index.md": "index", "README.md": "README", "手順/入社.markdown": "手順/入社",
	} {
		if got := PathID(path); got != want {
			t.Errorf("PathID(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestEveryFieldOfEveryKindIsDescribed(t *testing.T) {
	for _, kind := range Kinds {
		var names []string
		for _, f := range kind.Fields() {
			for _, name := range append([]string{f.Name}, f.aliases...) {
				if normalize(name) != name && f.Name == name {
					t.Errorf("%s: the field %q is not written as its key is compared", kind.Name, name)
				}
			}
			names = append(names, f.Name)
		}
		slices.Sort(names)
		if len(slices.Compact(names)) != len(kind.Fields()) {
			t.Errorf("%s: a field stands twice", kind.Name)
		}
		if kind.Fields()[0].Name != "id" {
			t.Errorf("%s does not begin with its id", kind.Name)
		}
	}
}

func FuzzForm(f *testing.F) {
	for _, seed := range []string{
		"", "id: POL-001\ntitle: A\ntype: policy\nversion: 1.10\nstatus: approved\nowner: anna\nreviewed: 2026-01-01\nreview_every: 12 months",
		"id: [a, b]\nowner: {a: b}\nchangelog: x\nreviews:\n- 1\n- {date: [2026-01-01]}", "controls: A.5.1; A.5.2\nclauses:\n-\n- [x]", "review: 2026-01-01\nreview_in: 1 year",
		"approved: 2026-02-30\nreview_due: never", "last_reviewed_on: x\nlast_reviewed: y\nreviewed: z", "params: {a: [b, {c: d}]}", "status: Published\nclassification: INTERNAL", "a: b: c\nid:\n-\n...",
		"type: Policy\nlanguage: ~\ntags: ',;,'\naliases: ''", "ID: x\nid: y\nI-D: z", "owner: \"a, b\"\naudience: >\n  a;\n  b",
	} {
		f.Add(seed)
	}
	profile, _ := LoadProfile(nil)
	f.Fuzz(func(t *testing.T, front string) {
		file := &source.File{Path: "documents/a.md", Name: "documents/a.md", Content: []byte("---\n" + front + "\n---\n# A\n")}
		table := &source.File{Path: "registers/suppliers.yaml", Name: "registers/suppliers.yaml", Content: []byte(front)}
		text, _ := source.Text(file.Path, file.Content)
		lines := map[string][]string{file.Path: strings.Split(string(text), "\n")}
		text, _ = source.Text(table.Path, table.Content)
		lines[table.Path] = strings.Split(string(text), "\n")
		set, problems := Load(&source.Tree{Files: []*source.File{file, table}}, []*markdown.Doc{markdown.Parse(file)}, profile)
		for _, p := range problems {
			if p.Pos.Line == 0 {
				continue
			}
			if of := lines[p.Pos.File]; p.Pos.Line > len(of) || p.Pos.Column > len([]rune(of[p.Pos.Line-1]))+1 {
				t.Fatalf("problem %+v lies outside of %q", p, front)
			}
		}
		if len(set.Documents) != 1 || set.Documents[0].ID == "" || set.Documents[0].Title == "" {
			t.Fatalf("%q: got %d documents", front, len(set.Documents))
		}
		for _, kind := range set.Kinds {
			for _, e := range set.Of(kind) {
				Values(e)
				if s, ok := e.(Scheduled); ok {
					s.Schedule(profile)
				}
			}
		}
	})
}

// load reads a small site from texts by path.
func load(t *testing.T, profile string, files map[string]string) (*Set, []source.Problem) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, problems, err := source.Read(fsys, source.Options{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	var docs []*markdown.Doc
	for _, f := range tree.Files {
		if f.IsMarkdown() {
			docs = append(docs, markdown.Parse(f))
		}
	}
	p, bad := LoadProfile([]byte(profile))
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	return Load(tree, docs, p)
}
