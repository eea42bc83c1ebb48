package page

import (
	"io/fs"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/source"
)

// attachmentPath is where a file of the content goes: static files keep their path, all others go below files.
func attachmentPath(f *source.File) string {
	if strings.HasPrefix(f.Name, "static/") {
		return cleanPath(f.Name)
	}
	return "files/" + cleanPath(f.Name)
}

// cleanPath makes each part of a path one that every file system can hold.
func cleanPath(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = slug(part)
	}
	return strings.Join(parts, "/")
}

// attachmentFiles lists the files that are published as they are: everything safe below static, and elsewhere what
// a document links to.
func attachmentFiles(b *Book) []Page {
	wanted := map[*source.File]bool{}
	for _, t := range b.System.Things {
		for _, target := range t.Links() {
			if target.File != nil {
				wanted[target.File] = true
			}
		}
	}
	var pages []Page
	for _, f := range b.System.Tree.Files {
		static := strings.HasPrefix(f.Name, "static/") && !f.IsMarkdown() && isms.Unsafe(b.System.Tree, f) == ""
		if !static && !wanted[f] {
			continue
		}
		pages = append(pages, Page{Path: attachmentPath(f), Content: func() ([]byte, error) { return fs.ReadFile(b.System.Tree.FS, f.Path) }})
	}
	return pages
}
