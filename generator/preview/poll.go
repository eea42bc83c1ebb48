package preview

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// A stamp is what a look tells of a file without reading it.
type stamp struct {
	size    int64
	changed int64 // nanoseconds
	mode    fs.FileMode
	leads   string // where a symbolic link leads, in the end
	fresh   bool   // changed so lately that another change could have the same time
}

// coarse is the step in which the coarsest file systems count time. A stamp that stops being fresh differs from
// the one before, so every change is followed by a look and a build after the time can no longer deceive.
const coarse = 2 * time.Second

// poll looks for changes until ctx ends.
func (w *watcher) poll(ctx context.Context) {
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if found := w.look(); !maps.Equal(found, w.stamps) {
			w.stamps = found
			w.tell()
		}
	}
}

// look takes the stamps of all there is, by path. A folder that is gone has none.
func (w *watcher) look() map[string]stamp {
	found := map[string]stamp{}
	now := time.Now()
	w.walk(w.folder, func(rel string, d fs.DirEntry) error {
		full := filepath.Join(w.folder, filepath.FromSlash(rel))
		info, err := d.Info()
		var s stamp
		if err == nil && d.Type()&fs.ModeSymlink != 0 {
			s.leads, _ = filepath.EvalSymlinks(full)
			info, err = os.Stat(full)
		}
		if err == nil {
			s.mode = info.Mode()
			if !info.IsDir() { // a folder's time says nothing that its files do not
				s.size, s.changed, s.fresh = info.Size(), info.ModTime().UnixNano(), now.Sub(info.ModTime()) < coarse
			}
		}
		found[rel] = s
		return nil
	})
	return found
}
