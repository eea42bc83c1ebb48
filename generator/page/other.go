package page

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/register"
	"ismsite/generator/source"
)

func (b *Book) elsewhere(p string) []Link {
	links := []Link{{Href: rel(p, "documents/index.html"), Text: b.Text("area.documents")}, {Href: rel(p, "atoz.html"), Text: b.Text("area.atoz")}}
	if len(b.System.Set.Terms) > 0 {
		links = append(links, Link{Href: rel(p, "glossary.html"), Text: b.Text("area.glossary")})
	}
	if len(b.tags) > 0 {
		links = append(links, Link{Href: rel(p, "tags/index.html"), Text: b.Text("area.tags")})
	}
	return links
}

func searchPages(b *Book) []Page {
	const p = "search.html"
	return []Page{{Path: p, Kind: "search", Build: func() (Frame, any) {
		return b.frame(p, "search", b.Text("area.search")), SearchPage{Links: b.elsewhere(p)}
	}}}
}

// notFoundPages lists the page that a server shows at any path where there is none. Its links start from where the
// site is published; without a base_url they are relative, and hold only at the top.
func notFoundPages(b *Book) []Page {
	const p = "404.html"
	return []Page{{Path: p, Kind: "notfound", Build: func() (Frame, any) {
		f := b.frame(p, "notfound", b.Text("notfound.title"))
		f.Root = b.basePath()
		view := NotFound{Links: b.elsewhere(p)}
		for _, links := range [][]Link{f.Areas, f.Breadcrumbs, view.Links} {
			for i := range links {
				links[i].Href = f.Root + links[i].Href
			}
		}
		return f, view
	}}}
}

// basePath is the path below which a server publishes the site, "" when nobody has said so.
func (b *Book) basePath() string {
	if b.Preview {
		return "/"
	}
	u, err := url.Parse(b.profile().BaseURL)
	if err != nil || u.Host == "" {
		return ""
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
}

// redirectPages lists a page at every old path that an alias names, unless something stands there today.
func redirectPages(b *Book) []Page {
	var pages []Page
	taken := map[string]bool{}
	for _, d := range b.System.Set.Documents {
		t := b.System.ThingOf(d)
		for _, alias := range d.Aliases {
			p := slug(isms.CleanAlias(alias)) + ".html"
			if key := strings.ToLower(p); p == "_.html" || b.used[key] || taken[key] {
				continue
			}
			taken[strings.ToLower(p)] = true
			pages = append(pages, Page{Path: p, Kind: "redirect", Build: func() (Frame, any) {
				f := b.frame(p, "redirect", d.Title)
				return f, Redirect{To: b.link(p, t)}
			}})
		}
	}
	return pages
}

// problemPages lists what the checks found, in the preview.
func problemPages(b *Book) []Page {
	if !b.Preview {
		return nil
	}
	const p = "problems.html"
	return []Page{{Path: p, Kind: "problems", Build: func() (Frame, any) {
		view := Problems{}
		for _, s := range []source.Severity{source.Error, source.Warning, source.Info} {
			n := 0
			for _, problem := range b.Problems {
				if problem.Severity == s {
					n++
				}
			}
			view.Counts = append(view.Counts, Count{Value: s.String(), Label: b.Text("severity." + s.String()), N: n})
		}
		for _, problem := range b.Problems[:min(len(b.Problems), maxProblems)] {
			if n := len(view.Files); n == 0 || view.Files[n-1].Path != problem.Pos.File {
				view.Files = append(view.Files, ProblemFile{Path: problem.Pos.File, Page: b.pageLink(p, problem.Pos.File)})
			}
			last := &view.Files[len(view.Files)-1]
			last.Problems = append(last.Problems, Problem{Line: problem.Pos.Line, Column: problem.Pos.Column, Severity: problem.Severity.String(),
				Check: problem.Check, Message: problem.Message, Why: problem.Why, Fix: problem.Fix})
		}
		return b.frame(p, "problems", b.Text("area.problems")), view
	}}}
}

const maxProblems = 1000 // on the page; the terminal prints all

func (b *Book) pageLink(p, file string) *Link {
	if target := b.PageOf(file); target != "" {
		return &Link{Href: rel(p, target), Text: b.Text("problems.open")}
	}
	return nil
}

// sitemapFiles lists the sitemap, when the profile says where the site is published.
func sitemapFiles(b *Book) []Page {
	base := strings.TrimSuffix(b.profile().BaseURL, "/")
	if base == "" {
		return nil
	}
	return []Page{{Path: "sitemap.xml", Content: func() ([]byte, error) {
		var out bytes.Buffer
		out.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		write := func(p string) {
			out.WriteString("<url><loc>")
			_ = xml.EscapeText(&out, []byte(base+"/"+rel("", p)))
			out.WriteString("</loc></url>\n")
		}
		write("index.html")
		for _, t := range b.System.Things {
			if d := t.Document(); d == nil || d.Status != register.Superseded && d.Status != register.Withdrawn {
				if !strings.Contains(b.places[t], "#") {
					write(b.places[t])
				}
			}
		}
		out.WriteString("</urlset>\n")
		return out.Bytes(), nil
	}}}
}
