package page

import (
	"fmt"
	"slices"
	"testing"
)

func TestSearchHoldsWhatAppliesAndWhereItStands(t *testing.T) {
	b := book(t, files{
		"a.md": "---\nid: POL-001\ntitle: Access\nstatus: approved\nowner: anna\nsummary: Who may.\ntags: [keys]\ncontrols: [A.5.15]\n---\n# Access\n\nBefore.\n\n## Scope\n\nAll.\n\n### Exceptions\n\nNone.\n",
		"b.md": "---\nid: POL-002\nstatus: withdrawn\n---\nGone.\n", "c.md": "---\nid: POL-003\nstatus: superseded\n---\nGone.\n", "d/index.md": "# All\n", "d/e.md": "text\n",
		"registers/people.yaml":   "- {id: anna, name: Anna Keller}\n",
		"registers/glossary.yaml": "- {term: Asset, definition: Something., synonyms: [Wert]}\n",
		"registers/suppliers.csv": "id,name,service,owner,status\nSUP-001,Acme,hosting,anna,ended\n",
	})
	var got []string
	for _, p := range b.Searchable() {
		if p.Page == "documents/POL-001.html" || p.Page == "glossary.html" || p.Page == "registers/suppliers/SUP-001.html" || p.Page == "documents/d.html" {
			got = append(got, fmt.Sprintf("%s#%s %s|%s|%v|%s|%s|%v%v%v|%v", p.Page, p.Anchor, p.ID, p.Title, p.Heading, p.Body, p.Owner, p.Tags, p.Controls, p.Aliases, p.Listing))
		}
		if p.Page == "documents/POL-002.html" || p.Page == "documents/POL-003.html" {
			t.Errorf("%s is found", p.Page)
		}
	}
	want := []string{
		"documents/POL-001.html# POL-001|Access|[]|Who may.|Anna Keller|[keys][A.5.15][]|false",
		"documents/POL-001.html#access POL-001|Access|[]|Before.||[][][]|false",
		"documents/POL-001.html#scope POL-001|Access|[Scope]|All.||[][][]|false",
		"documents/POL-001.html#exceptions POL-001|Access|[Scope Exceptions]|None.||[][][]|false",
		"documents/d.html# |All|[]|||[][][]|true",
		"glossary.html#asset |Asset|[]|Something.||[][][Wert]|false",
		"registers/suppliers/SUP-001.html# SUP-001|Acme|[]|hosting. Anna Keller|Anna Keller|[][][]|false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
