package page

import (
	"html/template"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

var (
	htmlHref = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	htmlID   = regexp.MustCompile(` id="([^"]*)"`)
)

// seen is what the walk through one view finds: addresses, and the places on its page.
type seen struct {
	hrefs   []string
	anchors map[string]bool
}

// walk goes through a view by reflection. Fields called Href, Data, To and the HTML of texts hold addresses; fields
// called Anchor, and the value of a group, are places that a theme writes out.
func (s *seen) walk(v reflect.Value, field string, owner string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			s.walk(v.Elem(), field, owner)
		}
	case reflect.Slice:
		for i := range v.Len() {
			s.walk(v.Index(i), field, owner)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			s.walk(v.Field(i), v.Type().Field(i).Name, v.Type().Name())
		}
	case reflect.String:
		text := v.String()
		switch {
		case v.Type() == reflect.TypeFor[template.HTML]():
			for _, m := range htmlHref.FindAllStringSubmatch(text, -1) {
				s.hrefs = append(s.hrefs, m[1])
			}
			for _, m := range htmlID.FindAllStringSubmatch(text, -1) {
				s.anchors[m[1]] = true
			}
		case text == "":
		case strings.HasSuffix(field, "Href") || field == "Data":
			s.hrefs = append(s.hrefs, text)
		case field == "Anchor", field == "Value" && owner == "Group":
			s.anchors[text] = true
		}
	}
}

// deadLinks lists the addresses in all views of a book that lead to no page, file or place.
func deadLinks(t *testing.T, b *Book) (dead []string, checked int) {
	t.Helper()
	pages := map[string]*seen{}
	for _, p := range b.List() {
		s := &seen{anchors: map[string]bool{}}
		if p.Build != nil {
			f, v := p.Build()
			s.walk(reflect.ValueOf(f), "", "")
			s.walk(reflect.ValueOf(v), "", "")
		}
		pages[p.Path] = s
	}
	for from, s := range pages {
		for _, href := range s.hrefs {
			address, err := url.Parse(href)
			if err != nil {
				dead = append(dead, from+" "+href)
				continue
			}
			if address.Scheme != "" {
				continue
			}
			checked++
			to := from
			if address.Path != "" {
				to = path.Join(path.Dir(from), address.Path)
			}
			if target := pages[to]; target == nil || address.Fragment != "" && !target.anchors[address.Fragment] && strings.HasSuffix(to, ".html") {
				dead = append(dead, from+" "+href)
			}
			if strings.HasPrefix(href, "/") && from != "404.html" || strings.HasSuffix(address.Path, "/") {
				dead = append(dead, from+" "+href+" (not a relative path of a file)")
			}
		}
	}
	return dead, checked
}

func TestEveryAddressInTheExampleLeadsSomewhere(t *testing.T) {
	b := example(t)
	dead, checked := deadLinks(t, b)
	for _, link := range dead {
		t.Errorf("dead: %s", link)
	}
	if checked < 5000 {
		t.Errorf("only %d addresses seen", checked)
	}
	unique(t, b)
	for _, p := range b.List() {
		if p.Content != nil {
			if _, err := p.Content(); err != nil {
				t.Errorf("%s: %v", p.Path, err)
			}
		}
	}
}

func TestEveryKindOfPageIsMadeAndBuilt(t *testing.T) {
	in := example(t).Input
	site := files{"a.md": "---\naliases: [/old]\ntags: [t]\n---\n", "b/c.md": "", "isms.yaml": "base_url: https://example.com/isms\n"}
	more := book(t, site)
	made := map[string]bool{}
	for _, b := range []*Book{NewBook(in), more} {
		for _, p := range b.List() {
			if p.Build != nil {
				f, v := p.Build()
				if f.Path != p.Path || f.Title == "" || v == nil {
					t.Errorf("%s: frame of %q, title %q", p.Path, f.Path, f.Title)
				}
				made[p.Kind] = true
			}
		}
	}
	for _, kind := range Kinds {
		switch kind.Name {
		case "export", "attachment", "sitemap": // files
		default:
			if !made[kind.Name] {
				t.Errorf("no page of kind %s", kind.Name)
			}
		}
	}
	if sitemap := content(t, more, "sitemap.xml"); !strings.Contains(sitemap, "<loc>https://example.com/isms/documents/b/c.html</loc>") || strings.Contains(sitemap, "#") {
		t.Errorf("the sitemap is %s", sitemap)
	}
}

func TestAddressesOfAnAwkwardSiteLeadSomewhere(t *testing.T) {
	site := many(600)
	for name, text := range owed {
		site["documents/owed/"+name] = text
		if strings.HasPrefix(name, "registers/") {
			delete(site, "documents/owed/"+name)
			site[name] = text
		}
	}
	site["registers/glossary.yaml"] = glossaryText
	site["registers/My keys & more.csv"] = "id,name,to\nK 1,Ä key,x\nK/2,y,z\n"
	site["documents/ü mlaut/a b.md"] = "# Größe {#größe}\n\n## Größe & mehr\n\n[x](#größe) [s](../../registers/suppliers.csv) [p](/registers/people.yaml) [g](/registers/glossary.yaml) [k](</registers/My keys & more.csv>) [f](/registers/) [f](/registers/suppliers/) ![i](</static/ä b.png>) [r](../../registers/head.csv) [n](../) [asset](#größe--mehr) IT\n"
	site["static/ä b.png"] = "x"
	site["registers/head.csv"] = "id,name\n"
	site["documents/redirected.md"] = "---\nid: R 1\ntags: [Ä b, x/y]\naliases: [/alt/ä b]\nlanguage: de\n---\nsee [[#x]] [[K 1]] [[Security officer]] [[Wert]] [[A.5.15]] [[9.3]]\n"
	in := input(t, site.fs())
	in.Preview = true
	b := NewBook(in)
	dead, _ := deadLinks(t, b)
	for _, link := range dead {
		t.Errorf("dead: %s", link)
	}
	unique(t, b)
	for _, p := range b.List() {
		if p.Content != nil {
			if _, err := p.Content(); err != nil {
				t.Errorf("%s: %v", p.Path, err)
			}
		}
	}
}
