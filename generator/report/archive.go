package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// An archive collects the parts of a workbook and writes them as a ZIP whose bytes depend on the parts alone:
// entries sorted by name, not compressed (compressors change between versions of Go), all of one time.
type archive struct {
	out   io.Writer
	parts map[string]*bytes.Buffer
}

// Create gives the place for the content of a part.
func (a *archive) Create(name string) (io.Writer, error) {
	if a.parts == nil {
		a.parts = map[string]*bytes.Buffer{}
	}
	a.parts[name] = &bytes.Buffer{}
	return a.parts[name], nil
}

// AddFS is there because the library asks for it; it is never called.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (a *archive) Close() error {
	z := zip.NewWriter(a.out)
	for _, name := range slices.Sorted(maps.Keys(a.parts)) {
		if err := store(z, name, a.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return z.Close()
}

func store(z *zip.Writer, name string, content []byte) error {
	const firstOfJanuary1980 = 1<<5 | 1 // the zero of MS-DOS dates
	entry, err := z.CreateRaw(&zip.FileHeader{
		Name:               name,
		Method:             zip.Store,
		ModifiedDate:       firstOfJanuary1980, //lint:ignore SA1019 the other field adds a second, zone-dependent time
		CRC32:              crc32.ChecksumIEEE(content),
		CompressedSize64:   uint64(len(content)),
		UncompressedSize64: uint64(len(content)),
	})
	if err != nil {
		return err
	}
	_, err = entry.Write(content)
	return err
}
