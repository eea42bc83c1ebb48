package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// ErrBusy is in the error when another run was still writing to the folder after the wait.
var ErrBusy = errors.New("another build is writing to it")

const (
	usualWait = 10 * time.Second
	pollEvery = 50 * time.Millisecond
)

// A lock is held on a file beside the target. The system lets go of it when the program ends, however it ends.
type lock struct {
	target *target
	file   *os.File
}

func (t *target) lockName() string { return t.beside() + "lock" }

// acquire waits until no other run writes to the target.
func (t *target) acquire(ctx context.Context, o Options) (*lock, error) {
	wait := o.Wait
	if wait == 0 {
		wait = usualWait
	}
	deadline := time.Now().Add(wait)
	for told := false; ; {
		l, err := t.tryLock()
		switch {
		case err != nil:
			return nil, fmt.Errorf("locking %s: %w", t.dir, err)
		case l != nil:
			return l, nil
		case !time.Now().Before(deadline):
			return nil, fmt.Errorf("cannot write to %s: %w; try again when it is done", t.dir, ErrBusy)
		case !told:
			told = true
			o.notice("another build is writing to %s, waiting up to %s", t.dir, wait)
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(pollEvery):
		}
	}
}

// tryLock gives no lock if another run holds it.
func (t *target) tryLock() (*lock, error) {
	file, err := t.parent.OpenFile(t.lockName(), os.O_RDONLY|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	ok, err := lockFile(file)
	if err == nil && ok {
		ok, err = t.current(file)
	}
	if err != nil || !ok {
		file.Close()
		return nil, err
	}
	return &lock{t, file}, nil
}

// current says whether the lock file is still the one of that name: the run before may have deleted it between
// our opening and our locking it, and then somebody else may hold a newer one.
func (t *target) current(file *os.File) (bool, error) {
	held, err := file.Stat()
	if err != nil {
		return false, err
	}
	there, err := t.parent.Lstat(t.lockName())
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(held, there), err
}
