package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	marker     = ".ismsite"        // in a folder that we wrote
	markedBy   = "ismsite output " // how the marker begins
	markerText = markedBy + "1\nThis folder is replaced as a whole whenever the site is built.\n"
)

// A RefusedError is about a folder that will not be written to, however often one tries.
type RefusedError struct {
	Dir    string // as the user named it
	Reason string // "it is not empty, and ismsite did not write it"
	Fix    string // what to do instead
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("will not write to %s: %s; %s", e.Dir, e.Reason, e.Fix)
}

// A target is the folder to publish to, seen from its parent: all renaming happens there.
type target struct {
	dir    string   // as the user named it, for messages
	name   string   // within parent
	parent *os.Root // may not exist before openTarget
}

// openTarget finds the folder's parent, and refuses folders that must not be swapped whatever they hold.
func openTarget(dir string) (*target, error) {
	if dir == "" {
		return nil, &RefusedError{Dir: "nowhere", Reason: "no output folder is named", Fix: "name one"}
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", dir, err)
	}
	if err := refusePlace(dir, path); err != nil {
		return nil, err
	}
	above := filepath.Dir(path)
	if err := os.MkdirAll(above, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder above %s: %w", dir, err)
	}
	parent, err := os.OpenRoot(above)
	if err != nil {
		return nil, fmt.Errorf("opening the folder above %s: %w", dir, err)
	}
	return &target{dir: dir, name: filepath.Base(path), parent: parent}, nil
}

func (t *target) close() { t.parent.Close() }

// refusePlace refuses the root of a drive, links, files, and every folder in which the user lives or stands.
func refusePlace(dir, path string) error {
	const another = "name a folder of its own, such as public"
	if filepath.Dir(path) == path {
		return &RefusedError{dir, "it is the root of the file system", another}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking at %s: %w", dir, err)
	case info.Mode()&os.ModeSymlink != 0:
		return &RefusedError{dir, "it is a symbolic link", "name the folder that it leads to"}
	case !info.IsDir():
		return &RefusedError{dir, "it is not a folder", another}
	}
	if home, err := os.UserHomeDir(); err == nil && holds(info, home) {
		return &RefusedError{dir, "your home folder is there", another}
	}
	if here, err := os.Getwd(); err == nil && holds(info, here) {
		return &RefusedError{dir, "it is the current folder or above it", another}
	}
	return nil
}

// holds says whether a path is the folder or lies in it, as it is written or with links followed.
func holds(folder os.FileInfo, path string) bool {
	real, err := filepath.EvalSymlinks(path)
	return above(folder, path) || err == nil && above(folder, real)
}

func above(folder os.FileInfo, path string) bool {
	for {
		if info, err := os.Stat(path); err == nil && os.SameFile(folder, info) {
			return true
		}
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
}

// check refuses a folder with content that we did not write.
func (t *target) check() error {
	info, err := t.parent.Lstat(t.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking at %s: %w", t.dir, err)
	case !info.IsDir():
		return &RefusedError{t.dir, "it is not a folder", "name another"}
	}
	ours, err := t.owns(t.name)
	if err != nil {
		return fmt.Errorf("looking into %s: %w", t.dir, err)
	}
	if !ours {
		return &RefusedError{
			t.dir, "it is not empty, and ismsite did not write it",
			"name another folder, or empty this one yourself if nothing in it is needed",
		}
	}
	return nil
}

// owns says whether a folder in parent is ours to replace and delete: it bears our mark, or it holds nothing
// but, at most, a mark whose writing was interrupted.
func (t *target) owns(name string) (bool, error) {
	folder, err := t.parent.OpenRoot(name)
	if err != nil {
		return false, err
	}
	defer folder.Close()
	text, marked := readMark(folder)
	if marked && strings.HasPrefix(text, markedBy) {
		return true, nil
	}
	list, err := folder.Open(".")
	if err != nil {
		return false, err
	}
	defer list.Close()
	entries, err := list.ReadDir(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	interrupted := marked && strings.HasPrefix(markerText, text)
	return len(entries) == 0 || len(entries) == 1 && interrupted, nil
}

func readMark(folder *os.Root) (text string, ok bool) {
	info, err := folder.Lstat(marker)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1000 {
		return "", false
	}
	content, err := folder.ReadFile(marker)
	return string(content), err == nil
}
