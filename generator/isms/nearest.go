package isms

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"ismsite/generator/register"
	"ismsite/generator/source"
)

// nearest finds the right spelling for what was not found. It searches for the first problems only, since each
// search looks at the whole site.
type nearest struct {
	system *System
	left   int
	lists  map[string][]string
}

const maxAdvice = 200

func newNearest(s *System) *nearest {
	return &nearest{system: s, left: maxAdvice, lists: map[string][]string{}}
}

var quoted = regexp.MustCompile(`"([^"]+)"|there is no ([A-Z][A-Z0-9-]*)$`)

// advise adds the nearest right spelling to a problem about a name that leads nowhere.
func (n *nearest) advise(p source.Problem) source.Problem {
	m := quoted.FindStringSubmatch(p.Message)
	if p.Fix != "" || m == nil || n.left == 0 {
		return p
	}
	name := m[1] + m[2]
	near := ""
	switch p.Check {
	case "broken-link":
		if near = n.path(name, p.Pos.File); strings.HasPrefix(p.Message, nothingCalled) {
			near = n.among("names", name)
		}
	case "unknown-person":
		if near = n.among("people", name); near == "" {
			p.Fix = "add it to the people register, or use the id of somebody in it"
		}
	case "unknown-id", "unknown-reference":
		near = n.among("ids", name)
	case "unknown-control":
		near = n.among("controls", name)
	default:
		return p
	}
	n.left--
	if near != "" {
		p.Fix = fmt.Sprintf("did you mean %q?", near)
	}
	return p
}

func (n *nearest) among(list, name string) string {
	if n.lists[list] == nil {
		n.lists[list] = n.collect(list)
	}
	return register.Nearest(name, n.lists[list])
}

func (n *nearest) collect(list string) []string {
	names := []string{}
	for _, t := range n.system.Things {
		switch {
		case list == "people" && t.Person() != nil:
			names = append(names, t.ID())
		case list == "controls" && t.Control != nil, list == "ids" && t.Entry != nil && t.Person() == nil:
			names = append(names, t.ID())
		case list == "names":
			names = append(names, t.ID())
			if t.Entry != nil {
				names = append(names, t.Title())
			}
		}
	}
	return names
}

// path finds a file of the same name elsewhere, else one with a similar path; written as seen from a file.
func (n *nearest) path(written, from string) string {
	if decoded, err := url.PathUnescape(written); err == nil {
		written = decoded
	}
	base := strings.ToLower(strings.TrimSuffix(path.Base(written), path.Ext(written)))
	var same, all []string
	for _, f := range n.system.Tree.Files {
		if !f.IsMarkdown() && path.Ext(written) != path.Ext(f.Name) {
			continue
		}
		if stem := strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name)); strings.ToLower(stem) == base {
			same = append(same, f.Name)
		}
		all = append(all, f.Name)
	}
	if len(same) > 0 && !slices.Contains([]string{"index", "readme", "_index"}, base) {
		return relative(from, same[0])
	}
	target := path.Join(path.Dir(from), written)
	if near := register.Nearest(target, all); near != "" {
		return relative(from, near)
	}
	return ""
}

// relative writes a path as seen from a file, as it may stand in a link.
func relative(from, to string) string {
	a, b := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if a[0] == "." {
		a = nil
	}
	for len(a) > 0 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	return strings.ReplaceAll(strings.Repeat("../", len(a))+strings.Join(b, "/"), " ", "%20")
}
