package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outline writes sections as "title(count): documents" indented by depth.
func outline(s *section, depth int) []string {
	var docs []string
	for _, d := range s.docs {
		docs = append(docs, d.ID)
	}
	index := ""
	if s.index != nil {
		index = "[" + s.index.ID + "]"
	}
	list := []string{fmt.Sprintf("%s%s%s %d: %s", strings.Repeat(" ", depth), s.folder, index, s.count, strings.Join(docs, " "))}
	for _, sub := range s.subs {
		list = append(list, outline(sub, depth+1)...)
	}
	return list
}

func TestFoldersBecomeSections(t *testing.T) {
	tests := []struct {
		name string
		site files
		want []string
	}{
		{"a flat folder", files{"a.md": "", "b.md": ""}, []string{" 2: a b"}},
		{"the documents folder is the top", files{"documents/a.md": "", "b.md": ""}, []string{" 2: a b"}},
		{"the root's own page", files{"index.md": "", "README.md": "", "a.md": ""}, []string{"[index] 3: README a"}},
		{"a section with its own page", files{"x/index.md": "", "x/a.md": ""}, []string{" 2: ", " x[x] 2: x/a"}},
		{"a folder that holds only its own page is an entry above", files{"x/README.md": "", "a.md": ""}, []string{" 2: a x"}},
		{"nested folders", files{"x/y/z/a.md": "", "x/b.md": ""}, []string{" 2: ", " x 2: x/b", "  x/y 1: ", "   x/y/z 1: x/y/z/a"}},
		{"a nested folder that holds only its own page", files{"x/index.md": "", "x/y/index.md": ""}, []string{" 2: ", " x[x] 2: x/y"}},
		{"sections sort as people count", files{"10-b/a.md": "", "9-a/a.md": ""}, []string{" 2: ", " 9-a 1: 9-a/a", " 10-b 1: 10-b/a"}},
		{"vendor beside vendor.md", files{"vendor.md": "", "vendor/index.md": "", "vendor/a.md": ""}, []string{" 3: vendor", " vendor[vendor/index] 2: vendor/a"}},
		{"nothing at all", files{}, []string{" 0: "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := book(t, test.site)
			if got := outline(b.sections, 0); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			for _, p := range b.List() {
				if p.Build != nil {
					p.Build()
				}
			}
			unique(t, b)
		})
	}
}

func TestBreadcrumbsAndNeighboursFollowTheSections(t *testing.T) {
	b := book(t, files{"x/index.md": "---\nid: X\ntitle: Ex\n---\n", "x/y/a.md": "---\nid: A\ntitle: Ay\n---\n", "x/y/b.md": "---\nid: B\ntitle: Be\n---\n", "x/y/c.md": "---\nid: C\ntitle: Ce\n---\n"})
	f, _ := view[Document](t, b, "documents/B.html")
	var crumbs []string
	for _, l := range f.Breadcrumbs {
		crumbs = append(crumbs, l.Text+" "+l.Href)
	}
	if want := []string{"area.home ../index.html", "Ex X.html", "Y ../sections/x/y.html"}; !slices.Equal(crumbs, want) {
		t.Errorf("breadcrumbs %q, want %q", crumbs, want)
	}
	if f.Prev.Href != "A.html" || f.Next.Href != "C.html" {
		t.Errorf("neighbours %v %v", f.Prev, f.Next)
	}
	if first, _ := view[Document](t, b, "documents/A.html"); first.Prev != nil || first.Next.Href != "B.html" {
		t.Errorf("neighbours of the first are %v %v", first.Prev, first.Next)
	}
	if last, _ := view[Document](t, b, "documents/C.html"); last.Next != nil {
		t.Errorf("the last has a next one: %v", last.Next)
	}
	own, v := view[Document](t, b, "documents/X.html")
	if len(own.Breadcrumbs) != 1 || len(v.Children) != 1 || v.Children[0].Href != "../sections/x/y.html" {
		t.Errorf("a section's own page: %v %v", own.Breadcrumbs, v.Children)
	}
}

// many is a site of n small documents in one folder.
func many(n int) files {
	site := files{"documents/all/index.md": "---\nid: ALL\n---\n# All\n"}
	for i := range n {
		site[fmt.Sprintf("documents/all/d%04d.md", i)] = fmt.Sprintf("---\nid: DOC-%04d\ntitle: Document %04d\nowner: Anna\nreview_due: 2027-01-01\ntags: [t]\n---\n# Document %04d\n\nSee DOC-%04d.\n", i, i, i, (i+1)%n)
	}
	return site
}

func size(t *testing.T, f Frame, v any) int {
	t.Helper()
	text, err := json.Marshal([]any{f, v})
	if err != nil {
		t.Fatal(err)
	}
	return len(text)
}

func TestPagesDoNotGrowWithTheSite(t *testing.T) {
	small, large := book(t, many(100)), book(t, many(1000))
	for _, b := range []*Book{small, large} {
		for _, p := range b.List() {
			if p.Build == nil || p.Kind != "document" {
				continue
			}
			if f, _ := p.Build(); len(f.Nav.Entries) > 31 || len(f.Nav.Sections) > maxSections+1 {
				t.Fatalf("the menu of %s has %d and %d lines", p.Path, len(f.Nav.Entries), len(f.Nav.Sections))
			}
		}
	}
	for _, path := range []string{"documents/DOC-0050.html", "documents/DOC-0000.html"} {
		f1, v1 := view[Document](t, small, path)
		f2, v2 := view[Document](t, large, path)
		if a, b := size(t, f1, v1), size(t, f2, v2); b > a+20 || b < a-20 {
			t.Errorf("%s has %d bytes among 100 documents and %d among 1,000", path, a, b)
		}
	}
	f, _ := view[Document](t, large, "documents/DOC-0500.html")
	current := slices.IndexFunc(f.Nav.Entries, func(l Link) bool { return l.Current })
	if len(f.Nav.Entries) != 31 || current != 15 || f.Nav.More == nil || f.Nav.More.Note != "1000" {
		t.Errorf("%d entries, the page itself at %d, more: %v", len(f.Nav.Entries), current, f.Nav.More)
	}
	for _, end := range []string{"documents/DOC-0000.html", "documents/DOC-0999.html"} {
		if f, _ := view[Document](t, large, end); len(f.Nav.Entries) != 31 {
			t.Errorf("%s shows %d neighbours", end, len(f.Nav.Entries))
		}
	}
	if _, all := view[Document](t, large, "documents/ALL.html"); len(all.Children) != pageRows+1 || all.Children[pageRows].Href != "index.html" {
		t.Errorf("the section's own page lists %d documents", len(all.Children))
	}
	unique(t, large)
}
