package publish

import (
	"context"
	"fmt"
	"os"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// writeAll writes the files with so many workers, in no particular order. The first error stops all of them.
func writeAll(ctx context.Context, site *os.Root, files []File, workers int) (Stats, error) {
	if err := makeFolders(site, files); err != nil {
		return Stats{}, err
	}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	folders := openFolders{site: site, open: map[string]*os.Root{}}
	defer folders.close()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var (
		group sync.WaitGroup
		next  atomic.Int64
		bytes atomic.Int64
	)
	for range min(workers, len(files)) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				n, err := folders.write(files[i])
				if err != nil {
					stop(err)
					return
				}
				bytes.Add(int64(n))
			}
		})
	}
	group.Wait()
	if ctx.Err() != nil {
		return Stats{}, context.Cause(ctx)
	}
	return Stats{Files: len(files), Bytes: bytes.Load()}, nil
}

// makeFolders makes every folder once, parents first.
func makeFolders(site *os.Root, files []File) error {
	seen := map[string]bool{".": true}
	var folders []string
	for _, file := range files {
		for dir := path.Dir(file.Path); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			folders = append(folders, dir)
		}
	}
	slices.Sort(folders)
	for _, dir := range folders {
		if err := site.MkdirAll(dir, 0o755); err != nil { // two spellings may be one folder
			return fmt.Errorf("writing %s: %w", dir, err)
		}
	}
	return nil
}

// openFolders keeps folders open, so that writing a file need not walk its path from the top each time.
type openFolders struct {
	site *os.Root
	mu   sync.Mutex
	open map[string]*os.Root
}

// maxOpen is how many folders are kept open; files in further ones are reached from the top.
const maxOpen = 128

// at returns the folder that a file stands in, and the file's name from there.
func (f *openFolders) at(name string) (*os.Root, string) {
	dir, base := path.Split(name)
	if dir == "" {
		return f.site, name
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	folder := f.open[dir]
	if folder == nil && len(f.open) < maxOpen {
		if opened, err := f.site.OpenRoot(dir); err == nil {
			folder = opened
			f.open[dir] = folder
		}
	}
	if folder == nil {
		return f.site, name
	}
	return folder, base
}

func (f *openFolders) close() {
	for _, folder := range f.open {
		folder.Close()
	}
}

func (f *openFolders) write(file File) (int, error) {
	content, err := file.Content()
	if err != nil {
		return 0, fmt.Errorf("making %s: %w", file.Path, err)
	}
	folder, name := f.at(file.Path)
	out, err := folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, fmt.Errorf("writing %s: %w", file.Path, err)
	}
	n, err := out.Write(content)
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return 0, fmt.Errorf("writing %s: %w", file.Path, err)
	}
	return n, nil
}
