package isms

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"ismsite/generator/catalogue"
	"ismsite/generator/date"
	"ismsite/generator/markdown"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

var asOf = date.Of(2026, time.March, 31)

// files is a site in memory: paths and texts.
type files map[string]string

func (f files) fs() fs.FS {
	site := fstest.MapFS{}
	for name, text := range f {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

// link puts a site together, and returns the problems of linking.
func link(t testing.TB, site fs.FS, today date.Date) (*System, []source.Problem) {
	t.Helper()
	text, err := fs.ReadFile(site, source.ProfileName)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	profile, problems := register.LoadProfile(text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	tree, _, err := source.Read(site, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var docs []*markdown.Doc
	for _, f := range tree.Files {
		if f.IsMarkdown() {
			docs = append(docs, markdown.Parse(f))
		}
	}
	set, _ := register.Load(tree, docs, profile)
	return Link(tree, set, catalogue.Builtin(), today)
}

// where says in one word where a target leads: a file, an id, an address.
func where(target Target) string {
	to := ""
	switch {
	case target.Thing != nil && target.Thing.Doc() != nil:
		to = target.Thing.Doc().Path
	case target.Thing != nil:
		to = target.Thing.ID()
	case target.Register != nil:
		to = "register " + target.Register.Name
	case target.File != nil:
		to = "file " + target.File.Path
	case target.Folder != "":
		to = "folder " + target.Folder
	case target.URL != "":
		to = target.URL
	}
	if target.Anchor != "" {
		to += "#" + target.Anchor
	}
	return to
}

// library is the site in which the tables below look for things.
var library = files{
	"index.md":                                    "# Start\n",
	"documents/policies/access.md":                "---\nid: POL-001\ntitle: Access control\naliases: [/old/access.html, policies/zugang]\n---\n# Access control\n\n## Who may\n\n## Umlaute & more: Größe\n\n## Own {#Own-Id}\n\nA <a id=\"place\"></a>place.\n",
	"documents/policies/index.md":                 "---\nid: POL-000\n---\n# All policies\n",
	"documents/procedures/leavers.md":             "---\nid: PRO-004\n---\n# Leavers\n\n## Step 2\n",
	"documents/procedures/README.md":              "# Procedures\n",
	"documents/guides/_index.md":                  "# Guides\n",
	"documents/guides/with space.md":              "# With space\n",
	"documents/guides/größe.md":                   "# Größe\n",
	"documents/guides/日本.md":                      "# 日本\n",
	"documents/guides/old.markdown":               "# Old\n",
	"documents/guides/deep/one.md":                "# One\n",
	"documents/guides/100%.md":                    "# All\n",
	"documents/guides/a: b.md":                    "# Colon\n",
	"documents/vendor.md":                         "# Vendor\n",
	"documents/vendor/index.md":                   "# Vendors\n",
	"documents/twice/a/same.md":                   "# Same\n",
	"documents/twice/b/same.md":                   "# Same\n",
	"documents/privacy.md":                        "---\nid: POL-009\nlanguage: en\ntitle: Privacy\n---\n",
	"documents/de/privacy.md":                     "---\nid: POL-009\nlanguage: de\ntitle: Datenschutz\ntranslation_of: POL-009\n---\n",
	"documents/plan.pdf":                          "%PDF",
	"documents/form.html":                         "<script>",
	"documents/pic.png":                           "png",
	"static/logo.svg":                             `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	"static/bad.svg":                              `<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`,
	"registers/suppliers.csv":                     "id,name,status\nSUP-001,Acme Cloud,ended\n",
	"registers/people.yaml":                       "- {id: anna.keller, name: Anna Keller, email: anna@example.com}\n",
	"registers/glossary.yaml":                     "- {term: Asset, definition: Something of value., synonyms: [Wert]}\n",
	"registers/incidents/inc-1.md":                "# An incident\n",
	"documents/policies/more/very/deep/nested.md": "# Nested\n",
}

// resolved resolves what one document says, and returns where its first link leads, and the problems as "check: fix".
func resolved(t *testing.T, from, text string) (to string, problems []string) {
	t.Helper()
	site := files{}
	for name, content := range library {
		site[name] = content
	}
	site[from] = text
	system, found := link(t, site.fs(), asOf)
	for _, thing := range system.Things {
		if doc := thing.Doc(); doc != nil && doc.Path == from {
			if len(thing.Links()) == 0 {
				t.Fatalf("%q holds no link", text)
			}
			to = where(thing.Links()[0])
		}
	}
	for _, p := range found {
		if p.Pos.File == from {
			problems = append(problems, strings.TrimSuffix(p.Check+": "+p.Fix, ": "))
		}
	}
	return to, problems
}

func TestLinksLeadWhereTheirAuthorsMean(t *testing.T) {
	const from = "documents/policies/from.md"
	tests := []struct {
		name, text, want string
		problems         []string
	}{
		{"a file beside", "[x](access.md)", "documents/policies/access.md", nil},
		{"a dot before", "[x](./access.md)", "documents/policies/access.md", nil},
		{"a folder up", "[x](../procedures/leavers.md)", "documents/procedures/leavers.md", nil},
		{"an anchor", "[x](../procedures/leavers.md#step-2)", "documents/procedures/leavers.md#step-2", nil},
		{"an anchor that is percent-encoded", "[x](access.md#umlaute--more-gr%C3%B6%C3%9Fe)", "documents/policies/access.md#umlaute--more-größe", nil},
		{"an anchor of its own", "[x](access.md#Own-Id)", "documents/policies/access.md#Own-Id", nil},
		{"an anchor in the text", "[x](access.md#place)", "documents/policies/access.md#place", nil},
		{"a query is passed over", "[x](access.md?plain=1#place)", "documents/policies/access.md#place", nil},
		{"without extension", "[x](access)", "documents/policies/access.md", nil},
		{"with .html", "[x](access.html)", "documents/policies/access.md", nil},
		{"with .html up a folder", "[x](../procedures/leavers.html#step-2)", "documents/procedures/leavers.md#step-2", nil},
		{"with .markdown", "[x](../guides/old.markdown)", "documents/guides/old.markdown", nil},
		{"another extension by .html", "[x](../guides/old.html)", "documents/guides/old.markdown", nil},
		{"a folder with index.md", "[x](../policies/)", "documents/policies/index.md", nil},
		{"a folder with README.md", "[x](../procedures/)", "documents/procedures/README.md", nil},
		{"a folder with _index.md", "[x](../guides/)", "documents/guides/_index.md", nil},
		{"a folder without slash", "[x](../guides)", "documents/guides/_index.md", nil},
		{"a folder's index.html", "[x](../procedures/index.html)", "documents/procedures/README.md", nil},
		{"a folder's index without extension", "[x](../policies/index)", "documents/policies/index.md", nil},
		{"a folder's README.md by name", "[x](../procedures/README.md)", "documents/procedures/README.md", nil},
		{"a folder without page", "[x](../guides/deep/)", "folder documents/guides/deep", nil},
		{"a file before a folder", "[x](../vendor)", "documents/vendor.md", nil},
		{"a folder before a file when a slash says so", "[x](../vendor/)", "documents/vendor/index.md", nil},
		{"the folder itself", "[x](.)", "documents/policies/index.md", nil},
		{"the root", "[x](/)", "index.md", nil},
		{"from the root", "[x](/documents/procedures/leavers.md)", "documents/procedures/leavers.md", nil},
		{"from the root without extension", "[x](/documents/procedures/leavers)", "documents/procedures/leavers.md", nil},
		{"from the root of the documents", "[x](/procedures/leavers)", "documents/procedures/leavers.md", nil},
		{"from the root of a site below a path", "[x](/isms/documents/procedures/leavers.md)", "documents/procedures/leavers.md", nil},
		{"an encoded space", "[x](../guides/with%20space.md)", "documents/guides/with space.md", nil},
		{"a space in angle brackets", "[x](<../guides/with space.md>)", "documents/guides/with space.md", nil},
		{"an encoded umlaut", "[x](../guides/gr%C3%B6%C3%9Fe.md)", "documents/guides/größe.md", nil},
		{"a decomposed umlaut", "[x](../guides/gro\u0308\u00dfe.md)", "documents/guides/größe.md", nil},
		{"Japanese", "[x](../guides/日本.md)", "documents/guides/日本.md", nil},
		{"a per cent sign that encodes nothing", "[x](../guides/100%.md)", "documents/guides/100%.md", nil},
		{"a colon in a name", "[x](<../guides/a: b.md>)", "documents/guides/a: b.md", nil},
		{"reference style", "[x][r]\n\n[r]: access.md#place \"title\"", "documents/policies/access.md#place", nil},
		{"collapsed reference", "[x][]\n\n[x]: access.md", "documents/policies/access.md", nil},
		{"shortcut reference", "[x]\n\n[x]: access.md", "documents/policies/access.md", nil},
		{"in a table", "| a |\n|---|\n| [x](access.md) |", "documents/policies/access.md", nil},
		{"in a heading", "# See [x](access.md)", "documents/policies/access.md", nil},
		{"as a page of a pretty address", "[x](../access/)", "documents/policies/access.md", nil},
		{"an old path", "[x](/old/access)", "documents/policies/access.md", nil},
		{"an old path with its extension", "[x](/old/access.html)", "documents/policies/access.md", nil},
		{"a relative old path", "[x](../../old/access.html)", "documents/policies/access.md", nil},
		{"only an anchor", "# Here\n\n[x](#here)", from + "#here", nil},
		{"an empty anchor is the top", "[x](#)", from, nil},
		{"a register's file", "[x](/registers/suppliers.csv)", "register suppliers", nil},
		{"an entry's file", "[x](/registers/incidents/inc-1.md)", "registers/incidents/inc-1.md", nil},
		{"the folder of registers", "[x](/registers/)", "folder registers", nil},
		{"an attachment", "[x](../plan.pdf)", "file documents/plan.pdf", nil},
		{"a page of an attachment", "[x](../plan.pdf#page=3)", "file documents/plan.pdf#page=3", nil},
		{"a drawing", "[x](/static/logo.svg)", "file static/logo.svg", nil},
		{"a picture", "![x](../pic.png)", "file documents/pic.png", nil},
		{"an address", "[x](https://example.com/a?b=c#d)", "https://example.com/a?b=c#d", nil},
		{"a scheme in capitals", "[x](HTTPS://example.com)", "HTTPS://example.com", nil},
		{"a mail address", "[x](mailto:a@example.com)", "mailto:a@example.com", nil},
		{"a telephone number", "[x](tel:+4934112345)", "tel:+4934112345", nil},
		{"an autolink", "<https://example.com>", "https://example.com", nil},

		{"a wrong capital in a file", "[x](Access.md)", "documents/policies/access.md", []string{"wrong-case: write it as the file is called"}},
		{"a wrong capital in a folder", "[x](../Procedures/leavers.md)", "documents/procedures/leavers.md", []string{"wrong-case: write it as the file is called"}},
		{"a wrong capital without extension", "[x](ACCESS)", "documents/policies/access.md", []string{"wrong-case: write it as the file is called"}},
		{"a wrong capital in an anchor", "[x](access.md#Who-May)", "documents/policies/access.md#who-may", []string{"wrong-case: write #who-may"}},
		{"a missing capital in an anchor", "[x](access.md#own-id)", "documents/policies/access.md#Own-Id", []string{"wrong-case: write #Own-Id"}},
		{"a missing anchor", "[x](access.md#who-my)", "documents/policies/access.md", []string{"missing-anchor: did you mean #who-may?"}},
		{"a missing anchor here", "[x](#nowhere)", from, []string{"missing-anchor"}},
		{"nothing there", "[x](acess.md)", "", []string{`broken-link: did you mean "access.md"?`}},
		{"the same name elsewhere", "[x](leavers.md)", "", []string{`broken-link: did you mean "../procedures/leavers.md"?`}},
		{"a near name with a space", "[x](../guides/with%20spce.md)", "", []string{`broken-link: did you mean "../guides/with%20space.md"?`}},
		{"out of the folder", "[x](../../../../etc/passwd)", "", []string{"broken-link"}},
		{"out of the folder and back in", "[x](../../../../documents/policies/access.md)", "", []string{`broken-link: did you mean "access.md"?`}},
		{"out of the folder by percent signs", "[x](..%2f..%2f..%2f..%2fetc/passwd)", "", []string{"broken-link"}},
		{"no target at all", "[x]()", "", []string{"broken-link"}},
		{"a picture that is none", "![x](access.md)", "", []string{"broken-link: write it as a link, without the !"}},
		{"an unsafe attachment", "[x](../form.html)", "", []string{"unsafe-file"}},
		{"an unsafe attachment in other capitals", "[x](../FORM.html)", "", []string{"unsafe-file", "wrong-case: write it as the file is called"}},
		{"an unsafe drawing", "![x](/static/bad.svg)", "", []string{"unsafe-file"}},
		{"a picture elsewhere", "![x](https://example.com/p.png)", "https://example.com/p.png", []string{"external-image: put the picture into the site's folder"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problems := resolved(t, from, test.text)
			if slices.Sort(problems); got != test.want || !slices.Equal(problems, test.problems) {
				t.Errorf("%s\n got %q %q\nwant %q %q", test.text, got, problems, test.want, test.problems)
			}
		})
	}
}

func TestUnsafeAddressesAreLeftOut(t *testing.T) {
	for _, address := range []string{
		"javascript:alert(1)", "JavaScript:alert(1)", "javascript&#58;alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)",
		"java&#9;script:alert(1)", "java&Tab;script:alert(1)", "<java\tscript:alert(1)>", "<java script:alert(1)>", "&#1;javascript:alert(1)", `javascript\:alert(1)`,
		"vbscript:x", "data:text/html,x", "data:image/svg+xml,x", "file:///etc/passwd", "blob:x", "about:blank", "ftp://example.com", "ssh://example.com", "x:y",
		"//example.com/x", "&#47;/example.com/x", `<\\\\example.com\x>`, "<\t//example.com>",
	} {
		for _, text := range []string{"[x](" + address + ")", "![x](" + address + ")", "[x][r]\n\n[r]: " + address} {
			to, problems := resolved(t, "documents/policies/from.md", text)
			if to != "" || len(problems) != 1 || !strings.HasPrefix(problems[0], "unsafe-link") {
				t.Errorf("%q leads to %q, with %q", text, to, problems)
			}
		}
	}
	for _, address := range []string{`/\example.com`, "javascript%3Aalert(1)", "&amp;#106;avascript:x", "/javascript:x"} {
		if to, problems := resolved(t, "documents/policies/from.md", "[x]("+address+")"); to != "" || len(problems) == 0 {
			t.Errorf("%q leads to %q, with %q", address, to, problems)
		}
	}
}

func TestWikilinksAndMentions(t *testing.T) {
	tests := []struct {
		name, text, want string
		problems         []string
	}{
		{"an id", "[[PRO-004]]", "documents/procedures/leavers.md", nil},
		{"an id with anchor", "[[PRO-004#step-2]]", "documents/procedures/leavers.md#step-2", nil},
		{"a heading as readers see it", "[[PRO-004#Step 2]]", "documents/procedures/leavers.md#step-2", nil},
		{"a label", "[[PRO-004#step-2|how people leave]]", "documents/procedures/leavers.md#step-2", nil},
		{"a title", "[[Access control]]", "documents/policies/access.md", nil},
		{"a title in other capitals", "[[access CONTROL]]", "documents/policies/access.md", nil},
		{"a file name", "[[leavers]]", "documents/procedures/leavers.md", nil},
		{"a file name with extension", "[[leavers.md]]", "documents/procedures/leavers.md", nil},
		{"a path", "[[../procedures/leavers]]", "documents/procedures/leavers.md", nil},
		{"a path from the root with slash", "[[/documents/procedures/leavers]]", "documents/procedures/leavers.md", nil},
		{"a person by id", "[[anna.keller]]", "anna.keller", nil},
		{"a person by name", "[[Anna Keller]]", "anna.keller", nil},
		{"a term", "[[asset]]", "asset", nil},
		{"a synonym", "[[Wert]]", "asset", nil},
		{"a control", "[[A.5.15]]", "A.5.15", nil},
		{"a control without its A", "[[8.24]]", "A.8.24", nil},
		{"a clause", "[[9.3]]", "9.3", nil},
		{"a row", "[[SUP-001]]", "SUP-001", nil},
		{"a place in this text", "# Here\n\n[[#here]]", "documents/policies/from.md#here", nil},
		{"in a table, with its bar escaped", "| a |\n|---|\n| [[PRO-004\\|x]] |", "documents/procedures/leavers.md", nil},
		{"a wrong capital", "[[pro-004]]", "documents/procedures/leavers.md", []string{"wrong-case: write PRO-004"}},
		{"two of one title", "[[Same]]", "documents/twice/a/same.md", []string{"ambiguous-id: write the path or a unique id"}},
		{"two languages are not ambiguous", "[[POL-009]]", "documents/privacy.md", nil},
		{"nothing like it", "[[Quidditch rules]]", "", []string{"broken-link"}},
		{"nearly an id", "[[PRO-04]]", "", []string{`broken-link: did you mean "PRO-004"?`}},
		{"nearly a title", "[[Acces control]]", "", []string{`broken-link: did you mean "Access control"?`}},
		{"a missing anchor", "[[PRO-004#step-3]]", "documents/procedures/leavers.md", []string{"missing-anchor: did you mean #step-2?"}},

		{"a bare id", "See PRO-004.", "documents/procedures/leavers.md", nil},
		{"a bare row", "See SUP-001, please", "SUP-001", nil},
		{"a bare control", "As A.5.15 says", "A.5.15", nil},
		{"an unknown id of a known family", "See PRO-040.", "", []string{`unknown-id: did you mean "PRO-004"?`}},
		{"an id of an unknown family", "See RFC-2119.", "", nil},
		{"a control of an older edition", "See A.9.2.1 there.", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problems := resolved(t, "documents/policies/from.md", test.text)
			if got != test.want || !slices.Equal(problems, test.problems) {
				t.Errorf("%s\n got %q %q\nwant %q %q", test.text, got, problems, test.want, test.problems)
			}
		})
	}
}

func TestATextPrefersDocumentsInItsLanguage(t *testing.T) {
	for language, want := range map[string]string{"en": "documents/privacy.md", "de": "documents/de/privacy.md", "": "documents/privacy.md", "fr": "documents/privacy.md"} {
		text := "---\nlanguage: " + language + "\n---\nSee [[POL-009]].\n"
		if got, _ := resolved(t, "documents/from.md", text); got != want {
			t.Errorf("from a text in %q [[POL-009]] leads to %s, want %s", language, got, want)
		}
	}
}

func TestCodeHeadingsAndCommentsHoldNoMentions(t *testing.T) {
	const text = "## About PRO-004 and A.5.15\n\n`PRO-004` and <!-- PRO-004 [x](gone.md) -->\n\n    [x](gone.md) PRO-004\n\n```\n[[gone]] PRO-004\n```\n\n[A.5.15](access.md)\n"
	got, problems := resolved(t, "documents/policies/from.md", text)
	if got != "documents/policies/access.md" || len(problems) > 0 {
		t.Errorf("got %q %q", got, problems)
	}
}

func TestCleanAliasFindsOneFormOfOldPaths(t *testing.T) {
	for alias, want := range map[string]string{"/old/access": "old/access", "old/access/": "old/access", " /old/access.html ": "old/access", "/old/index.html": "old", "old//./x.md": "old/x", "/../../x": "x", "/": "", "": ""} {
		if got := CleanAlias(alias); got != want {
			t.Errorf("CleanAlias(%q) = %q, want %q", alias, got, want)
		}
	}
}

func TestPeopleAreFoundByIdNameAndMail(t *testing.T) {
	system, _ := link(t, files{"registers/people.yaml": "- {id: a1, name: Anna, email: a@example.com}\n- {id: anna, name: Anna Keller, email: anna@example.com}\n- {id: ciso, name: Security officer, kind: role, held_by: Anna Keller}\n"}.fs(), asOf)
	for name, want := range map[string]string{"anna": "anna", "Anna": "anna", "ANNA ": "anna", "a1": "a1", "Anna Keller": "anna", "anna keller": "anna", "anna@example.com": "anna", "A@EXAMPLE.COM": "a1", "security officer": "ciso", "bob": "", "": ""} {
		got := ""
		if person := system.Person(name); person != nil {
			got = person.ID()
		}
		if got != want {
			t.Errorf("Person(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestControlsAndClausesHaveTheirOwnNumbers(t *testing.T) {
	system, _ := link(t, files{}.fs(), asOf)
	for id, want := range map[string]string{"A.5.15": "A.5.15", "5.15": "A.5.15", " A.8.1 ": "A.8.1", "A.5.99": "", "5.99": "", "9.3": "", "": ""} {
		got := ""
		if control := system.Control(id); control != nil {
			got = control.ID()
		}
		if got != want {
			t.Errorf("Control(%q) is %q, want %q", id, got, want)
		}
	}
	for id, want := range map[string]string{"9.3": "9.3", "5.2": "5.2", "A.5.2": "", "99": ""} {
		got := ""
		if clause := system.Clause(id); clause != nil {
			got = clause.ID()
		}
		if got != want {
			t.Errorf("Clause(%q) is %q, want %q", id, got, want)
		}
	}
}

// backlinks are "from (field): sentence" of one thing.
func backlinks(system *System, id string) []string {
	var list []string
	for _, thing := range system.Things {
		if thing.ID() == id {
			for _, l := range thing.Backlinks {
				list = append(list, fmt.Sprintf("%s (%s): %s", l.From.ID(), l.Field, l.Sentence))
			}
		}
	}
	return list
}

func TestEveryMentionIsABacklinkOncePerSource(t *testing.T) {
	system, problems := link(t, files{
		"a.md":                    "---\nid: POL-010\nowner: anna\ncontrols: [A.5.15]\nrelated: [POL-2]\n---\nFirst POL-2 here. Then [again](b.md), and again [[POL-2]]. Itself: POL-010 and [itself](a.md).\n",
		"b.md":                    "---\nid: POL-2\nsupersedes: POL-010\n---\nBy A.5.15, that is.\n",
		"c.md":                    "---\nid: POL-9\nrelated: [POL-2, POL-2]\n---\n",
		"registers/people.yaml":   "- {id: anna, name: Anna}\n- {id: ciso, name: CISO, kind: role, held_by: anna}\n",
		"registers/suppliers.csv": "id,name,owner,documents,status\nSUP-001,Acme,anna,POL-2,ended\n",
	}.fs(), asOf)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for id, want := range map[string][]string{
		"POL-2":   {"POL-9 (related): ", "POL-010 (): First POL-2 here.", "SUP-001 (documents): "},
		"POL-010": {"POL-2 (supersedes): "},
		"A.5.15":  {"POL-2 (): By A.5.15, that is.", "POL-010 (controls): "},
		"anna":    {"POL-010 (owner): ", "SUP-001 (owner): ", "ciso (held_by): "},
		"SUP-001": nil,
	} {
		if got := backlinks(system, id); !slices.Equal(got, want) {
			t.Errorf("%s is mentioned in\n%s\nwant\n%s", id, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestATranslationRefersToTheOriginalEvenUnderOneID(t *testing.T) {
	system, problems := link(t, files{
		"a/privacy.de.md": "---\nid: POL-001\nlanguage: de\ntranslation_of: POL-001\n---\n",
		"a/privacy.fr.md": "---\nid: POL-001\nlanguage: fr\ntranslation_of: POL-001\n---\n",
		"b/privacy.md":    "---\nid: POL-001\nlanguage: en\n---\n",
		"c.md":            "[[POL-001]]\n",
	}.fs(), asOf)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if original := system.Document("POL-001", ""); original.Doc().Path != "b/privacy.md" || len(original.Backlinks) != 3 {
		t.Errorf("the original is %s, with %d backlinks", original.Doc().Path, len(original.Backlinks))
	}
}

func TestLinkLeavesItsInputAsItWas(t *testing.T) {
	site := library.fs()
	profile, _ := register.LoadProfile(nil)
	tree, _, err := source.Read(site, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	load := func() *register.Set {
		var docs []*markdown.Doc
		for _, f := range tree.Files {
			if f.IsMarkdown() {
				docs = append(docs, markdown.Parse(f))
			}
		}
		set, _ := register.Load(tree, docs, profile)
		return set
	}
	set, same := load(), load()
	one, p1 := Link(tree, set, catalogue.Builtin(), asOf)
	two, p2 := Link(tree, set, catalogue.Builtin(), asOf)
	for _, kind := range set.Kinds {
		for i, e := range set.Of(kind) {
			fresh := same.Of(kind)[i]
			if kind.Declared {
				continue // an undeclared table is a kind of its own in each set
			}
			if !reflect.DeepEqual(register.Values(e), register.Values(fresh)) || fmt.Sprintf("%+v", e.Base().Doc) != fmt.Sprintf("%+v", fresh.Base().Doc) || e.Base().Pos != fresh.Base().Pos {
				t.Errorf("linking changed %s", e.Base().ID)
			}
		}
	}
	if !slices.Equal(p1, p2) || len(one.Things) != len(two.Things) {
		t.Error("linking twice gives two results")
	}
	for i := range one.Things {
		if got, want := backlinks(one, one.Things[i].ID()), backlinks(two, two.Things[i].ID()); !slices.Equal(got, want) {
			t.Errorf("backlinks of %s: %q and %q", one.Things[i].ID(), got, want)
		}
	}
}
