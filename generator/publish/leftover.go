package publish

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
)

// What a folder beside the target is there for. All are named .NAME.ismsite-KIND-XXXXXXXX.
const (
	leftNew  = "new"  // being built; after an exchange, the old site for a moment
	leftOld  = "old"  // the old site, while the new one moves in
	leftGone = "gone" // being deleted
)

var leftoverTail = regexp.MustCompile(`^(new|old|gone)-[0-9a-f]{8}$`)

// beside is how the names of our folders and of the lock begin.
func (t *target) beside() string { return "." + t.name + ".ismsite-" }

// freshName is a name beside the target that nobody uses.
func (t *target) freshName(kind string) string {
	var random [4]byte
	rand.Read(random[:]) // it never fails
	return t.beside() + kind + "-" + hex.EncodeToString(random[:])
}

// create makes a folder beside the target and marks it as ours before anything else goes in.
func (t *target) create(kind string) (string, error) {
	for {
		name := t.freshName(kind)
		err := t.parent.Mkdir(name, 0o755)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			err = t.parent.WriteFile(name+"/"+marker, []byte(markerText), 0o644)
		}
		if err != nil {
			t.parent.Remove(name) // if it is there and empty
			return "", fmt.Errorf("making a folder beside %s: %w", t.dir, err)
		}
		return name, nil
	}
}

// recover puts things right after a run that was killed: a site that was moved away and not replaced comes
// back, and everything else that such a run left is deleted. The caller holds the lock, so no such run lives.
func (t *target) recover(o Options) error {
	if _, err := t.parent.Lstat(t.name); errors.Is(err, fs.ErrNotExist) {
		if err := t.restore(o); err != nil {
			return err
		}
	}
	return t.clear(o)
}

func (t *target) restore(o Options) error {
	names, err := t.leftovers()
	if err != nil {
		return err
	}
	for _, name := range names {
		if !strings.HasPrefix(name, t.beside()+leftOld) {
			continue
		}
		if err := t.parent.Rename(name, t.name); err != nil {
			return fmt.Errorf("putting back the site that an interrupted run left in %s: %w", name, err)
		}
		o.notice("put back the site that an interrupted run had moved to %s", name)
		return nil
	}
	return nil
}

// clear deletes what was left beside the target.
func (t *target) clear(o Options) error {
	names, err := t.leftovers()
	if err != nil {
		return err
	}
	for _, name := range names {
		t.discard(name, o)
	}
	return nil
}

// leftovers lists the folders beside the target that are ours by name and by content, sorted.
func (t *target) leftovers() ([]string, error) {
	list, err := t.parent.Open(".")
	if err != nil {
		return nil, fmt.Errorf("listing the folder above %s: %w", t.dir, err)
	}
	defer list.Close()
	entries, err := list.ReadDir(-1)
	if err != nil {
		return nil, fmt.Errorf("listing the folder above %s: %w", t.dir, err)
	}
	var names []string
	for _, entry := range entries {
		tail, ok := strings.CutPrefix(entry.Name(), t.beside())
		if !ok || !leftoverTail.MatchString(tail) || !entry.IsDir() {
			continue
		}
		if ours, err := t.owns(entry.Name()); err == nil && ours {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// discard deletes a folder of ours beside the target, the mark last, so that a run that is killed meanwhile
// leaves what the next one recognises. What cannot be deleted now is left to the next run as well.
func (t *target) discard(name string, o Options) {
	if ours, err := t.owns(name); err != nil || !ours {
		o.notice("left %s where it is: it holds files that ismsite did not write", name)
		return
	}
	if !strings.HasPrefix(name, t.beside()+leftGone) {
		gone := t.freshName(leftGone)
		if err := t.parent.Rename(name, gone); err == nil {
			name = gone
		}
	}
	if err := t.empty(name); err != nil {
		o.notice("could not delete %s, the next run will try again: %v", name, err)
	}
}

func (t *target) empty(name string) error {
	folder, err := t.parent.OpenRoot(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	entries, err := fs.ReadDir(folder.FS(), ".")
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() == marker {
			continue
		}
		if err := folder.RemoveAll(entry.Name()); err != nil {
			return err
		}
	}
	if err := folder.Remove(marker); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	folder.Close() // Windows deletes no folder that is open
	if err := t.parent.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
