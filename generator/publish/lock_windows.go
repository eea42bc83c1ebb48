package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile is false if another run holds the lock.
func lockFile(file *os.File) (bool, error) {
	const exclusively = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(file.Fd()), exclusively, 0, 1, 0, &windows.Overlapped{})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return false, nil
	}
	return err == nil, err
}

// release leaves the file: Windows does not reliably delete what another run may have open.
func (l *lock) release() { l.file.Close() }
