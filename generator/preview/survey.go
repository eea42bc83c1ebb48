package preview

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A survey is what there is to watch.
type survey struct {
	root    string          // the folder itself, links resolved
	folders map[string]bool // full paths of the folders to watch
	links   bool            // symbolic links are among the files
}

// take lists the folders to watch: all that are not ignored, and those of files that links within the site lead
// to. Each folder is given to watch, unless that is nil, before it is listed, so that whatever appears in it is
// either listed or told later.
func (w *watcher) take(watch func(folder string) error) (survey, error) {
	root, err := filepath.EvalSymlinks(w.folder)
	if err != nil {
		return survey{}, err
	}
	s := survey{root: root, folders: map[string]bool{}}
	enter := func(folder string) error {
		if s.folders[folder] {
			return nil
		}
		s.folders[folder] = true
		if watch == nil {
			return nil
		}
		if err := watch(folder); err != nil && (folder == root || !passing(err)) {
			return err
		}
		return nil
	}
	if err := enter(root); err != nil {
		return survey{}, err
	}
	err = w.walk(root, func(rel string, d fs.DirEntry) error {
		full := filepath.Join(root, filepath.FromSlash(rel))
		switch {
		case d.IsDir():
			return enter(full)
		case d.Type()&fs.ModeSymlink != 0:
			s.links = true
			if target, err := filepath.EvalSymlinks(full); err == nil && strings.HasPrefix(target, root+string(filepath.Separator)) {
				return enter(filepath.Dir(target))
			}
		}
		return nil
	})
	return s, err
}

// passing reports whether an error is about one folder only: gone meanwhile, or closed to us. The folder above
// tells when that changes.
func passing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)
}

// walk visits what is below the root and not ignored, by slash-separated path, each folder before what it holds.
func (w *watcher) walk(root string, visit func(rel string, d fs.DirEntry) error) error {
	var folder func(prefix string) error
	folder = func(prefix string) error {
		entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(prefix)))
		if err != nil && prefix == "" {
			return err
		}
		for _, d := range entries {
			rel := prefix + d.Name()
			if w.ignore(rel) {
				continue
			}
			if err := visit(rel, d); err != nil {
				return err
			}
			if d.IsDir() {
				if err := folder(rel + "/"); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return folder("")
}
