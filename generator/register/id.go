package register

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// stem is a path's last part without its extension.
func stem(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }

var indexNames = []string{"index", "_index", "readme"}

// isIndex reports whether a Markdown file is its folder's own page.
func isIndex(name string) bool { return slices.Contains(indexNames, strings.ToLower(stem(name))) }

// IsIndex reports whether a document is its section's own page: index.md, _index.md or README.md.
func (d *Document) IsIndex() bool { return isIndex(d.Doc.Path) }

// Folder returns the section a document belongs to: its path less the leading documents folder, "" for the top.
func (d *Document) Folder() string {
	dir := path.Dir(d.Doc.Path)
	if dir == "." || dir == documentsDir {
		return ""
	}
	return strings.TrimPrefix(dir, documentsDir+"/")
}

const documentsDir = "documents"

// PathID is the id of a document whose file names none: its path without the documents folder and the extension. A
// folder's own page has the folder's path.
func PathID(name string) string {
	id := strings.TrimPrefix(strings.TrimSuffix(name, path.Ext(name)), documentsDir+"/")
	if dir := path.Dir(id); isIndex(name) && dir != "." {
		return dir
	}
	return id
}

// CompareIDs orders ids as people count: POL-9 before POL-10.
func CompareIDs(a, b string) int {
	for a != "" && b != "" {
		x, restA := leadingNumber(a)
		y, restB := leadingNumber(b)
		switch {
		case x != "" && y != "":
			if c := compareNumbers(x, y); c != 0 {
				return c
			}
			a, b = restA, restB
		case a[0] != b[0]:
			return int(a[0]) - int(b[0])
		default:
			a, b = a[1:], b[1:]
		}
	}
	return len(a) - len(b)
}

func leadingNumber(s string) (number, rest string) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return s[:i], s[i:]
}

func compareNumbers(x, y string) int {
	p, q := strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
	if len(p) != len(q) {
		return len(p) - len(q)
	}
	if c := strings.Compare(p, q); c != 0 {
		return c
	}
	return len(x) - len(y)
}
