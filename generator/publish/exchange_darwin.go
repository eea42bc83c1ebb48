package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

func exchangeNames(parent *os.Root, a, b string) error {
	folder, err := parent.Open(".")
	if err != nil {
		return err
	}
	defer folder.Close()
	fd := int(folder.Fd())
	return unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP)
}
