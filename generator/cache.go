package generator

import (
	"crypto/sha256"
	"io/fs"
	"runtime"
	"strings"
	"sync"

	"ismsite/generator/markdown"
	"ismsite/generator/source"
	"ismsite/generator/theme"
)

// A Cache remembers, from one build to the next, what depends on single files: parsed documents by path and
// content, the files of the last build, the theme. A build with a cache gives what a build without gives.
type Cache struct {
	tree  *source.Tree
	docs  map[string]*markdown.Doc
	theme *theme.Theme
	key   [32]byte
}

// NewCache returns an empty cache.
func NewCache() *Cache { return &Cache{docs: map[string]*markdown.Doc{}} }

// parse parses the Markdown files of a tree, those that have changed, on all processors.
func (c *Cache) parse(tree *source.Tree) []*markdown.Doc {
	var files []*source.File
	for _, f := range tree.Files {
		if f.IsMarkdown() && !strings.HasPrefix(f.Name, themeDir+"/") {
			files = append(files, f)
		}
	}
	docs := make([]*markdown.Doc, len(files))
	var group sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				docs[i] = markdown.Parse(files[i])
			}
		})
	}
	for i, f := range files {
		if old := c.docs[f.Path]; old != nil && old.Sum == f.Sum {
			docs[i] = old
			continue
		}
		next <- i
	}
	close(next)
	group.Wait()
	for _, f := range files {
		f.Content = nil // the parsed document stands for it from here on
	}
	c.tree = tree
	c.docs = make(map[string]*markdown.Doc, len(docs))
	for _, d := range docs {
		c.docs[d.Path] = d
	}
	return docs
}

// themeDir is the folder of a site's own templates, styles and texts.
const themeDir = "theme"

// look returns the theme with the site's own files in it.
func (c *Cache) look(tree *source.Tree, language string) (*theme.Theme, error) {
	key := sha256.New()
	key.Write([]byte(language))
	var overrides fs.FS
	for _, f := range tree.Files {
		if strings.HasPrefix(f.Path, themeDir+"/") {
			content, err := fs.ReadFile(tree.FS, f.Path)
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(content)
			key.Write([]byte(f.Path))
			key.Write(sum[:])
			if overrides == nil {
				if overrides, err = fs.Sub(tree.FS, themeDir); err != nil {
					return nil, err
				}
			}
		}
	}
	sum := [32]byte(key.Sum(nil))
	if c.theme != nil && c.key == sum {
		return c.theme, nil
	}
	loaded, err := theme.Load(theme.Options{Overrides: overrides, Language: language})
	if err != nil {
		return nil, err
	}
	c.theme, c.key = loaded, sum
	return loaded, nil
}
