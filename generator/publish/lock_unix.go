//go:build unix && !solaris && !aix

package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockFile is false if another run holds the lock.
func lockFile(file *os.File) (bool, error) {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	switch {
	case errors.Is(err, unix.EWOULDBLOCK), errors.Is(err, unix.EINTR):
		return false, nil
	}
	return err == nil, err
}

// release deletes the file while it is still held, so that nothing is left beside the site.
func (l *lock) release() {
	l.target.parent.Remove(l.target.lockName())
	l.file.Close()
}
