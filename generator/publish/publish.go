package publish

import (
	"context"
	"fmt"
	"os"
	"time"
)

// A File is one file of the site. Content is called at most once, on any goroutine.
type File struct {
	Path    string // as CheckPath wants it: "documents/POL-002.html"
	Content func() ([]byte, error)
}

// Options change how a folder is written. The zero value is fine.
type Options struct {
	Workers int            // files written at a time; zero means one for each core
	Wait    time.Duration  // how long to wait for another run to finish; zero means ten seconds, less than zero not at all
	Notice  func(s string) // told in a sentence about waiting and about clearing up; nil for nobody
}

// Stats says what was written.
type Stats struct {
	Files int
	Bytes int64
}

// Folder makes dir the site that consists of these files, and of no others. It creates the folder and its
// parents, or replaces a site that it wrote before; any other folder that is not empty is refused with a
// *RefusedError. After an error the folder is as it was before; after a cancelled context too, unless the new
// site was already in place.
func Folder(ctx context.Context, dir string, files []File, o Options) (Stats, error) {
	if err := checkFiles(files); err != nil {
		return Stats{}, err
	}
	t, err := openTarget(dir)
	if err != nil {
		return Stats{}, err
	}
	defer t.close()
	lock, err := t.acquire(ctx, o)
	if err != nil {
		return Stats{}, err
	}
	defer lock.release()

	if err := t.recover(o); err != nil {
		return Stats{}, err
	}
	if err := t.check(); err != nil {
		return Stats{}, err
	}
	return t.publish(ctx, files, o)
}

// publish builds beside the folder and swaps. The caller holds the lock.
func (t *target) publish(ctx context.Context, files []File, o Options) (Stats, error) {
	building, err := t.create(leftNew)
	if err != nil {
		return Stats{}, err
	}
	stats, err := t.build(ctx, building, files, o)
	if err == nil {
		err = t.swap(building)
	}
	if err != nil {
		t.discard(building, o)
		return Stats{}, err
	}
	t.clear(o)
	return stats, nil
}

// build writes the complete site into the folder of that name beside the target.
func (t *target) build(ctx context.Context, name string, files []File, o Options) (Stats, error) {
	mode, keep := t.mode()
	if keep { // a folder that others may not enter is not opened to them meanwhile
		if err := t.parent.Chmod(name, mode|0o700); err != nil {
			return Stats{}, fmt.Errorf("preparing the new site: %w", err)
		}
	}
	site, err := t.parent.OpenRoot(name)
	if err != nil {
		return Stats{}, fmt.Errorf("preparing the new site: %w", err)
	}
	defer site.Close()
	stats, err := writeAll(ctx, site, files, o.Workers)
	if err != nil {
		return Stats{}, err
	}
	if keep {
		if err := t.parent.Chmod(name, mode); err != nil {
			return Stats{}, fmt.Errorf("finishing the new site: %w", err)
		}
	}
	return stats, nil
}

// mode is what the user allowed others to do with the folder that is being replaced, if there is one.
func (t *target) mode() (mode os.FileMode, ok bool) {
	info, err := t.parent.Lstat(t.name)
	if err != nil {
		return 0, false
	}
	return info.Mode() & (os.ModePerm | os.ModeSetgid), true
}

func (o Options) notice(format string, args ...any) {
	if o.Notice != nil {
		o.Notice(fmt.Sprintf(format, args...))
	}
}
