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
	if strings.HasSuffix(pattern, "/**") {
		pattern = strings.TrimSuffix(pattern, "**")
	}
	if strings.HasSuffix(pattern, "/") {
		if !dir {
			return false
		}
		pattern = strings.TrimSuffix(pattern, "/")
	}
	if !strings.Contains(pattern, "/") {
		ok, _ := path.Match(pattern, path.Base(name))
		return ok
	}
	return matchParts(strings.Split(strings.TrimPrefix(pattern, "/"), "/"), strings.Split(name, "/"))
}

func matchParts(pattern, name []string) bool {
	if len(pattern) == 0 || len(name) == 0 {
		return len(pattern) == len(name)
	}
	if pattern[0] == "**" {
		return matchParts(pattern[1:], name) || matchParts(pattern, name[1:])
	}
	ok, _ := path.Match(pattern[0], name[0])
	return ok && matchParts(pattern[1:], name[1:])
}
