package page

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

const glossaryText = `- {id: asset, term: Asset, definition: 'Something of "value" & more.', synonyms: [Wert]}
- {id: soa, term: Statement of applicability, definition: Which controls apply., synonyms: [SoA, SOA]}
- {id: it, term: IT, definition: Information technology.}
- {id: rd, term: R&D, definition: Research and development.}
- {id: cicd, term: CI/CD, definition: Building all the time.}
- {id: ntk, term: Need-to-know, definition: Only who must.}
- {id: ausw, term: Größe, definition: How large.}
- {id: risk, term: Risk, definition: Uncertainty.}
- {id: owner, term: Risk owner, definition: Who answers.}
`

var marked = regexp.MustCompile(`<a class="term" href="[^"]*#([^"]*)" title="[^"]*">((?s:.*?))</a>`)

// marks are the terms marked in a text, as "id=words".
func marks(t *testing.T, text string) []string {
	t.Helper()
	_, v := view[Document](t, book(t, files{"a.md": "---\ntitle: A\n---\n" + text, "registers/glossary.yaml": glossaryText}), "documents/a.html")
	var list []string
	for _, m := range marked.FindAllStringSubmatch(string(v.Content), -1) {
		list = append(list, m[1]+"="+m[2])
	}
	return list
}

func TestTermsAreMarkedWhereTheyAreFirstUsed(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"first use only", "An asset is an asset. Assets!", []string{"asset=asset"}},
		{"once in each section", "An asset.\n\n## One\n\nAn asset, another asset.\n\n## Two\n\nAssets", []string{"asset=asset", "asset=asset", "asset=Assets"}},
		{"in whatever capitals", "ASSET", []string{"asset=ASSET"}},
		{"a plural", "Many assets", []string{"asset=assets"}},
		{"a plural of several words", "All statements of applicability and risk owners", []string{"owner=risk owners"}},
		{"a synonym", "Der Wert, ein Asset", []string{"asset=Wert"}},
		{"not within words", "An assetless subasset, asset_id", []string{"asset=asset"}},
		{"the longest spelling", "The risk owner accepts a risk", []string{"owner=risk owner", "risk=risk"}},
		{"several words over a line end", "a risk\nowner", []string{"owner=risk\nowner"}},
		{"several words with hyphens or blanks", "by need to know, not Need-To-Know", []string{"ntk=need to know"}},
		{"not over a full stop", "A risk. Owner of it.", []string{"risk=risk"}},
		{"an abbreviation in its capitals only", "it is IT, its rd, of ci/cd", []string{"it=IT"}},
		{"an abbreviation in the plural", "two SOAs", []string{"soa=SOAs"}},
		{"an abbreviation with mixed capitals", "the SoA", []string{"soa=SoA"}},
		{"with an ampersand", "our R&D and R&amp;D", []string{"rd=R&amp;D"}},
		{"with a slash", "by CI/CD", []string{"cicd=CI/CD"}},
		{"with an umlaut", "Die größe", []string{"ausw=größe"}},
		{"entities are no words", "&lt;asset&gt; &it; &#105;t", []string{"asset=asset"}},
		{"not in code", "`asset` and\n\n    asset\n\n```\nasset\n```", nil},
		{"not in headings", "## Asset\n\n# An asset", nil},
		{"not in links", "[asset](https://example.com) and [[A|asset]] <https://example.com/asset>", nil},
		{"not in a picture's words", "![asset](x.png)", nil},
		{"after a link in the same sentence", "[asset](https://example.com) is an asset", []string{"asset=asset"}},
		{"in emphasis, lists and tables", "- *asset*\n\n| a |\n|---|\n| risk |", []string{"asset=asset", "risk=risk"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := marks(t, test.text); !slices.Equal(got, test.want) {
				t.Errorf("%q marks %q, want %q", test.text, got, test.want)
			}
		})
	}
}

func TestADefinitionCannotLeaveItsAttribute(t *testing.T) {
	_, v := view[Document](t, book(t, files{"a.md": "An asset.\n", "registers/glossary.yaml": glossaryText}), "documents/a.html")
	if want := `title="Something of &#34;value&#34; &amp; more."`; !strings.Contains(string(v.Content), want) {
		t.Errorf("%s lacks %s", v.Content, want)
	}
}

func TestMarkingTermsLosesNoText(t *testing.T) {
	text := "An asset & a risk owner's risk; R&D, CI/CD — größe! IT's SOAs.\n\n> asset\n> [!NOTE]\n\nrisk owner"
	with := book(t, files{"a.md": text, "registers/glossary.yaml": glossaryText})
	without := book(t, files{"a.md": text})
	_, a := view[Document](t, with, "documents/a.html")
	_, b := view[Document](t, without, "documents/a.html")
	if got := marked.ReplaceAllString(string(a.Content), "$2"); got != string(b.Content) {
		t.Errorf("got  %s\nwant %s", got, b.Content)
	}
}

func TestGlossaryHasEachLetterOnce(t *testing.T) {
	b := book(t, files{"registers/glossary.yaml": "- {term: Zone, definition: x.}\n- {term: Ärger, definition: x.}\n- {term: asset, definition: x.}\n- {term: 2FA, definition: x.}\n- {term: «x», definition: x.}\n- {term: 日本, definition: x.}\n- {term: ~y, definition: x.}\n- {term: Access, definition: x., see: [asset]}\n"})
	_, v := view[Glossary](t, b, "glossary.html")
	var got []string
	for _, l := range v.Letters {
		line := l.Letter + ":"
		for _, term := range l.Terms {
			line += " " + term.Term
		}
		got = append(got, line)
	}
	want := []string{"A: Access Ärger asset", "Z: Zone", "letter.other: 2FA ~y «x»", "日: 日本"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if see := v.Letters[0].Terms[0].See; len(see) != 1 || see[0].Href != "#asset" {
		t.Errorf("see %v", see)
	}
}
