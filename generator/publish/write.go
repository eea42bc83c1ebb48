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
				n, err := write(site, files[i])
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

func write(site *os.Root, file File) (int, error) {
	content, err := file.Content()
	if err != nil {
		return 0, fmt.Errorf("making %s: %w", file.Path, err)
	}
	out, err := site.OpenFile(file.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
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
