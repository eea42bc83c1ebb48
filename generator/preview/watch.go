package preview

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A change is told when nothing more has come for quiet, and at the latest after patience: an editor saves in
// several steps, and a checkout goes on for seconds.
const (
	quiet    = 25 * time.Millisecond
	patience = 150 * time.Millisecond
)

// A watcher says when something in the folder may have changed. It is told by the system, or looks for itself
// when that was asked for or the system cannot. It may speak without need, but is never silent about a change.
type watcher struct {
	changed chan struct{} // holds one: a build is due

	folder string
	ignore func(rel string) bool
	log    func(format string, args ...any)
	every  time.Duration // between two looks
	asked  bool          // for looking
	open   func() (*fsnotify.Watcher, error)

	again  chan struct{} // holds one: see whether the folders to watch are others now
	watch  *watch        // nil when looking
	stamps map[string]stamp
	said   sync.Once
}

// A watch is a set of watched folders. It is never mended, always made anew: a folder that was renamed or
// replaced leaves the system's own list with names that mislead.
type watch struct {
	notify *fsnotify.Watcher
	survey
}

func newWatcher(folder string, o Options) *watcher {
	w := &watcher{
		changed: make(chan struct{}, 1), again: make(chan struct{}, 1),
		folder: folder, ignore: o.Ignore, log: o.Log, every: o.Poll, asked: o.Poll > 0, open: fsnotify.NewWatcher,
	}
	if w.ignore == nil {
		w.ignore = func(string) bool { return false }
	}
	if !w.asked {
		w.every = time.Second
	}
	return w
}

// start begins to watch: every change after it returns is told.
func (w *watcher) start() {
	if w.asked {
		w.stamps = w.look()
		return
	}
	if err := w.renew(); err != nil {
		w.fallBack(err)
	}
}

// run tells changes until ctx ends.
func (w *watcher) run(ctx context.Context) {
	defer w.stop()
	if w.watch != nil {
		err := w.listen(ctx)
		if ctx.Err() != nil {
			return
		}
		w.stop()
		w.fallBack(err)
		w.tell() // what happened since the last event was heard
	}
	w.poll(ctx)
}

func (w *watcher) stop() {
	if w.watch != nil {
		w.watch.notify.Close()
		w.watch = nil
	}
}

func (w *watcher) tell() { fill(w.changed) }

// recheck has the watcher see whether the build just done changed what is to be watched: Ignore may say
// something else now. If so, it tells a change.
func (w *watcher) recheck() { fill(w.again) }

func fill(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (w *watcher) fallBack(err error) {
	w.stamps = w.look()
	w.said.Do(func() {
		w.log("cannot be told of changes (%v); looking for them every %v instead", explain(err), w.every)
	})
}

// explain says what the system means.
func explain(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return errors.New("the system's limit of watched folders is reached, fs.inotify.max_user_watches")
	case errors.Is(err, syscall.EMFILE):
		return errors.New("the system's limit of watchers or open files is reached, fs.inotify.max_user_instances")
	}
	return err
}

// renew watches all folders there are now.
func (w *watcher) renew() error {
	notify, err := w.open()
	if err != nil {
		return err
	}
	found, err := w.take(notify.Add)
	if err != nil {
		notify.Close()
		return err
	}
	w.stop()
	w.watch = &watch{notify, found}
	return nil
}

// listen passes on what the system tells, until ctx ends or it cannot.
func (w *watcher) listen(ctx context.Context) error {
	var first time.Time // of the changes not yet told
	moved := false      // folders may have come or gone
	due := time.NewTimer(time.Hour)
	due.Stop()
	defer due.Stop()
	note := func() {
		now := time.Now()
		if first.IsZero() {
			first = now
		}
		due.Reset(max(0, min(quiet, patience-now.Sub(first))))
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e, ok := <-w.watch.notify.Events:
			if !ok {
				return errors.New("the system's watcher ended")
			}
			if w.watch.concerns(e, w.ignore) {
				moved = moved || w.watch.moves(e)
				note()
			}
		case err := <-w.watch.notify.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watching: %w", err)
			}
			moved = true
			note()
		case <-w.again:
			found, err := w.take(nil)
			if err != nil {
				return err
			}
			if found.root != w.watch.root || found.links != w.watch.links || !maps.Equal(found.folders, w.watch.folders) {
				moved = true
				note()
			}
		case <-due.C:
			first = time.Time{}
			if moved { // before the build, which then sees what came before the new watch
				if err := w.renew(); err != nil {
					return err
				}
				moved = false
			}
			w.tell()
		}
	}
}

// concerns reports whether an event may change a build. With symbolic links about, files that are left out may
// be what others lead to.
func (w *watch) concerns(e fsnotify.Event, ignore func(rel string) bool) bool {
	rel, err := filepath.Rel(w.root, e.Name)
	return err != nil || rel == "." || w.links || w.folders[e.Name] || !ignore(filepath.ToSlash(rel))
}

// moves reports whether an event is about a folder: one of those watched, or a new one.
func (w *watch) moves(e fsnotify.Event) bool {
	if w.folders[e.Name] && e.Has(fsnotify.Remove|fsnotify.Rename) {
		return true
	}
	if !e.Has(fsnotify.Create | fsnotify.Chmod) {
		return false
	}
	info, err := os.Lstat(e.Name)
	return err == nil && info.IsDir()
}
