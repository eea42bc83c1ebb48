package source

import (
	"fmt"
	"path"
	"strings"
)

// Patterns name files and folders as the profile's exclude does: "drafts/", "*.tmp.md", "notes/**", "/README.md".
// A pattern without a slash, or with one only at its end, matches a name at any depth; any other matches the path
// from the site's folder. A folder that matches is left out with all it holds.
type Patterns []string

// Check returns an error for a pattern that cannot be understood.
func (p Patterns) Check() error {
	for _, pattern := range p {
		if _, err := path.Match(strings.ReplaceAll(pattern, "**", "*"), ""); err != nil || strings.Trim(pattern, "/") == "" {
			return fmt.Errorf("%q is not a pattern of file names", pattern)
		}
	}
	return nil
}

// Match reports whether one of the patterns names the path.
func (p Patterns) Match(name string, dir bool) bool {
	for _, pattern := range p {
		if matchOne(pattern, name, dir) {
			return true
		}
	}
	return false
}

func matchOne(pattern, name string, dir bool) bool {
	anchored := strings.Contains(strings.TrimSuffix(pattern, "/"), "/")
	if strings.HasSuffix(pattern, "/**") {
		pattern = strings.TrimSuffix(pattern, "**")
	}
	if strings.HasSuffix(pattern, "/") {
		if !dir {
			return false
		}
		pattern = strings.TrimSuffix(pattern, "/")
	}
	if !anchored {
		ok, _ := path.Match(pattern, path.Base(name))
		return ok
	}
	return matchParts(strings.Split(strings.TrimPrefix(pattern, "/"), "/"), strings.Split(name, "/"))
}

// matchParts matches a path part by part. "**" stands for any number of parts; when what follows it does not match,
// the last one takes one part more.
func matchParts(pattern, name []string) bool {
	p, n := 0, 0
	star, taken := -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			star, taken = p, n
			p++
		case p < len(pattern) && matchPart(pattern[p], name[n]):
			p, n = p+1, n+1
		case star >= 0:
			taken++
			p, n = star+1, taken
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}

func matchPart(pattern, name string) bool {
	ok, _ := path.Match(pattern, name)
	return ok
}
