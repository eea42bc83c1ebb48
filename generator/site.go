package generator

import (
	"slices"
	"strings"

	"ismsite/generator/publish"
)

// A Site is all output files, sorted by path. A file's content is made when it is asked for, so that a preview
// renders only what is looked at and a large site is never in memory as a whole.
type Site struct {
	Files []publish.File
}

// newSite sorts the files and keeps the first of each path.
func newSite(files []publish.File) *Site {
	slices.SortStableFunc(files, func(a, b publish.File) int { return strings.Compare(a.Path, b.Path) })
	return &Site{slices.CompactFunc(files, func(a, b publish.File) bool { return a.Path == b.Path })}
}

// File returns the file at a path, such as "documents/POL-001.html".
func (s *Site) File(path string) (publish.File, bool) {
	i, ok := slices.BinarySearchFunc(s.Files, path, func(f publish.File, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return publish.File{}, false
	}
	return s.Files[i], true
}
