package page

import (
	"io/fs"
	"path"
	"strings"

	"ismsite/generator/isms"
	"ismsite/generator/source"
)

// attach gives the files that are published as they are their paths: the logo, everything safe below static, and
// elsewhere what a document links to. Two names that make one path are told apart by a number.
func (b *Book) attach() {
	tree := b.System.Tree
	wanted := map[*source.File]bool{tree.Get(b.profile().Logo): true}
	for _, t := range b.System.Things {
		for _, target := range t.Links() {
			wanted[target.File] = true
		}
	}
	for _, f := range tree.Files {
		static := strings.HasPrefix(f.Name, "static/") && !f.IsMarkdown()
		if (static || wanted[f]) && isms.Unsafe(tree, f) == "" {
			name := attachmentPath(f)
			b.files[f] = b.free(strings.TrimSuffix(name, path.Ext(name)), path.Ext(name))
		}
	}
}

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

// attachmentFiles lists the files that are published as they are.
func attachmentFiles(b *Book) []Page {
	var pages []Page
	for _, f := range b.System.Tree.Files {
		if name, ok := b.files[f]; ok {
			pages = append(pages, Page{Path: name, Content: func() ([]byte, error) { return fs.ReadFile(b.System.Tree.FS, f.Path) }})
		}
	}
	return pages
}
